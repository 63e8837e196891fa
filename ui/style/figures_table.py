"""A table of figures: names at the left, which get the room that the figures leave, and as high as its rows."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from ui.style.theme import Theme


class FiguresTable(QTreeView):
    """The view of a model whose first column holds names, and all others figures."""

    def __init__(
        self,
        theme: Theme,
        model: QAbstractTableModel,
        name: str,
        heading: str,
        parent: QWidget | None = None,
    ) -> None:
        """`name` and `heading` are what screen readers call the table, and the row with what each column is."""
        super().__init__(parent)
        self._theme = theme
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(1)
        header.setAccessibleName(heading)
        model.modelReset.connect(self._fit)
        model.dataChanged.connect(self._fit)
        theme.changed.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return room for all rows."""
        return QSize(self._theme.em(28), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return room for all rows: what it stands in scrolls."""
        return QSize(self._theme.em(16), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names the room that the figures leave."""
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave copying to the page: it copies the whole table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _height(self) -> int:
        rows = max(1, self.model().rowCount())
        bar = self.horizontalScrollBar()
        return round(self._row() * (rows + 1)) + (bar.sizeHint().height() if bar.maximum() else 0) + 4

    def _row(self) -> float:
        return QFontMetrics(self._theme.font()).height() * 1.75

    def _fit(self) -> None:
        self.setStyleSheet(f"QTreeView::item {{ height: {round(self._row())}px; }}")
        self.header().setFixedHeight(round(self._row()))
        self._fit_columns()
        self.updateGeometry()

    def _fit_columns(self) -> None:
        model = self.model()
        plain = QFontMetrics(self._theme.font())
        bold = QFontMetrics(self._theme.font(1.0, QFont.Weight.Bold))
        used = 0
        for column in range(1, model.columnCount()):
            texts: Sequence[str] = [
                str(model.index(row, column).data() or "") for row in range(model.rowCount())
            ]
            width = max((bold.horizontalAdvance(text) for text in texts), default=0) + self._theme.em(0.6)
            title = str(model.headerData(column, Qt.Orientation.Horizontal))
            width = max(width, plain.horizontalAdvance(title) + self._theme.em(0.85))
            self.setColumnWidth(column, width)
            used += width
        names = [plain.horizontalAdvance(str(model.index(row, 0).data())) for row in range(model.rowCount())]
        least = max(names, default=0) + self._theme.em(0.6)
        self.setColumnWidth(0, max(min(least, self._theme.em(16)), self.viewport().width() - used))
