"""Reads files into the library in a process of its own, so that the window never waits; killing it is cancelling.

`python -m ui.corpus_import PATH…` is that process: it writes JSON lines, one event a line.
"""

import json
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from ui.wording import size
from wordrnn.errors import CorpusError, WordrnnError
from wordrnn.events import LineReader

_REPORT_EVERY = 0.2  # seconds
_GRACE_MS = 3000


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """How an import ended: the corpus it made, an error, or neither where it was cancelled."""

    name: str = ""
    error: Exception | None = None


class CorpusImport(QObject):
    """One import."""

    progressed = Signal(str)  # a sentence on how far it is
    finished = Signal(object)  # an ImportOutcome, always once

    def __init__(self, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self._command = list(command or [sys.executable, "-m", "ui.corpus_import"])
        self._reader = LineReader()
        self._outcome: ImportOutcome | None = None
        self._cancelled = False
        self._ended = False
        self._process = QProcess(self)
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(_GRACE_MS)
        self._grace.timeout.connect(self._process.kill)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def is_running(self) -> bool:
        """Whether files are being read."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start_import(self, paths: Sequence[Path]) -> None:
        """Start reading."""
        program, *words = [*self._command, *(str(path) for path in paths)]
        self._process.start(program, words)

    def cancel(self) -> None:
        """End the process; the library takes in whole corpora only."""
        self._cancelled = True
        if self.is_running:
            self._process.terminate()
            self._grace.start()

    def _on_output(self) -> None:
        for event in self._reader.feed(bytes(self._process.readAllStandardOutput().data())):
            if event["event"] == "progress":
                self.progressed.emit(str(event["message"]))
            elif event["event"] == "added":
                self._outcome = ImportOutcome(name=str(event["name"]))
            elif event["event"] == "failed":
                self._outcome = ImportOutcome(error=CorpusError(str(event["code"]), **event["params"]))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish(ImportOutcome(error=RuntimeError(self._process.errorString())))

    def _on_finished(self) -> None:
        self._grace.stop()
        self._on_output()
        if self._outcome is None and not self._cancelled:
            words = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            self._outcome = ImportOutcome(error=RuntimeError(words or "the import ended without a word"))
        self._finish(self._outcome or ImportOutcome())

    def _finish(self, outcome: ImportOutcome) -> None:
        if not self._ended:
            self._ended = True
            self.finished.emit(outcome)


def main(arguments: Sequence[str]) -> int:
    """Add the files and folders to the library under a fresh name, telling how it goes; returns the exit code."""
    from corpora.library import CorpusLibrary
    from ui.corpus_library import fresh_name
    from wordrnn.home import corpora_folder

    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(1)
    )  # leaves through `finally`, so nothing is left behind
    library = CorpusLibrary(corpora_folder())
    paths = [Path(argument) for argument in arguments]
    over = threading.Event()
    threading.Thread(target=_tell_progress, args=(corpora_folder(), over), daemon=True).start()
    try:
        entry = library.add(fresh_name(library, paths), paths)
    except WordrnnError as error:
        _say("failed", code=error.code, params=_params_of(error))
        return 2
    finally:
        over.set()
    _say("added", name=entry.name)
    return 0


def _tell_progress(folder: Path, over: threading.Event) -> None:
    """Say now and then how much text has been read: what the unfinished copy beside the corpora holds."""
    while not over.wait(_REPORT_EVERY):
        octets = sum(file.stat().st_size for file in folder.glob(".*/text.txt"))
        if octets:
            _say("progress", message=f"{size(octets)} of text read so far")


def _say(name: str, /, **fields: Any) -> None:
    # One write a line: two threads speak.
    sys.stdout.write(json.dumps({"event": name, **fields}, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def _params_of(error: WordrnnError) -> dict[str, Any]:
    return {
        name: value if isinstance(value, (int, float, str, list)) else str(value)
        for name, value in error.params.items()
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
