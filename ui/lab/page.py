"""The Lab page: experiments that show why recurrent networks remember, a tab each."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.background import Background
from ui.lab.saving import FigureSaving
from ui.lab.tab import LabTab
from ui.lab.tab_bar import ExperimentTabs
from ui.page import Page
from ui.settings import Settings
from ui.style.flow import FlowLayout
from ui.style.theme import Theme
from ui.style.widgets import menu_button, set_role, spacing


class LabPage(Page):
    """Turns from experiment to experiment; what the header and the status bar show is that of the one in front."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        background: Background,
        make_tabs: Callable[[], Sequence[LabTab]],
        parent: QWidget | None = None,
    ) -> None:
        """`make_tabs` gives the tabs in their order, at least one: when the page is first shown, not at every start."""
        super().__init__(theme, self.tr("Lab"), parent)
        self._make_tabs = make_tabs
        self.tabs: dict[str, LabTab] = {}
        self.bar = ExperimentTabs(theme)
        self.saving = FigureSaving(background, settings, self)
        self._stack = QStackedWidget()
        self._build_header()
        self.set_body(self._stack)

    # What it does ---------------------------------------------------------------------------------------------------

    @property
    def current(self) -> LabTab:
        """The experiment in front."""
        return list(self.tabs.values())[self.bar.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Bring the experiment `name` to the front."""
        self._fill()
        self.bar.setCurrentIndex(list(self.tabs).index(name))

    def page_shown(self) -> None:
        """Have the experiment in front bring itself up to date."""
        self._fill()
        self.current.tab_shown()

    def unsettled(self) -> str:
        """Return what an experiment has still to end."""
        self.saving.close()
        return next(filter(None, [tab.unsettled() for tab in self.tabs.values()]), "")

    def closing(self) -> None:
        """End every experiment."""
        for tab in self.tabs.values():
            tab.closing()

    # Building -------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Make the tabs, unless they are there."""
        if self.tabs:
            return
        made = self._make_tabs()
        self.tabs = {tab.name: tab for tab in made}
        self.bar.set_titles([tab.title for tab in made])
        for tab in made:
            self._add(tab)
        self._connect()
        self._show_current()

    def _build_header(self) -> None:
        # It asks for no room: what there is decides where the actions go, and they must not widen the window before.
        self.header.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.header.add_beside_title(self.bar)
        self._save = menu_button(self.tr("Save ▾"), self.tr("Save the figure or the data"))
        self._save.setMenu(self.saving.menu(lambda: self.current.name, lambda: self.current.data()))
        self.header.add(self._save)
        # Where there is no room beside the tabs, what belongs to the one in front stands below, in lines of its own.
        self._line = QFrame()
        set_role(self._line, "header")
        self._line_row = FlowLayout(self._line)
        spacing(self._line_row, self.theme, 0.8, (1.4, 0.55, 1.4, 0.55))
        self._line.hide()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self._line)
        self._in_line = False

    def _add(self, tab: LabTab) -> None:
        self._stack.addWidget(tab)
        for action in tab.tools:
            self.header.add_before(action, self._save)
        tab.status_changed.connect(lambda: self._tell(tab))
        tab.progress_changed.connect(lambda _: self._tell(tab))
        tab.data_changed.connect(lambda: self._tell(tab))
        tab.settled.connect(self.settled)

    def _connect(self) -> None:
        self.bar.currentChanged.connect(self._on_turned)
        self.saving.said.connect(
            lambda text: self.set_status([text, *self.current.facts], self.current.source)
        )
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(key), self, lambda by=by: self._turn(by), context=scope)
        self.theme.changed.connect(self._arrange)

    def _turn(self, by: int) -> None:
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    # What is in front -----------------------------------------------------------------------------------------------

    def _on_turned(self, index: int) -> None:
        self._show_current()
        if self.isVisible():
            self.current.tab_shown()

    def _show_current(self) -> None:
        tab = self.current
        self._stack.setCurrentWidget(tab)
        for each in self.tabs.values():
            for action in each.tools:
                action.setVisible(each is tab)
        self.first_focus = tab.first_focus
        self._tell(tab)
        self._arrange()

    def _tell(self, tab: LabTab) -> None:
        if tab is self.current:
            self._save.setEnabled(tab.has_data)
            self.set_progress(tab.progress)
            self.set_status(tab.facts, tab.source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the actions a line of their own where there is no room beside the tabs."""
        super().resizeEvent(event)
        if self.tabs:
            self._arrange()

    def _arrange(self) -> None:
        gap = self.theme.em(0.8)
        shown = [*self.current.tools, self._save]
        wanted = self.header.title_width() + self.bar.sizeHint().width() + 2 * self.theme.em(1.4)
        wanted += sum(widget.sizeHint().width() + gap for widget in shown) + 2 * gap
        in_line = wanted > self.width()
        if in_line != self._in_line:
            self._in_line = in_line
            for tab in self.tabs.values():
                for action in tab.tools:
                    self._move(action, in_line)
            self._move(self._save, in_line)
        self._line.setVisible(in_line)

    def _move(self, widget: QWidget, in_line: bool) -> None:
        hidden = widget.isHidden()
        if in_line:
            self._line_row.addWidget(widget)
        else:
            self.header.add(widget)
        widget.setHidden(hidden)
