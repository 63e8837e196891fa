"""What is in a corpus, counted by `wordrnn corpora show` in a process of its own."""

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QProcess, Signal

from ui.background import Background, while_there
from wordrnn import own_process
from wordrnn.corpus_facts import CorpusFacts
from wordrnn.errors import CorpusError


class CorpusCounting(QObject):
    """Counts one corpus at a time; asked for another, it forgets the one before."""

    counted = Signal(str, object)  # the name, and its CorpusFacts
    failed = Signal(str, object)  # the name, and the error
    ended = Signal()  # no process is left

    def __init__(
        self,
        kept: Callable[[str], CorpusFacts | None],
        background: Background,
        parent: QObject | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        """`kept` reads from disk what was counted before; `command` is what counts."""
        super().__init__(parent)
        self._kept, self._background = kept, background
        self._command = list(command or own_process.command("corpora", "show", "--json"))
        self._process: QProcess | None = None
        self._wanted = ""

    def count(self, name: str) -> None:
        """Count the corpus `name`, unless that was done before."""
        self.stop()
        self._wanted = name
        self._background.run(
            lambda: self._kept(name),
            lambda facts: self._on_kept(name, facts),
            lambda error: self._tell_failed(name, error),
        )

    def stop(self) -> None:
        """Forget what is being counted."""
        self._wanted = ""
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    @property
    def is_running(self) -> bool:
        """Whether a process is there, perhaps one that is ending."""
        return any(each.state() != QProcess.ProcessState.NotRunning for each in self.findChildren(QProcess))

    def _on_kept(self, name: str, facts: CorpusFacts | None) -> None:
        if name != self._wanted:
            return
        if facts is not None:
            self.counted.emit(name, facts)
            return
        process = self._process = QProcess(self)
        # Destroyed while it runs, it ends its process and tells so when it can be asked nothing any more.
        process.finished.connect(while_there(process, lambda code, _: self._on_finished(process, name, code)))
        process.finished.connect(while_there(process, lambda *_: self._on_gone(process)))
        process.errorOccurred.connect(
            while_there(process, lambda error: self._on_error(process, name, error))
        )
        program, *words = self._command
        process.start(program, [*words, "--", name])

    def _on_error(self, process: QProcess, name: str, error: QProcess.ProcessError) -> None:
        if process is self._process and error == QProcess.ProcessError.FailedToStart:
            self._process = None
            self._tell_failed(name, RuntimeError(process.errorString()))

    def _on_finished(self, process: QProcess, name: str, code: int) -> None:
        if process is not self._process:
            return
        self._process = None
        try:
            facts = CorpusFacts.from_json(json.loads(bytes(process.readAllStandardOutput().data())))
        except (ValueError, KeyError, TypeError):
            words = bytes(process.readAllStandardError().data()).decode(errors="replace")
            # The process knows its own sentence only; of what a library can lack, this is what it is.
            error = CorpusError("corpus-damaged", name=name) if code == 2 else RuntimeError(words)
            self._tell_failed(name, error)
            return
        self.counted.emit(name, facts)

    def _on_gone(self, process: QProcess) -> None:
        process.deleteLater()
        if not self.is_running:
            self.ended.emit()

    def _tell_failed(self, name: str, error: Exception) -> None:
        if name == self._wanted:
            self.failed.emit(name, error)
