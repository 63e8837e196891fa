"""The dialogs about the text that is open."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


class DeskQuestions(QObject):
    """Asks, and gives back the answer; the safe one is the default."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent

    def which_to_open(self, start: str) -> Path | None:
        """Return the file to open, None for none."""
        name, _ = QFileDialog.getOpenFileName(self._widget, self.tr("Open text"), start, self._filters())
        return Path(name) if name else None

    def where_to_save(self, start: str) -> Path | None:
        """Return the file to save to, None for none."""
        name, _ = QFileDialog.getSaveFileName(self._widget, self.tr("Save text"), start, self._filters())
        return Path(name) if name else None

    def about_changes(self, name: str) -> bool | None:
        """Return whether to save the changes before the text goes, None where it is to stay."""
        buttons = QMessageBox.StandardButton
        box = self._box(self.tr("Save the changes to {name}?").format(name=name))
        box.setInformativeText(self.tr("Without saving they are lost."))
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        return {buttons.Save: True, buttons.Discard: False}.get(buttons(box.exec()))

    def about_other_changes(self, name: str) -> bool:
        """Return whether to write over a file that was changed elsewhere."""
        box = self._box(self.tr("{name} was changed by another program.").format(name=name))
        box.setInformativeText(self.tr("Saving replaces those changes with the text that is open here."))
        return self._goes_on(box, self.tr("Replace"))

    def about_encoding(self, name: str, encoding: str) -> bool:
        """Return whether to save as UTF-8 what the file's own encoding has no letters for."""
        box = self._box(
            self.tr("{name} has letters that {encoding} does not know.").format(name=name, encoding=encoding)
        )
        box.setInformativeText(self.tr("Saved as UTF-8, it keeps them all."))
        return self._goes_on(box, self.tr("Save as UTF-8"))

    def _goes_on(self, box: QMessageBox, action: str) -> bool:
        go_on = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is go_on

    def _box(self, text: str) -> QMessageBox:
        box = QMessageBox(self._widget)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        return box

    def _filters(self) -> str:
        return f"{self.tr('Text')} (*.txt *.md);;{self.tr('All files')} (*)"
