"""`wordrnn corpora …`: the texts of the library, those that can be downloaded, and what is read of a file."""

import argparse
import json
import sys

from corpora import catalogue, read
from corpora.catalogue import PublicCorpus
from corpora.library import CorpusEntry
from corpora.origin import Use
from wordrnn import corpus_facts, own_corpora, public_corpora, typed_path
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
    entries = own_corpora.library().entries()
    available = public_corpora.available()
    if arguments.json:
        found = {"corpora": list(map(_facts, entries)), "available": list(map(_public_facts, available))}
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    for entry in entries:
        weight = f"weight {entry.weight:g}" if entry.weight != 1 else ""
        remark = "  ".join(filter(None, (", ".join(entry.tags), weight)))
        print(f"{entry.name:24} {entry.words:>12,} words  {remark}".rstrip())
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
    file = typed_path.expanded(arguments.path)
    documents = read([file]) if typed_path.is_there(file) else sources.documents_of([arguments.path])
    for document in documents:
        print(document.text, end="")
    return 0


def corpora_show(arguments: argparse.Namespace) -> int:
    """Print what is in a corpus of the library."""
    library = own_corpora.library()
    entry = library.entry(arguments.name)
    found = corpus_facts.facts(library, arguments.name)
    if arguments.json:
        print(json.dumps({**_facts(entry), **found.to_json()}, ensure_ascii=False))
        return 0
    print(
        f"{entry.name}: {found.words:,} words, {found.vocabulary:,} different ones, {found.documents:,} documents"
    )
    print(f"Language: {found.language or 'not sure'}")
    if entry.origin:
        print(f"{entry.origin.title}, by {entry.origin.attribution}; licence: {entry.origin.licence}")
    print(f"Most frequent: {', '.join(word for word, _ in found.frequent[:12])}")
    for most in (1_000, 5_000, 20_000):
        share = max((share for number, share in found.coverage if number <= most), default=0.0)
        if most <= found.vocabulary:
            print(f"A vocabulary of {most:,} covers {share:.1%}")
    counts = found.redaction.counts
    print(
        f"Taken out before training: {counts['email']:,} e-mail addresses, {counts['card']:,} card numbers, "
        f"{counts['number']:,} phone and other long numbers"
    )
    return 0


def corpora_remove(arguments: argparse.Namespace) -> int:
    """Delete a corpus of the library, with the tokenised text made from it."""
    own_corpora.remove(arguments.name)
    print(f"{arguments.name} is removed; the files it was read from, and models trained on it, stay.")
    return 0


def corpora_rename(arguments: argparse.Namespace) -> int:
    """Give a corpus another name."""
    entry = own_corpora.library().rename(arguments.name, arguments.new)
    print(f"{arguments.name} is now {entry.name}.")
    return 0


def corpora_tag(arguments: argparse.Namespace) -> int:
    """Add tags to a corpus, or take some away."""
    library = own_corpora.library()
    gone = {tag.casefold() for tag in arguments.remove}
    kept = [tag for tag in library.entry(arguments.name).tags if tag.casefold() not in gone]
    entry = library.label(arguments.name, tags=[*kept, *arguments.tags])
    print(f"{entry.name}: {', '.join(entry.tags) or 'no tags'}")
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
    facts = {"name": entry.name, "words": entry.words, "tags": list(entry.tags), "weight": entry.weight}
    return {**facts, **(entry.origin.to_json() if entry.origin else {})}


def _public_facts(corpus: PublicCorpus) -> dict[str, object]:
    return {"name": corpus.name, "words": corpus.words, "bytes": corpus.size, **corpus.origin.to_json()}
