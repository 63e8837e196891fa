"""The keys of the Write page: what each does, which key it is, and whether a key is free. Every one can be changed."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from ui.language.translation import translate
from ui.settings import Settings

TAKEN_FROM_LIST = 9  # words of the list that have a key of their own
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_STANDARD = (
    QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo, QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.SelectAll,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a key does: its name in the code, and what people call it."""

    name: str
    title: str
    group: str
    also: tuple[str, ...] = ()  # further keys, as long as the first is the one it is at first

    @property
    def setting(self) -> str:
        """The name of the setting that remembers its key."""
        return f"key_{self.name}"

    @property
    def default(self) -> str:
        """The key it has at first."""
        return getattr(Settings, self.setting).default


def commands() -> list[Command]:
    """Return everything that has a key, in the order to show it in; titles are in the language in use."""
    shown = translate("Keys", "Predictions")
    text = translate("Keys", "Text")
    learning = translate("Keys", "Learning")
    listed = [
        Command(
            f"take_{number}",
            translate("Keys", "Take word {number} of the list").format(number=number),
            shown,
        )
        for number in range(1, TAKEN_FROM_LIST + 1)
    ]
    return [
        Command("accept", translate("Keys", "Take the whole prediction"), shown),
        Command("accept_word", translate("Keys", "Take its next word"), shown),
        Command("dismiss", translate("Keys", "Hide it until the next edit"), shown),
        # On many keyboards the brackets are typed with a modifier of their own: the arrows work everywhere.
        Command("next", translate("Keys", "Show the next word"), shown, ("Alt+Down",)),
        Command("previous", translate("Keys", "Show the word before"), shown, ("Alt+Up",)),
        Command("ask", translate("Keys", "Ask for a prediction"), shown),
        Command("why", translate("Keys", "Say why words are suggested"), shown),
        *listed,
        Command("off_the_record", translate("Keys", "Off the record, or on it again"), learning),
        Command("new", translate("Keys", "New text"), text),
        Command("open", translate("Keys", "Open a text"), text),
        Command("save", translate("Keys", "Save"), text),
        Command("save_as", translate("Keys", "Save as"), text),
        Command("find", translate("Keys", "Find"), text),
        Command("find_next", translate("Keys", "Find the next"), text),
        Command("find_previous", translate("Keys", "Find the one before"), text),
        Command("zoom_in", translate("Keys", "Larger text"), text, ("Ctrl+=",)),
        Command("zoom_out", translate("Keys", "Smaller text"), text),
        Command("zoom_reset", translate("Keys", "Text of normal size"), text),
    ]


class Keys(QObject):
    """Which key does what at present; `changed` says that a key is another one now."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._commands = {command.name: command for command in commands()}
        self._names: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._bound: list[tuple[QAction, str]] = []
        self._read()
        settings.changed.connect(self._on_setting_changed)

    def of(self, name: str) -> list[str]:
        """Return the keys of the command `name` as Qt writes them everywhere; none where it is switched off."""
        command = self._commands[name]
        own: str = getattr(self._settings, command.setting)
        if not own:
            return []
        return [own, *command.also] if own == command.default else [own]

    def text(self, name: str) -> str:
        """Return the first key of the command as people read it on this system, "" where it has none."""
        return self._texts[name]

    def command(self, event: QKeyEvent) -> str:
        """Return the name of the command that the key event means, "" for none."""
        return next((self._names[key] for key in _written(event) if key in self._names), "")

    def bind(self, action: QAction, name: str) -> None:
        """Give the action the keys of the command `name`, now and whenever they change."""
        self._bound.append((action, name))
        action.setShortcuts([QKeySequence(key) for key in self.of(name)])

    def set_key(self, name: str, key: str) -> None:
        """Let `key` do what the command `name` says; "" switches it off."""
        setattr(self._settings, self._commands[name].setting, key)

    def reset(self) -> None:
        """Give every command the key it had at first."""
        for command in self._commands.values():
            self.set_key(command.name, command.default)

    def problem(self, name: str, key: str) -> str:
        """Return in one sentence why the command `name` cannot have `key`, "" where it can."""
        sequence = QKeySequence.fromString(key, _PORTABLE)
        if sequence.isEmpty():
            return ""
        if sequence.count() > 1:
            return translate("Keys", "One key with its modifiers, not several in a row.")
        if _types_a_letter(sequence):
            return translate("Keys", "This key types a letter: it needs Ctrl or Alt beside it.")
        for other in self._commands.values():
            if other.name != name and key in self.of(other.name):
                return translate("Keys", "Already in use: {title}.").format(title=other.title)
        if any(sequence in QKeySequence.keyBindings(standard) for standard in _STANDARD):
            return translate("Keys", "Already in use: undo, cut, copy and paste.")
        if any(key == f"Ctrl+{number}" for number in range(1, 10)):
            return translate("Keys", "Already in use: turning to a page.")
        if key == "Ctrl+Q":
            return translate("Keys", "Already in use: closing wordrnn.")
        return ""

    def conflicts(self) -> dict[str, str]:
        """Return the commands whose key another one has too, with that other one: an ini file may say anything."""
        first: dict[str, str] = {}
        found: dict[str, str] = {}
        for name in self._commands:
            for key in self.of(name):
                if first.setdefault(key, name) != name:
                    found[name] = first[key]
        return found

    def _on_setting_changed(self, name: str) -> None:
        if name.startswith("key_"):
            self._read()
            for action, command in self._bound:
                action.setShortcuts([QKeySequence(key) for key in self.of(command)])
            self.changed.emit()

    def _read(self) -> None:
        self._names = {}
        for name in self._commands:
            keys = self.of(name)
            self._texts[name] = (
                QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
            )
            for key in keys:
                self._names.setdefault(key, name)


def _written(event: QKeyEvent) -> tuple[str, ...]:
    """Return the key event as it may be written in a setting: "Ctrl+Shift++" is also "Ctrl++"."""
    return _ways_to_write(event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)


@cache  # every letter typed asks
def _ways_to_write(code: int, modifiers: Qt.KeyboardModifier) -> tuple[str, ...]:
    try:
        key = Qt.Key(code)
    except ValueError:  # a key that Qt has no name for
        return ()
    if key == Qt.Key.Key_Backtab:
        key, modifiers = Qt.Key.Key_Tab, modifiers | Qt.KeyboardModifier.ShiftModifier
    combinations = [QKeyCombination(modifiers, key)]
    is_sign = Qt.Key.Key_Exclam <= key <= Qt.Key.Key_AsciiTilde and not Qt.Key.Key_A <= key <= Qt.Key.Key_Z
    if is_sign and modifiers & Qt.KeyboardModifier.ShiftModifier:
        combinations.append(QKeyCombination(modifiers & ~Qt.KeyboardModifier.ShiftModifier, key))
    return tuple(QKeySequence(combination).toString(_PORTABLE) for combination in combinations)


def _types_a_letter(sequence: QKeySequence) -> bool:
    chord = sequence[0]  # pyright: ignore[reportIndexIssue]
    plain = not chord.keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return plain and chord.key() < Qt.Key.Key_Escape  # the keys that are no characters begin with Escape


def pressed(event: QKeyEvent) -> str:
    """Return the key event as a setting holds it, "" where it is no key that has a name."""
    return next(iter(_written(event)), "")
