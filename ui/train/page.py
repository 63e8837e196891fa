"""The Train page: joins what is chosen, the run as it goes, and where that run is."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.background import Background
from ui.errors import sentence_for
from ui.page import Page
from ui.settings import Settings
from ui.style.scroll import scroll_area
from ui.style.theme import Theme
from ui.style.widgets import button, menu_button, set_role
from ui.train.choices import TrainChoices
from ui.train.current_run import CurrentRun
from ui.train.options import TrainingOptions
from ui.train.panel import RunPanel
from ui.train.plan_estimate import PlanEstimate
from ui.train.process import TrainingProcess
from ui.train.questions import TrainQuestions
from ui.train.run import Outcome, TrainingRun
from ui.train.run_log import UnfinishedRun
from ui.train.run_menu import RunMenu
from ui.train.run_strip import RunStrip, cut_of
from ui.train.run_view import RunView
from ui.train.run_words import epoch, saved, saving, state
from ui.train.sources import Found, TrainSources


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
        self._unfinished: list[UnfinishedRun] = []
        self._in_use = False  # the model of the run is written with
        self._questions = TrainQuestions(self)
        self.current = CurrentRun(make_process, background, lambda: self.panel.prompts.prompts(), self)
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
        return self.current.is_training

    @property
    def process(self) -> TrainingRun | None:
        """The process of the run, None before the first."""
        return self.current.process

    @property
    def run(self) -> RunView:
        """What is known of the run."""
        return self.current.view

    def page_shown(self) -> None:
        """Read corpora, models and their runs again."""
        self._background.run(
            self._sources.read,
            self._on_sources_read,
            lambda error: self.choices.show_problem(sentence_for(error)),
        )

    def look_for_runs(self) -> None:
        """Find a run that goes on without a window, or one that was cut off; called when the app has started."""
        self._background.run(self._sources.unfinished, self._on_found, lambda error: None)

    def resume_run(self, name: str, longer: float = 0) -> None:
        """Go on with a run that was stopped or interrupted; `longer` minutes more, where that is not 0."""
        folder = next((run.folder for run in self._unfinished if run.name == name), None)
        self.current.resume(TrainingOptions(name, resume=True, longer=longer), folder)

    def go_on_from(self, name: str) -> None:
        """Have the next run go on from the model `name`."""
        self.choices.choose_base(name)
        self.page_wanted.emit("train")

    def may_close(self) -> bool:
        """Ask what becomes of a run that is going on; gives back whether the window may close, now or once it ended."""
        if not self.is_training:
            return True
        wanted = self._questions.about_closing(self.run.model)
        if wanted == "keep":
            self.current.detach()
        elif wanted == "stop":
            self.current.stop()
        return wanted is not None

    def unsettled(self) -> str:
        """Return that a stopped run is still being saved."""
        saving = self.current.is_saving
        return self.tr("saving the best state; the window closes by itself") if saving else ""

    def closing(self) -> None:
        """End the plan that is being made, and leave a run that goes on by itself."""
        self.estimate.close()
        self.current.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the machine be while another page is shown."""
        super().hideEvent(event)
        self.estimate.cancel()

    # ---- layout

    def _build(self) -> None:
        self._pause = button(self.tr("Pause"), self.current.toggle_pause)
        self._stop = button(self.tr("Stop and keep best"), self.current.stop)
        self._use = button(self.tr("Use this model now"), self._use_now, "primary")
        self._more = menu_button(self.tr("More ▾"), self.tr("More about the run"))
        self.menu = RunMenu(self)
        self._more.setMenu(self.menu)
        for widget in (self._pause, self._stop, self._more, self._use):
            self.header.add(widget)
        self.choices = TrainChoices(self.theme)
        self.panel = RunPanel(self.theme, self._settings.prompts)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = scroll_area(self.choices)
        set_role(self._side, "sidebar-left")
        row.addWidget(self._side)
        row.addWidget(scroll_area(self.panel), 1)
        self.set_body(body)
        self._fit_side()

    def _connect(self) -> None:
        self.theme.changed.connect(self._fit_side)
        self.choices.changed.connect(self._ask_plan)
        self.choices.start_wanted.connect(lambda: self.current.start(self.options()))
        self.choices.resume_wanted.connect(self.resume_run)
        self.estimate.begun.connect(self.choices.show_planning)
        self.estimate.told.connect(self.choices.show_plan)
        self.estimate.failed.connect(self.choices.show_no_plan)
        self.panel.prompts.edited.connect(self._on_prompts_edited)
        self.strip.resume_wanted.connect(self._resume_from_strip)
        self.strip.dismissed.connect(self._on_dismissed)
        self.current.begun.connect(self._on_begun)
        self.current.changed.connect(self._show_run)
        self.current.told.connect(self._on_told)
        self.current.published.connect(self.models_changed)
        self.current.ended.connect(self._on_ended)
        self.menu.aboutToShow.connect(self._enable_actions)
        self.menu.longer_wanted.connect(self._train_longer)
        self.menu.snapshot.triggered.connect(lambda: self.current.take_snapshot())
        self.menu.now.triggered.connect(lambda: self.current.stop_now())
        self.menu.discard.triggered.connect(lambda: self._ask_discard())
        self.menu.copy.triggered.connect(lambda: self._copy_command())

    def _fit_side(self) -> None:
        self._side.setFixedWidth(self.theme.em(20))

    # ---- what is there

    def _on_sources_read(self, found: Found) -> None:
        self._unfinished = found.unfinished
        names = [model.name for model in found.models]
        self.choices.show_sources(found.corpora, names, found.bases, found.stopped)
        self.panel.show_past(found.past)

    def _on_found(self, unfinished: Sequence[UnfinishedRun]) -> None:
        self._unfinished = list(unfinished)
        running = next((run for run in unfinished if run.running), None)
        if running is not None and not self.is_training:
            self.current.watch(running)
        cut = next((run for run in unfinished if run.cut_off), None)
        if cut is not None and not self.is_training and cut_of(cut) != self._settings.dismissed_run:
            self.strip.offer(cut)

    def _ask_plan(self) -> None:
        if self.isVisible() and self.choices.can_plan:
            self.estimate.ask(self.options(), self.choices.texts())
        elif not self.is_training:
            self.estimate.cancel()
            self.choices.show_no_plan("")

    # ---- the run

    def _on_begun(self) -> None:
        self.estimate.cancel()
        self.strip.withdraw()
        self._in_use = False
        self._clock.start()
        self._show_run()

    def _on_told(self) -> None:
        if not self._redraw.isActive():
            self._redraw.start()

    def _on_ended(self, outcome: Outcome) -> None:
        self._clock.stop()
        if self._in_use and self.run.usable:
            self.use_wanted.emit(self.run.model)
        self._in_use = False
        if outcome.ok:
            self.choices.forget_name()
        self._show_run()
        self.models_changed.emit()
        if self.isVisible():
            self.page_shown()
        self.settled.emit()

    def _resume_from_strip(self, name: str) -> None:
        self.page_wanted.emit("train")
        self.resume_run(name)

    def _on_dismissed(self, cut: str) -> None:
        self._settings.dismissed_run = cut

    def _on_prompts_edited(self, prompts: list[str]) -> None:
        self._settings.prompts = prompts
        self.current.tell_prompts()

    def _ask_discard(self) -> None:
        self._questions.about_discarding(self.run.model, self.current.discard)

    def _train_longer(self, minutes: float) -> None:
        if self.is_training:
            self.current.train_longer(minutes)
        elif self.run.model:
            self.resume_run(self.run.model, minutes)

    def _copy_command(self) -> None:
        QGuiApplication.clipboard().setText(self.command_line())

    def command_line(self) -> str:
        """Return the line that starts the run that is shown, or the one that is chosen."""
        return (self.current.options or self.options()).command_line()

    def options(self) -> TrainingOptions:
        """Return what is chosen here, with what the Corpora page says about redaction."""
        return replace(self.choices.options(), redact=self._settings.redact)

    def _enable_actions(self) -> None:
        self.menu.enable(
            training=self.is_training,
            saving=self.current.is_saving,
            longer=self.run.ended and self.run.usable and not self.is_training,
            # Of a run that was started elsewhere, with more than the window knows, the line is not known.
            copying=self.current.options is not None or not self.run.model,
        )

    def _use_now(self) -> None:
        if self.run.usable:
            self._in_use = self.is_training  # at its end it is better, and is opened again
            self.use_wanted.emit(self.run.model)

    def _show_run(self) -> None:
        run, going = self.run, self.is_training
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
        self.panel.show_run(run, saving(self.current.saving_seconds) or self.current.outcome)
        self._tell()

    def _tell(self) -> None:
        if told := saving(self.current.saving_seconds):
            self.panel.sentence.setText(told)
        facts = [epoch(self.run) or state(self.run)] if self.is_training else []
        self.set_progress(self.run.progress if self.is_training else None)
        self.set_status(facts, saved(self.current.saved_seconds))
