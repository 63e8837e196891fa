"""A generated word in numbers, and what might have stood in its place: taking one goes on from there."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.evaluate.word_facts import share
from ui.generate.text import AlternativeLike, StepLike
from ui.language.translation import translate
from ui.language.wording import number
from ui.style.theme import Theme
from ui.style.widgets import Card, ElidedLabel, label, section
from ui.text.word_flow import WordFlow

_AlternativeRole = Qt.ItemDataRole.UserRole + 1


def shown(text: str) -> str:
    """Return how an alternative is shown: a line's end by a sign."""
    return text.strip() or ("¶" if "\n" in text else text)


class _Delegate(QStyledItemDelegate):
    """Paints a word, its probability, and that as a bar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        """Return room for a line of text above a bar."""
        return QSize(self._theme.em(8), round(QFontMetrics(self._theme.font()).height() * 1.75))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        """Paint one row."""
        other: AlternativeLike = index.data(_AlternativeRole)  # pyright: ignore[reportAttributeAccessIssue]
        row: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        font: QFont = index.data(Qt.ItemDataRole.FontRole)  # pyright: ignore[reportAttributeAccessIssue]
        em, colour = self._theme.em, self._theme.colour
        chosen = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(row, em(0.35), em(0.35))
        inner = row.adjusted(em(0.5), em(0.1), -em(0.5), -em(0.15))
        bar = QRect(inner.left(), inner.bottom() - em(0.2), inner.width(), max(2, em(0.2)))
        painter.setBrush(colour("track"))
        painter.drawRect(bar)
        painter.setBrush(colour("accent"))
        painter.drawRect(
            QRect(bar.left(), bar.top(), round(bar.width() * min(1, other.probability)), bar.height())
        )
        painter.setPen(colour("ink"))
        figure = share(other.probability)
        painter.setFont(self._theme.font())
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, figure)
        room = inner.width() - QFontMetrics(self._theme.font()).horizontalAdvance(figure) - em(0.6)
        painter.setFont(font)
        text = QFontMetrics(font).elidedText(shown(other.text), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)
        painter.restore()


class AlternativeList(QListWidget):
    """The alternatives; a click or Enter takes one."""

    left = Signal()  # Escape

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(translate("Generate", "What might have stood here"))
        self.setProperty("role", "list")
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._restyle)

    def show_alternatives(self, others: Sequence[AlternativeLike], index: int) -> None:
        """Show `others`; `index` is the token that stands there now."""
        self.clear()
        for other in others:
            item = QListWidgetItem(shown(other.text))
            item.setData(_AlternativeRole, other)
            here = other.index == index
            item.setFont(self._theme.font(1.0, QFont.Weight.Bold if here else QFont.Weight.Normal))
            text = f"{shown(other.text)}, {share(other.probability)}"
            text += ", " + translate("Generate", "stands there now") if here else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            item.setToolTip(text)
            self.addItem(item)

    def chosen(self, row: int) -> AlternativeLike:
        """Return the alternative in a row."""
        return self.item(row).data(_AlternativeRole)

    def sizeHint(self) -> QSize:
        """Return room for eight rows."""
        return QSize(self._theme.em(12), self._theme.em(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _restyle(self) -> None:
        for row in range(self.count()):
            weight = self.item(row).font().weight()
            self.item(row).setFont(self._theme.font(1.0, QFont.Weight(weight)))
        self.scheduleDelayedItemsLayout()


class WordCard(Card):
    """The word that is pointed at: its probability, with which it was drawn, and the alternatives to it."""

    taken = Signal(object)  # an AlternativeLike

    def __init__(self, theme: Theme, flow: WordFlow, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._flow = flow
        self._takeable = True
        self._shown: StepLike | None = None
        self.body.addWidget(section(self.tr("This word")))
        self._word = ElidedLabel(role="title")
        self._facts = label("", "muted", wrap=True)
        self._hint = label("", "small", wrap=True)
        self.list = AlternativeList(theme)
        self.list.itemClicked.connect(lambda item: self._take(self.list.row(item)))
        self.list.itemActivated.connect(lambda item: self._take(self.list.row(item)))
        self.list.left.connect(flow.setFocus)
        for widget in (self._word, self._facts, self._hint):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.show_word("", (), 0.0)

    def set_takeable(self, takeable: bool) -> None:
        """Let alternatives be taken, or say why they cannot be."""
        if takeable != self._takeable:
            self._takeable = takeable
            self._show_choice()

    def show_word(self, written: str, steps: Sequence[StepLike], probability: float) -> None:
        """Show a word and the steps it came in; a hint where there is none."""
        first = self._shown = steps[0] if steps else None
        self._word.set_text(written)
        for each in (self._word, self._facts):
            each.setVisible(bool(written))
        if first is None:
            self._facts.setText("")
            self._hint.setText(
                self.tr(
                    "Point at a word, or go through them with the arrow keys, to see how likely it was; "
                    "click it, or press Enter, for what might have stood there."
                )
            )
            self.list.show_alternatives((), -1)
            self.list.setEnabled(False)
            return
        self._facts.setText(_facts(steps, probability))
        self._show_choice()
        self.list.show_alternatives(first.alternatives, first.index)

    def focus_list(self) -> None:
        """Go to the alternatives."""
        if self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(0)

    def _show_choice(self) -> None:
        if self._shown is None:
            return
        if not self._shown.alternatives:
            hint = self.tr("It closes what was opened: nothing was drawn.")
        elif self._takeable:
            hint = self.tr("Take another one, and the text goes on from there.")
        else:
            hint = self.tr("The model that wrote this is no longer in use: other words cannot be taken.")
        self._hint.setText(hint)
        self.list.setEnabled(self._takeable)

    def _take(self, row: int) -> None:
        if 0 <= row < self.list.count():
            self.taken.emit(self.list.chosen(row))


def _facts(steps: Sequence[StepLike], probability: float) -> str:
    first = steps[0]
    if first.index < 0:
        return ""
    said = [translate("Generate", "probability {share}").format(share=share(probability))]
    if len(steps) == 1:
        said.append(translate("Generate", "place {rank}").format(rank=number(first.rank, 0)))
        drawn = share(first.drawn) if first.drawn > 0 else ""
        said.append(
            translate("Generate", "drawn with {share}").format(share=drawn)
            if drawn
            else translate("Generate", "taken, not drawn")
        )
    else:
        said.append(translate("Generate", "%n piece(s); what is below is for the first", len(steps)))
    return " · ".join(said)
