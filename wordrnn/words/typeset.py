"""Tokens as they come → text as it is typed: spaces, capitals, and quotes and brackets that are closed where opened."""

import numpy as np
import numpy.typing as npt

from wordrnn.tokenizer import EOS, EOS_ID, UNK_ID, WORD_START, Tokenizer, attaches_left, join_words
from wordrnn.words.spelling import at_sentence_start

SENTENCE_ENDS = frozenset(".!?…。！？｡")
_PAIRS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "「": "」",
    "『": "』",
    "（": "）",
    "【": "】",
    "《": "》",
    "〈": "〉",
    "［": "］",
}
_QUOTES = {'"': '"', "“": "”", "”": "”", "„": "“", "«": "»", "»": "«"}  # where one opens, what closes it
_MARKS = frozenset((*_PAIRS, *_PAIRS.values(), *_QUOTES))
_ALWAYS_OPEN = frozenset((*_PAIRS, "“", "„", "«", "``"))  # in words, which know no spaces
_NOT_BEHIND_SPACE = frozenset(",.;:!?)]}")
_SEEN = 300  # characters that tell whether a sentence begins
_SPLIT = {"@-@": "-", "@,@": ",", "@.@": ".", "``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}
_CLITICS = frozenset(("n't", "'s", "'m", "'d", "'re", "'ve", "'ll", "'", "%"))

_Ids = npt.NDArray[np.intp]


class Typesetter:
    """Turns ids into text, one at a time, and says which ids cannot follow.

    A word at a sentence's start gets a capital, unless the text was split already or the vocabulary has none. Quotes
    and brackets are followed within a paragraph; a straight double quote opens where a space or nothing is before it.
    """

    def __init__(self, tokenizer: Tokenizer, text: str) -> None:
        """`text` is what stands before the first token."""
        self._kind = tokenizer.kind
        self._vocabulary = tokenizer.vocabulary
        self._text = text[-_SEEN:]
        self._open = ""  # the marks that close what is open, the next one last
        normal = tokenizer.spelled(text)[0] if self._kind == "word" else text  # straight quotes are not words
        line = normal.rsplit("\n", 1)[-1]
        for place, mark in enumerate(line):
            if mark in _MARKS:
                followed = _followed(self._open, mark, _opens_behind(line[:place]))
                self._open = self._open if followed is None else followed
        ids = tokenizer.encode(text)
        self._left = self._vocabulary[ids[-1]] if len(ids) else EOS
        self._attached = self._left in _ALWAYS_OPEN or (text[-1:] in _MARKS and self._open != "")
        self._capitals = self._kind != "pretokenized" and any(
            token.removeprefix(WORD_START)[:1].isupper() for token in self._vocabulary
        )
        self._sort_vocabulary()

    def _sort_vocabulary(self) -> None:
        pieces = self._kind == "bpe"
        bare = [_SPLIT.get(token, token).removeprefix(WORD_START) for token in self._vocabulary]
        self._marks = [index for index, mark in enumerate(bare) if mark in _MARKS]
        starts = np.array([token.startswith(WORD_START) for token in self._vocabulary])
        self._starting, self._going_on = np.flatnonzero(starts), np.flatnonzero(~starts)
        closing = [index for index, token in enumerate(bare) if token[:1] in _NOT_BEHIND_SPACE]
        self._closing: _Ids = np.array(closing, np.intp)
        # French puts a space before such marks, and before the » that comes with them.
        spaced = pieces and WORD_START + "»" not in self._vocabulary
        self._never: _Ids = self._closing[starts[self._closing]] if spaced else self._closing[:0]
        self._left_ids: _Ids = np.flatnonzero([attaches_left(token) for token in self._vocabulary])

    def banned(self) -> list[int]:
        """Return the ids that would close what is not open, open what is open, or put a space where none is typed."""
        ids = [UNK_ID, *(index for index in self._marks if self._opened(index) is None)]
        if self._left == EOS:
            ids.append(EOS_ID)
        spaced = self._text[-1:].isspace() or not self._text
        if self._kind == "bpe":
            ids += self._never.tolist()
            if self._left == WORD_START:
                ids += [EOS_ID, *self._starting.tolist(), *self._closing.tolist()]
            elif spaced:
                ids += self._going_on.tolist()
            elif self._attached:
                ids += self._starting.tolist()
        elif spaced:
            ids += self._left_ids.tolist()
        return ids

    def add(self, index: int) -> str:
        """Return the text that the token `index` adds, the space before it first."""
        token = self._vocabulary[index]
        if token == EOS:
            piece = self.finish() + "\n"
            self._left, self._attached = EOS, False
        else:
            piece = self._capitalised(self._spelled(token))
            followed = self._opened(index)
            self._attached = followed is not None and len(followed) > len(self._open)
            # To `join_words` „ is no opening mark, and “ a closing one only by the name of ”.
            closes = followed is not None and len(followed) < len(self._open)
            self._left = "(" if self._attached else "”" if closes else _SPLIT.get(token, token)
            self._open = self._open if followed is None else followed
        self._text = (self._text + piece)[-_SEEN:]
        return piece

    def finish(self) -> str:
        """Return the marks that close what is open."""
        closing, self._open = self._open[::-1], ""
        return closing if self._kind == "bpe" else closing.replace("”", '"')  # as `join_words` has it

    def ends_sentence(self, index: int) -> bool:
        """Return whether the token `index` ends a sentence, as a line's end does."""
        return index == EOS_ID or self._vocabulary[index] in SENTENCE_ENDS

    def _opened(self, index: int) -> str | None:
        """Return what is to be closed behind the token `index`; None where it cannot stand here."""
        mark = _SPLIT.get(self._vocabulary[index], self._vocabulary[index]).removeprefix(WORD_START)
        if mark not in _MARKS:
            return self._open
        if self._kind == "bpe":
            behind_space = self._vocabulary[index] != mark or self._left == WORD_START
            opens = behind_space or _opens_behind(self._text)
        else:
            opens = mark in _ALWAYS_OPEN and self._open[-1:] != mark
            opens = opens or (mark == '"' and '"' not in self._open)
        return _followed(self._open, mark, opens)

    def _spelled(self, token: str) -> str:
        """Return `token` with the space that parts it from what is before."""
        spaced = not self._text or self._text[-1].isspace()
        if self._kind == "bpe":
            if token == WORD_START:
                return ""  # the space comes with what follows it
            piece = " " * (self._left == WORD_START) + token.replace(WORD_START, " ")
        else:
            own = _SPLIT.get(token, token)
            attached = own in _CLITICS or token.startswith("@")
            if own in ("“", "”") and self._open.endswith("“"):
                return "“"  # closes „
            if self._kind == "pretokenized" and attached:
                return own
            if own == '"':
                own = "”" if '"' in self._open else "“"
            piece = join_words([self._left, own])[len(join_words([self._left])) :]
        return piece.removeprefix(" ") if spaced else piece

    def _capitalised(self, piece: str) -> str:
        letters = piece.lstrip()
        before = self._text + piece[: len(piece) - len(letters)]
        bare = before.rstrip('"“„«»([')
        begins = self._capitals and letters[:1].islower() and (not bare or bare[-1].isspace())
        if not begins or not at_sentence_start(before):
            return piece
        return piece[: len(piece) - len(letters)] + letters[0].upper() + letters[1:]


def _followed(opened: str, mark: str, opens: bool) -> str | None:
    """Return what is to be closed behind `mark`, where `opened` was; None where `mark` has no place."""
    if mark in _PAIRS:
        return opened + _PAIRS[mark]
    if opened and (mark == opened[-1] or (mark == "”" and opened[-1] == "“")):
        return None if opens and mark in '"“”' else opened[:-1]
    if not opens or mark not in _QUOTES or _QUOTES[mark] in opened:
        return None
    return opened + _QUOTES[mark]


def _opens_behind(text: str) -> bool:
    """Return whether a quote behind `text` opens."""
    return not text or text[-1].isspace() or text[-1] in _PAIRS or text[-1] in "-–—/„“"
