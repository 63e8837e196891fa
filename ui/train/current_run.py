"""The run that the Train page shows: begun here, gone on with, or found going on without a window."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.background import Background
from ui.train.attached_run import AttachedRun
from ui.train.options import TrainingOptions, options_from
from ui.train.process import TrainingProcess
from ui.train.run import Outcome, TrainingRun
from ui.train.run_log import UnfinishedRun, asked_of, events_of
from ui.train.run_view import RunView, view_of
from ui.train.run_words import outcome_sentence


class CurrentRun(QObject):
    """One run at a time; it goes on while other pages are shown. Before the first there is an empty view."""

    begun = Signal()  # another run is shown
    changed = Signal()  # it was asked for something that shows
    told = Signal()  # an event was taken in; they come faster than eyes
    published = Signal()  # a model that can be used, or a better one
    ended = Signal(object)  # its Outcome

    def __init__(
        self,
        make_process: Callable[[], TrainingProcess],
        background: Background,
        prompts: Callable[[], Sequence[str]],
        parent: QObject | None = None,
    ) -> None:
        """`prompts` gives what the run is to predict on from."""
        super().__init__(parent)
        self._make_process = make_process
        self._background = background
        self._prompts = prompts
        self._saved_at: float | None = None
        self._stopping_since: float | None = None
        self.process: TrainingRun | None = None
        self.options: TrainingOptions | None = None
        """None before the first run, and of one that was started elsewhere with more than the window knows."""
        self.view = RunView()
        self.outcome = ""
        """How it ended, in a sentence; "" before."""

    @property
    def is_training(self) -> bool:
        """Whether it is going on."""
        return self.process is not None and self.process.is_running

    @property
    def is_saving(self) -> bool:
        """Whether it was asked to end and has not ended."""
        return self.is_training and self._stopping_since is not None

    @property
    def saving_seconds(self) -> float | None:
        """For how long it has been ending; None where it is not."""
        if self._stopping_since is None or not self.is_training:
            return None
        return time.monotonic() - self._stopping_since

    @property
    def saved_seconds(self) -> float | None:
        """How long ago it was saved last; None where that is not known, or it is not going on."""
        if self._saved_at is None or not self.is_training:
            return None
        return time.monotonic() - self._saved_at

    # ---- to begin with

    def start(self, options: TrainingOptions, view: RunView | None = None) -> None:
        """Start a run, or go on with the one that is seen in `view`; nothing while one is going on."""
        if self.is_training:
            return  # asked for twice, or before another run was found
        process = self._make_process()
        self._begin(options, process, view)
        process.start_training(options)
        process.set_prompts(self._prompts())
        self.changed.emit()

    def resume(self, options: TrainingOptions, folder: Path | None) -> None:
        """Go on with a run that was stopped or interrupted, what is known of it read from `folder`."""
        name = options.name
        if self.view.model == name and self.view.ended:
            self.start(options, self.view)
            return
        self._background.run(
            lambda: events_of(folder) if folder is not None else [],
            lambda events: self.start(options, view_of(events, name)),
            lambda error: self.start(options, RunView(model=name)),
        )

    def watch(self, found: UnfinishedRun) -> None:
        """Show a run that goes on without a window."""
        run = AttachedRun(found.folder, self._background)
        self._begin(None, run, RunView(model=found.name, folder=str(found.folder)))
        self._background.run(
            lambda: options_from(found.name, asked_of(found.folder)),
            self._on_options_read,
            lambda error: None,
        )
        run.start_watching()
        run.set_prompts(self._prompts())

    # ---- while it goes on

    def stop(self) -> None:
        """Have it end and keep the best."""
        self._end(lambda run: run.stop())

    def stop_now(self) -> None:
        """Have it end with what it has saved."""
        self._end(lambda run: run.stop_now())

    def discard(self) -> None:
        """Have it end and keep nothing."""
        self._end(lambda run: run.discard())

    def toggle_pause(self) -> None:
        """Have it wait, or go on."""
        if self.process is None:
            return
        if self.view.paused:
            self.process.resume()
        else:
            self.process.pause()

    def take_snapshot(self) -> None:
        """Have it save where it stands."""
        if self.process is not None:
            self.process.snapshot()

    def train_longer(self, minutes: float) -> None:
        """Have it go on for so many more minutes."""
        if self.process is not None and self.is_training:
            self.process.train_longer(minutes)

    def tell_prompts(self) -> None:
        """Have it predict on from other prompts."""
        if self.process is not None and self.is_training:
            self.process.set_prompts(self._prompts())

    def detach(self) -> None:
        """Let it outlive the window."""
        if self.process is not None:
            self.process.detach()

    def leave(self) -> None:
        """Look no more at a run that goes on by itself."""
        if isinstance(self.process, AttachedRun):
            self.process.leave()

    def _begin(
        self, options: TrainingOptions | None, process: TrainingRun, view: RunView | None = None
    ) -> None:
        self.options = options
        self.view = view or RunView(model=options.name if options else "")
        self.view.ended = self.view.stopping = False
        self.outcome = ""
        self._saved_at = self._stopping_since = None
        if self.process is not None:
            self.process.deleteLater()
        self.process = process
        process.setParent(self)
        process.event_received.connect(self.take_in)
        process.finished.connect(self._on_finished)
        self.begun.emit()

    def _end(self, ask: Callable[[TrainingRun], None]) -> None:
        if self.process is not None and self.is_training:
            self._stopping_since = time.monotonic()
            self.view.stopping = True
            ask(self.process)
            self.changed.emit()

    def take_in(self, event: dict[str, Any]) -> None:
        """Take in one event of the run."""
        stopping = self.view.stopping
        self.view.apply(event)
        self.view.stopping = stopping and not self.view.ended
        if event["event"] == "snapshot":
            self._saved_at = time.monotonic()
        if event["event"] == "published":
            self.published.emit()
        self.told.emit()

    def _on_options_read(self, options: TrainingOptions | None) -> None:
        self.options = self.options or options

    def _on_finished(self, outcome: Outcome) -> None:
        self.view.ended = True
        self.view.stopping = self.view.paused = False
        self._stopping_since = None
        self.outcome = outcome_sentence(self.view, outcome.ok, outcome.stopped, outcome.message)
        self.ended.emit(outcome)
