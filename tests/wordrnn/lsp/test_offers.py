"""What an editor is offered, from a predictor of a few words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wordrnn.lsp.offers import Offer, inline, listed


@dataclass
class Suggested:
    word: str
    completion: str
    probability: float
    parts: dict[str, float] = field(default_factory=dict)


class Parrot:
    """Knows what follows some texts."""

    def __init__(self, **after: list[tuple[str, str, float]]) -> None:
        self.after = after
        self.asked: list[str] = []

    def suggest(self, text: str, k: int = 5) -> Sequence[Suggested]:
        self.asked.append(text)
        key = (text.split(" ")[-1] if not text.endswith(" ") else text.split(" ")[-2] + "_") if text else ""
        return [Suggested(*each) for each in self.after.get(key, [])][:k]


PARROT = Parrot(
    qu=[("quick", "ick", 0.5), ("Queen", "Queen", 0.1)],
    quick_=[("reply", "reply", 0.6)],
    reply_=[("to", "to", 0.2)],
)


def test_words_repeat_the_letters_typed_and_keep_their_case() -> None:
    assert listed(PARROT, "the qu", 6, 5) == [
        Offer("quick", "quick", 2, 0.5),
        Offer("Queen", "Queen", 2, 0.1),
    ]


def test_nothing_within_a_word_but_before_a_mark() -> None:
    assert listed(PARROT, "the quack", 6, 5) == []
    assert listed(PARROT, "the qu, then", 6, 1) == [Offer("quick", "quick", 2, 0.5)]
    assert inline(PARROT, "the qu, then", 6) == []  # grey text stands at a line's end only
    assert inline(PARROT, "the qu\nthen", 6)[0].text == "quick"
    assert inline(PARROT, "the qu\r\nthen", 6)[0].text == "quick"


def test_likely_words_follow_the_first_as_far_as_they_are_likely() -> None:
    assert [offer.text for offer in inline(PARROT, "the qu", 6, words=3)] == ["quick reply", "Queen"]
    assert [offer.text for offer in inline(PARROT, "the qu", 6, words=1)] == ["quick", "Queen"]


def test_what_is_not_sure_is_not_shown() -> None:
    assert [offer.text for offer in inline(PARROT, "the qu", 6, sure=0.3)] == ["quick"]
    assert inline(PARROT, "the qu", 6, sure=0.55, words=3) == []


def test_nobody_waits_for_further_words_in_vain() -> None:
    assert inline(PARROT, "the qu", 6, words=3, is_wanted=lambda: False)[0].text == "quick"


def test_a_comma_brings_its_space() -> None:
    parrot = Parrot(**{"well,": [("then", "then", 0.5)]})
    assert listed(parrot, "well,", 5, 1) == [Offer("then", " then", 0, 0.5)]


def test_of_a_long_text_the_end_is_asked_about() -> None:
    parrot = Parrot(qu=[("quick", "ick", 0.5)])
    text = "word " * 1000 + "qu"
    listed(parrot, text, len(text), 1)
    assert text.endswith(parrot.asked[0]) and 2000 < len(parrot.asked[0]) < 5000
