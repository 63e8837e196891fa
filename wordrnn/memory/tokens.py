"""Text as a memory keeps it: words, marks and line ends as they are spelled, with gaps for what it must not keep."""

from collections.abc import Iterable, Sequence

from wordrnn.errors import OptionError
from wordrnn.text.redaction import secret_spans
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.spelling import words_of

LINE_END = "\n"
_CONTEXT = 200  # characters before a text that are looked at for its first words

Token = str | None
"""A word, a mark or a line's end; None where something stood that is not remembered."""
Pair = tuple[Token, Token]
"""The last two tokens."""
BEGIN: Pair = (None, LINE_END)  # a text begins where another ended


def single_word(text: str) -> str:
    """Return the one word that `text` is, without the white space around it. Raises OptionError where it is none."""
    word = text.strip()
    if words_of(word) != [word]:
        raise OptionError("bad-value", name="word", expected="one word", got=repr(text))
    return word


def last_two(tokens: Iterable[Token], before: Pair = BEGIN) -> Pair:
    """Return the last two of `tokens`, or of those `before`, where there are fewer."""
    one, two = [*before, *tokens][-2:]
    return one, two


def remembered(tokenizer: Tokenizer, text: str) -> list[Token]:
    """Return the tokens [N] of `text` as a memory keeps them: as they are spelled, None for what it must not keep."""
    normal, spans = tokenizer.spelled(text)
    secrets = [*secret_spans(normal), (len(normal), len(normal))]
    tokens: list[Token] = []
    place = 0
    for start, end in spans:
        while secrets[place][1] <= start and place < len(secrets) - 1:
            place += 1
        tokens.append(None if secrets[place][0] < end else normal[start:end])
    return tokens


def new_tokens(tokenizer: Tokenizer, text: str, context: str) -> tuple[list[Token], Pair]:
    """Return the tokens that `text` adds to `context`, and the two before them."""
    if not context:
        return remembered(tokenizer, text), BEGIN
    context = tail(context)
    known, both = remembered(tokenizer, context), remembered(tokenizer, context + text)
    shared = _shared_length(known, both)
    return both[shared:], last_two(both[:shared])


def tail(text: str) -> str:
    """Return the end of `text`, from the start of a word on: enough to see its last tokens."""
    if len(text) <= _CONTEXT:
        return text
    end = text[-_CONTEXT:]
    space = next((place for place, character in enumerate(end) if character.isspace()), 0)
    return end[space:]


def _shared_length(one: Sequence[Token], other: Sequence[Token]) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
