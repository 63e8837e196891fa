"""What a run would be like, told by the trainer's own plan in a process of its own: asked late, and once."""

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.train.options import TrainingOptions
from ui.train.process import TrainingProcess
from ui.train.run import Outcome

WAIT_MS = 700
_MOST = 50


class PlanEstimate(QObject):
    """Asks for the plan of what is chosen once nothing has changed for a moment, and remembers the answers."""

    begun = Signal()
    told = Signal(dict, dict)  # the events "corpus" and "plan"
    failed = Signal(str)

    def __init__(
        self,
        make_process: Callable[[], TrainingProcess],
        parent: QObject | None = None,
        wait_ms: int = WAIT_MS,
    ) -> None:
        super().__init__(parent)
        self._make_process = make_process
        self._process: TrainingProcess | None = None
        self._ending: list[TrainingProcess] = []
        self._known: dict[Hashable, tuple[dict[str, Any], dict[str, Any]]] = {}
        self._wanted: TrainingOptions | None = None
        self._key: Hashable = None
        self._corpus: dict[str, Any] = {}
        self._plan: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(wait_ms)
        self._timer.timeout.connect(self._start)

    def ask(self, options: TrainingOptions, texts: Hashable = None) -> None:
        """Have the plan of `options` told; `texts` stands for what the corpora hold, which may change."""
        key = (tuple(options.plan_arguments()), texts)
        if key == self._key:
            return
        self.cancel()
        self._key, self._wanted = key, options
        if key in self._known:
            self.told.emit(*self._known[key])
        else:
            self._timer.start()

    def cancel(self) -> None:
        """Ask for nothing any more."""
        process = self._let_go()
        if process is not None:
            process.finished.connect(process.deleteLater)
            self._ending = [*self._ending, process]
            process.finished.connect(lambda _: self._ending.remove(process))
            process.kill()

    def close(self) -> None:
        """Ask for nothing any more; no process is left."""
        process = self._let_go()
        for each in [*self._ending, *([process] if process is not None else [])]:
            each.end()

    def _let_go(self) -> TrainingProcess | None:
        self._timer.stop()
        self._key = self._wanted = None
        process, self._process = self._process, None
        if process is not None:
            process.event_received.disconnect(self._on_event)
            process.finished.disconnect(self._on_finished)
        return process

    def _start(self) -> None:
        if self._wanted is None:
            return
        self._corpus, self._plan = {}, {}
        self._process = self._make_process()
        self._process.setParent(self)
        self._process.event_received.connect(self._on_event)
        self._process.finished.connect(self._on_finished)
        self.begun.emit()
        self._process.start_planning(self._wanted)

    def _on_event(self, event: dict[str, Any]) -> None:
        if event["event"] == "corpus":
            self._corpus = event
        elif event["event"] == "plan":
            self._plan = event

    def _on_finished(self, outcome: Outcome) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        if outcome.ok and self._plan:
            self._known[self._key] = (self._corpus, self._plan)
            while len(self._known) > _MOST:
                self._known.pop(next(iter(self._known)))
            self.told.emit(self._corpus, self._plan)
        else:
            self._key = None  # the next time it is asked anew
            self.failed.emit(outcome.message)
