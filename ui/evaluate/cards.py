"""The four figures above a measured text: those of the part that is shown."""

from PySide6.QtWidgets import QWidget

from ui.evaluate.run import Measurement
from ui.evaluate.word_facts import part_title
from ui.language.translation import translate
from ui.language.wording import count, number, perplexity
from ui.style.theme import Theme
from ui.style.widgets import CardGrid, FigureCard


class EvaluationCards(CardGrid):
    """Keystrokes saved, perplexity, hits, and words that were not known."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._saved = FigureCard(theme, translate("EvaluationCards", "Keystrokes saved"))
        self._perplexity = FigureCard(theme, translate("EvaluationCards", "Perplexity"))
        self._hits = FigureCard(theme, translate("EvaluationCards", "Top-3"))
        self._unknown = FigureCard(theme, translate("EvaluationCards", "Words it did not know"))
        super().__init__(theme, [self._saved, self._perplexity, self._hits, self._unknown], parent)

    def show_measurement(self, measurement: Measurement | None, part: str, k: int) -> None:
        """Show the figures of a part, `k` suggestions in view; none where there are none."""
        figures = measurement.figures.get(part) if measurement else None
        if measurement is None or figures is None:
            for card in (self._saved, self._perplexity, self._hits, self._unknown):
                card.show_figure("–")
            return
        tokens, saved = int(figures["tokens"]), figures.get("keystroke_savings")
        of = self.tr("of {tokens} words and marks")
        if measurement.kind == "bpe":
            of = self.tr("of {tokens} pieces of words")
        self._saved.show_figure(
            "–" if saved is None else _share(saved), self.tr("%n suggestion(s) in view", "", k)
        )
        self._perplexity.show_figure(perplexity(figures["perplexity"]), part_title(part))
        self._hits.show_figure(_share(figures["top3"]), of.format(tokens=count(tokens)))
        unknown = count(figures["unknown_rate"] * tokens)
        text = self.tr("{unknown} of {tokens}").format(unknown=unknown, tokens=count(tokens))
        self._unknown.show_figure(_share(figures["unknown_rate"]), text)


def _share(value: float) -> str:
    return f"{number(value * 100)}\u202f%"
