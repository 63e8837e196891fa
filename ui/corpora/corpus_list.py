"""The list of corpora at the left: their titles, words and tags, and which of them are shown."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.corpora.shelf import CorpusRow
from ui.language.wording import count, short_count
from ui.style.theme import Theme
from ui.style.widgets import label, section, set_role, spacing

RowRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class CorpusList(QAbstractListModel):
    """The corpora of the library that are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CorpusRow] = []

    def set_rows(self, rows: Sequence[CorpusRow]) -> None:
        """Show `rows`."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rows(self) -> list[CorpusRow]:
        """Return what is shown."""
        return list(self._rows)

    def row_of(self, name: str) -> int:
        """Return where `name` stands, -1 where it does not."""
        return next((at for at, row in enumerate(self._rows) if row.name == name), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a corpus's title, its description, or its row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (
                "" if row.words is None else self.tr("{n} word(s)", "", row.words).format(n=count(row.words))
            )
            return ", ".join(filter(None, (row.title, words, *row.tags)))
        return row if role == RowRole else None


class CorpusDelegate(QStyledItemDelegate):
    """Paints a corpus: its title, its words at the right, its tags beneath."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for a line, or two with tags."""
        corpus: CorpusRow = index.data(RowRole)
        lines = 4.0 if corpus.tags else 2.6
        return QSize(self._theme.em(10), round(self._theme.em(1) * lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        corpus: CorpusRow = index.data(RowRole)
        em, colour = self._theme.em, self._theme.colour
        row: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(row, em(0.45), em(0.45))
        inner = row.adjusted(em(0.8), 0, -em(0.8), 0)
        if corpus.tags:
            inner.adjust(0, em(0.55), 0, -em(0.55))
        first = QRect(inner.left(), inner.top(), inner.width(), inner.height() // (2 if corpus.tags else 1))
        words = "" if corpus.words is None else short_count(corpus.words)
        quiet = colour("ink") if selected else colour("muted")
        painter.setFont(self._theme.font())
        painter.setPen(quiet)
        painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(words) - em(0.8)
        weight = QFont.Weight.DemiBold if selected else QFont.Weight.Normal
        painter.setFont(self._theme.font(1.0, weight))
        painter.setPen(colour("ink"))
        title = painter.fontMetrics().elidedText(corpus.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(first, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        if corpus.tags:
            painter.setFont(self._theme.font(0.9))
            painter.setPen(quiet)
            tags = " · ".join(corpus.tags)
            shown = painter.fontMetrics().elidedText(tags, Qt.TextElideMode.ElideRight, inner.width())
            second = first.translated(0, first.height())
            painter.drawText(second, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class CorpusSidebar(QFrame):
    """The list, with a choice of one tag above it where there are tags."""

    selected = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "sidebar-left")
        self._theme = theme
        self._rows: list[CorpusRow] = []
        self.corpora = CorpusList(self)
        self._box = QVBoxLayout(self)
        self._heading = section(self.tr("Library"))
        self.tag = QComboBox()
        self.tag.setAccessibleName(self.tr("Show corpora with the tag"))
        self.tag.currentIndexChanged.connect(lambda _: self._filter())
        self.list = QListView()
        self.list.setModel(self.corpora)
        self.list.setItemDelegate(CorpusDelegate(theme, self.list))
        self.list.setAccessibleName(self.tr("Corpora"))
        self.list.setProperty("role", "list")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.selected.emit())
        self._hint = label("", "small", wrap=True)
        for widget in (self._heading, self.tag):
            self._box.addWidget(widget)
        self._box.addWidget(self.list, 1)
        self._box.addWidget(self._hint)
        self.tag.hide()
        self.welcome(False)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_rows(self, rows: Sequence[CorpusRow], wanted: str = "") -> None:
        """Show `rows`, with `wanted` selected, else what was selected before, else the first."""
        current = self.current()
        before = wanted or (current.name if current else "")
        self._rows = list(rows)
        self._show_tags(wanted)
        self._filter(before)

    def current(self) -> CorpusRow | None:
        """Return the corpus that is selected."""
        index = self.list.currentIndex()
        return index.data(RowRole) if index.isValid() else None

    def select(self, name: str) -> None:
        """Select the corpus `name`."""
        row = self.corpora.row_of(name)
        if row >= 0:
            self.list.setCurrentIndex(self.corpora.index(row))

    def welcome(self, dragging: bool) -> None:
        """Say that files may be dropped, or that they can be let go of now."""
        self._hint.setText(
            self.tr("Let go to add.") if dragging else self.tr("Drop files or folders anywhere on this page.")
        )

    def _show_tags(self, wanted: str) -> None:
        tags = sorted({tag for row in self._rows for tag in row.tags}, key=str.casefold)
        chosen = self.tag.currentData() or ""
        new = next((row for row in self._rows if row.name == wanted), None)
        if new is not None and chosen not in new.tags:
            chosen = ""  # what has just come is to be seen
        self.tag.blockSignals(True)
        self.tag.clear()
        self.tag.addItem(self.tr("All tags"), "")
        for tag in tags:
            self.tag.addItem(tag, tag)
        self.tag.setCurrentIndex(max(0, self.tag.findData(chosen)))
        self.tag.blockSignals(False)
        self.tag.setVisible(bool(tags))

    def _filter(self, before: str | None = None) -> None:
        current = self.current()
        name = before if before is not None else (current.name if current else "")
        tag = self.tag.currentData() or ""
        shown = [row for row in self._rows if not tag or tag in row.tags]
        self.corpora.set_rows(shown)
        self.select(name if self.corpora.row_of(name) >= 0 else (shown[0].name if shown else ""))
        self.selected.emit()

    def _restyle(self) -> None:
        em = self._theme.em
        self.setFixedWidth(em(19))
        spacing(self._box, self._theme, 0.6, (1.0, 1.3, 1.0, 1.0))
        for widget in (self._heading, self._hint):
            widget.setContentsMargins(em(0.3), 0, 0, 0)
