"""Why a word is suggested, in words: which part of the model gave it how much."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.language.translation import translate
from ui.language.wording import percent
from ui.style.theme import Theme
from ui.style.widgets import label, set_role, spacing
from ui.write.suggestion_list import in_order, part_name
from wordrnn.continuation import SuggestionLike


@dataclass(frozen=True, slots=True)
class Reason:
    """What a part of the model gave a word."""

    share: str
    part: str
    meaning: str

    def __str__(self) -> str:
        return f"{self.share} {self.part}: {self.meaning}"


def reasons(suggestion: SuggestionLike) -> list[Reason]:
    """Return what each part that there is gave to the probability of `suggestion`; the shares add up to it."""
    meanings = {
        "network": translate("Why", "the recurrent network, from all that comes before"),
        "ngram": translate("Why", "how often this followed the last few words in its texts"),
        "memory": translate("Why", "what was learned from what you write"),
    }
    return [
        Reason(percent(share), part_name(name), meanings.get(name, ""))
        for name, share in in_order(suggestion.parts)
    ]


def heading(suggestion: SuggestionLike) -> str:
    """Return the word and its probability."""
    return translate("Why", "“{word}” is {probability} likely, of which").format(
        word=suggestion.word, probability=percent(suggestion.probability)
    )


class WhyView(QWidget):
    """Says it of one suggestion."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "plain")
        self._heading = label("", "", wrap=True)
        self._lines = label("", "small", wrap=True)
        box = QVBoxLayout(self)
        spacing(box, theme, 0.35, (0.3, 0.1, 0.3, 0.3))
        box.addWidget(self._heading)
        box.addWidget(self._lines)
        self.show_suggestion(None)

    def show_suggestion(self, suggestion: SuggestionLike | None) -> None:
        """Explain `suggestion`, or say that there is none."""
        if suggestion is None or not suggestion.parts:
            self._heading.setText(self.tr("No word is suggested here."))
            self._lines.setText("")
        else:
            self._heading.setText(heading(suggestion))
            self._lines.setText("\n".join(map(str, reasons(suggestion))))
        self._lines.setVisible(bool(self._lines.text()))
        self.setAccessibleName(self.text())

    def text(self) -> str:
        """Return what is said."""
        return f"{self._heading.text()}\n{self._lines.text()}".strip()
