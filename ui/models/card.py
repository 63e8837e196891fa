"""Paints a model as a card: what it is, where it comes from, its figures."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.language.translation import translate
from ui.models.model_list import Index, SummaryRole
from ui.models.words import Figure, figures_of, lines_of, remark_of
from ui.style.theme import Theme
from wordrnn.model_summary import ModelSummary

_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_WIDE = 38  # em, from which on the figures stand beside the text
_COLUMNS = (9.0, 6.0, 6.0)  # em


class ModelDelegate(QStyledItemDelegate):
    """Paints the cards; a figure that the mouse rests on says how it was measured."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heights: dict[tuple[bool, bool], int] = {}  # by whether it is wide, and has a third line
        theme.changed.connect(self._forget_heights)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for the lines and the gap between cards."""
        em = self._theme.em
        kind = self._is_wide(option), bool(remark_of(index.data(SummaryRole))[0])
        if kind not in self._heights:
            self._heights[kind] = self._height(*kind)
        return QSize(em(16), self._heights[kind])

    def _forget_heights(self) -> None:
        self._heights.clear()

    def _height(self, wide: bool, remark: bool) -> int:
        em = self._theme.em
        line = QFontMetrics(self._theme.font()).height() + em(0.15)
        height = QFontMetrics(self._name_font()).height() + em(0.35) + 2 * line + em(1.8)
        height += line if remark else 0
        height += 0 if wide else em(0.5) + self._figure_height()
        return height + em(0.8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        model: ModelSummary = index.data(SummaryRole)
        em, colour = self._theme.em, self._theme.colour
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = _rect_of(option).adjusted(1, 1, -1, -em(0.8))
        painter.setPen(QPen(colour("accent") if selected else colour("line"), 2 if focused else 1))
        painter.setBrush(colour("panel"))
        painter.drawRoundedRect(card, em(0.55), em(0.55))
        places = self._places(option)
        text = whole = self._inner(option)
        if self._is_wide(option):
            text = whole.adjusted(0, 0, places[0].left() - em(0.5) - whole.right(), 0)
        self._paint_text(painter, text, whole.width(), model)
        for place, figure in zip(places, figures_of(model), strict=True):
            self._paint_figure(painter, place, figure, self._is_wide(option))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tell how a figure was measured."""
        model = index.data(SummaryRole)
        if event.type() != QEvent.Type.ToolTip or model is None:
            return super().helpEvent(event, view, option, index)
        for place, figure in zip(self._places(option), figures_of(model), strict=True):
            if place.contains(event.pos()):
                QToolTip.showText(event.globalPos(), figure.protocol, view)
                return True
        QToolTip.hideText()
        return True

    # ---- places

    def _is_wide(self, option: QStyleOptionViewItem) -> bool:
        return _width_of(option) >= self._theme.em(_WIDE)

    def _inner(self, option: QStyleOptionViewItem) -> QRect:
        em = self._theme.em
        return _rect_of(option).adjusted(1 + em(1.1), 1 + em(0.9), -1 - em(1.1), -em(0.8) - em(0.9))

    def _places(self, option: QStyleOptionViewItem) -> list[QRect]:
        """Return where the three figures stand: at the right, or under the text where there is no room."""
        inner, height = self._inner(option), self._figure_height()
        if self._is_wide(option):
            widths = [self._theme.em(width) for width in _COLUMNS]
            left, top = inner.right() - sum(widths), inner.top()
        else:
            widths = [inner.width() // 3] * 3
            left, top = inner.left(), inner.bottom() - height + 1
        return [QRect(left + sum(widths[:number]), top, width, height) for number, width in enumerate(widths)]

    def _name_font(self) -> QFont:
        return self._theme.font(1.1, QFont.Weight.DemiBold)

    def _figure_fonts(self) -> tuple[QFont, QFont]:
        return self._theme.font(1.35, QFont.Weight.DemiBold), self._theme.font(0.86)

    def _figure_height(self) -> int:
        figure, name = self._figure_fonts()
        return QFontMetrics(figure).height() + self._theme.em(0.1) + QFontMetrics(name).height()

    # ---- paint

    def _paint_figure(self, painter: QPainter, place: QRect, figure: Figure, right: bool) -> None:
        large, small = self._figure_fonts()
        side = (
            Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        ) | Qt.AlignmentFlag.AlignTop
        painter.setFont(large)
        painter.setPen(self._theme.colour("muted" if figure.value == "–" else "ink"))
        painter.drawText(place, side, figure.value)
        painter.setFont(small)
        painter.setPen(self._theme.colour("muted"))
        under = place.adjusted(0, QFontMetrics(large).height() + self._theme.em(0.1), 0, 0)
        name = painter.fontMetrics().elidedText(figure.name, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(under, side, name)

    def _paint_text(self, painter: QPainter, text: QRect, whole: int, model: ModelSummary) -> None:
        """Paint the lines within `text`; the last one, under the figures, may be as wide as `whole`."""
        em, colour, elide = self._theme.em, self._theme.colour, Qt.TextElideMode.ElideRight
        strong = self._name_font()
        metrics = QFontMetrics(strong)
        badges = [translate("Models", "active")] if model.active else []
        badges += [translate("Models", "built in")] if model.builtin else []
        width = self._badges_width(badges)
        name = metrics.elidedText(model.name, elide, max(1, text.width() - width))
        painter.setFont(strong)
        painter.setPen(colour("ink"))
        painter.drawText(text, _TOP, name)
        self._paint_badges(
            painter,
            text.left() + metrics.horizontalAdvance(name) + em(0.7),
            text.top(),
            metrics.height(),
            badges,
        )
        remark, warns = remark_of(model)
        lines = [
            *zip(lines_of(model), ("surprise" if model.problem else "ink", "muted"), strict=True),
            *([(remark, "surprise" if warns else "muted")] if remark else []),
        ]
        line = text.adjusted(0, metrics.height() + em(0.35), 0, 0)
        painter.setFont(self._theme.font())
        for number, (words, token) in enumerate(lines):
            line.setWidth(whole if number == 2 else line.width())
            painter.setPen(colour(token))
            painter.drawText(line, _TOP, painter.fontMetrics().elidedText(words, elide, line.width()))
            line = line.adjusted(0, painter.fontMetrics().height() + em(0.15), 0, 0)

    def _badges_width(self, badges: Sequence[str]) -> int:
        metrics = QFontMetrics(self._theme.font(0.86, QFont.Weight.DemiBold))
        return sum(metrics.horizontalAdvance(badge) + self._theme.em(1.7) for badge in badges)

    def _paint_badges(
        self, painter: QPainter, left: int, top: int, height: int, badges: Sequence[str]
    ) -> None:
        em, colour = self._theme.em, self._theme.colour
        font = self._theme.font(0.86, QFont.Weight.DemiBold)
        painter.setFont(font)
        for badge in badges:
            box = QRect(left, top, QFontMetrics(font).horizontalAdvance(badge) + em(1), height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(box, em(0.4), em(0.4))
            painter.setPen(colour("accent"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge)
            left = box.right() + em(0.7)


def _rect_of(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]


def _width_of(option: QStyleOptionViewItem) -> int:
    """Return how wide a card is: of the view, where the option has no rectangle yet."""
    rect = _rect_of(option)
    widget = option.widget  # pyright: ignore[reportAttributeAccessIssue]
    if rect.width() > 0 or not isinstance(widget, QAbstractItemView):
        return rect.width()
    return widget.viewport().width()
