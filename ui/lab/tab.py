"""What the Lab page knows of an experiment's tab."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.style.theme import Theme
from ui.style.widgets import set_role


class LabTab(QWidget):
    """One experiment: its body, what it puts into the page's header, and what can be saved of it."""

    status_changed = Signal()  # `facts` or `source` has changed
    progress_changed = Signal(object)  # the share that is done, or None
    data_changed = Signal()  # `has_data` may be something else now
    settled = Signal()  # what `unsettled` spoke of has ended

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        """`name` is that of the experiment in `wordrnn lab NAME`, `title` stands on the tab."""
        super().__init__(parent)
        set_role(self, "plain")
        self.theme = theme
        self.name = name
        self.title = title
        self.tools: list[QWidget] = []  # shown in the header while the tab is
        self.first_focus: QWidget | None = None
        self.facts: list[str] = []
        self.source = ""  # where the equations come from
        self.progress: float | None = None

    @property
    def has_data(self) -> bool:
        """Whether there is something to save."""
        return False

    def data(self) -> Mapping[str, Any]:
        """Return what `wordrnn lab NAME --json` would say of what is shown."""
        raise NotImplementedError

    def tab_shown(self) -> None:
        """Bring up to date what is read from disk; called each time the tab comes to the front."""

    def fill_for_picture(self) -> None:
        """Begin what makes the tab full, quickly: for `ui.screenshots`, which waits until it has data."""

    def unsettled(self) -> str:
        """Return what the window has to wait for before it closes, in a few words; "" if nothing."""
        return ""

    def closing(self) -> None:
        """End what must not outlive the window, which closes now."""

    def set_facts(self, facts: Sequence[str]) -> None:
        """Say what the status bar is to show at the left."""
        self.facts = list(facts)
        self.status_changed.emit()

    def set_progress(self, share: float | None) -> None:
        """Show how much is done in the status bar, or nothing."""
        self.progress = share
        self.progress_changed.emit(share)
