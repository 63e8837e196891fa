"""The public corpora that can be had: what each is, whose it is, and how its files are checked."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from corpora.errors import CorpusError
from corpora.origin import Origin

_PLACE = "https://raw.githubusercontent.com"


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file at its public place.

    Attributes:
        url: Where it is; the address names a commit, so that its bytes never change.
        size: How many bytes it has.
        blob: Git's id of it: the SHA-1 of `blob`, a space, the size, a zero byte and the bytes, in hexadecimal.
    """

    url: str
    size: int
    blob: str

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return self.url.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class PublicCorpus:
    """A corpus that can be downloaded.

    Attributes:
        name: What it is called in the library.
        origin: Whose it is, and on which terms.
        words: How many words it has, counted as the library counts them.
        pretokenized: Whether it is split already, and its lines are to be kept as they are.
        files: What it consists of, in order.
    """

    name: str
    origin: Origin
    words: int
    pretokenized: bool
    files: tuple[RemoteFile, ...]

    @property
    def size(self) -> int:
        """How many bytes there are to download."""
        return sum(file.size for file in self.files)


def entry(name: str) -> PublicCorpus:
    """Return the corpus of that name, capitals or not. Raises CorpusError where there is none."""
    wanted = name.strip().casefold()
    for corpus in entries():
        if corpus.name == wanted:
            return corpus
    known = ", ".join(corpus.name for corpus in entries())
    raise CorpusError("no-public-corpus", name=name, known=known)


@cache
def entries() -> tuple[PublicCorpus, ...]:
    """Return all that can be had, in the order of the catalogue."""
    stored = json.loads((resources.files("corpora") / "catalogue.json").read_text(encoding="utf-8"))
    return tuple(_entry(values) for values in stored["corpora"])


def _entry(values: dict[str, Any]) -> PublicCorpus:
    folder = f"{_PLACE}/{values['repository']}/{values['commit']}"
    return PublicCorpus(
        name=values["name"],
        origin=Origin.from_json(values),
        words=values["words"],
        pretokenized=values["pretokenized"],
        files=tuple(
            RemoteFile(f"{folder}/{quote(file['path'])}", file["bytes"], file["blob"])
            for file in values["files"]
        ),
    )
