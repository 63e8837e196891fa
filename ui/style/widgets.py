"""Small widgets that the pages share: labels by role, cards, the header bar, segments, empty states."""

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.style.theme import Theme

_CARD_MARGIN = (1.1, 0.9, 1.1, 0.95)  # em
_CARD_EM = 10.5  # width below which a card with a figure would be cut


def set_role(widget: QWidget, role: str) -> None:
    """Give the widget the look that the style sheet keeps for `role`."""
    widget.setProperty("role", role)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def label(text: str = "", role: str = "", wrap: bool = False) -> QLabel:
    """Return a label; its text is shown as it is, never read as HTML."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def plain_tip(text: str) -> str:
    """Return `text` for a tool tip, which Qt would read as HTML where it looks like that: names come from strangers."""
    return f"<p>{html.escape(text)}</p>" if GuiQt.mightBeRichText(text) else text


def section(text: str) -> QLabel:
    """Return the small heading of a section."""
    made = label(text.upper(), "section")
    made.setAccessibleName(text)
    return made


def button(
    text: str, on_click: Callable[[], object] | None = None, role: str = "", description: str = ""
) -> QPushButton:
    """Return a push button with an accessible name."""
    made = QPushButton(text)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if description:
        made.setToolTip(description)
        made.setAccessibleDescription(description)
    if role:
        made.setProperty("role", role)
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made


def menu_button(text: str, name: str) -> QToolButton:
    """Return a button that opens a menu, marked by ▾; `name` is what it is called for screen readers."""
    made = QToolButton()
    set_role(made, "button")
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    made.setText(text)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def spacing(layout: QLayout, theme: Theme, gap: float, margin: Sequence[float] = (0, 0, 0, 0)) -> None:
    """Space a layout in em, now and whenever the size of an em changes."""

    def space() -> None:
        layout.setSpacing(theme.em(gap) if gap else 0)
        layout.setContentsMargins(*(theme.em(m) if m else 0 for m in margin))

    theme.follow(layout, space)


class Card(QFrame):
    """A framed group with a small heading."""

    def __init__(self, theme: Theme, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.body = QVBoxLayout(self)
        spacing(self.body, theme, 0.45, _CARD_MARGIN)
        if heading:
            self.body.addWidget(section(heading))


class FigureCard(Card):
    """One number with its name above and a remark beneath."""

    def __init__(self, theme: Theme, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._heading = heading
        self._name = ElidedLabel(role="section")
        self._name.set_text(heading.upper())
        self._figure = label("–", "figure")
        self._remark = ElidedLabel(role="small")
        spacing(self.body, theme, 0.15, _CARD_MARGIN)
        for part in (self._name, self._figure, self._remark):
            self.body.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: str, remark: str = "") -> None:
        """Show a figure and a remark under it."""
        self._figure.setText(figure)
        self._remark.set_text(remark)
        self.setAccessibleName(f"{self._heading}: {figure}")
        self.setAccessibleDescription(remark)


class CardGrid(QWidget):
    """Cards of equal width side by side, in as many columns as there is room for."""

    def __init__(self, theme: Theme, cards: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards = list(cards)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        theme.follow(self._grid, lambda: self._grid.setSpacing(theme.em(0.85)))
        self._place(len(self._cards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out anew where the room has changed."""
        super().resizeEvent(event)
        fitting = max(1, self.width() // self._theme.em(_CARD_EM))
        self._place(
            max(n for n in range(1, len(self._cards) + 1) if n <= fitting and len(self._cards) % n == 0)
        )

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(len(self._cards)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
        self._columns = columns


class HeaderBar(QFrame):
    """A page's title, a quieter remark beside it, and its actions on the right."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "header")
        self._title = label(title, "title")
        self._remark = ElidedLabel(role="muted")
        self._row = QHBoxLayout(self)
        spacing(self._row, theme, 0.8, (1.4, 0.55, 1.4, 0.55))
        self._row.addWidget(self._title)
        self._row.addWidget(self._remark, 1)
        theme.follow(self, lambda: self.setMinimumHeight(theme.em(3.5)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # never squeezed

    def add(self, widget: QWidget) -> None:
        """Put an action at the right end."""
        self._row.addWidget(widget)

    def add_before(self, widget: QWidget, other: QWidget) -> None:
        """Put an action to the left of another."""
        self._row.insertWidget(self._row.indexOf(other), widget)

    def add_beside_title(self, widget: QWidget) -> None:
        """Put something between the title and the remark."""
        self._row.insertWidget(1, widget)

    def title_width(self) -> int:
        """Return the room that the title takes, in pixels."""
        return self._title.sizeHint().width()

    def set_title(self, title: str, remark: str = "") -> None:
        """Show a title and a remark."""
        self._title.setText(title)
        self._remark.set_text(remark)


class Segments(QWidget):
    """A row of buttons of which one is chosen."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, choice in enumerate(choices):
            made = button(choice, role="segment")
            made.setAccessibleName(f"{name}: {choice}")
            place = {0: "first", len(choices) - 1: "last"}.get(number, "middle")
            made.setProperty("place", place)
            made.setCheckable(True)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(made, number)
            row.addWidget(made, 1)
        self._group.setExclusive(True)
        self._group.idClicked.connect(lambda number: self.chosen.emit(choices[number]))
        self._choices = list(choices)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Make room for the chosen one's bold letters in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_choices"):
            self._make_room()

    def choose(self, choice: str | None) -> None:
        """Mark `choice` as chosen, or none; `chosen` is not emitted."""
        self._group.setExclusive(choice is not None)
        for number, name in enumerate(self._choices):
            self._group.button(number).setChecked(name == choice)
        self._group.setExclusive(True)

    def choice(self) -> str | None:
        """Return what is chosen."""
        number = self._group.checkedId()
        return self._choices[number] if number >= 0 else None

    def _make_room(self) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        for made in self._group.buttons():
            made.setMinimumWidth(metrics.horizontalAdvance(f"{made.text()}nn"))


class Fold(QWidget):
    """A part that opens and closes under its heading."""

    opened = Signal(bool)

    def __init__(self, theme: Theme, heading: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content = content
        self._head = QToolButton()
        set_role(self._head, "fold")
        self._head.setText(heading)
        self._head.setAccessibleName(heading)
        self._head.setCheckable(True)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.toggled.connect(self._on_toggled)
        box = QVBoxLayout(self)
        spacing(box, theme, 0.4)
        box.addWidget(self._head)
        box.addWidget(content)
        content.hide()
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_open(self, opened: bool) -> None:
        """Open or close the part."""
        self._head.setChecked(opened)

    def _on_toggled(self, opened: bool) -> None:
        self._content.setVisible(opened)
        self._restyle()
        self.opened.emit(opened)

    def _restyle(self) -> None:
        name = "chevron-down" if self._head.isChecked() else "chevron-right"
        self._head.setIcon(self._theme.icon(name, checked="muted"))
        self._head.setIconSize(QSize(self._theme.em(1.1), self._theme.em(1.1)))


class EmptyState(QWidget):
    """One calm sentence in the middle of a page, and the button that leads on."""

    acted = Signal()

    def __init__(
        self, theme: Theme, heading: str, text: str, action: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, "plain")
        self._theme = theme
        self._text = label(text, "muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.follow(self, self._fit)
        title = label(heading, "heading", wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = QVBoxLayout(self)
        spacing(box, theme, 0.8, (2, 2, 2, 4))
        box.addStretch(2)
        box.addWidget(title)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._text, 3)
        row.addStretch(1)
        box.addLayout(row)
        self._action = button(action, self.acted.emit, "primary")
        box.addSpacing(theme.em(0.6))
        box.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)

    def set_text(self, text: str) -> None:
        """Show another sentence."""
        self._text.setText(text)

    def _fit(self) -> None:
        self._text.setMaximumWidth(self._theme.em(34))
        self._text.setMinimumWidth(self._theme.em(18))


class ElidedLabel(QLabel):
    """A label that shortens its text with … instead of widening what it stands in."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        """Show `text`, whole in the tool tip."""
        self._whole = text
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """Return the height only: any width will do."""
        return QSize(1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text again."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.setText(
            self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(1, self.width()))
        )
