"""Text ↔ token ids: words, byte-pair pieces, or text that is already split.

The work is done by Hugging Face `tokenizers`; the file `tokenizer.json` is theirs and needs nothing else. What is
ours is the normal form of typed text, so that spaces need no tokens and still come back: apostrophes inside words are
straight, double quotes and free single quotes know whether they open or close.
"""

import functools
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Self, get_args

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Regex, models, pre_tokenizers, trainers
from tokenizers import Tokenizer as HuggingFaceTokenizer

from wordrnn.errors import ModelError
from wordrnn.text import chunks
from wordrnn.words.spelling import whole_characters
from wordrnn.words.variants import Variants

Kind = Literal["word", "bpe", "pretokenized"]
KINDS: tuple[Kind, ...] = get_args(Kind)

UNK_ID = 0
EOS_ID = 1
UNK = "<unk>"
EOS = "<eos>"
_LINE_END = "\n"  # how <eos> stands in tokenizer.json, so that a text that spells "<eos>" is not one
WORD_START = "▁"  # begins a piece that begins a word (byte-pair pieces only)

_LETTERS = r"[\p{L}\p{M}\p{N}]"
_WORD = (
    r"(?:\p{L}\.){2,}"  # e.g., U.S., p.m.
    r"|\p{N}+(?:[.,:]\p{N}+)+"  # 3.14, 10:30
    rf"|{_LETTERS}+(?:'{_LETTERS}+)*"
)
_PUNCTUATION = r"\.{2,}|-{2,}|[^\s\p{L}\p{M}\p{N}]"
_PATTERNS: dict[Kind, str] = {
    "word": f"{_WORD}|{_PUNCTUATION}",
    "bpe": rf"{WORD_START}?(?:{_WORD})|{WORD_START}?[^\s\p{{L}}\p{{M}}\p{{N}}{WORD_START}]|{WORD_START}",
    "pretokenized": r"\S+",
}

_BLOCK_CHARS = 1 << 16  # of one unit of parallel work

Ids = npt.NDArray[np.int32]


class Tokenizer:
    """Splits text into tokens and joins them again.

    Ids: 0 is `<unk>`, 1 is `<eos>` (the end of a line), then by falling frequency in the text it was fitted on; behind
    them, likewise, the words of each text that it was `extended` for.
    """

    def __init__(self, backend: HuggingFaceTokenizer, kind: Kind) -> None:
        self._backend = backend
        self.kind: Kind = kind
        ids = backend.get_vocab()
        vocabulary = [""] * len(ids)
        for token, index in ids.items():
            if not 0 <= index < len(vocabulary):
                raise ModelError("damaged-tokenizer", reason=f"id {index} of {len(vocabulary)} tokens")
            vocabulary[index] = token
        if vocabulary[:2] != [UNK, _LINE_END]:
            raise ModelError("damaged-tokenizer", reason="no <unk> and <eos>")
        vocabulary[EOS_ID] = EOS
        self.vocabulary: list[str] = vocabulary
        # "\n" and "<unk>" have no other forms.
        self._variants = Variants(["", "", *vocabulary[2:]] if kind == "word" else [])

    @property
    def vocab_size(self) -> int:
        """V, `<unk>` and `<eos>` included."""
        return len(self.vocabulary)

    @classmethod
    def fit(
        cls,
        texts: Iterable[str],
        kind: Kind = "word",
        vocabulary_size: int = 20_000,
        piece_count: int = 0,
    ) -> Self:
        """Return a tokenizer with the most frequent words (or pieces) of `texts`: the training part only.

        Words seen once stay out, so that `<unk>` has something to learn from; text that is already split keeps all.
        Of pieces, those longer than a character that occur less often than `piece_count` stay out.
        """
        if kind != "bpe":
            return cls.from_counts(word_counts(texts, kind), kind, vocabulary_size)
        backend = _backend(models.BPE(unk_token=UNK), kind)
        blocks = (block for text in texts for block in _blocks(_normalize_pieces(text)))
        trainer = trainers.BpeTrainer(
            vocab_size=vocabulary_size,
            special_tokens=[UNK, _LINE_END],
            show_progress=False,
            min_frequency=piece_count,
            # Every character of a Chinese novel would leave no room for words in a small vocabulary.
            limit_alphabet=vocabulary_size // 2,
        )
        backend.train_from_iterator(blocks, trainer=trainer)
        return cls(backend, kind)

    @classmethod
    def from_counts(cls, counts: Mapping[str, int], kind: Kind, vocabulary_size: int) -> Self:
        """Return the tokenizer of whole words with those that occur most often by `counts`, as `fit` does."""
        least = 1 if kind == "pretokenized" else 2
        words = [word for word, count in counts.items() if count >= least and word != UNK]
        words.sort(key=lambda word: (-counts[word], word))
        ids = {token: index for index, token in enumerate([UNK, _LINE_END, *words[: vocabulary_size - 2]])}
        backend = _backend(models.WordLevel({UNK: UNK_ID}, unk_token=UNK), kind)
        backend.add_special_tokens([UNK, _LINE_END])
        backend.model = models.WordLevel(ids, unk_token=UNK)
        return cls(backend, kind)

    def encode(self, text: str) -> Ids:
        """Return the ids [N] of `text`. Each line end is one `<eos>`; blank lines count in pretokenized text only."""
        return self.encoder()(text) if len(text) > _BLOCK_CHARS else self._encode_by_pattern(text)

    def encoder(self) -> Callable[[str], Ids]:
        """Return a function that does what `encode` does and is the faster the more of a long text it has seen."""
        if self.kind == "bpe":
            return self._encode_by_pattern
        split, ids = _chunk_splitter(self.kind), self._backend.get_vocab()

        def ids_of(found: Sequence[str]) -> Iterator[Sequence[int]]:
            for chunk, words in zip(found, split(found), strict=True):
                if UNK in chunk:  # which is a token, whatever it stands in
                    yield self._encode_by_pattern(chunks.unmarked(chunk)).tolist()[1:]
                else:
                    yield [ids[word] if word in ids else self._of_variant(word) for word in words]

        table = chunks.ChunkEncoder(ids_of, EOS_ID, blank_lines=self.kind == "pretokenized")

        def encode(text: str) -> Ids:
            text = whole_characters(text)
            marked = _with_marks(text, self.kind)
            found = None if marked is None else table(marked)
            return self._encode_by_pattern(text) if found is None else found

        return encode

    def _encode_by_pattern(self, text: str) -> Ids:
        normal = _NORMALIZERS[self.kind](whole_characters(text))
        blocks = [normal] if len(normal) <= _BLOCK_CHARS else list(_blocks(normal))
        encodings = self._backend.encode_batch(blocks, add_special_tokens=False)
        ids = [self._with_variants(block, part) for block, part in zip(blocks, encodings, strict=True)]
        return np.concatenate(ids)

    def _with_variants(self, text: str, encoding: Encoding) -> Ids:
        """Return the ids of `text`, with those of known forms in place of `<unk>`."""
        ids = np.array(encoding.ids, dtype=np.int32)
        unknown = np.flatnonzero(ids == UNK_ID) if self.kind == "word" else ()
        if len(unknown):
            offsets = encoding.offsets  # each time it is asked for, all of them are made anew
            for place in unknown:
                start, end = offsets[place]
                ids[place] = self._of_variant(text[start:end])
        return ids

    def _of_variant(self, word: str) -> int:
        found = self._variants.find(word)
        return UNK_ID if found is None else found

    def knows(self, word: str) -> bool:
        """Whether the vocabulary has `word`, in whatever form."""
        return self._variants.find(word) is not None

    def spelled(self, text: str) -> tuple[str, list[tuple[int, int]]]:
        """Return the normal form of `text`, and start and end in it of each of its words, marks and line ends.

        These are the tokens of `encode` before the vocabulary is asked; of pieces, the words they make up.
        """
        kind: Kind = "pretokenized" if self.kind == "pretokenized" else "word"
        normal = _NORMALIZERS[kind](whole_characters(text))
        spans: list[tuple[int, int]] = []
        start = 0
        for line in normal.split("\n"):
            if start:
                spans.append((start - 1, start))
            spans += [(start + a, start + b) for _, (a, b) in _splitter(kind).pre_tokenize_str(line)]
            start += len(line) + 1
        return normal, spans

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text of `ids` as it would be typed."""
        tokens = [self.vocabulary[index] for index in ids]
        if self.kind == "bpe":
            text = "".join("\n" if token == EOS else token for token in tokens)
            return re.sub(r"(^|\n) ", r"\1", text.replace(WORD_START, " "))
        if self.kind == "pretokenized":
            return re.sub(" ?\n ?", "\n", " ".join("\n" if token == EOS else token for token in tokens))
        return join_words(tokens)

    def extended(self, words: Iterable[str]) -> Self:
        """Return a tokenizer of whole words with those of `words` that are new behind the others, whose ids stay."""
        content = json.loads(self.to_json())
        ids = content["model"]["vocab"]
        for word in words:
            ids.setdefault(word, len(ids))
        return self.from_json(json.dumps(content, ensure_ascii=False))

    def to_json(self) -> str:
        """Return the content of `tokenizer.json`."""
        return self._backend.to_str(pretty=False)

    @functools.cached_property
    def sha256(self) -> str:
        """The hash of the vocabulary and its kind: equal exactly if ids mean the same."""
        content = "\0".join([self.kind, *self.vocabulary])
        return hashlib.sha256(content.encode()).hexdigest()

    @classmethod
    def from_json(cls, content: str) -> Self:
        """Return the tokenizer in `content`. Raises ModelError where it is none of ours."""
        try:
            backend = HuggingFaceTokenizer.from_str(content)
        except Exception as error:  # the Rust side raises plain Exception
            raise ModelError("damaged-tokenizer", reason=str(error)) from error
        for kind, pattern in _PATTERNS.items():
            ours = pre_tokenizers.Split(Regex(pattern), behavior="removed", invert=True)
            if backend.pre_tokenizer is not None and (
                backend.pre_tokenizer.__getstate__() == ours.__getstate__()
            ):
                return cls(backend, kind)
        raise ModelError("damaged-tokenizer", reason="splits text in a way this version does not know")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the tokenizer in the file `path`."""
        try:
            return cls.from_json(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError("damaged-tokenizer", reason=str(error)) from error


@functools.cache
def _splitter(kind: Kind) -> pre_tokenizers.PreTokenizer:
    return pre_tokenizers.Split(Regex(_PATTERNS[kind]), behavior="removed", invert=True)


def _backend(model: Any, kind: Kind) -> HuggingFaceTokenizer:
    backend = HuggingFaceTokenizer(model)
    backend.pre_tokenizer = _splitter(kind)
    return backend


def _chunk_splitter(kind: Kind) -> chunks.Split:
    return chunks.whole if kind == "pretokenized" else chunks.WordSplitter(_normalize_words, _splitter(kind))


def _with_marks(text: str, kind: Kind) -> str | None:
    """Return the text whose chunks may be split one by one; None for a rare text."""
    if kind == "pretokenized":
        return None if chunks.AS_IT_IS in text else text
    return chunks.with_marks(text)


def word_counts(texts: Iterable[str], kind: Kind) -> Counter[str]:
    """Return how often each word occurs in `texts`, each of which begins and ends with a line. Not for pieces."""
    return word_counter(kind)(texts)


def word_counter(kind: Kind) -> Callable[[Iterable[str]], Counter[str]]:
    """Return a function that does what `word_counts` does, each call for itself, the faster the more it has seen."""
    counter = chunks.WordCounter(_chunk_splitter(kind))

    def count(texts: Iterable[str]) -> Counter[str]:
        try:
            for text in map(whole_characters, texts):
                marked = _with_marks(text, kind)
                if marked is None or not counter.add(marked):
                    _count_by_pattern(text, kind, counter)
        except BaseException:
            counter.take()  # no part of what the next call says
            raise
        return counter.take()

    return count


def _count_by_pattern(text: str, kind: Kind, counter: chunks.WordCounter) -> None:
    for block in _blocks(_NORMALIZERS[kind](text)):
        counter.add_counts(Counter(word for word, _ in _splitter(kind).pre_tokenize_str(block)))


# Normal forms ---------------------------------------------------------------------------------------------------------

_INNER_APOSTROPHE = re.compile(r"(?<=\w)[’‘ʼ](?=\w)")
_OPENING = r"(?:(?<=[\s(\[{<“‘—–\-/])|^)"
_OPENING_DOUBLE = re.compile(_OPENING + '["«„]', re.MULTILINE)
_OPENING_SINGLE = re.compile(_OPENING + "'(?!\\s)", re.MULTILINE)
_FREE_SINGLE = re.compile(r"(?<!\w)'|'(?!\w)")
_LINE_ENDS = re.compile(r"[ \t]*\n\s*")


def _normalize_words(text: str) -> str:
    if "’" in text or "‘" in text or "ʼ" in text:
        text = _INNER_APOSTROPHE.sub("'", text)
    if '"' in text:
        text = _OPENING_DOUBLE.sub("“", text).replace('"', "”")
    if "'" in text:
        text = _FREE_SINGLE.sub("’", _OPENING_SINGLE.sub("‘", text))
    return _LINE_ENDS.sub("\n", text)


def _normalize_pieces(text: str) -> str:
    text = _INNER_APOSTROPHE.sub("'", text)
    text = re.sub(r"[ \t\u00a0]+", WORD_START, _LINE_ENDS.sub("\n", text.strip(" \t")))
    return re.sub(rf"(?:^|(?<=\n)){WORD_START}*(?=[^\n])", WORD_START, text)


_NORMALIZERS = {"word": _normalize_words, "bpe": _normalize_pieces, "pretokenized": str}


def _blocks(text: str) -> Iterator[str]:
    """Yield `text` in blocks that end at a line end where one is near, else at a space."""
    start = 0
    while len(text) - start > _BLOCK_CHARS:
        end = text.rfind("\n", start, start + _BLOCK_CHARS) + 1
        if end <= start:
            end = max(
                text.rfind(" ", start, start + _BLOCK_CHARS),
                text.rfind(WORD_START, start, start + _BLOCK_CHARS),
            )
        if end <= start:
            end = start + _BLOCK_CHARS
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


# Joining words --------------------------------------------------------------------------------------------------------

_CLOSES = frozenset(",.;:!?)]}”’…%»") | {"..", "...", "...."}  # no space before
_OPENS = frozenset("([{“‘$£€#@«")  # no space after
_JOINS = frozenset("-/—_") | {"--"}  # no space on either side
_TYPED = {"“": '"', "”": '"', "‘": "'", "’": "'"}


def attaches_left(token: str) -> bool:
    """Whether `token` follows the one before it without a space: it cannot come after a typed space."""
    return token == EOS or token in _CLOSES or token in _JOINS


def join_words(tokens: Iterable[str]) -> str:
    """Return word tokens as typed text: spaces around words, none before a comma, quotes where they belong."""
    text: list[str] = []
    space = False  # whether a space goes before the next token, unless that one attaches
    for token in tokens:
        if token == EOS:
            text.append("\n")
            space = False
            continue
        if space and not attaches_left(token):
            text.append(" ")
        text.append(_TYPED.get(token, token))
        space = token not in _OPENS and token not in _JOINS
    return "".join(text)
