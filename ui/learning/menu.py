"""What the Write page has of learning: a button that says whether is learned, and a menu for each suggestion."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView, QMenu

from ui.learning.learning import Learning
from ui.settings import Settings
from ui.style.widgets import menu_button
from ui.write.suggestion_list import SuggestionRole


class LearningMenu(QObject):
    """A button that shows whether what is typed is learned; its menu changes that."""

    learn_all_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, learning: Learning, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._learning = learning
        self._settings = settings
        self.button = menu_button("", self.tr("Learning"))
        self._menu = QMenu(self.button)
        self.learn = self._switch(self.tr("Learn from what I write"))
        self.off_the_record = self._switch(self.tr("Off the record, until wordrnn is closed"))
        self.read_opened = self._switch(self.tr("Let an opened text help, without learning it"))
        self._menu.addSeparator()
        self.learn_all = self._menu.addAction(self.tr("Learn all of this text…"))
        self.show_list = self._menu.addAction(self.tr("What was learned…"))
        self.button.setMenu(self._menu)
        self.learn.toggled.connect(self._on_learn)
        self.off_the_record.toggled.connect(learning.set_off_the_record)
        self.read_opened.toggled.connect(self._on_read_opened)
        self.learn_all.triggered.connect(lambda: self.learn_all_wanted.emit())
        self.show_list.triggered.connect(lambda: self.list_wanted.emit())
        learning.state_changed.connect(self.show_state)
        learning.predictor_changed.connect(self.show_state)
        settings.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Say on the button whether what is typed is learned."""
        state = self._learning.state
        text, description = {
            "on": (self.tr("Learning on"), self.tr("What you write is learned, on this machine only.")),
            "off": (self.tr("Learning off"), self.tr("What you write is not learned.")),
            "off-the-record": (
                self.tr("Off the record"),
                self.tr(
                    "Nothing that you write is learned, until this is switched off or wordrnn is closed."
                ),
            ),
            "broken": (
                self.tr("Learning not possible"),
                self.tr("The file of what was learned cannot be used."),
            ),
        }[state]
        self.button.setText(f"{text} ▾")
        self.button.setAccessibleName(text)
        self.button.setAccessibleDescription(description)
        self.button.setToolTip(description)
        if self.button.property("state") != state:
            self.button.setProperty("state", state)
            self.button.style().unpolish(self.button)
            self.button.style().polish(self.button)
        self.learn.setChecked(self._settings.learn)
        self.off_the_record.setChecked(self._learning.off_the_record)
        self.read_opened.setChecked(self._settings.read_opened)
        for action in (self.learn, self.off_the_record, self.read_opened, self.show_list):
            action.setEnabled(state != "broken")
        self.learn_all.setEnabled(state in ("on", "off") and self._learning.predictor is not None)

    def _switch(self, text: str) -> QAction:
        action = self._menu.addAction(text)
        action.setCheckable(True)
        return action

    def _on_learn(self, on: bool) -> None:
        self._settings.learn = on

    def _on_read_opened(self, on: bool) -> None:
        self._settings.read_opened = on


class SuggestionMenu(QObject):
    """The menu of a suggested word, at its right click or the Menu key."""

    forget_wanted = Signal(str)

    def __init__(self, suggestions: QListView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._list = suggestions
        suggestions.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        suggestions.customContextMenuRequested.connect(self._on_wanted)

    def menu_for(self, word: str) -> QMenu:
        """Return the menu of `word`."""
        menu = QMenu(self._list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        forget = menu.addAction(self.tr("Forget or block “{word}”…").format(word=word.replace("&", "&&")))
        forget.triggered.connect(lambda: self.forget_wanted.emit(word))
        return menu

    def _on_wanted(self, place: QPoint) -> None:
        index = self._list.indexAt(place)
        if not index.isValid():
            index = self._list.currentIndex()  # asked for by key
        if index.isValid():
            self.menu_for(index.data(SuggestionRole).word).popup(self._list.viewport().mapToGlobal(place))
