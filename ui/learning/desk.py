"""Joins learning to the Write page: its button, the suggestions' menu, the dialogs, and what is typed."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.errors import show_error
from ui.learning.forget_dialog import ForgetDialog
from ui.learning.learned_dialog import LearnedDialog
from ui.learning.learned_questions import LearnedQuestions
from ui.learning.learning import Learning
from ui.learning.menu import LearningMenu, SuggestionMenu
from ui.learning.typing_watch import TypingWatch
from ui.settings import Settings
from ui.style.theme import Theme
from ui.write.keys import Keys
from ui.write.page import WritePage


class LearningDesk(QObject):
    """Opens what the person asks for, and asks for new predictions where what was learned is another."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        keys: Keys,
        learning: Learning,
        write: WritePage,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._learning = learning
        self._write = write
        self._window = window
        self._list: LearnedDialog | None = None
        self.watch = TypingWatch(write.editor, learning, settings, self)
        self.menu = LearningMenu(learning, settings, self)
        keys.bind(self.menu.off_the_record, "off_the_record")
        window.addAction(
            self.menu.off_the_record
        )  # so that its key works on every page, with the menu closed
        self.suggestions = SuggestionMenu(write.panel.list, self)
        self._questions = LearnedQuestions(window)
        write.header.add(self.menu.button)
        self.menu.list_wanted.connect(self.show_learned)
        self.menu.learn_all_wanted.connect(lambda: self._questions.about_learning_all(self.watch.learn_all))
        self.suggestions.forget_wanted.connect(self.forget)
        learning.failed.connect(lambda error: show_error(window, error))
        learning.changed.connect(self._on_changed)
        write.desk.leaving.connect(self.watch.learn_rest)
        write.desk.opened.connect(self.watch.read_opened)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._on_application_state)

    def show_learned(self) -> LearnedDialog:
        """Open the list of what was learned; gives back the open dialog."""
        if self._list is None:
            self._list = LearnedDialog(self._theme, self._learning, self._window)
            self._list.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._list.forget_wanted.connect(self.forget)
            self._list.destroyed.connect(self._on_list_gone)
            self._list.open()
        return self._list

    def forget(self, word: str) -> ForgetDialog:
        """Ask whether to forget `word`, with what that changes at the caret; gives back the open dialog."""
        text = self._write.editor.context()
        dialog = ForgetDialog(self._theme, self._learning, word, text, self._list or self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def close(self) -> None:
        """Have learned what is finished, and saved."""
        self._learning.close(self.watch.take_rest())

    def _on_list_gone(self) -> None:
        self._list = None

    def _on_changed(self) -> None:
        if self._write.editor.hasFocus() and not self._write.editor.ghost_text:
            self._write.editor.ask()

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._learning.refresh()  # the command line may have been used meanwhile
