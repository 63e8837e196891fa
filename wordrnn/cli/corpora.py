"""`wordrnn corpora …`: the texts of the library, those that can be downloaded, and what is read of a file."""

import argparse
import json
import sys
from pathlib import Path

from corpora import catalogue, read
from corpora.catalogue import PublicCorpus
from corpora.library import CorpusEntry, CorpusLibrary
from corpora.origin import Use
from wordrnn import home, public_corpora
from wordrnn.cli.progress import download_bar, size
from wordrnn.errors import CorpusError
from wordrnn.messages import sentence
from wordrnn.text import sources

_USES: dict[Use, str] = {
    "free": "",
    "share-alike": "A model trained on it may be shared under the same licence only.",
    "measuring": "For measuring only: as no licence is given, a model trained on it is not to be shared.",
}


def corpora_list(arguments: argparse.Namespace) -> int:
    """Print the corpora of the library, and those that can be downloaded."""
    entries = CorpusLibrary(home.corpora_folder()).entries()
    available = public_corpora.available()
    if arguments.json:
        found = {"corpora": list(map(_facts, entries)), "available": list(map(_public_facts, available))}
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    for entry in entries:
        print(f"{entry.name:24} {entry.words:>12,} words")
    if available:
        print("\nTo be had with `wordrnn corpora get NAME`:")
    for corpus in available:
        origin = corpus.origin
        only = ", for measuring only" if origin.use == "measuring" else ""
        licence = f"{origin.licence}{only}"
        print(f"{corpus.name:24} {origin.language:3} {size(corpus.size):>8}  {licence:36} {origin.title}")
    return 0


def corpora_get(arguments: argparse.Namespace) -> int:
    """Download a public corpus into the library."""
    corpus = catalogue.entry(arguments.name)
    try:
        with download_bar(sys.stderr, corpus.name, corpus.size) as show:
            entry = public_corpora.get(corpus, show)
    except KeyboardInterrupt:
        print(f"wordrnn: {sentence(CorpusError('download-stopped'))}", file=sys.stderr)
        return 130
    _tell(entry, corpus)
    return 0


def corpora_read(arguments: argparse.Namespace) -> int:
    """Print the text of a path as it would be trained on."""
    file = Path(arguments.path).expanduser()
    documents = read([file]) if file.exists() else sources.documents_of([arguments.path])
    for document in documents:
        print(document.text, end="")
    return 0


def _tell(entry: CorpusEntry, corpus: PublicCorpus) -> None:
    origin = corpus.origin
    print(f"{origin.title}: {entry.words:,} words, in the library as {entry.name}.")
    print(f"Licence: {origin.licence}")
    print(f"By: {origin.attribution}")
    if _USES[origin.use]:
        print(_USES[origin.use])
    print(f"Train on it: wordrnn train {entry.name}{' --pretokenized' if corpus.pretokenized else ''}")


def _facts(entry: CorpusEntry) -> dict[str, object]:
    return {"name": entry.name, "words": entry.words, **(entry.origin.to_json() if entry.origin else {})}


def _public_facts(corpus: PublicCorpus) -> dict[str, object]:
    return {"name": corpus.name, "words": corpus.words, "bytes": corpus.size, **corpus.origin.to_json()}
