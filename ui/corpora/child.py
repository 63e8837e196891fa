"""The process that reads files into the library or downloads a public corpus, so that the window never waits.

`python -m ui.corpora.child add PATH…` or `get NAME` writes JSON lines, one event a line: `progress` (done and total, in
bytes), at last `added` (name, skipped, passed_over) or `failed` (code, params). The end of its input means that nobody
wants it any more: it leaves nothing half done behind, but what came of a download, to be gone on with.
"""

import _thread
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wordrnn.errors import CorpusError, WordrnnError

_REPORT_EVERY = 0.15  # seconds
_MOST_SKIPPED = 200  # that are told one by one


class Teller:
    """Writes events."""

    def __init__(self) -> None:
        self._told = 0.0
        self.skipped: list[dict[str, Any]] = []
        self.passed_over = 0

    def say(self, name: str, /, **fields: Any) -> None:
        """Write one event."""
        sys.stdout.write(json.dumps({"event": name, **fields}, ensure_ascii=True) + "\n")
        sys.stdout.flush()

    def progress(self, done: int, total: int) -> None:
        """Write how far it is, but not too often."""
        now = time.monotonic()
        if done >= total or now - self._told >= _REPORT_EVERY:
            self._told = now
            self.say("progress", done=done, total=total)

    def skip(self, path: Path, error: CorpusError) -> None:
        """Keep what was passed over for the end."""
        self.passed_over += 1
        if len(self.skipped) < _MOST_SKIPPED:
            self.skipped.append({"path": str(path), **_told(error)})


def main(arguments: Sequence[str]) -> int:
    """Do what is asked for and return the exit code."""
    teller = Teller()
    work = {"add": _add, "get": _get}[arguments[0]]
    try:
        _end_with_the_app()
        name = work(arguments[1:], teller)
    except WordrnnError as error:
        teller.say("failed", **_told(error), skipped=teller.skipped, passed_over=teller.passed_over)
        return 2
    except KeyboardInterrupt:
        return 130
    teller.say("added", name=name, skipped=teller.skipped, passed_over=teller.passed_over)
    return 0


def _add(paths: Sequence[str], teller: Teller) -> str:
    """Read files and folders into a new corpus under a name that is free; return it."""
    from corpora import read
    from corpora.library import free_name
    from corpora.reading_progress import ReadingProgress
    from wordrnn import own_corpora

    library = own_corpora.library()
    chosen = [Path(path) for path in paths]
    documents = read(chosen, skipped=teller.skip, strict=False)
    watched = ReadingProgress(chosen, teller.progress).watch(documents)
    return library.add_documents(free_name(library, chosen), watched, list(paths)).name


def _get(names: Sequence[str], teller: Teller) -> str:
    """Download a public corpus; return its name."""
    from corpora import catalogue
    from wordrnn import public_corpora

    return public_corpora.get(catalogue.entry(names[0]), teller.progress).name


def _told(error: WordrnnError) -> dict[str, Any]:
    params = {
        name: value if isinstance(value, (int, float, str, list)) else str(value)
        for name, value in error.params.items()
    }
    return {"code": error.code, "params": params}


def _end_with_the_app() -> None:
    """Interrupt the work where the input ends: the app cancels, or is gone."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started us may ignore it
    main_thread = threading.main_thread().ident or 0

    def wait() -> None:
        # Not by sys.stdin: Python would find its lock held when it ends before the app does, and abort.
        while os.read(sys.stdin.fileno(), 1):
            pass
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(main_thread, signal.SIGINT)  # wakes a thread that waits for the network
        else:
            _thread.interrupt_main()

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
