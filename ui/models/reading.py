"""What is read of the library while it is looked at, in threads: the list, then of the chosen model ever more."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.background import Background
from ui.models.shelf import ModelDetails, ModelShelf
from wordrnn.model_summary import ModelSummary

_DETAILS_MS = 60  # after the choice has come to rest
_CHECK_MS = 600  # after that, before every file of a model is read


class ModelReading(QObject):
    """Reads the details of one model at a time, and the files of one: who leafs through the list waits for none."""

    listed = Signal(list, list)  # the ModelSummary of each model, what is Binned
    failed = Signal(object)  # an Exception: there is no list
    details_read = Signal(object)  # the ModelDetails of the chosen model
    checked = Signal(str, object)  # a model's name, the code of what is wrong with its files or None

    def __init__(
        self,
        shelf: ModelShelf,
        background: Background,
        chosen: Callable[[], ModelSummary | None],
        parent: QObject | None = None,
    ) -> None:
        """`chosen` gives the model that is looked at now."""
        super().__init__(parent)
        self._shelf = shelf
        self._background = background
        self._chosen = chosen
        self._lists = 0  # that are being read; only the newest is told
        self._asked = ""  # the model whose details are being read
        self._checked = ""  # the model whose files are being read
        self._rest = self._timer(_DETAILS_MS, self._read_details)
        self._check = self._timer(_CHECK_MS, self._check_files)

    def read_list(self) -> None:
        """Read what is in the library and in its bin."""
        self._lists += 1
        ticket = self._lists
        self._background.run(
            lambda: (list(self._shelf.models()), self._shelf.binned()),
            lambda read: self.listed.emit(*read) if ticket == self._lists else None,
            self.failed.emit,
        )

    def follow_choice(self) -> None:
        """Read what there is to tell of the model that is chosen from now on, once the choice has come to rest."""
        self._check.stop()
        if self._chosen() is not None:
            self._rest.start()

    def _read_details(self) -> None:
        model = self._chosen()
        if model is None or self._asked:
            return
        name = self._asked = model.name
        self._background.run(
            lambda: self._shelf.details(name), self._on_details_read, lambda _: self._on_details_read(None)
        )

    def _on_details_read(self, details: ModelDetails | None) -> None:
        asked, self._asked = self._asked, ""
        model = self._chosen()
        if model is None:
            return
        if model.name != asked:
            self._read_details()
        elif details is not None:
            self.details_read.emit(details)
            if model.problem is None:
                self._check.start()

    def _check_files(self) -> None:
        """Compare the files of the chosen model with their hashes: it may be damaged without looking so."""
        model = self._chosen()
        if model is None or self._checked:
            return
        name = self._checked = model.name
        self._background.run(
            lambda: self._shelf.problem(name),
            lambda problem: self._on_checked(name, problem),
            lambda _: self._on_checked(name, None),
        )

    def _on_checked(self, name: str, problem: str | None) -> None:
        self._checked = ""
        self.checked.emit(name, problem)
        model = self._chosen()
        if model is not None and model.name != name:
            self._check.start()

    def _timer(self, milliseconds: int, do: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(do)
        return made
