"""What can be done with the chosen model, as a menu and as keys of the list."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from wordrnn.model_summary import ModelSummary


class ModelMenu(QMenu):
    """One action each; who shows the menu says what they do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rename = self._add(self.tr("Rename…"), "F2")
        self.duplicate = self._add(self.tr("Duplicate…"))
        self.export = self._add(self.tr("Export…"))
        self.folder = self._add(self.tr("Open folder"))
        self.addSeparator()
        self.delete = self._add(self.tr("Move to bin…"), "Del")

    def enable_for(self, model: ModelSummary | None) -> None:
        """Enable what can be done with `model`; nothing where there is none."""
        for action in (self.rename, self.folder, self.delete):
            action.setEnabled(model is not None and not model.builtin)
        for action in (self.duplicate, self.export):
            action.setEnabled(model is not None and model.problem is None)

    def _add(self, text: str, key: str = "") -> QAction:
        made = self.addAction(text)
        if key:
            made.setShortcut(QKeySequence(key))
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return made
