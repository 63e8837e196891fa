"""The Train page: what to learn from, how much effort, and the run as it goes."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QMessageBox,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.background import Background
from ui.corpus_shelf import CorpusRow
from ui.errors import sentence_for
from ui.pages.base import Page
from ui.run_view import CELL_NAMES, RunView
from ui.theme import Theme
from ui.training_process import Outcome, TrainingOptions, TrainingProcess
from ui.widgets import Card, CardGrid, FigureCard, Fold, Segments, button, label, section, set_role, spacing
from ui.wording import duration, short_count
from wordrnn.errors import WordrnnError
from wordrnn.library import check_name

if TYPE_CHECKING:
    from ui.plot import RunPlot

EFFORTS = {"Quick": 5, "Balanced": 20, "Best": 60}  # minutes
_AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True)
class TrainSources:
    """What the page reads from disk; called in a thread."""

    corpora: Callable[[], Sequence[CorpusRow]]
    models: Callable[[], Sequence]  # of wordrnn.library.ModelSummary


class TrainPage(Page):
    """Starts runs and shows them. A run goes on while other pages are shown."""

    use_wanted = Signal(str)  # the name of a model to write with now
    models_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        sources: TrainSources,
        background: Background,
        make_process: Callable[[], TrainingProcess],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "Train", parent)
        self._sources = sources
        self._background = background
        self._make_process = make_process
        self._process: TrainingProcess | None = None
        self._run = RunView()
        self._outcome = ""
        self._use_when_published = False
        self._saved_at: float | None = None
        self._names: set[str] = set()
        self._interrupted: list[str] = []
        self._boxes: dict[str, QCheckBox] = {}
        self._plot: RunPlot | None = None
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(200)  # events come faster than eyes
        self._redraw.timeout.connect(self._show_run)
        self._clock = QTimer(self)
        self._clock.setInterval(5000)
        self._clock.timeout.connect(self._tell)
        self._build()
        self.first_focus = self._name
        self._show_run()

    # ---- from outside

    @property
    def is_training(self) -> bool:
        """Whether a run is going on."""
        return self._process is not None and self._process.is_running

    @property
    def process(self) -> TrainingProcess | None:
        """The run, None before the first."""
        return self._process

    @property
    def run(self) -> RunView:
        """What is known of the run."""
        return self._run

    def page_shown(self) -> None:
        """Read the corpora and models again, and make the plot the first time."""
        self._make_plot()
        self._background.run(
            lambda: (list(self._sources.corpora()), list(self._sources.models())),
            self._on_sources_read,
            self._on_sources_failed,
        )

    def start_run(self, options: TrainingOptions) -> None:
        """Start a run."""
        self._run = RunView(model=options.name)
        self._outcome = ""
        self._saved_at = None
        self._use_when_published = False
        if self._process is not None:
            self._process.deleteLater()
        self._process = self._make_process()
        self._process.setParent(self)
        self._process.event_received.connect(self._on_event)
        self._process.finished.connect(self._on_finished)
        self._process.start_training(options)
        self._clock.start()
        self._show_run()

    def resume_run(self, name: str) -> None:
        """Go on with a run that was interrupted."""
        self.start_run(TrainingOptions(name, resume=True))

    def stop_run(self) -> None:
        """Stop the run and keep the best."""
        if self._process is not None:
            self._outcome = "Stopping: the best state is being saved."
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
        box.setText(f"{self._run.model} is still being trained.")
        box.setInformativeText("It can go on in the background, or stop here and keep the best so far.")
        stop = box.addButton("Stop and keep best", QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton("Keep training in the background", QMessageBox.ButtonRole.AcceptRole)
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
        going = self._process is not None and self._process.is_running and not self._process.detached
        return "saving the best state; the window closes by itself" if going else ""

    # ---- layout

    def _build(self) -> None:
        self._pause = button("Pause", self._toggle_pause)
        self._stop = button("Stop and keep best", self.stop_run)
        self._use = button("Use this model now", self._use_now, "primary")
        for widget in (self._pause, self._stop, self._use):
            self.header.add(widget)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_sidebar())
        row.addWidget(self._build_run(), 1)
        self.set_body(body)

    def _build_sidebar(self) -> QWidget:
        content = QWidget()
        set_role(content, "plain")
        box = QVBoxLayout(content)
        spacing(box, self.theme, 0.5, (1.3, 1.3, 1.3, 1.3))
        box.addWidget(section("Learn from"))
        self._corpora_card = Card(self.theme)
        self._corpora_card.body.setSpacing(self.theme.em(0.7))
        box.addWidget(self._corpora_card)
        box.addSpacing(self.theme.em(0.6))
        box.addWidget(section("Name"))
        self._name = QLineEdit()
        self._name.setAccessibleName("Name of the model")
        self._name.setMaxLength(80)
        self._name.textChanged.connect(lambda _: self._check())
        box.addWidget(self._name)
        box.addSpacing(self.theme.em(0.6))
        box.addWidget(section("Effort"))
        self._effort = Segments("Effort", list(EFFORTS))
        self._effort.chosen.connect(lambda name: self._minutes.setValue(EFFORTS[name]))
        box.addWidget(self._effort)
        box.addLayout(self._build_minutes())
        self._effort.choose("Balanced")
        box.addWidget(Fold(self.theme, "Advanced", self._build_advanced()))
        box.addSpacing(self.theme.em(0.4))
        self._start = button("Start", self._start_new, "primary")
        box.addWidget(self._start)
        self._hint = label("", "small", wrap=True)
        box.addWidget(self._hint)
        self._resume = button("Resume", self._resume_interrupted)
        box.addWidget(self._resume)
        self._plan = Card(self.theme, "This run")
        self._plan_text = label("", wrap=True)
        self._plan.body.addWidget(self._plan_text)
        box.addSpacing(self.theme.em(0.4))
        box.addWidget(self._plan)
        box.addStretch(1)
        self._side = _scroll(content)
        set_role(self._side, "sidebar-left")
        self._fit_side()
        self.theme.changed.connect(self._fit_side)
        return self._side

    def _build_minutes(self) -> QHBoxLayout:
        self._minutes = QDoubleSpinBox()
        self._minutes.setRange(0.1, 10_000)
        self._minutes.setDecimals(1)
        self._minutes.setValue(EFFORTS["Balanced"])
        self._minutes.setSuffix(" min")
        self._minutes.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._minutes.setAccessibleName("Minutes to train")
        self._minutes.valueChanged.connect(self._on_minutes_changed)
        row = QHBoxLayout()
        row.addWidget(label("at most", "muted"))
        row.addStretch(1)
        row.addWidget(self._minutes)
        return row

    def _build_advanced(self) -> QWidget:
        content = QWidget()
        form = QFormLayout(content)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(self.theme.em(0.5))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._cell = QComboBox()
        self._cell.addItem(_AUTOMATIC, "")
        for cell, name in CELL_NAMES.items():
            self._cell.addItem(name, cell)
        self._units = _number("Units of the recurrent state", 2048, 16)
        self._layers = _number("Recurrent layers", 3, 1)
        self._vocabulary = _number("Words in the vocabulary", 100_000, 1000)
        self._cell.setAccessibleName("Recurrent cell")
        for name, field in (
            ("Cell", self._cell),
            ("Units", self._units),
            ("Layers", self._layers),
            ("Vocabulary", self._vocabulary),
        ):
            form.addRow(label(name, "muted"), field)
        return content

    def _build_run(self) -> QWidget:
        content = QWidget()
        set_role(content, "plain")
        box = QVBoxLayout(content)
        spacing(box, self.theme, 1, (1.6, 1.3, 1.6, 1.3))
        self._sentence = label("", wrap=True)
        box.addWidget(self._sentence)
        self._cards = [
            FigureCard(self.theme, name)
            for name in ("Validation perplexity", "Words a second", "Time left", "Training loss")
        ]
        box.addWidget(CardGrid(self.theme, self._cards))
        self._warnings = label("", "warning", wrap=True)
        box.addWidget(self._warnings)
        self._curve = Card(self.theme)
        self._fit_curve()
        self.theme.changed.connect(self._fit_curve)
        head = QHBoxLayout()
        head.addWidget(section("Perplexity"))
        self._key = label("", "small", wrap=True)
        self._key.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(self._key, 1)
        self._curve.body.addLayout(head)
        box.addWidget(self._curve, 1)
        self._show_key()
        self.theme.changed.connect(self._show_key)
        return _scroll(content)

    def _fit_side(self) -> None:
        self._side.setFixedWidth(self.theme.em(20))

    def _fit_curve(self) -> None:
        self._curve.setMinimumHeight(self.theme.em(17))

    def _show_key(self) -> None:
        t = self.theme.tokens
        self._key.setTextFormat(Qt.TextFormat.RichText)
        self._key.setText(
            f'<span style="color:{t.ghost}">━</span> training &nbsp; '
            f'<span style="color:{t.accent}">━</span> held-out &nbsp; '
            f'<span style="color:{t.ngram}">╍</span> to beat'
        )
        self._key.setAccessibleName(
            "Thin grey: training. Thick: held-out. Dashed: the n-gram model, to beat."
        )

    def _make_plot(self) -> None:
        if self._plot is None:
            from ui.plot import RunPlot  # 0.3 s to import: not before the page is looked at

            self._plot = RunPlot(self.theme)
            self._curve.body.addWidget(self._plot, 1)
            self._plot.show_run(self._run)

    # ---- what to train

    def _on_sources_read(self, read: tuple[list[CorpusRow], list]) -> None:
        corpora, models = read
        self._show_corpora(corpora)
        self._names = {model.name for model in models}
        self._interrupted = [model.name for model in models if model.training]
        if not self._name.text():
            self._name.setText(_fresh_name(self._names))
        self._check()

    def _on_sources_failed(self, error: Exception) -> None:
        self._hint.setText(sentence_for(error))

    def _show_corpora(self, corpora: Sequence[CorpusRow]) -> None:
        checked = {name for name, box in self._boxes.items() if box.isChecked()}
        if not self._boxes:
            checked = {row.name for row in corpora[:1]}
        layout = self._corpora_card.body
        while (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._boxes = {}
        for row in corpora:
            layout.addWidget(self._corpus_line(row, row.name in checked))

    def _corpus_line(self, row: CorpusRow, checked: bool) -> QWidget:
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        title = self.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideMiddle, self.theme.em(9.5))
        check = QCheckBox(title.replace("&", "&&"))
        check.setToolTip(row.title)
        check.setChecked(checked)
        words = "" if row.words is None else short_count(row.words)
        check.setAccessibleName(f"Learn from {row.title}" + (f", {words} words" if words else ""))
        check.toggled.connect(lambda _: self._check())
        self._boxes[row.name] = check
        box.addWidget(check, 1)
        box.addWidget(label(words, "muted"))
        return line

    def _on_minutes_changed(self, minutes: float) -> None:
        self._effort.choose(next((name for name, value in EFFORTS.items() if value == minutes), None))

    def options(self) -> TrainingOptions:
        """Return what is asked for."""
        settings = {"cell": self._cell.currentData()}
        for name, field in (
            ("units", self._units),
            ("layers", self._layers),
            ("vocabulary", self._vocabulary),
        ):
            settings[name] = str(field.value()) if field.value() else ""
        return TrainingOptions(
            name=self._name.text().strip(),
            corpora=tuple(name for name, box in self._boxes.items() if box.isChecked()),
            minutes=self._minutes.value(),
            settings={name: value for name, value in settings.items() if value},
        )

    def _problem(self) -> str:
        name = self._name.text().strip()
        if self.is_training:
            return "One run at a time: this one can be stopped above."
        if not any(box.isChecked() for box in self._boxes.values()):
            return "Choose at least one text to learn from."
        if not name:
            return "Give the model a name."
        try:
            check_name(name)
        except WordrnnError as error:
            return sentence_for(error)
        if name in self._names:
            return f"There is already a model named {name}: choose another name."
        return ""

    def _check(self) -> None:
        problem = self._problem()
        self._hint.setText(problem)
        self._hint.setVisible(bool(problem))
        self._start.setEnabled(not problem)
        resumable = bool(self._interrupted) and not self.is_training
        self._resume.setVisible(resumable)
        if resumable:
            several = len(self._interrupted) > 1
            text = "Resume ▾" if several else f"Resume {self._interrupted[0]}"
            self._resume.setText(text.replace("&", "&&"))
            self._resume.setAccessibleName("Resume a run" if several else text)
            self._resume.setToolTip("Goes on with a run that was interrupted")
            self._resume.setMenu(self._resume_menu() if several else None)  # pyright: ignore[reportArgumentType]

    def _resume_menu(self) -> QMenu:
        if self._resume.menu() is not None:
            self._resume.menu().deleteLater()
        menu = QMenu(self._resume)
        for name in self._interrupted:
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, chosen=name: self.resume_run(chosen))
        return menu

    def _start_new(self) -> None:
        self.start_run(self.options())

    def _resume_interrupted(self) -> None:
        if len(self._interrupted) == 1:  # of several, the menu chooses
            self.resume_run(self._interrupted[0])

    # ---- the run

    def _toggle_pause(self) -> None:
        if self._process is None:
            return
        if self._run.paused:
            self._process.resume()
        else:
            self._process.pause()

    def _use_now(self) -> None:
        if self.is_training and self._process is not None:
            self._use_when_published = True
            self._process.snapshot()
        elif self._run.usable:
            self.use_wanted.emit(self._run.model)

    def _on_event(self, event: dict) -> None:
        self._run.apply(event)
        if event["event"] == "snapshot":
            self._saved_at = time.monotonic()
        if event["event"] == "published":
            self._on_published()
        if not self._redraw.isActive():
            self._redraw.start()

    def _on_published(self) -> None:
        self.models_changed.emit()
        if self._use_when_published:
            self._use_when_published = False
            self.use_wanted.emit(self._run.model)

    def _on_finished(self, outcome: Outcome) -> None:
        self._run.ended = True
        self._clock.stop()
        self._outcome = self._run.outcome_sentence(outcome.ok, outcome.stopped, outcome.message)
        if self._use_when_published and self._run.usable:
            self._use_when_published = False
            self.use_wanted.emit(self._run.model)
        if outcome.ok:
            self._name.clear()
        self._show_run()
        self.models_changed.emit()
        self.page_shown_again()
        self.settled.emit()

    def page_shown_again(self) -> None:
        """Read what there is again, if the page is looked at."""
        if self.isVisible():
            self.page_shown()

    def _show_run(self) -> None:
        run, going = self._run, self.is_training
        for card, figure in zip(
            self._cards,
            (run.perplexity_card(), run.speed_card(), run.time_card(), run.loss_card()),
            strict=True,
        ):
            card.show_figure(figure.figure, figure.remark)
        self._pause.setVisible(going)
        self._stop.setVisible(going)
        self._use.setVisible(run.usable)
        pause = "Resume" if run.paused else "Pause"
        self._pause.setText(pause)
        self._pause.setAccessibleName(pause)
        state = f"{run.model} · {run.state}" if run.model else "nothing is being trained"
        self.header.set_title("Train", state)
        lines = run.plan_lines()
        self._plan.setVisible(bool(lines))
        self._plan_text.setText("\n".join(lines))
        self._warnings.setText("\n".join(run.warnings))
        self._warnings.setVisible(bool(run.warnings))
        self._sentence.setText(self._outcome)
        self._sentence.setVisible(bool(self._outcome))
        if self._plot is not None:
            self._plot.show_run(run)
        self._check()
        self._tell()

    def _tell(self) -> None:
        facts = [self._run.epoch or self._run.state] if self.is_training else []
        saved = ""
        if self._saved_at is not None and self.is_training:
            saved = f"saved {duration(time.monotonic() - self._saved_at)} ago"
        self.set_progress(self._run.progress if self.is_training else None)
        self.set_status(facts, saved)


def _number(name: str, most: int, step: int) -> QSpinBox:
    """Return a spin box whose lowest value, 0, reads "automatic"."""
    made = QSpinBox()
    made.setRange(0, most)
    made.setSingleStep(step)
    made.setSpecialValueText(_AUTOMATIC)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    made.setAccessibleName(name)
    return made


def _scroll(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _fresh_name(taken: set[str]) -> str:
    """Return a name no model has yet."""
    number = 1
    while f"model-{number}" in taken:
        number += 1
    return f"model-{number}"
