"""A person at the editor: types words key by key, looks up now and then, takes what is offered, errs and puts it right.

What the typist does is a generator, which says between two keys what it waits for; `Hand` moves it on from the event
loop of the app, so that nothing runs that would not run there too.
"""

import random
import re
import time
from array import array
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.write.editor import Editor
from ui.write.prediction import Prediction
from wordrnn import completion

Key = Qt.Key
ANSWER = -1  # wait until the answer to the last key is on the screen
AT_ONCE = 0  # milliseconds: the app has done what the last key asked for
Wait = int | Callable[[], bool]
Script = Generator[Wait, None, None]
LOOKS = 0.08  # of the letters: how often the typist waits for what is offered after them
_MISTAKE, _REGRET = 0.004, 0.01
_GIVE_UP = 20.0  # seconds until a wait counts as in vain
_POLL_MS = 5
_CORE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass
class Tally:
    """What was done."""

    words: int = 0
    keys: int = 0
    taken: int = 0  # words taken from what was offered
    mistakes: int = 0
    undone: int = 0
    in_vain: int = 0  # answers that never came
    # Of the letters after which the typist looked up, the milliseconds from the key until the painted answer, and of
    # them what all threads computed. Arrays: a list of objects would look like a leak of the app's.
    clock: "array[float]" = field(default_factory=lambda: array("f"))
    processor: "array[float]" = field(default_factory=lambda: array("f"))
    last_key: tuple[float, float] = (
        0.0,
        0.0,
    )  # when it was pressed: seconds of the clock, and of the processor

    def note_key(self) -> None:
        """Note that a key is about to be pressed."""
        self.keys += 1
        self.last_key = time.monotonic(), time.process_time()


class Hand(QObject):
    """Moves a script on from the event loop, and ends the application with it."""

    def __init__(self, script: Script, prediction: Prediction, tally: Tally, parent: QObject) -> None:
        super().__init__(parent)
        self.error: BaseException | None = None
        self._script = script
        self._tally = tally
        self._is_waiting = self._answered = False  # for an answer
        self._until: Callable[[], bool] | None = None
        self._begun = 0.0
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)
        prediction.answered.connect(self._on_answered)

    def start(self) -> None:
        """Begin, with the event loop."""
        self._next.start(0)

    def _on_answered(self) -> None:
        if self._is_waiting:
            self._answered = True
            self._next.start(0)  # what was asked to be painted comes before a timer of no time

    def _go_on(self) -> None:
        if self._until is not None:
            if not self._until() and time.monotonic() - self._begun < _GIVE_UP:
                self._next.start(_POLL_MS)
                return
            self._until = None
        if self._is_waiting:
            self._is_waiting = False
            begun, computed = self._tally.last_key
            spent = time.monotonic() - begun
            if self._answered:
                self._tally.clock.append(spent * 1000)
                self._tally.processor.append((time.process_time() - computed) * 1000)
            else:
                self._tally.in_vain += 1
        self._begun = time.monotonic()
        try:
            wait = next(self._script)
        except StopIteration:
            QApplication.exit(0)
            return
        except Exception as error:  # told when the event loop has ended
            self.error = error
            QApplication.exit(1)
            return
        if wait == ANSWER:
            self._is_waiting, self._answered = True, False
            self._next.start(round(_GIVE_UP * 1000))
        elif isinstance(wait, int):
            self._next.start(wait)
        else:
            self._until = wait
            self._next.start(0)


class Typist:
    """Writes words into the editor with keys only."""

    def __init__(self, editor: Editor, tally: Tally, rng: random.Random) -> None:
        self._editor = editor
        self._tally = tally
        self._rng = rng
        self._waiting = (
            ""  # characters that are typed in a row, as they come where the app is slower than the hand
        )

    def paragraph(self, words: list[str]) -> Script:
        """Write `words` and end the paragraph."""
        for number, word in enumerate(words):
            # Who means a space before a mark types it, though one came with the word before.
            if number and (self._waiting or self._before_caret() != " " or _closes(word)):
                self._waiting += " "
            yield from self._word(word)
            self._tally.words += 1
        yield from self._type(AT_ONCE)
        self._press(Key.Key_Return)
        yield AT_ONCE

    def _word(self, word: str) -> Script:
        match = _CORE.search(word)
        if match is None:
            self._waiting += word
            return
        self._waiting += word[: match.start()]
        taken = yield from self._core(match[0])
        rest = word[match.end() :]
        if rest and taken and not _closes(rest):
            self._press(Key.Key_Backspace)  # the space that came with the word
            yield AT_ONCE
        self._waiting += rest

    def _core(self, core: str) -> Generator[Wait, None, bool]:
        """Write the letters of a word; gives back whether it was taken from what is offered."""
        rng, editor = self._rng, self._editor
        if not self._waiting and editor.ghost_is_rest and editor.ghost_word == core:
            yield from self._accept()
            return True
        for place, letter in enumerate(core, start=1):
            if rng.random() < _MISTAKE:
                self._waiting += rng.choice("qxzjk")
                yield from self._type(AT_ONCE)
                self._press(Key.Key_Backspace)
                self._tally.mistakes += 1
                yield AT_ONCE
            self._waiting += letter
            if place == len(core) or rng.random() > LOOKS:
                continue
            yield from self._type(ANSWER)
            if editor.ghost_text and editor.ghost_word == core:
                if rng.random() < 0.05:
                    yield 30  # reads on: the words behind come a little later
                yield from self._accept()
                if rng.random() > _REGRET:
                    return True
                self._press(Key.Key_Z, _Control)
                self._tally.undone += 1
                yield AT_ONCE
            elif editor.ghost_text and rng.random() < 0.02:
                key, modifier = rng.choice(((Key.Key_Escape, _None), (Key.Key_BracketRight, _Alt)))
                self._press(key, modifier)
                yield AT_ONCE
        return False

    def _accept(self) -> Script:
        """Take the word that is shown, and not those behind it."""
        several = " " in self._editor.ghost_text.strip()
        if several:
            self._press(Key.Key_Right, _Control)
        else:
            self._press(Key.Key_Tab)
        self._tally.taken += 1
        yield AT_ONCE

    def _type(self, wait: Wait) -> Script:
        """Type what waits, and wait for what comes of it."""
        typed, self._waiting = self._waiting, ""
        if not typed:
            return
        for character in typed:
            self._tally.note_key()
            if character.isascii():
                QTest.keyClicks(self._editor, character)
            else:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(self._editor, QKeyEvent(kind, 0, _None, character))
        yield wait

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._tally.note_key()
        QTest.keyClick(self._editor, key, modifiers)

    def _before_caret(self) -> str:
        caret = self._editor.textCursor().position()
        return self._editor.text_between(caret - 1, caret) if caret else ""


def _closes(rest: str) -> bool:
    """Whether the editor takes the space back that came with the word before, where `rest` is typed."""
    return (
        rest[0] in completion.NO_SPACE_BEFORE or rest[0] in "'’" or (rest[0] == "-" and rest[1:2].isalpha())
    )


_None = Qt.KeyboardModifier.NoModifier
_Control = Qt.KeyboardModifier.ControlModifier
_Alt = Qt.KeyboardModifier.AltModifier
