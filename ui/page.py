"""What the main window knows of a page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.style.theme import Theme
from ui.style.widgets import HeaderBar, set_role


class Page(QWidget):
    """A header above a body. What the status bar says while the page is shown comes from its signal."""

    page_wanted = Signal(str)  # the name of another page to turn to
    settled = Signal()  # what `unsettled` spoke of has ended
    status_changed = Signal(list, str)  # facts at the left; one at the right
    progress_changed = Signal(object)  # the share that is done, or None

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "page")
        self.theme = theme
        self.header = HeaderBar(theme, title)
        self.first_focus: QWidget | None = None  # what has the focus when the page comes to the front
        self._facts: list[str] = []
        self._right = ""
        self._progress: float | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)

    def set_body(self, body: QWidget) -> None:
        """Put the body under the header."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(body, 1)

    def set_status(self, facts: Sequence[str], right: str = "") -> None:
        """Say what the status bar is to show."""
        self._facts, self._right = [fact for fact in facts if fact], right
        self.status_changed.emit(self._facts, self._right)

    def set_progress(self, share: float | None) -> None:
        """Show how much is done in the status bar, or nothing."""
        self._progress = share
        self.progress_changed.emit(share)

    def tell_status(self) -> None:
        """Say it again, to a status bar that has just turned to this page."""
        self.progress_changed.emit(self._progress)
        self.status_changed.emit(self._facts, self._right)

    def page_shown(self) -> None:
        """Bring up to date what is read from disk; called each time the page comes to the front."""

    def may_close(self) -> bool:
        """Ask about what would be lost with the window; gives back whether it may close."""
        return True

    def unsettled(self) -> str:
        """Return what the window has to wait for before it closes, in a few words; "" if nothing."""
        return ""

    def closing(self) -> None:
        """End what must not outlive the window, which closes now."""
