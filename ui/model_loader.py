"""Opens the model that predictions come from, in a thread, and says which one is in use."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.background import Background
from wordrnn.continuation import PredictorLike


class ModelLoader(QObject):
    """Opens one model at a time; the newest request wins."""

    loading = Signal()
    loaded = Signal(str, object)  # name, predictor
    none_there = Signal()  # the library has no active model
    failed = Signal(str, object)  # name, exception

    def __init__(
        self,
        background: Background,
        active_name: Callable[[], str | None],
        load: Callable[[str], PredictorLike],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._active_name = active_name
        self._load = load
        self._ticket = 0

    def load_active(self) -> None:
        """Open the active model."""
        self._ticket += 1
        ticket = self._ticket
        self.loading.emit()
        self._background.run(
            self._open_active,
            lambda opened: self._on_opened(ticket, *opened),
            lambda error: self._on_failed(ticket, error),
        )

    def _open_active(self) -> tuple[str | None, PredictorLike | None]:
        name = self._active_name()
        if name is None:
            return None, None
        predictor = self._load(name)
        predictor.suggest("", 1)  # the first answer touches what is mapped from disk
        return name, predictor

    def _on_opened(self, ticket: int, name: str | None, predictor: PredictorLike | None) -> None:
        if ticket != self._ticket:
            return
        if name is None:
            self.none_there.emit()
        else:
            self.loaded.emit(name, predictor)

    def _on_failed(self, ticket: int, error: Exception) -> None:
        if ticket == self._ticket:
            self.failed.emit(self._active_name() or "", error)
