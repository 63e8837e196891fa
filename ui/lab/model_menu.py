"""The button in the header of an experiment that chooses the model to look into."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.evaluate.models import EvaluableModel
from ui.language.lab_sentences import contender_name
from ui.style.widgets import set_role


class ModelMenu(QToolButton):
    """Its text is the model's name, and its kind once that is known."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ""
        self._cell = ""
        set_role(self, "button")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Model to look into"))
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._show()

    def set_models(self, models: Sequence[EvaluableModel]) -> None:
        """Offer `models`; where the chosen one is not among them, the active one is chosen."""
        self._menu.clear()
        group = QActionGroup(self._menu)
        names = [model.name for model in models]
        for name in names:
            action = QAction(name.replace("&", "&&"), group)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, chosen=name: self.choose(chosen))
            self._menu.addAction(action)
        self.setEnabled(bool(names))
        if self.model not in names:
            self.choose(next((model.name for model in models if model.active), names[0] if names else ""))
        self._show()

    def choose(self, name: str) -> None:
        """Look into the model `name`."""
        if name != self.model:
            self.model, self._cell = name, ""
            self._show()
            self.chosen.emit(name)

    def show_cell(self, cell: str) -> None:
        """Say which cell the model is made of."""
        self._cell = cell
        self._show()

    def _show(self) -> None:
        cell = contender_name(self._cell) if self._cell else ""
        named = ", ".join(filter(None, [self.model or self.tr("no model"), cell]))
        self.setText(f"{named} ▾".replace("&", "&&"))
        self.setAccessibleDescription(named)
        for action in self._menu.actions():
            action.setChecked(action.text().replace("&&", "&") == self.model)
