"""The menu of models to measure by, at least one of them ticked."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.evaluate.models import EvaluableModel


class ModelChoice(QMenu):
    """A tick for each; the order is that in which they were chosen."""

    chosen_changed = Signal()  # by the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models: list[EvaluableModel] = []
        self._chosen: list[str] = []

    @property
    def models(self) -> Sequence[EvaluableModel]:
        """What there is to choose from."""
        return self._models

    @property
    def chosen(self) -> list[str]:
        """The names of the models that are chosen."""
        return list(self._chosen)

    def is_with_memory(self, name: str) -> bool:
        """Return whether the model `name` is measured with a memory as well."""
        return any(model.with_memory for model in self._models if model.name == name)

    def set_models(self, models: Sequence[EvaluableModel], anew: bool) -> None:
        """Offer `models`; what was chosen stays unless it is gone, or `anew`: then the active one is chosen."""
        self._models = list(models)
        names = [model.name for model in models]
        self._chosen = [name for name in self._chosen if name in names]
        if not self._chosen or anew:
            self._chosen = [model.name for model in models if model.active] or names[:1]
        self.clear()
        for name in names:
            action = QAction(name, self)
            action.setCheckable(True)
            action.setChecked(name in self._chosen)
            action.toggled.connect(lambda _: self._on_checked())
            self.addAction(action)

    def choose(self, names: Sequence[str]) -> None:
        """Choose these models; `chosen_changed` is not emitted."""
        self._chosen = list(names)
        self._show_chosen()

    def _on_checked(self) -> None:
        names = [action.text() for action in self.actions() if action.isChecked()]
        kept = [name for name in self._chosen if name in names]
        chosen = kept + [name for name in names if name not in kept]
        if chosen:
            self.choose(chosen)
            self.chosen_changed.emit()
        else:
            self._show_chosen()  # the last one stays

    def _show_chosen(self) -> None:
        for action in self.actions():
            blocker = QSignalBlocker(action)
            action.setChecked(action.text() in self._chosen)
            blocker.unblock()
