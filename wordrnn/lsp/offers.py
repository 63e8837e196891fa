"""What an editor is offered at a place in a document: plain functions over text, without the protocol."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wordrnn.completion import edit_for, is_inside_word, typed_prefix, wants_space
from wordrnn.continuation import PredictorLike, SuggestionLike, go_on, predict
from wordrnn.window import handed_start


@dataclass(frozen=True, slots=True)
class Offer:
    """Text that may take the place of the `replaces` characters before the caret."""

    word: str
    text: str
    replaces: int
    probability: float
    """Of the word, given what stands before it and the letters typed."""


def listed(predictor: PredictorLike, text: str, caret: int, k: int) -> list[Offer]:
    """Return at most `k` words for the caret at `text[caret]`, the most probable first; none within a word."""
    before, following = around(text, caret)
    if is_inside_word(following):
        return []
    return _offers(before, predictor.suggest(before, k))


def inline(
    predictor: PredictorLike,
    text: str,
    caret: int,
    *,
    k: int = 3,
    sure: float = 0.0,
    words: int = 1,
    is_wanted: Callable[[], bool] = lambda: True,
) -> list[Offer]:
    """Return what may be shown behind the caret, at a line's end only: words that are `sure` at least.

    The first goes on with words that are likely behind it, `words` in all at most, as long as the answer `is_wanted`.
    """
    before, following = around(text, caret)
    if following:
        return []
    answer = predict(predictor, before, k=k)
    offers = [offer for offer in _offers(before, answer.suggestions) if offer.probability >= sure]
    if not offers or words < 2:
        return offers
    continued = go_on(predictor, answer, words, is_wanted)
    if continued is None or not (further := continued.words(sure)):
        return offers
    first = offers[0]
    parted = " " if wants_space("", first.word) else ""
    longer = Offer(first.word, f"{first.text}{parted}{further}", first.replaces, first.probability)
    return [longer, *offers[1:]]


def around(text: str, caret: int) -> tuple[str, str]:
    """Return the text that the predictor is asked about, and the character behind the caret, "" at a line's end."""
    following = text[caret : caret + 1]
    return text[handed_start(caret) : caret], "" if following in "\r\n" else following


def _offers(before: str, suggestions: Sequence[SuggestionLike]) -> list[Offer]:
    """Return `suggestions` as offers for the end of `before`.

    Each repeats the letters typed, so that editors see what it completes.
    """
    prefix = typed_prefix(before)
    offers = []
    for suggestion in suggestions:
        edit = edit_for(before, suggestion.word, suggestion.completion)
        whole = edit.inserts if edit.replaces else prefix + edit.inserts
        offers.append(Offer(suggestion.word, whole, len(prefix), suggestion.probability))
    return offers
