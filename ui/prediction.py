"""Type-ahead: waits for a pause in the keys, predicts in a thread, and drops answers that were overtaken."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

from ui.background import end_pool

DEBOUNCE_MS = 12
LIST_LENGTH = 5
_MORE_WORDS = 2
_MORE_SURE = 0.35  # a further word joins the ghost text only if it is this likely


class SuggestionLike(Protocol):
    """What a page reads from a suggestion of the engine."""

    @property
    def word(self) -> str: ...  # noqa: D102
    @property
    def completion(self) -> str: ...  # noqa: D102
    @property
    def probability(self) -> float: ...  # noqa: D102
    @property
    def parts(self) -> dict[str, float]: ...  # noqa: D102


class PredictorLike(Protocol):
    """Whatever suggests words: the engine's predictor, or a fake."""

    def suggest(self, text: str, k: int = 5) -> Sequence[SuggestionLike]:
        """Return the k most likely words at the end of `text`, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What was predicted for a text, and how long that took."""

    text: str
    suggestions: tuple[SuggestionLike, ...]
    further: tuple[
        SuggestionLike, ...
    ]  # words that follow the first suggestion, each likely after those before
    milliseconds: float  # of the list, without the continuation
    by_key: bool

    def continuation(self, sure: float = 0.0) -> str:
        """Return the further words, up to the first that is less likely than `sure`."""
        return " ".join(s.word for s in takewhile(lambda s: s.probability >= sure, self.further))


def predict(predictor: PredictorLike, text: str, by_key: bool = False, k: int = LIST_LENGTH) -> Answer:
    """Return the answer to `text`."""
    begin = time.perf_counter()
    suggestions = tuple(predictor.suggest(text, k))
    milliseconds = (time.perf_counter() - begin) * 1000
    further = _continue(predictor, text, suggestions[0]) if suggestions else ()
    return Answer(text, suggestions, further, milliseconds, by_key)


def _continue(predictor: PredictorLike, text: str, first: SuggestionLike) -> tuple[SuggestionLike, ...]:
    """Return further words after the first suggestion, as long as each is likely by itself."""
    if not first.word[-1:].isalnum():
        return ()
    so_far = f"{text}{first.completion} "
    words: list[SuggestionLike] = []
    for _ in range(_MORE_WORDS):
        following = predictor.suggest(so_far, 1)
        sure = following and following[0].probability >= _MORE_SURE and following[0].word[:1].isalnum()
        if not sure:
            break
        words.append(following[0])
        so_far += f"{following[0].word} "
    return tuple(words)


class Prediction(QObject):
    """Answers the newest question only. The predictor may be exchanged at any time."""

    answered = Signal(object)  # an Answer
    failed = Signal(object)  # the exception
    _done = Signal(int, object)

    def __init__(self, parent: QObject | None = None, debounce_ms: int = DEBOUNCE_MS) -> None:
        super().__init__(parent)
        self._predictor: PredictorLike | None = None
        self._ticket = 0
        self._text = ""
        self._by_key = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(debounce_ms)
        self._timer.timeout.connect(self._start)
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    @property
    def predictor(self) -> PredictorLike | None:
        """What predicts at present, None before a model is loaded."""
        return self._predictor

    def set_predictor(self, predictor: PredictorLike | None) -> None:
        """Predict with `predictor` from now on; answers of the one before are dropped."""
        self._predictor = predictor
        self.drop()

    def request(self, text: str, by_key: bool = False) -> None:
        """Ask for the words after `text`; `answered` comes unless another question or `drop` overtakes it."""
        self._ticket += 1
        self._text, self._by_key = text, by_key
        self._timer.start()

    def drop(self) -> None:
        """Forget the question that is under way."""
        self._ticket += 1
        self._timer.stop()

    def close(self) -> None:
        """Wait for the thread to end."""
        self.drop()
        end_pool(self._pool)

    def _start(self) -> None:
        predictor, ticket, text, by_key = self._predictor, self._ticket, self._text, self._by_key
        if predictor is None:
            return

        def work() -> None:
            if ticket != self._ticket:  # overtaken while it waited for the thread
                return
            try:
                answer: object = predict(predictor, text, by_key)
            except Exception as exc:  # handed to the window's thread, which shows it
                answer = exc
            self._done.emit(ticket, answer)

        self._pool.start(work)

    def _on_done(self, ticket: int, answer: object) -> None:
        if ticket != self._ticket:
            return
        if isinstance(answer, Exception):
            self.failed.emit(answer)
        else:
            self.answered.emit(answer)
