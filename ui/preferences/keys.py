"""The section of the Settings page on keys: what each does, and which key it is."""

from itertools import groupby

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.preferences.rows import SettingRows
from ui.style.theme import Theme
from ui.style.widgets import button, label, spacing
from ui.write.keys import Command, Keys, commands, pressed

_MODIFIERS = (
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock, Qt.Key.Key_unknown,
)  # fmt: skip


class KeyField(QPushButton):
    """Shows a key. Pushed, it waits for another one: whatever is pressed next, Tab and Esc too."""

    chosen = Signal(str)  # a key as Qt writes it everywhere; "" for none

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._shown = ""
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleDescription(self.tr("Push, then press the new key. Backspace takes the key away."))
        self.toggled.connect(lambda _: self._tell())

    def show_key(self, text: str) -> None:
        """Show the key as people read it on this system."""
        self._shown = text
        self._tell()

    def event(self, event: QEvent) -> bool:
        """Take every key while waiting, before it becomes a shortcut or moves the focus."""
        if self.isChecked() and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress and event.key() not in _MODIFIERS:
                self._take(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Wait no longer."""
        self.setChecked(False)
        super().focusOutEvent(event)

    def _take(self, event: QKeyEvent) -> None:
        self.setChecked(False)
        bare = event.modifiers() == Qt.KeyboardModifier.NoModifier
        off = bare and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        self.chosen.emit("" if off else pressed(event))

    def _tell(self) -> None:
        shown = self._shown or self.tr("none")
        self.setText(self.tr("press a key…") if self.isChecked() else shown)
        self.setAccessibleName(f"{self._title}: {self.text()}")


class KeysSection(QWidget):
    """A field for each command; a key that cannot be is refused with the reason beneath."""

    def __init__(self, theme: Theme, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self.fields: dict[str, KeyField] = {}
        self._problems: dict[str, QLabel] = {}
        self._titles = {command.name: command.title for command in commands()}
        box = QVBoxLayout(self)
        spacing(box, theme, 0.6)
        box.addWidget(
            label(
                self.tr("Push a key, then press the one you want. Backspace takes it away."),
                "small",
                wrap=True,
            )
        )
        for group, members in groupby(commands(), lambda command: command.group):
            box.addWidget(label(group, "muted"))
            box.addWidget(self._group(list(members)))
        self.reset = button(self.tr("Reset all keys"), self._reset)
        box.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        self._show()
        keys.changed.connect(self._show)
        theme.changed.connect(self._fit)
        self._fit()

    def _group(self, members: list[Command]) -> SettingRows:
        rows = SettingRows(self._theme, gap=0.3)
        for command in members:
            field = KeyField(command.title)
            field.chosen.connect(lambda key, name=command.name: self._choose(name, key))
            self.fields[command.name] = field
            self._problems[command.name] = rows.add(command.title, field)
            self._problems[command.name].setProperty("role", "warning")
        return rows

    def _choose(self, name: str, key: str) -> None:
        problem = self._keys.problem(name, key)
        if not problem:
            self._keys.set_key(name, key)
        self._show()
        self._say(name, problem)

    def _reset(self) -> None:
        self._keys.reset()
        self._show()

    def _show(self) -> None:
        clashes = self._keys.conflicts()
        for name, field in self.fields.items():
            field.show_key(self._keys.text(name))
            other = clashes.get(name)
            self._say(
                name,
                self.tr("The same key as: {title}.").format(title=self._titles[other]) if other else "",
            )

    def _say(self, name: str, problem: str) -> None:
        self._problems[name].setText(problem)
        self._problems[name].setVisible(bool(problem))
        self.fields[name].setToolTip(problem)

    def _fit(self) -> None:
        for field in self.fields.values():
            field.setMinimumWidth(self._theme.em(9))
