"""Type-ahead: waits for a pause in the keys, predicts in a thread, and drops answers that were overtaken."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

from ui.background import end_pool
from wordrnn.continuation import LIST_LENGTH, Answer, PredictorLike, go_on, predict, prepare

WORDS = 3
_AFTER_PAINTING_MS = (
    12  # the first word is on the screen before the thread competes with it for the interpreter
)


class Prediction(QObject):
    """Answers the newest question only. The predictor may be exchanged at any time."""

    answered = Signal(object)  # an Answer
    went_on = Signal(object)  # the Continuation of that answer, a little later
    failed = Signal(object)  # the exception
    _done = Signal(int, object)

    def __init__(self, parent: QObject | None = None, delay_ms: int = 0) -> None:
        """`delay_ms` is how long the keys must rest before a question is answered; one asked by key never waits."""
        super().__init__(parent)
        self._predictor: PredictorLike | None = None
        self._ticket = 0
        self._text = ""
        self._by_key = False
        self._delay = delay_ms
        self._length, self._words = LIST_LENGTH, WORDS
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        self._answer: Answer | None = None
        self._further = QTimer(self)
        self._further.setSingleShot(True)
        self._further.setInterval(_AFTER_PAINTING_MS)
        self._further.timeout.connect(self._go_on)
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    @property
    def predictor(self) -> PredictorLike | None:
        """What predicts at present, None before a model is loaded."""
        return self._predictor

    def set_predictor(self, predictor: PredictorLike | None) -> None:
        """Predict with `predictor` from now on; answers of the one before are dropped."""
        self._predictor = predictor
        self.drop()

    def set_up(self, delay_ms: int, length: int, words: int) -> None:
        """Answer after `delay_ms` without a question, with `length` suggestions, the first with `words` at most."""
        self._delay, self._length, self._words = delay_ms, length, words

    def request(self, text: str, by_key: bool = False) -> None:
        """Ask for the words after `text`; `answered` comes unless another question or `drop` overtakes it."""
        self.drop()
        self._text, self._by_key = text, by_key
        self._timer.start(0 if by_key else self._delay)

    def drop(self) -> None:
        """Forget the question that is under way."""
        self._ticket += 1
        self._timer.stop()
        self._further.stop()

    def close(self) -> None:
        """Wait for the thread to end."""
        self.drop()
        end_pool(self._pool)

    def _start(self) -> None:
        text, by_key, length = self._text, self._by_key, self._length
        self._run(lambda predictor: predict(predictor, text, by_key, length))

    def _go_on(self) -> None:
        answer, words, ticket = self._answer, self._words, self._ticket
        if answer is not None:
            self._run(lambda predictor: go_on(predictor, answer, words, lambda: ticket == self._ticket))
            self._run(lambda predictor: prepare(predictor, answer.text, lambda: ticket == self._ticket))

    def _run(self, ask: Callable[[PredictorLike], object]) -> None:
        """Ask the predictor in the thread, unless another question overtakes this one while it waits for it."""
        predictor, ticket = self._predictor, self._ticket
        if predictor is None:
            return

        def work() -> None:
            if ticket != self._ticket:
                return
            try:
                result = ask(predictor)
            except Exception as exc:  # handed to the window's thread, which shows it
                result = exc
            self._done.emit(ticket, result)

        self._pool.start(work)

    def _on_done(self, ticket: int, result: object) -> None:
        if ticket != self._ticket:
            return
        if isinstance(result, Exception):
            self.failed.emit(result)
        elif isinstance(result, Answer):
            self._answer = result
            self._further.start()
            self.answered.emit(result)
        elif result is not None:
            self.went_on.emit(result)
