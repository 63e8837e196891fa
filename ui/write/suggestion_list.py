"""The list of suggested words: a plain list as a Qt model, and how a row is painted."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.language.translation import translate
from ui.language.wording import percent
from ui.style.theme import Theme
from ui.style.widgets import plain_tip
from ui.write.keys import TAKEN_FROM_LIST, Keys
from wordrnn.continuation import SuggestionLike

SuggestionRole = Qt.ItemDataRole.UserRole + 1
PART_TOKENS = {"network": "accent", "ngram": "ngram", "memory": "memory"}
_FULL_BAR = 0.5  # the probability that fills a bar, unless the first word is likelier

Index = QModelIndex | QPersistentModelIndex


def part_name(part: str) -> str:
    """Return what people call a part of the model."""
    names = {
        "network": translate("Parts", "network"),
        "ngram": translate("Parts", "n-gram"),
        "memory": translate("Parts", "memory"),
    }
    return names.get(part, part)


def in_order(parts: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return the parts of a probability, always in the same order."""
    known = list(PART_TOKENS)
    return sorted(
        parts.items(), key=lambda part: known.index(part[0]) if part[0] in PART_TOKENS else len(known)
    )


def describe(suggestion: SuggestionLike) -> str:
    """Return the suggestion in words: what a bar shows by colour."""
    shares = ", ".join(
        f"{part_name(name)} {percent(share)}" for name, share in in_order(suggestion.parts) if share > 0
    )
    return f"{suggestion.word}, {percent(suggestion.probability)}" + (f" ({shares})" if shares else "")


class SuggestionModel(QAbstractListModel):
    """Suggestions, best first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggestions: list[SuggestionLike] = []

    def set_suggestions(self, suggestions: Sequence[SuggestionLike]) -> None:
        """Show `suggestions` in place of those before."""
        self.beginResetModel()
        self._suggestions = list(suggestions)
        self.endResetModel()

    def suggestions(self) -> list[SuggestionLike]:
        """Return what is shown."""
        return list(self._suggestions)

    def full_bar(self) -> float:
        """Return the probability that fills a bar."""
        return max([_FULL_BAR, *(s.probability for s in self._suggestions)])

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._suggestions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a suggestion's word, its description, or itself."""
        if not index.isValid():
            return None
        suggestion = self._suggestions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return suggestion.word
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return describe(suggestion)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(describe(suggestion))
        return suggestion if role == SuggestionRole else None


class SuggestionDelegate(QStyledItemDelegate):
    """Paints the key that takes a word, the word, its probability, and the parts that make it up as a bar."""

    def __init__(self, theme: Theme, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for a line of text and a bar."""
        return QSize(self._theme.em(10), round(self._theme.em(1) * 3.15))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        suggestion: SuggestionLike = index.data(SuggestionRole)
        model = index.model()
        full = model.full_bar() if isinstance(model, SuggestionModel) else 1.0
        em = self._theme.em
        row: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setBrush(self._theme.colour("track"))
            painter.drawRoundedRect(row, em(0.5), em(0.5))
        inner = row.adjusted(em(0.75), em(0.4), -em(0.75), -em(0.5))
        small, strong = self._theme.font(0.86), self._theme.font(1.0, QFont.Weight.DemiBold)
        shown = [self._keys.text(f"take_{number}") for number in range(1, TAKEN_FROM_LIST + 1)]
        keys = shown[: max(1, model.rowCount())]
        key_width = max(map(QFontMetrics(small).horizontalAdvance, keys)) + em(0.9) if any(keys) else 0
        line = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(strong).height())
        painter.setFont(small)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown[index.row()])
        line.setLeft(line.left() + key_width)
        painter.setPen(self._theme.colour("ink"))
        figure = percent(suggestion.probability)
        painter.setFont(self._theme.font())
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure)
        painter.setFont(strong)
        room = line.width() - QFontMetrics(self._theme.font()).horizontalAdvance(figure) - em(0.5)
        word = QFontMetrics(strong).elidedText(suggestion.word, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
        height = max(4, em(0.45))
        bar = QRectF(line.left(), inner.bottom() - height, line.width(), height)
        selected = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        self._paint_bar(painter, bar, suggestion, full, "panel" if selected else "track")
        painter.restore()

    def _paint_bar(
        self, painter: QPainter, bar: QRectF, suggestion: SuggestionLike, full: float, track: str
    ) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        painter.setClipPath(shape)
        painter.fillRect(bar, self._theme.colour(track))
        left = bar.left()
        parts = suggestion.parts or {"network": suggestion.probability}
        for name, share in in_order(parts):
            width = bar.width() * share / full
            part = QRectF(QPointF(left, bar.top()), QPointF(left + width, bar.bottom()))
            painter.fillRect(part, self._theme.colour(PART_TOKENS.get(name, "muted")))
            left += width


class SuggestionList(QListView):
    """The suggestions; a click or Enter takes one. It is as high as its rows."""

    def __init__(self, theme: Theme, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(SuggestionDelegate(theme, keys, self))
        keys.changed.connect(self.viewport().update)
        self.setAccessibleName(self.tr("Suggested words"))
        self.setProperty("role", "list")
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setUniformItemSizes(True)
