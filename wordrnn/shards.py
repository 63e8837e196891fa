"""Whose text the shards in the cache are made from, so that they go when it goes.

<shards>/<key>/corpora.json   the hashes of the library's corpora whose text they hold
"""

import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from wordrnn import files

_NAME = "corpora.json"


def note_corpora(folder: Path, hashes: Iterable[str]) -> None:
    """Write down that the shards in `folder` hold the text of these corpora, beside those noted before."""
    known = _corpora_of(folder) or set()
    files.write_text(folder / _NAME, json.dumps(sorted(known | set(hashes))) + "\n")


def delete_shards_of(cache: Path, corpus: str) -> int:
    """Delete the shards in `cache` that hold the text of a corpus, given its hash; return how many there were.

    Those of which nobody wrote down what they hold go as well: they can be made again, and may hold it.
    """
    deleted = 0
    for folder in cache.glob("*/"):
        if folder.name.startswith(files.TEMPORARY):
            continue  # of a run that goes on, or swept by the next one
        noted = _corpora_of(folder)
        if noted is None or corpus in noted or not corpus:
            deleted += _delete(folder)
    return deleted


def _corpora_of(folder: Path) -> set[str] | None:
    """Return the hashes noted for a folder of shards; None where nothing readable is."""
    try:
        return {str(each) for each in json.loads((folder / _NAME).read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError):
        return None


def _delete(folder: Path) -> bool:
    gone = folder.with_name(f"{files.TEMPORARY}{uuid4().hex}")
    with suppress(OSError):  # Windows keeps what a run has open; its sweep comes with the next run
        folder.rename(gone)  # first: half of them must not be used
        shutil.rmtree(gone, ignore_errors=True)
        return True
    return False
