"""What was learned, as a list to search, delete from, block words in, export, import and clear."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.background import while_there
from ui.learning.learned_list import WordList
from ui.learning.learned_questions import LearnedQuestions
from ui.learning.learned_words import NOTHING, Learned, Order
from ui.learning.learning import Learning
from ui.style.theme import Theme
from ui.style.widgets import Segments, button, label, menu_button, spacing
from wordrnn.words.spelling import words_of


class LearnedDialog(QDialog):
    """Two lists, of the words that were learned and of those that are blocked."""

    forget_wanted = Signal(str)  # one word; what it would change is shown first

    def __init__(self, theme: Theme, learning: Learning, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("What was learned"))
        self._theme = theme
        self._learning = learning
        self._learned: Learned = NOTHING
        self._is_read = False
        self._is_reading = False
        self._questions = LearnedQuestions(self)
        self._build()
        learning.changed.connect(self.read)
        learning.failed.connect(self._on_failed)
        self.read()

    def read(self) -> None:
        """Read what was learned anew, in the thread."""
        if not self._is_reading:
            self._is_reading = True
            self._learning.look(while_there(self, self._on_read))

    # ---- layout

    def _build(self) -> None:
        box = QVBoxLayout(self)
        spacing(box, self._theme, 0.7, (1.4, 1.2, 1.4, 1.2))
        box.addWidget(label(self.tr("What was learned"), "heading"))
        box.addWidget(
            label(
                self.tr(
                    "These words come from what you wrote, and stay on this machine. What a model knows from the texts "
                    "it was trained on is not in this list."
                ),
                "muted",
                wrap=True,
            )
        )
        box.addLayout(self._build_search())
        self._lists = QStackedWidget()
        self._learned_list, self._blocked_list = WordList(self._theme), WordList(self._theme)
        self._learned_list.setAccessibleName(self.tr("Learned words"))
        self._blocked_list.setAccessibleName(self.tr("Blocked words"))
        for each in (self._learned_list, self._blocked_list):
            each.chosen_changed.connect(self._show_counts)
            self._lists.addWidget(each)
        self._learned_list.delete_pressed.connect(self.forget_chosen)
        self._learned_list.activated.connect(lambda _: self.forget_chosen())
        self._blocked_list.delete_pressed.connect(self.unblock_chosen)
        box.addWidget(self._lists, 1)
        self._counts = label("", "small", wrap=True)
        box.addWidget(self._counts)
        self._actions = QStackedWidget()
        self._actions.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._actions.addWidget(self._build_learned_actions())
        self._actions.addWidget(self._build_blocked_actions())
        row = QHBoxLayout()
        spacing(row, self._theme, 0.6)
        row.addWidget(self._actions, 1)
        row.addWidget(self._build_more())
        close = button(self.tr("Close"), self.accept)
        row.addWidget(close)
        box.addLayout(row)
        self.resize(self._theme.em(46), self._theme.em(40))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        self.search.setFocus()
        self._show()

    def _build_search(self) -> QHBoxLayout:
        row = QHBoxLayout()
        spacing(row, self._theme, 0.6)
        self._which = {self.tr("Learned"): 0, self.tr("Blocked"): 1}
        self.segments = Segments(self.tr("Words"), list(self._which))
        self.segments.choose(self.tr("Learned"))
        self.segments.chosen.connect(self._on_list_chosen)
        self.segments.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the words"))
        self.search.setClearButtonEnabled(True)
        for clear in self.search.findChildren(QToolButton):
            clear.setAccessibleName(self.tr("Search for nothing"))
        self.search.textChanged.connect(self._show)
        self._order = QComboBox()
        orders: dict[str, Order] = {
            self.tr("Latest first"): "lately",
            self.tr("Most often first"): "often",
            self.tr("By alphabet"): "alphabet",
        }
        for shown, order in orders.items():
            self._order.addItem(shown, order)
        self._order.setAccessibleName(self.tr("Order of the words"))
        self._order.currentIndexChanged.connect(self._show)
        row.addWidget(self.segments)
        row.addWidget(self.search, 1)
        row.addWidget(self._order)
        return row

    def _build_learned_actions(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        spacing(row, self._theme, 0.6)
        self.forget = button(
            self.tr("Forget…"),
            self.forget_chosen,
            description=self.tr("As if the chosen words had never been written"),
        )
        self.block = button(
            self.tr("Block…"),
            self.block_chosen,
            description=self.tr("Forget the chosen words, and never learn them again"),
        )
        row.addWidget(self.forget)
        row.addWidget(self.block)
        row.addStretch(1)
        return made

    def _build_blocked_actions(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        spacing(row, self._theme, 0.6)
        self.unblock = button(self.tr("Unblock"), self.unblock_chosen)
        self.new_block = QLineEdit()
        self.new_block.setPlaceholderText(self.tr("A word never to learn"))
        self.new_block.setAccessibleName(self.tr("A word never to learn"))
        self.new_block.textChanged.connect(self._show_counts)
        self.new_block.returnPressed.connect(self.block_typed)
        self.add = button(self.tr("Block"), self.block_typed)
        row.addWidget(self.unblock)
        row.addWidget(self.new_block, 1)
        row.addWidget(self.add)
        return made

    def _build_more(self) -> QWidget:
        made = menu_button(self.tr("More ▾"), self.tr("More: export, import, clear"))
        menu = QMenu(made)
        menu.addAction(self.tr("Export…")).triggered.connect(lambda: self.export())
        menu.addAction(self.tr("Import…")).triggered.connect(lambda: self.import_file())
        menu.addSeparator()
        menu.addAction(self.tr("Forget everything…")).triggered.connect(lambda: self.clear())
        made.setMenu(menu)
        return made

    # ---- what is shown

    def _on_read(self, learned: Learned) -> None:
        self._is_reading = False
        self._is_read = True
        self._learned = learned
        self._show()

    def _on_failed(self, _: Exception) -> None:
        self._is_reading = False
        self._show_counts()

    def _on_list_chosen(self, name: str) -> None:
        self._lists.setCurrentIndex(self._which[name])
        self._actions.setCurrentIndex(self._which[name])
        self._show()

    @property
    def _shows_blocked(self) -> bool:
        return self._lists.currentIndex() == 1

    def _show(self) -> None:
        typed = self.search.text()
        self._order.setVisible(not self._shows_blocked)
        if self._shows_blocked:
            self._blocked_list.set_rows([(word, 0) for word in self._learned.find_blocked(typed)])
        else:
            self._learned_list.set_rows(self._learned.find(typed, self._order.currentData()))
        self._show_counts()

    def _show_counts(self) -> None:
        listed = self._blocked_list if self._shows_blocked else self._learned_list
        chosen = listed.selectionModel().hasSelection()
        for each in (self.forget, self.block, self.unblock):
            each.setEnabled(chosen)
        self.add.setEnabled(words_of(self._typed_block()) == [self._typed_block()])
        self._counts.setText(self._count_words(listed.rows.rowCount()))

    def _count_words(self, shown: int) -> str:
        if self._learning.state == "broken":
            return self.tr("The file of what was learned cannot be used.")
        if not self._is_read:
            return self.tr("Reading…")
        if self.search.text().strip():
            return self.tr("%n word(s) found", "", shown)
        if self._shows_blocked:
            return self.tr("%n blocked word(s)", "", shown) if shown else self.tr("No word is blocked.")
        if not shown:
            return self.tr("Nothing was learned yet.")
        marks = self.tr("%n punctuation mark(s)", "", self._learned.marks) if self._learned.marks else ""
        return " · ".join(filter(None, (self.tr("%n word(s)", "", shown), marks)))

    # ---- what is done

    def forget_chosen(self) -> None:
        """Forget the chosen words: of one, what that changes is shown; of several, it is asked."""
        words = self._learned_list.chosen()
        if len(words) == 1:
            self.forget_wanted.emit(words[0])
        elif words:
            self._questions.about_forgetting(len(words), lambda: self._learning.forget(words))

    def block_chosen(self) -> None:
        """Block the chosen words, once that is confirmed."""
        words = self._learned_list.chosen()
        if words:
            self._questions.about_blocking(len(words), lambda: self._learning.block(words))

    def unblock_chosen(self) -> None:
        """Let the chosen words be learned again."""
        words = self._blocked_list.chosen()
        if words:
            self._learning.unblock(words)

    def block_typed(self) -> None:
        """Block the word that was typed."""
        if self.add.isEnabled():
            self._learning.block([self._typed_block()])
            self.new_block.clear()

    def clear(self) -> None:
        """Forget everything, once that is confirmed."""
        self._questions.about_clearing(len(self._learned.blocked), self._learning.clear)

    def export(self) -> None:
        """Write everything to a file that the person chooses."""
        path = self._questions.where_to_export()
        if path is not None:
            done = self.tr("Exported to {name}: what you wrote can be read in it by whoever has it.")
            self._learning.export_to(
                path, while_there(self, lambda: self._counts.setText(done.format(name=path.name)))
            )

    def import_file(self) -> None:
        """Add what is in a file that the person chooses."""
        path = self._questions.which_to_import()
        if path is not None:
            self._learning.import_from(path, while_there(self, self.read))

    def _typed_block(self) -> str:
        return self.new_block.text().strip()
