"""The menu of what lies in the library's bin."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.language.wording import day, size
from ui.models.shelf import Deleted
from wordrnn.model_bin import Binned


class BinMenu(QMenu):
    """An entry for each model that can be taken back, and one to empty the bin."""

    restore_wanted = Signal(object)  # a Deleted
    empty_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._binned: list[Binned] = []
        self.aboutToShow.connect(self.fill)

    @property
    def binned(self) -> Sequence[Binned]:
        """What lies in the bin."""
        return self._binned

    def set_binned(self, binned: Sequence[Binned]) -> None:
        """Offer `binned` when the menu is opened next."""
        self._binned = list(binned)

    def fill(self) -> None:
        """Make the entries anew."""
        self.clear()
        for each in self._binned:
            text = self.tr("Restore {name} ({day}, {size})")
            moment = day(each.deleted) if each.deleted else "–"
            text = text.format(name=each.name, day=moment, size=size(each.size_bytes)).replace("&", "&&")
            deleted = Deleted(each.name, key=each.key)
            self.addAction(text).triggered.connect(lambda _=False, it=deleted: self.restore_wanted.emit(it))
        self.addSeparator()
        self.addAction(self.tr("Empty the bin…")).triggered.connect(lambda: self.empty_wanted.emit())
