"""What is known of the corpus that is selected: figures, coverage, words, text, tags, weight, what redaction takes."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from corpora.origin import Origin
from ui.corpora.labels import TagEditor, WeightEditor
from ui.corpora.preview import CorpusPreview
from ui.corpora.redaction import RedactionCard
from ui.corpora.shelf import CorpusRow
from ui.corpora.words import FrequentWords
from ui.language.language_names import language_name
from ui.language.translation import translate
from ui.language.wording import count, day
from ui.settings import Settings
from ui.style.scroll import make_upright
from ui.style.theme import Theme
from ui.style.widgets import Card, CardGrid, ElidedLabel, FigureCard, button, label, set_role, spacing
from wordrnn.corpus_facts import CorpusFacts

if TYPE_CHECKING:
    from ui.corpora.coverage import CoveragePlot

_NARROW_EM = 46


class CorpusDetails(QScrollArea):
    """Shows one corpus; what is to be done with it is told by signals."""

    rename_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot: CoveragePlot | None = None
        self._facts: CorpusFacts | None = None
        make_upright(self)
        content = QWidget()
        set_role(content, "plain")
        self._box = QVBoxLayout(content)
        self._box.addLayout(self._build_head())
        self._origin = label("", "muted", wrap=True)
        self._box.addWidget(self._origin)
        self.tags = TagEditor(theme)
        self.weight = WeightEditor(theme)
        self._box.addWidget(self.tags)
        self._box.addWidget(self.weight)
        names = (self.tr("Words"), self.tr("Different words"), self.tr("Documents"), self.tr("Language"))
        self.words, self.vocabulary, self.documents, self.language = cards = [
            FigureCard(theme, name) for name in names
        ]
        self._box.addWidget(CardGrid(theme, cards))
        self._curve = Card(theme, self.tr("Coverage"))
        frequent = Card(theme, self.tr("Most frequent words"))
        self.frequent = FrequentWords(theme)
        frequent.body.addWidget(self.frequent)
        frequent.body.addStretch(1)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._curve, 3)
        self._middle.addWidget(frequent, 2)
        self._box.addLayout(self._middle)
        self.preview = CorpusPreview(theme)
        self._box.addWidget(self.preview, 1)
        self.redaction = RedactionCard(theme, settings)
        self._box.addWidget(self.redaction)
        self.setWidget(content)
        self._restyle()
        theme.changed.connect(self._restyle)

    def make_plot(self) -> None:
        """Make the curve; 0.3 s to import, so not before the page is looked at."""
        if self._plot is None:
            from ui.corpora.coverage import CoveragePlot

            self._plot = CoveragePlot(self._theme)
            self._curve.body.addWidget(self._plot, 1)
            self._plot.show_points(self._facts.coverage if self._facts else ())

    @property
    def plot(self) -> "CoveragePlot | None":
        """The curve, None before the page was looked at."""
        return self._plot

    def show_row(self, row: CorpusRow, known_tags: Sequence[str]) -> None:
        """Show what is known without counting."""
        self._title.set_text(row.title)
        self._origin.setText(_where_from(row))
        self._origin.setVisible(bool(self._origin.text()))
        self._rename.setVisible(not row.builtin)
        self._remove.setVisible(not row.builtin)
        self.tags.show_tags(row.tags, known_tags)
        self.weight.show_weight(row.weight)

    def begin(self) -> None:
        """Show that it is being counted."""
        for card in (self.words, self.vocabulary, self.documents, self.language):
            card.show_figure("–", self.tr("counting…"))
        self._show_counted(None)
        self.preview.clear()

    def show_facts(self, facts: CorpusFacts) -> None:
        """Show what was counted."""
        self.words.show_figure(count(facts.words))
        again = ""
        if facts.vocabulary:
            times = round(facts.words / facts.vocabulary)
            again = self.tr("each used {n} time(s)", "", times).format(n=count(times))
        self.vocabulary.show_figure(count(facts.vocabulary), again)
        self.documents.show_figure(count(facts.documents))
        known = language_name(facts.language)
        self.language.show_figure(
            known or self.tr("not sure"), self.tr("by its common words") if known else ""
        )
        self._show_counted(facts)

    def show_problem(self, sentence: str) -> None:
        """Show why nothing was counted."""
        for card in (self.words, self.vocabulary, self.documents, self.language):
            card.show_figure("–")
        self._show_counted(None)
        self.preview.show_beginning(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words under the curve where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.em(_NARROW_EM)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for row in (self._head, self._middle):
            row.setDirection(direction)
        self.weight.set_narrow(narrow)

    def _show_counted(self, facts: CorpusFacts | None) -> None:
        self._facts = facts
        self.frequent.show_words(facts.frequent if facts else ())
        self.redaction.show_preview(facts.redaction if facts else None)
        if self._plot is not None:
            self._plot.show_points(facts.coverage if facts else ())

    def _build_head(self) -> QHBoxLayout:
        self._title = ElidedLabel(role="heading")
        self._rename = button(self.tr("Rename…"), self.rename_wanted.emit)
        self._remove = button(self.tr("Remove…"), self.remove_wanted.emit)
        self._actions = QHBoxLayout()
        self._actions.addWidget(self._rename)
        self._actions.addWidget(self._remove)
        self._actions.addStretch(1)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addLayout(self._actions)
        return self._head

    def _restyle(self) -> None:
        em = self._theme.em
        spacing(self._box, self._theme, 0.85, (1.6, 1.3, 1.6, 1.3))
        self._head.setSpacing(em(0.6))
        self._actions.setSpacing(em(0.6))
        self._middle.setSpacing(em(0.85))
        self._curve.setMinimumHeight(em(16))


def _where_from(row: CorpusRow) -> str:
    """Return where the text comes from: its makers and licence, or files, without their folders."""
    if row.origin is not None:
        return about(row.origin)
    if not row.sources:
        return ""
    first, others = PurePath(row.sources[0]).name, len(row.sources) - 1
    if others:
        text = translate("CorpusDetails", "From {file} and {n} more, added {day}", others)
    else:
        text = translate("CorpusDetails", "From {file}, added {day}")
    return text.format(file=first, n=count(others), day=day(row.created))


def about(origin: Origin) -> str:
    """Return whose text it is and on which terms."""
    uses = {
        "free": "",
        "share-alike": translate(
            "CorpusDetails", "A model trained on it may be shared under the same licence only."
        ),
        "measuring": translate(
            "CorpusDetails",
            "For measuring only: as no licence is given, a model trained on it is not to be shared.",
        ),
    }
    who = translate("CorpusDetails", "By {who}. Licence: {licence}.")
    return " ".join(
        filter(None, (who.format(who=origin.attribution, licence=origin.licence), uses[origin.use]))
    )
