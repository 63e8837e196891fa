"""The text of a race: what all contenders learn from, the same for all, and what none of them has seen.

The test text is held out first. The trainer holds out its own validation text of the rest, as always, by which it keeps
a network's best weights; so nobody is measured on what anything was chosen by.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpora import Document
from wordrnn.dataset import DataConfig, Dataset, prepare
from wordrnn.errors import CorpusError
from wordrnn.next_word import IntArray
from wordrnn.text import sources
from wordrnn.text.spool import Part, Spool, split

_TEST_SHARE = 0.15
_MOST_TEST_BYTES = 100_000  # some 20,000 words
_LEAST_TEST_TOKENS = 200
_CACHE = Path("cache") / "shards"  # of a data folder, see `wordrnn.home`


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text comes from: paths or names of corpora, as everywhere on the command line."""

    paths: tuple[str, ...]
    valid: str | None = None  # None leaves the choice to the trainer
    test: str | None = None  # None holds out a part of `paths`
    pretokenized: bool = False
    vocabulary: int = 10_000


@dataclass(frozen=True, slots=True)
class RaceText:
    """The text as the contenders see it."""

    title: str
    home: Path  # a data folder of the race's own, so that nothing is left behind in the user's
    paths: tuple[Path, ...]  # what the trainer is given
    valid: Path | None
    pretokenized: bool
    vocabulary: int  # words that it may have at the most
    dataset: Dataset  # as the trainer makes it of that
    test: str
    test_ids: IntArray  # [N]


def prepared(source: Source, folder: Path, stopped: Callable[[], bool]) -> RaceText:
    """Return the text of `source`, written to the new folder `folder`.

    Raises WordrnnError, and `wordrnn.dataset.Stopped` soon after `stopped()` has become true.
    """
    sources.check([*source.paths, *filter(None, (source.valid, source.test))])
    folder.mkdir(parents=True)
    spool = _spooled(source, source.paths, folder / "text.spool")
    train, held = Part(spool, spool.spans), None
    if source.test is None:
        train, held = split(spool, _TEST_SHARE, _MOST_TEST_BYTES)
    else:
        others = _spooled(source, [source.test], folder / "test.spool")
        held = Part(others, others.spans)
    written = _write(train, folder / "train")
    valid = None
    if source.valid is not None:
        kept = _spooled(source, [source.valid], folder / "valid.spool")
        valid = _write(Part(kept, kept.spans), folder / "valid")
    home = folder / "home"
    dataset = _dataset(source, written, valid, home / _CACHE, stopped)
    test = "".join(held.texts())
    ids = dataset.tokenizer.encode(test)
    if len(ids) < _LEAST_TEST_TOKENS:
        raise CorpusError("too-little-held-out", expected=_LEAST_TEST_TOKENS, got=len(ids))
    title = sources.title(source.paths)
    return RaceText(
        title, home, (written,), valid, source.pretokenized, source.vocabulary, dataset, test, ids
    )


def _spooled(source: Source, paths: Iterable[str], path: Path) -> Spool:
    documents = sources.documents_of(paths, pretokenized=source.pretokenized)
    return Spool.write(path, documents, redacting=not source.pretokenized)


def _write(part: Part, folder: Path) -> Path:
    """Write the spans of `part` to files of their own in the new folder `folder`, and return that."""
    folder.mkdir()
    for number, span in enumerate(part.spans):
        with (folder / f"{number:06}.txt").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(part.spool.texts([span]))
    return folder


def _dataset(
    source: Source, written: Path, valid: Path | None, cache: Path, stopped: Callable[[], bool]
) -> Dataset:
    """Return what the trainer makes of the text, in the cache where it looks for it first."""

    def documents(folder: Path) -> Iterator[Document]:
        return sources.documents_of([str(folder)], pretokenized=source.pretokenized)

    kind = "pretokenized" if source.pretokenized else "word"
    config = DataConfig(tokenizer=kind, vocabulary_size=source.vocabulary)
    return prepare(documents(written), documents(valid) if valid else None, config, cache, stop=stopped)
