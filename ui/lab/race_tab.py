"""The race: who predicts best, in equal time or with equal parameters."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.background import Background
from ui.corpora.shelf import CorpusRow
from ui.lab.controls import choice, decimal, whole
from ui.lab.corpus_experiment import CorpusExperimentTab
from ui.lab.picture import Axis, Mark, Picture
from ui.lab.process import LabProcess
from ui.lab.race_table import RaceTable
from ui.lab.race_view import RaceView
from ui.language.lab_sentences import contender_label
from ui.language.wording import count, perplexity
from ui.preferences.rows import SettingRows
from ui.style.theme import Theme
from ui.style.widgets import Card, Segments, spacing
from wordrnn.events import Event

_MINUTES, _UNITS, _VOCABULARY, _WINDOW, _SEED = 0.1, 128, 10_000, 10, 1


class RaceTab(CorpusExperimentTab):
    """Learning against time, or predicting against context; and a table with all figures."""

    def __init__(
        self,
        theme: Theme,
        background: Background,
        list_corpora: Callable[[], Sequence[CorpusRow]],
        make_process: Callable[[QObject], LabProcess],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "race", background, list_corpora, make_process, parent)
        self.title = self.tr("Race")
        self.source = "Bengio et al. 2003 · Cho et al. 2014 · Greff et al. 2017"
        self._view = RaceView()
        self.table = RaceTable(theme)
        self._figures = Card(theme, self.tr("On a text that nobody has seen"))
        self._figures.body.addWidget(self.table)
        self.build(
            self.tr("Who predicts best, and at what cost?"),
            self.tr(
                "Five recurrent networks, a network with a window, Kneser–Ney and three classifiers learn the same "
                "text and are measured on another part of it. With the built-in texts it takes about a minute and "
                "a half; a longer text and more minutes for each tell more."
            ),
            self._build_settings(),
            self._build_controls(),
            self._figures,
        )

    def fill_for_picture(self) -> None:
        """Let those race that need no trainer."""
        few = ["--contenders", "feedforward,ngram,svm,tree", "--units", "32", "--embedding", "32"]
        self.run.start(["builtin", *few, "--epochs", "4"])

    def arguments(self) -> list[str]:
        """Return what the settings ask for."""
        return [
            *("--equal", self.equal.currentData(), "--minutes", f"{self.minutes.value():g}"),
            *("--units", str(self.units.value()), "--vocabulary", str(self.vocabulary.value())),
            *("--window", str(self.edge.value()), "--seed", str(self.seed.value())),
            *("--", self.corpus.corpus),
        ]

    def reset(self) -> None:
        """Forget who was measured."""
        self._view = RaceView()

    def apply(self, event: Event) -> None:
        """Take in what was told of the contenders."""
        self._view.apply(event)
        if event["event"] in ("contender", "text") and self._view.now:
            self.set_facts([contender_label(self._view.now)])

    def picture(self) -> Picture:
        """Return the curves that are chosen."""
        if self.shown.choice() == self._names["context"]:
            return self._by_context()
        curves, to_beat = self._view.learning(), self._view.to_beat()
        x = Axis(self.tr("seconds of training"), low=0.0, high=None if curves else 10.0)
        y = Axis(self.tr("perplexity, validation text"), log=True)
        if not curves and to_beat is None:
            return Picture(x, Axis(y.title, log=True, low=50.0, high=1000.0))
        marks = []
        if to_beat is not None:
            said = f"{contender_label('ngram')} {perplexity(to_beat)}"
            marks.append(Mark(said, y=to_beat))
        return Picture(x, y, curves, marks)

    def show_more(self) -> None:
        """Show the figures."""
        self.table.figures.show_race(self._view)
        self._figures.setVisible(bool(self._view.contenders))

    def facts_of(self, result: Mapping[str, Any]) -> list[str]:
        """Return how much text was learned from and measured on."""
        text = result["text"]
        if not text:
            return []
        learned, measured = count(text["train_tokens"]), count(text["test_tokens"])
        return [
            self.tr("{learned} words to learn from, {measured} to be measured on").format(
                learned=learned, measured=measured
            )
        ]

    def _by_context(self) -> Picture:
        curves = self._view.context()
        x = Axis(self.tr("words of context that are read"), log=True, low=1.0, high=None if curves else 100.0)
        y = Axis(self.tr("perplexity, test text"), log=True)
        if not curves:
            return Picture(x, Axis(y.title, log=True, low=50.0, high=1000.0))
        edge = self.tr("the window's edge, %n word(s)", "", self._view.window)
        return Picture(x, y, curves, [Mark(edge, x=float(self._view.window))])

    # ---- building

    def _build_controls(self) -> QWidget:
        self._names = {"learning": self.tr("while they learn"), "context": self.tr("by context")}
        self.shown = Segments(self.tr("What is drawn"), list(self._names.values()))
        self.shown.choose(self._names["learning"])
        self.shown.chosen.connect(lambda _: self._draw())
        line = QWidget()
        row = QHBoxLayout(line)
        spacing(row, self.theme, 0.6)
        row.addWidget(self.shown)
        row.addStretch(1)
        return line

    def _build_settings(self) -> SettingRows:
        rows = SettingRows(self.theme)
        equal = {"time": self.tr("equally wide"), "parameters": self.tr("equal parameters")}
        self.equal = choice(self.tr("Networks"), equal)
        self.minutes = decimal(self.tr("Minutes for each network"), _MINUTES, (0.1, 600.0), 0.5, 1)
        self.units = whole(self.tr("Units"), _UNITS, (8, 2048), 32)
        self.vocabulary = whole(self.tr("Vocabulary"), _VOCABULARY, (100, 100_000), 1000)
        self.vocabulary.setGroupSeparatorShown(True)
        self.edge = whole(self.tr("Window"), _WINDOW, (1, 50))
        self.seed = whole(self.tr("Seed"), _SEED, (0, 999_999))
        for control, remark in (
            (self.equal, self.tr("As many units as the LSTM, or as many as bring them nearest to its size")),
            (self.minutes, self.tr("With what it takes to start and to end")),
            (self.units, self.tr("Of the LSTM")),
            (self.vocabulary, self.tr("Words that all know, at the most")),
            (self.edge, self.tr("Words that the methods with a window see")),
            (self.seed, self.tr("How far each comes in its time is up to the clock")),
        ):
            rows.add(control.accessibleName(), control, remark)
        return rows
