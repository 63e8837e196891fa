"""What the app remembers between sessions, in one ini file under the data folder; each setting is declared once."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, Self, TypeVar, overload

from PySide6.QtCore import QByteArray, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence

ZOOMS = (50, 400)  # %, of the text that is written
_MAC = sys.platform == "darwin"  # Qt calls the Command key Ctrl there, and the Control key Meta

T = TypeVar("T")
DELAYS = (0, 1000)  # milliseconds
WORDS_AHEAD = (1, 5)
LIST_LENGTHS = (1, 9)
TEXT_SIZES = (80, 200)  # percent, the smallest and the largest


def yes_or_no(value: object) -> bool:
    """Return a switch as an ini file holds it. Raises ValueError where it is none."""
    words = {"true": True, "false": False}
    return words[str(value).lower()] if str(value).lower() in words else _refuse(value)


def whole(least: int, most: int) -> Callable[[object], int]:
    """Return what reads a whole number from `least` to `most`; it raises ValueError for any other."""

    def read(value: object) -> int:
        number = int(str(value))
        return number if least <= number <= most else _refuse(value)

    return read


def between(least: float, most: float) -> Callable[[object], float]:
    """Return what reads a number from `least` to `most`; it raises ValueError for any other."""

    def read(value: object) -> float:
        number = float(str(value))
        return number if least <= number <= most else _refuse(value)

    return read


def one_of(*choices: str) -> Callable[[object], str]:
    """Return what reads one of `choices`; it raises ValueError for anything else."""

    def read(value: object) -> str:
        return str(value) if value in choices else _refuse(value)

    return read


def key(value: object) -> str:
    """Return one key with its modifiers as Qt writes it everywhere ("Ctrl+Right"), "" for none."""
    text = str(value)
    sequence = QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)
    known = not text or (sequence.count() == 1 and sequence[0].key() != Qt.Key.Key_unknown)  # pyright: ignore[reportIndexIssue]
    return sequence.toString(QKeySequence.SequenceFormat.PortableText) if known else _refuse(value)


def texts(value: object) -> list[str]:
    """Return a list of texts as an ini file holds it. Raises ValueError for anything else."""
    found = [value] if isinstance(value, str) else value
    return (
        list(found)
        if isinstance(found, list) and all(isinstance(each, str) for each in found)
        else _refuse(value)
    )


def _octets(value: object) -> QByteArray:
    return value if isinstance(value, QByteArray) else _refuse(value)


def _refuse(value: object) -> Any:
    raise ValueError(value)


class Setting(Generic[T]):
    """A remembered value: its place in the file, what it is at first, and how it is read from there."""

    def __init__(self, key: str, default: T, read: Callable[[object], T]) -> None:
        self.key, self.default, self.read = key, default, read

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, settings: None, owner: type) -> Self: ...
    @overload
    def __get__(self, settings: "Settings", owner: type) -> T: ...
    def __get__(self, settings: "Settings | None", owner: type) -> Self | T:
        """Return the value; the default where the file has none, or one that means nothing."""
        if settings is None:
            return self
        value = settings.store.value(self.key)
        try:
            return self.default if value is None else self.read(value)
        except ValueError:
            return self.default

    def __set__(self, settings: "Settings", value: T) -> None:
        """Remember `value`, and tell those who listen where it is another one."""
        if value != self.__get__(settings, type(settings)):
            settings.store.setValue(self.key, value)
            settings.changed.emit(self.name)


class Settings(QObject):
    """Typed access to the remembered values."""

    changed = Signal(str)  # the name of the setting

    geometry = Setting("window/geometry", QByteArray(), _octets)
    """Where the window stood, as Qt wrote it; empty at first."""
    page = Setting("window/page", "write", str)
    """The page that was shown last."""
    document = Setting("write/document", "", str)
    """The path of the text that was open last; "" where it had none."""
    sure = Setting("write/sure", 0.2, between(0, 0.95))
    """How likely a word must be to be shown after the caret."""
    mode = Setting("write/mode", "automatic", one_of("automatic", "request", "off"))
    """When words are predicted: as one types, on request by key, or never."""
    delay = Setting("write/delay", 120, whole(*DELAYS))
    """Milliseconds without a key before words are predicted."""
    words_ahead = Setting("write/words-ahead", 3, whole(*WORDS_AHEAD))
    """How many words the prediction after the caret may have."""
    list_length = Setting("write/list-length", 5, whole(*LIST_LENGTHS))
    """How many words the list beside the text has."""
    strong_language = Setting("write/strong-language", False, yes_or_no)
    """Whether slurs and vulgar words are suggested like any other."""
    announce = Setting("write/announce", False, yes_or_no)
    """Whether a screen reader is told of predictions."""
    show_why = Setting("write/show-why", False, yes_or_no)
    """Whether it is said which part of the model gave how much."""
    zoom = Setting("write/zoom", 100, whole(*ZOOMS))
    """The size of the text that is written, in percent."""
    typed = Setting("savings/typed", 0, whole(0, 2**53))
    """Characters typed by hand, in all sessions."""
    accepted = Setting("savings/accepted", 0, whole(-(2**53), 2**53))
    """Characters that accepted words brought, in all sessions."""
    accepts = Setting("savings/accepts", 0, whole(0, 2**53))
    """Keys that accepted words, in all sessions."""
    evaluate_suggestions = Setting("evaluate/suggestions", 3, whole(1, 9))
    """How many suggestions are in view where the Evaluate page counts keystrokes."""
    redact = Setting("train/redact", True, yes_or_no)
    """Whether e-mail addresses, phone and card numbers are taken out of a text before it is trained on."""
    learn = Setting("learning/learn", False, yes_or_no)
    """Whether what is typed is learned."""
    read_opened = Setting("learning/read-opened", False, yes_or_no)
    """Whether a text that is opened helps to predict, until the app is closed."""
    generate_words = Setting("generate/words", 100, whole(1, 5000))
    """How many words are generated."""
    generate_temperature = Setting("generate/temperature", 0.8, between(0, 3))
    """How evenly words are drawn: 0 always takes the most probable."""
    generate_top_p = Setting("generate/top-p", 1.0, between(0.01, 1))
    """The probability that the words have together from which is drawn."""
    generate_top_k = Setting("generate/top-k", 0, whole(0, 100_000))
    """From how many words is drawn; 0 for all."""
    generate_penalty = Setting("generate/repetition-penalty", 1.1, between(1, 3))
    """How far what was said just now is avoided."""
    generate_another = Setting("generate/another-seed", True, yes_or_no)
    """Whether each text has a seed of its own."""
    folder = Setting("files/folder", "", str)
    """The folder that a file was last opened from or saved to."""
    not_moved = Setting("files/not-moved", "", str)
    """Why the data folder is still this one, though another was to be used from this start on; "" most of the time."""
    introduced = Setting("window/introduced", False, yes_or_no)
    """Whether the introduction of the first launch has been shown."""
    prompts = Setting("train/prompts", ["It was a cold", "Thanks for the", "She opened the"], texts)
    """What a model in training is asked to go on from, after every epoch."""
    dismissed_run = Setting("train/dismissed", "", str)
    """The run that was cut off and that the person does not want to be reminded of."""
    theme = Setting("look/theme", "system", one_of("system", "light", "dark"))
    """The colours: the system's, or always light or dark."""
    ghost = Setting("look/ghost", "faint", one_of("faint", "clear"))
    """How predicted words stand out from the page: fainter than text should be, or as clear as it."""
    language = Setting("look/language", "", one_of("", "en", "de"))
    """The language of the app; the system's where empty."""
    font = Setting("look/font", "", str)
    """The family of the app's font; the system's where empty."""
    text_size = Setting("look/text_size", 100, whole(*TEXT_SIZES))
    """The size of the app's font in percent of the system's."""

    # The keys; what each does is said in ui/write/keys.py. "" switches a key off.
    key_accept = Setting("keys/accept", "Tab", key)
    key_accept_word = Setting("keys/accept-word", "Alt+Right" if _MAC else "Ctrl+Right", key)
    key_dismiss = Setting("keys/dismiss", "Esc", key)
    key_next = Setting("keys/next", "Alt+]", key)
    key_previous = Setting("keys/previous", "Alt+[", key)
    key_ask = Setting("keys/ask", "Meta+Space" if _MAC else "Ctrl+Space", key)
    key_why = Setting("keys/why", "Alt+0", key)
    key_take_1 = Setting("keys/take-1", "Alt+1", key)
    key_take_2 = Setting("keys/take-2", "Alt+2", key)
    key_take_3 = Setting("keys/take-3", "Alt+3", key)
    key_take_4 = Setting("keys/take-4", "Alt+4", key)
    key_take_5 = Setting("keys/take-5", "Alt+5", key)
    key_take_6 = Setting("keys/take-6", "Alt+6", key)
    key_take_7 = Setting("keys/take-7", "Alt+7", key)
    key_take_8 = Setting("keys/take-8", "Alt+8", key)
    key_take_9 = Setting("keys/take-9", "Alt+9", key)
    key_off_the_record = Setting("keys/off-the-record", "Ctrl+Shift+L", key)
    key_new = Setting("keys/new", "Ctrl+N", key)
    key_open = Setting("keys/open", "Ctrl+O", key)
    key_save = Setting("keys/save", "Ctrl+S", key)
    key_save_as = Setting("keys/save-as", "Ctrl+Shift+S", key)
    key_find = Setting("keys/find", "Ctrl+F", key)
    key_find_next = Setting("keys/find-next", "Ctrl+G" if _MAC else "F3", key)
    key_find_previous = Setting("keys/find-previous", "Ctrl+Shift+G" if _MAC else "Shift+F3", key)
    key_zoom_in = Setting("keys/zoom-in", "Ctrl++", key)
    key_zoom_out = Setting("keys/zoom-out", "Ctrl+-", key)
    key_zoom_reset = Setting("keys/zoom-reset", "Ctrl+0", key)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self.store = QSettings(str(folder / "ui.ini"), QSettings.Format.IniFormat)

    def sync(self) -> None:
        """Write what has changed."""
        self.store.sync()
