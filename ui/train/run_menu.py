"""What else can be done with the run that is shown, as a menu."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

LONGER = (5, 20, 60)  # minutes


class RunMenu(QMenu):
    """One action each; who shows the menu says what they do."""

    longer_wanted = Signal(float)  # minutes more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.longer = [
            self.addAction(
                self.tr("Train %n minute(s) longer", "", minutes),
                lambda chosen=minutes: self.longer_wanted.emit(chosen),
            )
            for minutes in LONGER
        ]
        self.addSeparator()
        self.snapshot = self.addAction(self.tr("Save a snapshot"))
        self.now = self.addAction(self.tr("Stop now, without a last look"))
        self.discard = self.addAction(self.tr("Stop and discard the run …"))
        self.addSeparator()
        self.copy = self.addAction(self.tr("Copy as command"))

    def enable(self, *, training: bool, saving: bool, longer: bool, copying: bool) -> None:
        """Enable what can be done with a run that is `training` or, beyond that, already `saving`.

        `longer`: one that has ended can go on. `copying`: the command is known.
        """
        going = training and not saving
        for action in self.longer:
            action.setEnabled(going or longer)
        self.snapshot.setEnabled(going)
        self.now.setEnabled(training)
        self.discard.setEnabled(going)
        self.copy.setEnabled(copying)
