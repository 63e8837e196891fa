"""A run as it goes: figures, curves, prompts, warnings, and earlier runs to compare it with."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.style.theme import Theme
from ui.style.widgets import Card, CardGrid, FigureCard, label, section, set_role, spacing
from ui.train.past_runs import PastRun
from ui.train.plot import Overlay, RunPlot
from ui.train.prompts import PromptsCard
from ui.train.run_view import RunView
from ui.train.run_words import (
    hits_card,
    perplexity_card,
    speed_card,
    time_card,
    verdict,
    warning,
)
from ui.train.runs import RunsCard


class RunPanel(QWidget):
    """Shows a RunView; it decides nothing."""

    def __init__(self, theme: Theme, prompts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "plain")
        self._theme = theme
        self._run = RunView()
        self._overlays: list[Overlay] = []
        box = QVBoxLayout(self)
        spacing(box, theme, 1, (1.6, 1.3, 1.6, 1.3))
        self.sentence = label("", wrap=True)
        box.addWidget(self.sentence)
        names = (
            self.tr("Validation perplexity"),
            self.tr("Top-3"),
            self.tr("Words a second"),
            self.tr("Time left"),
        )
        self.cards = [FigureCard(theme, name) for name in names]
        box.addWidget(CardGrid(theme, self.cards))
        self.warnings = label("", "warning", wrap=True)
        box.addWidget(self.warnings)
        box.addWidget(self._build_curve(), 1)
        self.prompts = PromptsCard(theme, prompts)
        box.addWidget(self.prompts)
        self.runs = RunsCard(theme)
        self.runs.overlays_changed.connect(self._on_overlays)
        box.addWidget(self.runs)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_run(self, run: RunView, outcome: str = "") -> None:
        """Show the run as it stands, and how it ended."""
        self._run = run
        figures = (perplexity_card(run), hits_card(run), speed_card(run), time_card(run))
        for card, figure in zip(self.cards, figures, strict=True):
            card.show_figure(figure.figure, figure.remark)
        said = outcome or ("" if run.ended else verdict(run))
        self.sentence.setText(said)
        self.sentence.setVisible(bool(said))
        coverage = run.corpus.get("coverage")
        self.warnings.setText("\n".join(warning(each, coverage) for each in run.warnings))
        self.warnings.setVisible(bool(run.warnings))
        self.prompts.show_answers(run.prompts)
        self.plot.show_run(run, self._shown_overlays())

    def show_past(self, runs: Sequence[PastRun]) -> None:
        """Offer the runs behind the models for comparison."""
        self.runs.show_runs(runs)

    def _build_curve(self) -> QWidget:
        self.curve = Card(self._theme)
        head = QHBoxLayout()
        head.addWidget(section(self.tr("Perplexity")))
        self._key = label("", "small", wrap=True)
        self._key.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(self._key, 1)
        head.addSpacing(self._theme.em(1))
        head.addWidget(section(self.tr("Loss")))
        self.curve.body.addLayout(head)
        self.plot = RunPlot(self._theme)
        self.curve.body.addWidget(self.plot, 1)
        return self.curve

    def _restyle(self) -> None:
        self.curve.setMinimumHeight(self._theme.em(19))
        t = self._theme.tokens
        marks = (
            (t.ghost, "─", self.tr("raw")),
            (t.muted, "━", self.tr("training")),
            (t.accent, "━", self.tr("held-out")),
            (t.ngram, "╍", self.tr("to beat")),
        )
        self._key.setTextFormat(Qt.TextFormat.RichText)
        self._key.setText(
            " &nbsp; ".join(
                f'<span style="color:{colour}">{mark}</span>&nbsp;{name.replace(" ", "&nbsp;")}'
                for colour, mark, name in marks
            )
        )
        self._key.setAccessibleName(
            self.tr("Thin grey: training. Thick: held-out. Dashed: the n-gram model, to beat.")
        )

    def _shown_overlays(self) -> list[Overlay]:
        return [overlay for overlay in self._overlays if overlay.name != self._run.model]

    def _on_overlays(self, overlays: list[Overlay]) -> None:
        self._overlays = overlays
        self.plot.show_run(self._run, self._shown_overlays())
