"""Compares pieces of words (BPE) with n-grams of whole words, or of characters, in several languages.

    python -m tests.benchmarks.languages DATA [--language L]... [--minutes 10] [--ngram-only] [--scratch DIR]

DATA holds a folder of texts for each language. For each: a test part is split off before anything is fitted; `wordrnn
train --tokenizer bpe` runs on the rest in a process of its own; the baseline is fitted on the same text with our own
Kneser-Ney code. What is finished stays in the scratch folder: started again, the command goes on where it was cut off.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the app; before numpy is imported

import numpy as np

import corpora
from wordrnn.evaluation import letters_before_offer, target_log_probs
from wordrnn.next_word import NextWordModel
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import EOS_ID, UNK_ID, Tokenizer
from wordrnn.training.plan import Wishes
from wordrnn.words.spelling import word_spans

WITH_SPACES = ("german", "russian", "turkish", "spanish")
WITHOUT_SPACES = ("chinese", "japanese")
BLOCKS, EVERY = 200, 25  # a document has up to so many blocks; one of so many of them is test text
LEAST_LINES = 20  # of a block
PASSAGES = 24  # of the test text that are typed
WORD_VOCABULARY = 20_000
K = 3

PROTOCOL = f"""\
Protocol. Test text: a file with "test" in its name, or else one of {EVERY} blocks of lines of every document (of up to
{BLOCKS} blocks of at least {LEAST_LINES} lines), split off before anything is fitted. The baselines are fitted on all
other text; wordrnn train holds a twentieth of it out for itself. Typed: {PASSAGES} passages spread over the test text.
With spaces: baseline = words, vocabulary {WORD_VOCABULARY:,} without those seen once, modified Kneser-Ney of order 5.
"saved" = keystrokes saved with {K} suggestions: 1 - with / without; a word costs its letters + 1, taking it costs 1.
"perplexity" = exp(nats / words); words, marks and line ends are words; an unknown word costs the baseline <unk> and its
spelling, by a Kneser-Ney 5-gram of the characters of those training words that are unknown too.
Without spaces: baseline = characters, modified Kneser-Ney of orders 3 to 6. "perplexity" = exp(nats / characters);
spaces and line ends are characters; each character that the pieces do not know is <unk> for both. "saved" = 1 - keys
/ characters: a letter is a key, and a suggestion of two characters or more that goes on as the text does takes one key;
what an input method saves before a character stands there is not counted."""


@dataclass(frozen=True, slots=True)
class Split:
    """The lines of a language's texts; `test` in the blocks in which they stood."""

    train: list[str]  # a document each
    test: list[list[str]]

    @property
    def test_text(self) -> str:
        """All of the test part."""
        return "".join(line + "\n" for block in self.test for line in block)


def split(folder: Path) -> Split:
    """Return the texts in `folder`, divided by document where one is named so, else by blocks."""
    train: list[str] = []
    test: list[list[str]] = []
    documents = list(corpora.read([folder]))
    whole = [document for document in documents if "test" in Path(document.source).stem]
    for document in documents:
        lines = document.text.splitlines()
        size = max(LEAST_LINES, math.ceil(len(lines) / BLOCKS))
        blocks = [lines[start : start + size] for start in range(0, len(lines), size)]
        held_out = blocks if document in whole else [] if whole else blocks[EVERY // 2 :: EVERY]
        taken = set(map(id, held_out))
        test += held_out
        train.append("".join(line + "\n" for block in blocks if id(block) not in taken for line in block))
    return Split([text for text in train if text], test)


def passages(test: Sequence[Sequence[str]], letters: int) -> list[str]:
    """Return about `letters` characters of the test text in passages of whole lines, spread evenly."""
    lines = [line for block in test for line in block]
    chosen = []
    count = min(PASSAGES, len(lines))
    for number in range(count):
        text, at = "", len(lines) * number // count
        end = len(lines) * (number + 1) // count
        while at < end and len(text) < letters / count:
            text += lines[at] + "\n"
            at += 1
        chosen.append(text)
    return chosen


# Perplexity ----------------------------------------------------------------------------------------------------------


def nats(model: NextWordModel, ids: Any) -> float:
    """Return −Σ log p of the tokens `ids`."""
    if isinstance(model, NGramModel):
        return float(-model.score(ids).astype(np.float64).sum())
    return float(-target_log_probs(model, ids).sum())


class Characters:
    """Modified Kneser-Ney over characters."""

    def __init__(self, texts: Sequence[str], order: int, known: set[str] | None = None) -> None:
        seen = {character for text in texts for character in text} - {"\n"}
        ordered = sorted(seen if known is None else seen & known)
        self._ids = {"\n": EOS_ID} | {character: place + 2 for place, character in enumerate(ordered)}
        ids = np.concatenate([self.encode(text) for text in texts])
        self.model = NGramModel.fit(ids, len(self._ids) + 1, order)

    def encode(self, text: str) -> Any:
        """Return the ids of the characters of `text`."""
        return np.array([self._ids.get(character, UNK_ID) for character in text], np.int64)


class Spelling:
    """How unknown words are spelled: a model of the characters of training words outside the vocabulary."""

    def __init__(self, tokenizer: Tokenizer, texts: Sequence[str]) -> None:
        known = set(tokenizer.vocabulary)
        unknown = [word for text in texts for word in words_of(tokenizer, text) if word not in known]
        self._tokenizer, self._known = tokenizer, known
        self._characters = Characters(["".join(word + "\n" for word in unknown) or "\n"], 5)

    def nats(self, text: str) -> float:
        """Return −Σ log p of the spelling of each unknown word of `text`, beside that of `<unk>`."""
        unknown = [word for word in words_of(self._tokenizer, text) if word not in self._known]
        ids = self._characters.encode("".join(word + "\n" for word in unknown))
        return nats(self._characters.model, ids) if len(ids) else 0.0


def words_of(tokenizer: Tokenizer, text: str) -> Iterator[str]:
    """Yield the words and marks of `text`; line ends stay out."""
    normal, spans = tokenizer.spelled(text)
    return (normal[start:end] for start, end in spans if normal[start:end] != "\n")


def plain(text: str) -> str:
    """Return `text` as pieces have it: single spaces, no empty lines."""
    return "".join(" ".join(line.split()) + "\n" for line in text.splitlines() if line.strip())


# Typing --------------------------------------------------------------------------------------------------------------


class Timed:
    """Asks a predictor for suggestions and keeps how long it took."""

    def __init__(self, predictor: Predictor) -> None:
        self._predictor = predictor
        self.seconds: list[float] = []

    def suggest(self, text: str, k: int = 5) -> Any:
        """Return what the predictor suggests."""
        begin = time.perf_counter()
        suggestions = self._predictor.suggest(text, k)
        self.seconds.append(time.perf_counter() - begin)
        return suggestions

    def latency(self) -> dict[str, float]:
        """Return the median and the 99th percentile in ms."""
        p50, p99 = np.percentile(self.seconds, [50, 99]) * 1000
        return {"latency_ms_p50": float(p50), "latency_ms_p99": float(p99)}


def type_words(predictor: Predictor, texts: Sequence[str]) -> dict[str, float]:
    """Return the keystrokes saved in words, and how long suggestions took."""
    timed: Any = Timed(predictor)
    without = typed = 0
    for text in texts:
        for start, end in word_spans(text):
            letters = letters_before_offer(timed, text, start, end, K)
            without += end - start + 1
            typed += 1 + (end - start if letters is None else letters)
    return {"saved": 1 - typed / without, **timed.latency()}


def type_characters(predictor: Predictor, texts: Sequence[str]) -> dict[str, float]:
    """Return the keys saved in text without spaces, and how long suggestions took."""
    timed = Timed(predictor)
    characters = keys = 0
    for text in texts:
        for start, end in word_spans(text):
            characters += end - start
            at = start
            while at < end:
                offered = (suggestion.completion for suggestion in timed.suggest(text[:at], K))
                taken = max((len(each) for each in offered if text.startswith(each, at)), default=1)
                at += max(taken, 1)
                keys += 1
    return {"saved": 1 - keys / characters, **timed.latency()}


# One language --------------------------------------------------------------------------------------------------------


def trained(folder: Path, train: Path, options: argparse.Namespace) -> Predictor:
    """Return the model trained in `folder`: now, or before; a run that was cut off goes on."""
    from wordrnn.training.checkpoint import is_unfinished

    if not (folder / "model.json").exists() or is_unfinished(folder):
        command = [sys.executable, "-m", "wordrnn", "train", "--out", str(folder)]
        if is_unfinished(folder):
            command.append("--resume")
        else:
            command += [str(train), "--tokenizer", "bpe", "--minutes", str(options.minutes), "--no-redact"]
            command += ["--vocabulary", str(options.vocabulary)] if options.vocabulary else []
        print("  $ wordrnn " + " ".join(command[3:]), flush=True)
        threads = {"OPENBLAS_NUM_THREADS": ""}  # ours is for one prediction at a time
        subprocess.run(command, check=True, env={**os.environ, **threads}, stdout=sys.stderr)
    return Predictor.open(folder)


def pieces(parts: Split, options: argparse.Namespace) -> Predictor:
    """Return a predictor with an n-gram model of pieces alone."""
    wishes = Wishes(vocabulary=options.vocabulary)
    tokenizer = Tokenizer.fit(parts.train, "bpe", wishes.vocabulary_size("bpe"), wishes.piece_count())
    ids = np.concatenate([tokenizer.encode(text) for text in parts.train])
    return Predictor(tokenizer, {"ngram": NGramModel.fit(ids, tokenizer.vocab_size)}, {"ngram": 1.0})


def with_spaces(parts: Split, predictor: Predictor, options: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of a language whose words have spaces between them."""
    tokenizer = Tokenizer.fit(parts.train, "word", WORD_VOCABULARY)
    ids = np.concatenate([tokenizer.encode(text) for text in parts.train])
    words = Predictor(tokenizer, {"ngram": NGramModel.fit(ids, tokenizer.vocab_size)}, {"ngram": 1.0})
    test, typed = parts.test_text, passages(parts.test, options.letters)
    test_ids = tokenizer.encode(test)
    surprise = nats(words.parts["ngram"], test_ids) + Spelling(tokenizer, parts.train).nats(test)
    unit = {"words": len(test_ids), "unknown": float(np.mean(test_ids == UNK_ID))}
    results: dict[str, Any] = {"test": unit}
    results["word n-gram"] = {"perplexity": math.exp(surprise / len(test_ids)), **type_words(words, typed)}
    for name, typist in of_pieces(predictor).items():
        perplexity = math.exp(nats(typist.model, tokenizer_ids(predictor, test)) / len(test_ids))
        results[name] = {"perplexity": perplexity, **type_words(typist, typed)}
    return results


def without_spaces(parts: Split, predictor: Predictor, options: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of a language that is written without spaces."""
    known = {token for token in predictor.tokenizer.vocabulary if len(token) == 1} | {" "}
    train, test = [plain(text) for text in parts.train], plain(parts.test_text)
    results: dict[str, Any] = {}
    for order in (3, 4, 5, 6):
        characters = Characters(train, order, known)
        ids = characters.encode(test)
        name = "character n-gram" if order == 5 else f"character n-gram, order {order}"
        results[name] = {"perplexity": math.exp(nats(characters.model, ids) / len(ids))}
        results["test"] = {"characters": len(ids), "unknown": float(np.mean(ids == UNK_ID))}
    typed = passages(parts.test, options.letters)
    for name, typist in of_pieces(predictor).items():
        perplexity = math.exp(nats(typist.model, tokenizer_ids(predictor, test)) / len(test))
        results[name] = {"perplexity": perplexity, **type_characters(typist, typed)}
    return results


def of_pieces(predictor: Predictor) -> dict[str, Predictor]:
    """Return the predictors that are measured, by name."""
    found = {"BPE n-gram": predictor.only("ngram")}
    return found | ({"BPE mixture": predictor} if "network" in predictor.model.parts else {})


def tokenizer_ids(predictor: Predictor, text: str) -> Any:
    """Return the pieces of `text`."""
    return predictor.tokenizer.encode(text)


def measure(language: str, options: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of `language`, from the scratch folder where they are there already."""
    scratch = options.scratch / language
    minutes = "ngram" if options.ngram_only else f"{options.minutes:g}"
    finished = scratch / f"result-{minutes}-{options.vocabulary or 'default'}-{options.letters}.json"
    if finished.exists():
        return json.loads(finished.read_text(encoding="utf-8"))
    parts = split(options.data / language)
    train = scratch / "train"
    train.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(parts.train):
        (train / f"{number:03}.txt").write_text(text, encoding="utf-8")
    if options.ngram_only:
        predictor = pieces(parts, options)
    else:
        predictor = trained(scratch / f"model-{minutes}-{options.vocabulary or 'default'}", train, options)
    figures = (with_spaces if language in WITH_SPACES else without_spaces)(parts, predictor, options)
    figures["pieces"] = {"vocabulary": predictor.tokenizer.vocab_size, "weights": predictor.weights}
    finished.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return figures


def show(language: str, figures: dict[str, Any]) -> None:
    """Print the figures of one language."""
    print(f"{language}: test {figures.pop('test')}, pieces {figures.pop('pieces')}")
    for name, row in figures.items():
        cells = f"  {name:28} perplexity {row['perplexity']:8.2f}"
        if "saved" in row:
            cells += f"   saved {row['saved']:6.2%}"
            cells += f"   p50 {row['latency_ms_p50']:6.2f} ms   p99 {row['latency_ms_p99']:6.2f} ms"
        print(cells, flush=True)


def main() -> None:
    """Measure the languages asked for, one after the other."""
    languages = (*WITH_SPACES, *WITHOUT_SPACES)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--language", action="append", choices=languages)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--ngram-only", action="store_true", help="train no network")
    parser.add_argument("--vocabulary", type=int, help="pieces; otherwise what `wordrnn train` takes")
    parser.add_argument("--letters", type=int, default=12_000, help="how much of the test text is typed")
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "wordrnn-languages")
    options = parser.parse_args()
    print(PROTOCOL)
    print(f"Scratch folder: {options.scratch}", flush=True)
    for language in options.language or [each for each in languages if (options.data / each).is_dir()]:
        begin = time.perf_counter()
        show(language, measure(language, options))
        print(f"  ({time.perf_counter() - begin:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
