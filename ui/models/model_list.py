"""The models as a list for a view."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.words import accessible_text
from wordrnn.model_summary import ModelSummary

SummaryRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class ModelList(QAbstractListModel):
    """The summaries, by name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models: list[ModelSummary] = []

    def set_models(self, models: Sequence[ModelSummary]) -> None:
        """Show `models`."""
        self.beginResetModel()
        self._models = list(models)
        self.endResetModel()

    def names(self) -> set[str]:
        """Return the names of all."""
        return {model.name for model in self._models}

    @property
    def has_builtin(self) -> bool:
        """Whether one of them comes with wordrnn."""
        return any(model.builtin for model in self._models)

    def row_of(self, name: str) -> int:
        """Return where `name` stands, -1 where it does not."""
        return next((row for row, model in enumerate(self._models) if model.name == name), -1)

    def change(self, name: str, **facts: object) -> None:
        """Show other `facts` of the model `name`, where it is still there."""
        row = self.row_of(name)
        if row >= 0:
            self._models[row] = replace(self._models[row], **facts)  # pyright: ignore[reportArgumentType]
            self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._models)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a model's name, its description, or its summary."""
        if not index.isValid():
            return None
        model = self._models[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return model.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible_text(model)
        return model if role == SummaryRole else None
