"""The strip under the header: a job that goes on, or how it ended and what was passed over."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ui.corpora.job import JobOutcome, JobProgress
from ui.errors import sentence_for
from ui.language.wording import count, duration, size
from ui.style.theme import Theme
from ui.style.widgets import button, label, set_role, spacing

_STEPS = 1000


class JobStrip(QFrame):
    """Says what is going on in one line."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "strip")
        self._theme = theme
        self._what = ""
        self._outcome = JobOutcome()
        self._row = QHBoxLayout(self)
        self._text = label(wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = button(self.tr("Cancel"), self.cancelled.emit)
        self._why = button(self.tr("What was passed over…"), self._show_skipped)
        self._dismiss = button(self.tr("Dismiss"), self.hide)
        self._row.addWidget(self._text, 1)
        for widget in (self._bar, self._cancel, self._why, self._dismiss):
            self._row.addWidget(widget)
        self._restyle()
        theme.changed.connect(self._restyle)
        self.hide()

    def text(self) -> str:
        """Return what is said."""
        return self._text.text()

    def begin(self, what: str) -> None:
        """Say that `what` is going on."""
        self._what = what
        self._show(running=True)
        self._bar.setRange(0, 0)
        self._text.setText(what)

    def show_progress(self, progress: JobProgress) -> None:
        """Say how far it is, how fast, and how long it will take."""
        facts = [self._what]
        if progress.total:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(_STEPS * progress.done / progress.total))
            facts.append(
                self.tr("{done} of {total}").format(done=size(progress.done), total=size(progress.total))
            )
        if progress.rate:
            facts.append(self.tr("{size} a second").format(size=size(round(progress.rate))))
        if progress.left is not None and progress.done < progress.total:
            facts.append(self.tr("{time} left").format(time=duration(progress.left)))
        self._text.setText("   ".join(facts))

    def ending(self) -> None:
        """Say that it is being stopped."""
        self._cancel.setEnabled(False)
        self._text.setText(self.tr("Stopping…"))

    def end(self, outcome: JobOutcome) -> None:
        """Say what was passed over, if anything was; otherwise nothing more."""
        self._outcome = outcome
        if not outcome.passed_over or not outcome.name:
            self.hide()
            return
        self._show(running=False, skipped=True)
        text = self.tr("{name} was added; {n} file(s) passed over.", "", outcome.passed_over)
        self._text.setText(text.format(name=outcome.name, n=count(outcome.passed_over)))

    def say(self, sentence: str) -> None:
        """Say a sentence, to be dismissed."""
        self._show(running=False)
        self._text.setText(sentence)

    def _show(self, running: bool, skipped: bool = False) -> None:
        self._cancel.setEnabled(True)
        for widget in (self._bar, self._cancel):
            widget.setVisible(running)
        self._why.setVisible(skipped)
        self._dismiss.setVisible(not running)
        self.show()

    def _show_skipped(self) -> None:
        SkippedFiles(self._theme, self._outcome, self.window()).open()

    def _restyle(self) -> None:
        spacing(self._row, self._theme, 1, (1.4, 0.6, 1.4, 0.6))
        self._bar.setFixedWidth(self._theme.em(8))


class SkippedFiles(QDialog):
    """The files that were passed over, and why."""

    def __init__(self, theme: Theme, outcome: JobOutcome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Passed over"))
        self.setModal(True)
        box = QVBoxLayout(self)
        spacing(box, theme, 0.8, (1.2, 1.2, 1.2, 1.2))
        rest = outcome.passed_over - len(outcome.skipped)
        said = self.tr("The rest was added. These files were not:")
        box.addWidget(label(said, wrap=True))
        view = QPlainTextEdit()
        view.setReadOnly(True)
        view.setTabChangesFocus(True)
        view.setAccessibleName(said)
        lines = [_line(path, error) for path, error in outcome.skipped]
        if rest:
            lines.append(self.tr("… and {n} more.", "", rest).format(n=count(rest)))
        view.setPlainText("\n\n".join(lines))
        box.addWidget(view, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for each in buttons.buttons():
            each.setAccessibleName(each.text().replace("&", ""))
        box.addWidget(buttons)
        self.resize(theme.em(42), theme.em(24))


def _line(path: str, error: Exception) -> str:
    """Return the sentence on a file, which names it; by its name alone, for the folder is known."""
    return sentence_for(error).replace(path, Path(path).name)
