"""The window: navigation at the left, one page at a time, the state of that page in the status bar."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLayout,
    QMainWindow,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QStatusBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.page import Page
from ui.settings import Settings
from ui.style.theme import Theme
from ui.style.widgets import ElidedLabel, label, set_role, spacing


class NavigationRail(QFrame):
    """Icon and word for each page."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, pages: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        set_role(self, "rail")
        self.setAccessibleName(self.tr("Pages"))
        self._buttons: dict[str, QToolButton] = {}
        self._help: QToolButton | None = None
        self._group = QButtonGroup(self)
        self._box = QVBoxLayout(self)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it makes do with less room
        for number, (name, title) in enumerate(pages.items(), start=1):
            self._box.addWidget(self._button(name, title, number))
        if "settings" in self._buttons:  # apart from the work, at the foot
            self._box.insertStretch(self._box.indexOf(self._buttons["settings"]), 1)
        self._restyle()
        theme.changed.connect(self._restyle)

    def choose(self, name: str) -> None:
        """Mark `name` as the page that is shown."""
        self._buttons[name].setChecked(True)

    def add_help(self, menu: QMenu) -> QToolButton:
        """Put a button that opens `menu` at the foot, above the last page; F1 opens it too."""
        made = self._plain_button(self.tr("Help"))
        made.setToolTip(self.tr("Help (F1)"))
        made.setMenu(menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._box.insertWidget(self._box.count() - 1, made)
        shortcut = QShortcut(QKeySequence("F1"), self)
        shortcut.activated.connect(made.showMenu)
        self._help = made
        self._restyle()
        return made

    def _plain_button(self, title: str) -> QToolButton:
        made = QToolButton()
        set_role(made, "nav")
        made.setText(title)
        made.setAccessibleName(title)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    def _button(self, name: str, title: str, number: int) -> QToolButton:
        made = self._plain_button(title)
        key = QKeySequence(f"Ctrl+{number}").toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{title} ({key})")
        made.setCheckable(True)
        made.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(made)
        self._buttons[name] = made
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without the words where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return room for the icons alone."""
        return QSize(self.width(), self._theme.em(2.3) * (len(self._buttons) + 1))

    def _restyle(self) -> None:
        em = self._theme.em
        margins = 2 * em(0.4)
        self.setFixedWidth(max(em(5.1), max(b.sizeHint().width() for b in self._buttons.values()) + margins))
        named = dict(self._buttons)
        if self._help is not None:
            named["help"] = self._help
        for name, made in named.items():
            made.setIcon(self._theme.icon(name))
            made.setIconSize(QSize(em(1.5), em(1.5)))
        self._fit()

    def _fit(self) -> None:
        """Space the buttons for the room there is: generously, closely, or without words."""
        styles = Qt.ToolButtonStyle
        made = [b for b in (*self._buttons.values(), self._help) if b is not None]
        for style, gap, edge in (
            (styles.ToolButtonTextUnderIcon, 0.3, 0.8),
            (styles.ToolButtonTextUnderIcon, 0, 0.2),
            (styles.ToolButtonIconOnly, 0, 0.2),
        ):
            for each in made:
                each.setToolButtonStyle(style)
            edges = [self._theme.em(part) for part in (0.4, edge, 0.4, edge)]
            self._box.setSpacing(self._theme.em(gap) if gap else 0)
            self._box.setContentsMargins(*edges)
            needed = sum(each.sizeHint().height() for each in made) + self._box.spacing() * len(made)
            if needed + 2 * self._theme.em(edge) <= self.height():
                return


class MainWindow(QMainWindow):
    """Joins the pages to the navigation and the status bar, and asks before work is lost."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        pages: Mapping[str, Page],
        titles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """`pages` and their `titles` by name, in the order of the navigation."""
        super().__init__(parent)
        self.setObjectName("window")
        self._theme = theme
        self._settings = settings
        self.pages: dict[str, Page] = dict(pages)
        self._closing = False  # a page is saving; the window closes when it has ended
        self._build(titles)
        self._connect()
        self._restore()

    def show_page(self, name: str) -> None:
        """Bring the page `name` to the front."""
        page = self.pages[name]
        self.rail.choose(name)
        self._stack.setCurrentWidget(page)
        page.tell_status()
        page.page_shown()
        if page.first_focus is not None and page.first_focus.isVisibleTo(page):
            page.first_focus.setFocus()

    def current_page(self) -> str:
        """Return the name of the page that is shown."""
        return next(name for name, page in self.pages.items() if page is self._stack.currentWidget())

    @property
    def is_closing(self) -> bool:
        """Whether the window closes by itself once a page has ended what it does."""
        return self._closing

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip above the pages, which shows and hides itself."""
        self._column.insertWidget(0, strip)

    def set_document(self, name: str, modified: bool) -> None:
        """Show the name of the text that is open, and whether it has unsaved changes."""
        # Two marks are one that is meant: a file may have such a name.
        self.setWindowTitle(f"{name.replace('[*]', '[*][*]')}[*] – wordrnn")
        self.setWindowModified(modified)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let every page ask about what would be lost; remember where the window stood."""
        if not self._closing and not all(page.may_close() for page in self.pages.values()):
            event.ignore()
            return
        waiting = next(filter(None, (page.unsettled() for page in self.pages.values())), "")
        if waiting:
            self._closing = True
            self.setEnabled(False)
            self._right.setText(waiting)
            event.ignore()
            return
        for page in self.pages.values():
            page.closing()
        self._settings.geometry = self.saveGeometry()
        self._settings.page = self.current_page()
        self._settings.sync()
        event.accept()

    # ---- layout

    def _build(self, titles: Mapping[str, str]) -> None:
        self.rail = NavigationRail(self._theme, titles)
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        right = self._column = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self._build_status())
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(central)

    def _build_status(self) -> QStatusBar:
        self._status = QStatusBar()
        self._status.setSizeGripEnabled(False)
        content = QWidget()
        row = QHBoxLayout(content)
        spacing(row, self._theme, 1.2, (1.2, 0.15, 1.2, 0.15))
        self._facts = ElidedLabel()
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1000)
        self._theme.follow(self._progress, lambda: self._progress.setMaximumWidth(self._theme.em(20)))
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.hide()
        self._right = label("")
        row.addWidget(self._facts, 1)
        row.addWidget(self._progress, 1)
        row.addWidget(self._right)
        self._status.addWidget(content, 1)
        return self._status

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_page)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self.close)
        for number, name in enumerate(self.pages, start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda chosen=name: self.show_page(chosen))
        for page in self.pages.values():
            page.status_changed.connect(lambda facts, right, of=page: self._on_status(of, facts, right))
            page.progress_changed.connect(lambda share, of=page: self._on_progress(of, share))
            page.page_wanted.connect(self.show_page)
            page.settled.connect(self._on_settled)

    def _restore(self) -> None:
        geometry = self._settings.geometry
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            em = self._theme.em
            available = self.screen().availableSize()
            self.resize(min(em(92), available.width()), min(em(58), available.height()))

    def _on_status(self, page: Page, facts: list[str], right: str) -> None:
        if self._stack.currentWidget() is page and not self._closing:
            self._facts.set_text("     ".join(facts))
            self._right.setText(right)

    def _on_progress(self, page: Page, share: float | None) -> None:
        if self._stack.currentWidget() is page:
            self._progress.setVisible(share is not None)
            if share is not None:
                self._progress.setValue(round(share * 1000))

    def _on_settled(self) -> None:
        if self._closing:
            self.close()
