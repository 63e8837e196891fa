"""The list of learned or blocked words as a Qt model, quick with very many of them, and how a row is painted."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.language.translation import translate
from ui.language.wording import count
from ui.learning.learned_words import LearnedWord
from ui.style.theme import Theme

TimesRole = Qt.ItemDataRole.UserRole + 1
Row = tuple[str, int] | LearnedWord  # a word, and how often it was learned; 0 where that means nothing
Index = QModelIndex | QPersistentModelIndex


class WordRows(QAbstractListModel):
    """Words in the order given. Nothing is computed for a row before it is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows` in place of those before."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def words(self, first: int, last: int) -> list[str]:
        """Return the words of the rows from `first` to `last`."""
        return [row[0] for row in self._rows[first : last + 1]]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's word, how often it was learned, or both in words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        word, times = row[0], row[1]
        if role == Qt.ItemDataRole.DisplayRole:
            return word
        if role == TimesRole:
            return times
        if role == Qt.ItemDataRole.AccessibleTextRole:
            learned = translate("LearnedWords", "{word}, learned %n time(s)", times)
            return learned.format(word=word) if times else word
        return None


class WordDelegate(QStyledItemDelegate):
    """Paints the word, and at the right how often it was learned."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for a line of text."""
        return QSize(self._theme.em(8), self._theme.em(1.9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        em = self._theme.em
        rect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRect(rect)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.colour("track"))
            painter.drawRect(rect)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._theme.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inner = rect.adjusted(em(0.7), 0, -em(0.7), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._theme.font())
        room = inner.width()
        times = index.data(TimesRole)
        if times:
            shown = f"{count(times)}\u202f×"
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | middle, shown)
            room -= QFontMetrics(self._theme.font()).horizontalAdvance(shown) + em(0.8)
        painter.setPen(self._theme.colour("ink"))
        word = QFontMetrics(self._theme.font()).elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, word)
        painter.restore()


class WordList(QListView):
    """The words; several can be chosen. Delete is for whoever listens."""

    delete_pressed = Signal()
    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = WordRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(WordDelegate(theme, self))
        self.setProperty("role", "boxed")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)  # otherwise each of a hundred thousand rows is measured
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        theme.changed.connect(self.doItemsLayout)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`; what is looked at stays in view."""
        at = self.verticalScrollBar().value()
        self.rows.set_rows(rows)
        self.verticalScrollBar().setValue(at)
        self.chosen_changed.emit()

    def chosen(self) -> list[str]:
        """Return the chosen words; thousands of them are no thousands of objects."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.size())]
        return [word for part in ranges for word in self.rows.words(part.top(), part.bottom())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell that Delete was pressed."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)
