"""What is asked about a run that is going on."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.style.questions import ask


class TrainQuestions(QObject):
    """Opens the dialogs; the safe answer is the default."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent

    def about_discarding(self, name: str, act: Callable[[], object]) -> None:
        """Ask whether to end a run and keep nothing of it; an answer that is no calls nothing."""
        ask(
            self._widget,
            self.tr("Discard {name}?").format(name=name),
            self.tr("What was trained so far is deleted, and cannot be brought back."),
            self.tr("Discard"),
            act,
            QMessageBox.Icon.Warning,
        )

    def about_closing(self, name: str) -> Literal["keep", "stop"] | None:
        """Return what becomes of a run when the window closes; None where it stays open."""
        box = QMessageBox(self._widget)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("{name} is still being trained.").format(name=name))
        box.setInformativeText(
            self.tr(
                "It can go on in the background, where the next start finds it, or stop here and keep the best so far."
            )
        )
        stop = box.addButton(self.tr("Stop and keep best"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Keep training in the background"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        if clicked is keep:
            return "keep"
        return "stop" if clicked is stop else None
