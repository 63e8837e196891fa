"""The Settings page: sections of settings, each in a module of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.pages.base import Page
from ui.theme import Theme
from ui.widgets import section, set_role, spacing

_WIDTH_EM = 50


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what makes the widget under it, called when the page is first shown."""

    heading: str
    make: Callable[[], QWidget]


class SettingsPage(Page):
    """Shows its sections one under the other. They are made when the page is first shown."""

    def __init__(self, theme: Theme, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.header.set_title(self.tr("Settings"))
        self._sections = list(sections)
        self._content = QWidget()
        set_role(self._content, "plain")
        self._box = QVBoxLayout(self._content)
        spacing(self._box, theme, 0.6, (1.4, 1.4, 1.4, 1.4))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._content)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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

    def page_shown(self) -> None:
        """Make the sections the first time."""
        if not self._sections:
            return
        for each in self._sections:
            widget = each.make()
            self._column_box.addWidget(section(each.heading))
            self._column_box.addWidget(widget)
            self._column_box.addSpacing(self.theme.em(0.9))
            self.first_focus = self.first_focus or widget.nextInFocusChain()
        self._sections = []

    def _restyle(self) -> None:
        self._column.setMaximumWidth(self.theme.em(_WIDTH_EM))
