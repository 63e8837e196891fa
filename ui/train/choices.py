"""The choosing side of the Train page: what to learn from, how much effort, and what that would mean."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from ui.corpora.shelf import CorpusRow
from ui.errors import sentence_for
from ui.language.wording import number, short_count
from ui.style.theme import Theme
from ui.style.widgets import Card, Fold, Segments, button, label, plain_tip, section, set_role, spacing
from ui.train.advanced import AdvancedSettings
from ui.train.options import PRESETS, TrainingOptions
from ui.train.run_words import plan_lines, risk
from wordrnn.errors import WordrnnError
from wordrnn.library import check_name


class TrainChoices(QWidget):
    """Corpora, name, effort, advanced settings, the start; beneath it, the plan."""

    changed = Signal()
    start_wanted = Signal()
    resume_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "plain")
        self._theme = theme
        self._names: set[str] = set()
        self._stopped: list[str] = []
        self._rows: dict[str, CorpusRow] = {}
        self._busy = False
        self.boxes: dict[str, QCheckBox] = {}
        self._build()
        self._check()

    # ---- from outside

    def show_sources(
        self, corpora: Sequence[CorpusRow], names: Sequence[str], bases: Sequence[str], stopped: Sequence[str]
    ) -> None:
        """Offer corpora, the names that are taken, models to go on from, and runs that can be resumed."""
        self._show_corpora(corpora)
        self._names = set(names)
        self._stopped = list(stopped)
        self.advanced.show_models(bases)
        if not self.name.text():
            self.name.setText(_fresh_name(self._names))
        self._check()
        self.changed.emit()

    def show_problem(self, sentence: str) -> None:
        """Say why nothing can be offered."""
        self.hint.setText(sentence)
        self.hint.setVisible(bool(sentence))

    def set_busy(self, busy: bool) -> None:
        """Know whether a run is going on: there is one at a time."""
        self._busy = busy
        self._check()

    def forget_name(self) -> None:
        """Propose a new name the next time."""
        self.name.clear()

    def choose_base(self, name: str) -> None:
        """Go on from the model `name`."""
        self.advanced.go_on_from(name)
        self._fold.set_open(True)

    def options(self) -> TrainingOptions:
        """Return what is asked for."""
        corpora = tuple(name for name, box in self.boxes.items() if box.isChecked())
        weights = {name: self._rows[name].weight for name in corpora}
        return TrainingOptions(
            name=self.name.text().strip(),
            corpora=corpora,
            minutes=self.minutes.value(),
            settings=self.advanced.settings(),
            weights={name: weight for name, weight in weights.items() if weight != 1.0},
        )

    def texts(self) -> Hashable:
        """Return what tells one state of the chosen corpora from another."""
        return tuple((name, row.words) for name, row in self._rows.items() if self.boxes[name].isChecked())

    @property
    def can_plan(self) -> bool:
        """Whether there is something to plan."""
        return any(box.isChecked() for box in self.boxes.values()) and not self._busy

    # ---- the plan

    def show_planning(self) -> None:
        """Say that the plan is being made; the one before stays in view, quietly."""
        self._plan.show()
        self._plan_state.setText(self.tr("Measuring what this machine can do …"))
        self._plan_state.show()
        self._plan_text.setEnabled(False)
        self._risk.setEnabled(False)

    def show_plan(self, corpus: dict[str, Any], plan: dict[str, Any]) -> None:
        """Show what a run has before it."""
        lines = plan_lines(corpus, plan)
        self._plan.setVisible(bool(lines))
        self._plan_state.hide()
        self._plan_text.setEnabled(True)
        self._plan_text.setText("\n".join(lines))
        self._risk.setEnabled(True)
        self._risk.setText(risk(plan))
        self._risk.setVisible(bool(risk(plan)))
        role = "warning" if plan.get("overfitting") == "high" else "small"
        if self._risk.property("role") != role:
            self._risk.setProperty("role", role)
            self._risk.style().polish(self._risk)

    def show_no_plan(self, reason: str) -> None:
        """Say why there is no plan."""
        self._plan.setVisible(bool(reason))
        self._plan_text.clear()
        self._risk.hide()
        self._plan_state.setText(reason)
        self._plan_state.setVisible(bool(reason))

    # ---- layout

    def _build(self) -> None:
        box = QVBoxLayout(self)
        spacing(box, self._theme, 0.5, (1.3, 1.3, 1.3, 1.3))
        box.addWidget(section(self.tr("Learn from")))
        self._corpora = Card(self._theme)
        self._corpora.body.setSpacing(self._theme.em(0.7))
        box.addWidget(self._corpora)
        box.addSpacing(self._theme.em(0.6))
        box.addWidget(section(self.tr("Name")))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the model"))
        self.name.setMaxLength(80)
        self.name.textChanged.connect(lambda _: self._on_changed())
        box.addWidget(self.name)
        box.addSpacing(self._theme.em(0.6))
        box.addWidget(section(self.tr("Effort")))
        self._presets = dict(
            zip((self.tr("Quick"), self.tr("Balanced"), self.tr("Best")), PRESETS.values(), strict=True)
        )
        self.effort = Segments(self.tr("Effort"), list(self._presets))
        self.effort.chosen.connect(lambda name: self.minutes.setValue(self._presets[name]))
        box.addWidget(self.effort)
        box.addLayout(self._build_minutes())
        self.advanced = AdvancedSettings(self._theme)
        self.advanced.changed.connect(self._on_changed)
        self._fold = Fold(self._theme, self.tr("Advanced"), self.advanced)
        box.addWidget(self._fold)
        box.addSpacing(self._theme.em(0.4))
        self.start = button(self.tr("Start"), self.start_wanted.emit, "primary")
        box.addWidget(self.start)
        self.hint = label("", "small", wrap=True)
        box.addWidget(self.hint)
        self.resume = button(self.tr("Resume"), self._resume_stopped)
        box.addWidget(self.resume)
        box.addSpacing(self._theme.em(0.4))
        box.addWidget(self._build_plan())
        box.addStretch(1)

    def _build_minutes(self) -> QHBoxLayout:
        self.minutes = QDoubleSpinBox()
        self.minutes.setRange(0.1, 10_000)
        self.minutes.setDecimals(1)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.minutes.setAccessibleName(self.tr("Minutes to train"))
        self.minutes.valueChanged.connect(self._on_minutes_changed)
        self.minutes.setValue(PRESETS["balanced"])
        row = QHBoxLayout()
        row.addWidget(label(self.tr("at most"), "muted"))
        row.addStretch(1)
        row.addWidget(self.minutes)
        return row

    def _build_plan(self) -> QWidget:
        self._plan = Card(self._theme, self.tr("This run"))
        self._plan_text = label("", wrap=True)
        self._risk = label("", "small", wrap=True)
        self._plan_state = label("", "small", wrap=True)
        for part in (self._plan_text, self._risk, self._plan_state):
            self._plan.body.addWidget(part)
        self._plan.hide()
        return self._plan

    def _show_corpora(self, corpora: Sequence[CorpusRow]) -> None:
        checked = {name for name, box in self.boxes.items() if box.isChecked()}
        if not self.boxes:
            checked = {row.name for row in corpora[:1]}
        focused = next((name for name, box in self.boxes.items() if box.hasFocus()), None)
        layout = self._corpora.body
        while (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.boxes, self._rows = {}, {row.name: row for row in corpora}
        for row in corpora:
            layout.addWidget(self._corpus_line(row, row.name in checked))
        if focused in self.boxes:
            self.boxes[focused].setFocus()

    def _corpus_line(self, row: CorpusRow, checked: bool) -> QWidget:
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        title = self.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideMiddle, self._theme.em(8.5))
        check = QCheckBox(title.replace("&", "&&"))
        check.setChecked(checked)
        facts = [] if row.words is None else [short_count(row.words)]
        weight = row.weight
        if weight != 1.0:
            facts.append(f"× {number(weight)}")
        name = self.tr("Learn from {corpus}").format(corpus=row.title)
        check.setAccessibleName(", ".join([name, *facts]))
        check.setToolTip(plain_tip(row.title))
        check.toggled.connect(lambda _: self._on_changed())
        self.boxes[row.name] = check
        box.addWidget(check, 1)
        box.addWidget(label(" ".join(facts), "muted"))
        return line

    # ---- what can be started

    def _on_minutes_changed(self, minutes: float) -> None:
        self.effort.choose(next((name for name, value in self._presets.items() if value == minutes), None))
        self._on_changed()

    def _on_changed(self) -> None:
        if hasattr(self, "resume"):  # built
            self._check()
            self.changed.emit()

    def _problem(self) -> str:
        name = self.name.text().strip()
        if self._busy:
            return self.tr("One run at a time: this one can be stopped above.")
        if not any(box.isChecked() for box in self.boxes.values()):
            return self.tr("Choose at least one text to learn from.")
        if not name:
            return self.tr("Give the model a name.")
        try:
            check_name(name)
        except WordrnnError as error:
            return sentence_for(error)
        if name in self._names:
            return self.tr("There is already a model named {name}: choose another name.").format(name=name)
        return ""

    def _check(self) -> None:
        problem = self._problem()
        self.show_problem(problem)
        self.start.setEnabled(not problem)
        resumable = bool(self._stopped) and not self._busy
        self.resume.setVisible(resumable)
        if resumable:
            several = len(self._stopped) > 1
            text = self.tr("Resume {name}").format(name=self._stopped[0])
            text = self.tr("Resume ▾") if several else text
            self.resume.setText(text.replace("&", "&&"))
            self.resume.setAccessibleName(self.tr("Resume a run") if several else text)
            self.resume.setToolTip(self.tr("Goes on with a run that was stopped or interrupted"))
            self.resume.setMenu(self._resume_menu() if several else None)  # pyright: ignore[reportArgumentType]

    def _resume_menu(self) -> QMenu:
        if self.resume.menu() is not None:
            self.resume.menu().deleteLater()
        menu = QMenu(self.resume)
        for name in self._stopped:
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, chosen=name: self.resume_wanted.emit(chosen))
        return menu

    def _resume_stopped(self) -> None:
        if len(self._stopped) == 1:  # of several, the menu chooses
            self.resume_wanted.emit(self._stopped[0])


def _fresh_name(taken: set[str]) -> str:
    """Return a name no model has yet."""
    number = 1
    while f"model-{number}" in taken:
        number += 1
    return f"model-{number}"
