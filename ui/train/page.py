"""The Train page: joins what is chosen, the run as it goes, and where that run is."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMessageBox, QScrollArea, QWidget

from ui.background import Background
from ui.corpora.shelf import CorpusRow
from ui.errors import sentence_for
from ui.language.wording import duration
from ui.page import Page
from ui.settings import Settings
from ui.style.theme import Theme
from ui.style.widgets import button, menu_button, set_role
from ui.train.attached_run import AttachedRun
from ui.train.choices import TrainChoices
from ui.train.options import TrainingOptions, options_from
from ui.train.panel import RunPanel
from ui.train.past_runs import PastRun
from ui.train.plan_estimate import PlanEstimate
from ui.train.process import TrainingProcess
from ui.train.run import Outcome, TrainingRun
from ui.train.run_log import UnfinishedRun, asked_of, events_of
from ui.train.run_strip import RunStrip, cut_of
from ui.train.run_view import RunView
from ui.train.run_words import epoch, outcome_sentence, state

LONGER = (5, 20, 60)  # minutes


@dataclass(frozen=True, slots=True)
class TrainSources:
    """What the page reads from disk; called in a thread."""

    corpora: Callable[[], Sequence[CorpusRow]]
    models: Callable[[], Sequence]  # of wordrnn.library.ModelSummary
    unfinished: Callable[[], Sequence[UnfinishedRun]]
    past: Callable[[], Sequence[PastRun]]


class TrainPage(Page):
    """Starts runs and shows them. A run goes on while other pages are shown."""

    use_wanted = Signal(str)  # the name of a model to write with now
    models_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        sources: TrainSources,
        background: Background,
        settings: Settings,
        make_process: Callable[[], TrainingProcess],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Train"), parent)
        self._sources = sources
        self._background = background
        self._settings = settings
        self._make_process = make_process
        self._process: TrainingRun | None = None
        self._options: TrainingOptions | None = None  # of the run that is shown
        self._run = RunView()
        self._outcome = ""
        self._in_use = False  # the model of the run is written with
        self._saved_at: float | None = None
        self._stopping_since: float | None = None
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(200)  # events come faster than eyes
        self._redraw.timeout.connect(self._show_run)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tell)
        self.estimate = PlanEstimate(make_process, self)
        self.strip = RunStrip(theme)
        self._build()
        self.first_focus = self.choices.name
        self._connect()
        self._show_run()

    # ---- from outside

    @property
    def is_training(self) -> bool:
        """Whether a run is going on."""
        return self._process is not None and self._process.is_running

    @property
    def process(self) -> TrainingRun | None:
        """The run, None before the first."""
        return self._process

    @property
    def run(self) -> RunView:
        """What is known of the run."""
        return self._run

    def page_shown(self) -> None:
        """Read corpora, models and their runs again."""
        self._background.run(
            lambda: (
                list(self._sources.corpora()),
                list(self._sources.models()),
                list(self._sources.unfinished()),
                list(self._sources.past()),
            ),
            lambda read: self._on_sources_read(*read),
            lambda error: self.choices.show_problem(sentence_for(error)),
        )

    def look_for_runs(self) -> None:
        """Find a run that goes on without a window, or one that was cut off; called when the app has started."""
        self._background.run(self._sources.unfinished, self._on_found, lambda error: None)

    def start_run(self, options: TrainingOptions) -> None:
        """Start a run."""
        process = self._make_process()
        self._begin(options, process)
        process.start_training(options)
        process.set_prompts(self.panel.prompts.prompts())
        self._show_run()

    def resume_run(self, name: str, longer: float = 0) -> None:
        """Go on with a run that was stopped or interrupted; `longer` minutes more, where that is not 0."""
        options = TrainingOptions(name, resume=True, longer=longer)
        if self._run.model == name and self._run.ended:
            self._go_on(options, self._run)
            return
        folder = next((run.folder for run in self._unfinished if run.name == name), None)
        self._background.run(
            lambda: events_of(folder) if folder is not None else [],
            lambda events: self._go_on(options, _view_of(events, name)),
            lambda error: self._go_on(options, RunView(model=name)),
        )

    def go_on_from(self, name: str) -> None:
        """Have the next run go on from the model `name`."""
        self.choices.choose_base(name)
        self.page_wanted.emit("train")

    def watch_run(self, found: UnfinishedRun) -> None:
        """Show a run that goes on without a window."""
        run = AttachedRun(found.folder, self._background)
        self._begin(None, run, RunView(model=found.name, folder=str(found.folder)))
        self._background.run(
            lambda: options_from(found.name, asked_of(found.folder)),
            self._on_options_read,
            lambda error: None,
        )
        run.start_watching()
        run.set_prompts(self.panel.prompts.prompts())

    def stop_run(self) -> None:
        """Stop the run and keep the best."""
        if self._process is not None and self.is_training:
            self._stopping_since = time.monotonic()
            self._run.stopping = True
            self._process.stop()
            self._show_run()

    def may_close(self) -> bool:
        """Ask what becomes of a run that is going on; gives back whether the window may close, now or once it ended."""
        process = self._process
        if process is None or not self.is_training:
            return True
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("{name} is still being trained.").format(name=self._run.model))
        box.setInformativeText(
            self.tr(
                "It can go on in the background, where the next start finds it, or stop here and keep the best so far."
            )
        )
        stop = box.addButton(self.tr("Stop and keep best"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Keep training in the background"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        clicked = box.clickedButton()
        if clicked is keep:
            process.detach()
        elif clicked is stop:
            self.stop_run()
        return clicked in (keep, stop)

    def unsettled(self) -> str:
        """Return that a stopped run is still being saved."""
        going = self.is_training and self._stopping_since is not None
        return self.tr("saving the best state; the window closes by itself") if going else ""

    def closing(self) -> None:
        """End the plan that is being made, and leave a run that goes on by itself."""
        self.estimate.close()
        if isinstance(self._process, AttachedRun):
            self._process.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the machine be while another page is shown."""
        super().hideEvent(event)
        self.estimate.cancel()

    # ---- layout

    def _build(self) -> None:
        self._unfinished: list[UnfinishedRun] = []
        self._pause = button(self.tr("Pause"), self._toggle_pause)
        self._stop = button(self.tr("Stop and keep best"), self.stop_run)
        self._use = button(self.tr("Use this model now"), self._use_now, "primary")
        self._more = menu_button(self.tr("More ▾"), self.tr("More about the run"))
        self._more.setMenu(self._build_menu())
        for widget in (self._pause, self._stop, self._more, self._use):
            self.header.add(widget)
        self.choices = TrainChoices(self.theme)
        self.panel = RunPanel(self.theme, self._settings.prompts)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = _scroll(self.choices)
        set_role(self._side, "sidebar-left")
        row.addWidget(self._side)
        row.addWidget(_scroll(self.panel), 1)
        self.set_body(body)
        self._fit_side()

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        self._longer = [
            menu.addAction(
                self.tr("Train %n minute(s) longer", "", minutes),
                lambda chosen=minutes: self._train_longer(chosen),
            )
            for minutes in LONGER
        ]
        menu.addSeparator()
        self._snapshot = menu.addAction(self.tr("Save a snapshot"), self._take_snapshot)
        self._now = menu.addAction(self.tr("Stop now, without a last look"), self._stop_now)
        self._discard = menu.addAction(self.tr("Stop and discard the run …"), self._discard_run)
        menu.addSeparator()
        self._copy = menu.addAction(self.tr("Copy as command"), self._copy_command)
        menu.aboutToShow.connect(self._enable_actions)
        return menu

    def _connect(self) -> None:
        self.theme.changed.connect(self._fit_side)
        self.choices.changed.connect(self._ask_plan)
        self.choices.start_wanted.connect(lambda: self.start_run(self.options()))
        self.choices.resume_wanted.connect(self.resume_run)
        self.estimate.begun.connect(self.choices.show_planning)
        self.estimate.told.connect(self.choices.show_plan)
        self.estimate.failed.connect(self.choices.show_no_plan)
        self.panel.prompts.edited.connect(self._on_prompts_edited)
        self.strip.resume_wanted.connect(self._resume_from_strip)
        self.strip.dismissed.connect(self._on_dismissed)

    def _fit_side(self) -> None:
        self._side.setFixedWidth(self.theme.em(20))

    # ---- what is there

    def _on_sources_read(
        self,
        corpora: Sequence[CorpusRow],
        models: Sequence,
        unfinished: Sequence[UnfinishedRun],
        past: Sequence[PastRun],
    ) -> None:
        self._unfinished = list(unfinished)
        names = [model.name for model in models]
        bases = [model.name for model in models if model.cell and model.problem is None]
        stopped = [run.name for run in unfinished if not run.running]
        self.choices.show_sources(corpora, names, bases, stopped)
        self.panel.show_past(past)

    def _on_found(self, unfinished: Sequence[UnfinishedRun]) -> None:
        self._unfinished = list(unfinished)
        running = next((run for run in unfinished if run.running), None)
        if running is not None and not self.is_training:
            self.watch_run(running)
        cut = next((run for run in unfinished if run.cut_off), None)
        if cut is not None and cut_of(cut) != self._settings.dismissed_run:
            self.strip.offer(cut)

    def _ask_plan(self) -> None:
        if self.isVisible() and self.choices.can_plan:
            self.estimate.ask(self.options(), self.choices.texts())
        elif not self.is_training:
            self.estimate.cancel()
            self.choices.show_no_plan("")

    # ---- the run

    def _begin(
        self, options: TrainingOptions | None, process: TrainingRun, view: RunView | None = None
    ) -> None:
        self.estimate.cancel()
        self.strip.withdraw()
        self._options = options
        self._run = view or RunView(model=options.name if options else "")
        self._run.ended = self._run.stopping = False
        self._outcome = ""
        self._saved_at = self._stopping_since = None
        self._in_use = False
        if self._process is not None:
            self._process.deleteLater()
        self._process = process
        process.setParent(self)
        process.event_received.connect(self._on_event)
        process.finished.connect(self._on_finished)
        self._clock.start()
        self._show_run()

    def _on_options_read(self, options: TrainingOptions | None) -> None:
        self._options = self._options or options

    def _go_on(self, options: TrainingOptions, view: RunView) -> None:
        process = self._make_process()
        self._begin(options, process, view)
        process.start_training(options)
        process.set_prompts(self.panel.prompts.prompts())
        self._show_run()

    def _resume_from_strip(self, name: str) -> None:
        self.page_wanted.emit("train")
        self.resume_run(name)

    def _on_dismissed(self, cut: str) -> None:
        self._settings.dismissed_run = cut

    def _on_prompts_edited(self, prompts: list[str]) -> None:
        self._settings.prompts = prompts
        if self._process is not None and self.is_training:
            self._process.set_prompts(self.panel.prompts.prompts())

    def _toggle_pause(self) -> None:
        if self._process is None:
            return
        if self._run.paused:
            self._process.resume()
        else:
            self._process.pause()

    def _take_snapshot(self) -> None:
        if self._process is not None:
            self._process.snapshot()

    def _stop_now(self) -> None:
        if self._process is not None and self.is_training:
            self._stopping_since = time.monotonic()
            self._run.stopping = True
            self._process.stop_now()
            self._show_run()

    def _discard_run(self) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Discard {name}?").format(name=self._run.model))
        box.setInformativeText(self.tr("What was trained so far is deleted, and cannot be brought back."))
        discard = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if box.clickedButton() is discard and self._process is not None and self.is_training:
            self._stopping_since = time.monotonic()
            self._run.stopping = True
            self._process.discard()
            self._show_run()

    def _train_longer(self, minutes: float) -> None:
        if self._process is not None and self.is_training:
            self._process.train_longer(minutes)
        elif self._run.model:
            self.resume_run(self._run.model, minutes)

    def _copy_command(self) -> None:
        QGuiApplication.clipboard().setText(self.command_line())

    def command_line(self) -> str:
        """Return the line that starts the run that is shown, or the one that is chosen."""
        return (self._options or self.options()).command_line()

    def options(self) -> TrainingOptions:
        """Return what is chosen here, with what the Corpora page says about redaction."""
        return replace(self.choices.options(), redact=self._settings.redact)

    def _enable_actions(self) -> None:
        going = self.is_training and self._stopping_since is None
        longer = going or (self._run.ended and self._run.usable and not self.is_training)
        for action in self._longer:
            action.setEnabled(longer)
        self._snapshot.setEnabled(going)
        self._now.setEnabled(self.is_training)
        self._discard.setEnabled(going)
        # Of a run that was started elsewhere, with more than the window knows, the line is not known.
        self._copy.setEnabled(self._options is not None or not self._run.model)

    def _use_now(self) -> None:
        if self._run.usable:
            self._in_use = self.is_training  # at its end it is better, and is opened again
            self.use_wanted.emit(self._run.model)

    def _on_event(self, event: dict[str, Any]) -> None:
        stopping = self._run.stopping
        self._run.apply(event)
        self._run.stopping = stopping and not self._run.ended
        if event["event"] == "snapshot":
            self._saved_at = time.monotonic()
        if event["event"] == "published":
            self.models_changed.emit()
        if not self._redraw.isActive():
            self._redraw.start()

    def _on_finished(self, outcome: Outcome) -> None:
        self._run.ended = True
        self._run.stopping = self._run.paused = False
        self._stopping_since = None
        self._clock.stop()
        self._outcome = outcome_sentence(self._run, outcome.ok, outcome.stopped, outcome.message)
        if self._in_use and self._run.usable:
            self.use_wanted.emit(self._run.model)
        self._in_use = False
        if outcome.ok:
            self.choices.forget_name()
        self._show_run()
        self.models_changed.emit()
        if self.isVisible():
            self.page_shown()
        self.settled.emit()

    def _show_run(self) -> None:
        run, going = self._run, self.is_training
        self._pause.setVisible(going and not run.stopping)
        self._stop.setVisible(going and not run.stopping)
        self._use.setVisible(run.usable)
        pause = self.tr("Resume") if run.paused else self.tr("Pause")
        self._pause.setText(pause)
        self._pause.setAccessibleName(pause)
        remark = f"{run.model} · {state(run)}" if run.model else self.tr("nothing is being trained")
        self.header.set_title(self.tr("Train"), remark)
        self.choices.set_busy(going)
        if going:
            self.choices.show_plan(run.corpus, run.plan)
        self.panel.show_run(run, self._saving() or self._outcome)
        self._tell()

    def _saving(self) -> str:
        if self._stopping_since is None or not self.is_training:
            return ""
        since = duration(time.monotonic() - self._stopping_since)
        return self.tr("Stopping: what was learned is being saved, for {time} now.").format(time=since)

    def _tell(self) -> None:
        if saving := self._saving():
            self.panel.sentence.setText(saving)
        facts = [epoch(self._run) or state(self._run)] if self.is_training else []
        saved = ""
        if self._saved_at is not None and self.is_training:
            saved = self.tr("saved {time} ago").format(time=duration(time.monotonic() - self._saved_at))
        self.set_progress(self._run.progress if self.is_training else None)
        self.set_status(facts, saved)


def _view_of(events: Sequence[dict[str, Any]], name: str) -> RunView:
    """Return what the log of a run tells of it."""
    view = RunView(model=name)
    for event in events:
        view.apply(event)
    return view


def _scroll(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
