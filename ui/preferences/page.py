"""The Settings page: sections of settings, each in a module of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.language.translation import translate
from ui.page import Page
from ui.style.scroll import scroll_area
from ui.style.theme import Theme
from ui.style.widgets import section, set_role, spacing

_WIDTH_EM = 50


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what makes the widget under it, called when the page is first shown."""

    heading: str
    make: Callable[[], QWidget]
    name: str = ""  # what the rest of the app calls it by


class SettingsPage(Page):
    """Shows its sections one under the other. They are made when the page is first shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("Pages", "Settings"), parent)
        self._sections: list[Section] = []
        self._named: dict[str, QWidget] = {}
        self._content = QWidget()
        set_role(self._content, "plain")
        self._box = QVBoxLayout(self._content)
        spacing(self._box, theme, 0.6, (1.4, 1.4, 1.4, 1.4))
        self._scroll = scroll_area(self._content)
        self.set_body(self._scroll)
        self._column = QWidget()
        row = QHBoxLayout()
        row.addWidget(self._column, 1)
        row.addStretch(0)
        self._column_box = QVBoxLayout(self._column)
        spacing(self._column_box, theme, 0.6)
        self._box.addLayout(row)
        self._box.addStretch(1)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Say what is on the page."""
        self._sections = list(sections)

    def show_section(self, name: str) -> None:
        """Scroll to the section `name`, and put the focus on its first control."""
        widget = self._named[name]
        self._content.adjustSize()
        self._scroll.verticalScrollBar().setValue(
            widget.mapTo(self._content, QPoint(0, -self.theme.em(2))).y()
        )
        first = _first_control(widget)
        if first is not None:
            first.setFocus()

    def page_shown(self) -> None:
        """Make the sections the first time."""
        if not self._sections:
            return
        for each in self._sections:
            widget = each.make()
            self._column_box.addWidget(section(each.heading))
            self._column_box.addWidget(widget)
            self._column_box.addSpacing(self.theme.em(0.9))
            self._named[each.name] = widget
            self.first_focus = self.first_focus or _first_control(widget)
        self._sections = []

    def _restyle(self) -> None:
        self._column.setMaximumWidth(self.theme.em(_WIDTH_EM))


def _first_control(widget: QWidget) -> QWidget | None:
    reached = (
        child for child in widget.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus
    )
    return next(reached, None)
