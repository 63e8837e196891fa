"""A strip above the text that offers what was not saved when the app ended last."""

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QWidget

from ui.style.theme import Theme
from ui.style.widgets import ElidedLabel, button, set_role, spacing
from ui.write.recovery import Kept, Unsaved


class RecoveryStrip(QFrame):
    """Offers one text at a time; what is neither opened nor deleted is offered again at the next start."""

    def __init__(
        self, theme: Theme, recover: Callable[[Kept, Unsaved], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, "strip")
        self._recover = recover
        self._found: list[tuple[Kept, Unsaved]] = []
        self._text = ElidedLabel()
        row = QHBoxLayout(self)
        spacing(row, theme, 0.6, (1.4, 0.5, 1.4, 0.5))
        row.addWidget(self._text, 1)
        self.open = button(self.tr("Open it"), self._on_open, "primary")
        self.delete = button(self.tr("Delete"), self._on_delete)
        self.later = button(self.tr("Later"), self._on_later)
        for each in (self.open, self.delete, self.later):
            row.addWidget(each)
        self.hide()

    def offer(self, found: list[tuple[Kept, Unsaved]]) -> None:
        """Offer what was found."""
        self._found += found
        self._show()

    def release(self) -> None:
        """Leave what is still offered to the next start."""
        for kept, _ in self._found:
            kept.release()
        self._found = []
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._found))
        if not self._found:
            return
        unsaved = self._found[0][1]
        when = QDateTime.fromString(unsaved.when, Qt.DateFormat.ISODate).toLocalTime()
        words = len(unsaved.document.text.split()) if len(unsaved.document.text) < 100_000 else None
        facts = [QLocale().toString(when, QLocale.FormatType.ShortFormat) if when.isValid() else ""]
        if words is not None:
            facts.append(self.tr("%n word(s)", "", words))
        if len(self._found) > 1:
            facts.append(self.tr("%n more after it", "", len(self._found) - 1))
        name = unsaved.path.name if unsaved.path else self.tr("a text without a name")
        self._text.set_text(
            self.tr("Not saved when the app ended: {name} ({facts}).").format(
                name=name, facts=", ".join(filter(None, facts))
            )
        )

    def _on_open(self) -> None:
        if self._found and self._recover(*self._found[0]):
            del self._found[0]
            # Only one text can be open: the others are offered at the next start.
            self.release()

    def _on_delete(self) -> None:
        if not self._is_sure():
            return
        kept, _ = self._found.pop(0)
        kept.let_go()
        self._show()

    def _on_later(self) -> None:
        self._found.pop(0)[0].release()
        self._show()

    def _is_sure(self) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("Delete the text that was not saved?"))
        box.setInformativeText(self.tr("It is nowhere else."))
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is delete
