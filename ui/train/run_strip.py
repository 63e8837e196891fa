"""A calm strip above every page: a run was cut off, and can go on."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.language.wording import duration
from ui.style.theme import Theme
from ui.style.widgets import ElidedLabel, button, set_role, spacing
from ui.train.run_log import UnfinishedRun
from ui.train.run_words import epochs


class RunStrip(QFrame):
    """Says that a run was cut off, and offers to resume it; it can be sent away."""

    resume_wanted = Signal(str)
    dismissed = Signal(str)  # what tells this cut from another

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "strip")
        self.setAccessibleName(self.tr("A training run was cut off"))
        self._run: UnfinishedRun | None = None
        self.text = ElidedLabel()
        self.resume = button(self.tr("Resume"), self._on_resume)
        self.later = button(self.tr("Not now"), self._on_later)
        row = QHBoxLayout(self)
        spacing(row, theme, 0.8, (1.4, 0.4, 1.4, 0.4))
        row.addWidget(self.text, 1)
        row.addWidget(self.resume)
        row.addWidget(self.later)
        self.hide()

    def offer(self, run: UnfinishedRun) -> None:
        """Offer to resume `run`."""
        self._run = run
        ago = duration(max(0.0, time.time() - run.told_at))
        if run.epoch is None:
            said = self.tr("The training of {name} was cut off {ago} ago, before its first epoch.")
        else:
            said = self.tr("The training of {name} was cut off {ago} ago, at epoch {epoch}.")
        self.text.set_text(said.format(name=run.name, ago=ago, epoch=epochs(run.epoch or 0)))
        self.resume.setAccessibleName(self.tr("Resume the training of {name}").format(name=run.name))
        self.show()

    def withdraw(self) -> None:
        """Offer nothing any more."""
        self._run = None
        self.hide()

    def _on_resume(self) -> None:
        if self._run is not None:
            name = self._run.name
            self.withdraw()
            self.resume_wanted.emit(name)

    def _on_later(self) -> None:
        if self._run is not None:
            told = cut_of(self._run)
            self.withdraw()
            self.dismissed.emit(told)


def cut_of(run: UnfinishedRun) -> str:
    """Return what tells this cut from another: the run and when it was last heard of."""
    return f"{run.name} {run.told_at:.0f}"
