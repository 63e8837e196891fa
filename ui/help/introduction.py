"""The first launch: three steps, each one thought. It can be skipped, and comes only once by itself."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ui.style.theme import Theme
from ui.style.widgets import button, label, spacing
from ui.write.keys import Keys


@dataclass(frozen=True, slots=True)
class Step:
    """A picture by its icon's name, a heading and a paragraph."""

    icon: str
    heading: str
    text: str


class _StepPage(QWidget):
    """What one step shows."""


class Introduction(QDialog):
    """Leads through the steps; Enter goes on, the arrows too, Esc skips the rest."""

    page_wanted = Signal(str)  # the page that the last step leads to

    def __init__(
        self, theme: Theme, keys: Keys, parent: QWidget | None = None, *, has_starter: bool = False
    ) -> None:
        """`has_starter`: a model is there already, so that one can type at once."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Welcome to wordrnn"))
        self._theme = theme
        self._stack = QStackedWidget()
        self._steps = self._all_steps(keys, has_starter)
        for step in self._steps:
            self._stack.addWidget(self._page(step))
        self._build()
        self._show_step(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn to the next or the step before with the arrows."""
        turn = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if turn is None:
            super().keyPressEvent(event)
        elif 0 <= self._stack.currentIndex() + turn < len(self._steps):
            self._show_step(self._stack.currentIndex() + turn)

    def _all_steps(self, keys: Keys, has_starter: bool) -> list[Step]:
        take, word, hide = (keys.text(name) for name in ("accept", "accept_word", "dismiss"))
        guesses = self.tr(
            "wordrnn learns from texts that you choose and completes what you type. All of it happens on this "
            "machine: nothing that you write or train on is sent anywhere."
        )
        teaches = self.tr(
            "Letters, notes, a novel: drop your files on the Corpora page and train a model on them. The first "
            "suggestions come within seconds, and get better as it goes on."
        )
        if has_starter:
            guesses = self.tr(
                "wordrnn completes what you type. It knows everyday English, so you can begin at once. All of it "
                "happens on this machine: nothing that you write or train on is sent anywhere."
            )
            teaches = self.tr(
                "It can learn how you write: drop letters or notes of yours on the Corpora page, and choose “Teach it "
                "your texts” on the Models page. A few minutes are enough."
            )
        return [
            Step(
                "app",
                self.tr("It guesses your next word"),
                guesses,
            ),
            Step(
                "write",
                self.tr("Type as ever"),
                self.tr(
                    "When it is sure enough, grey words appear after the caret. {take} takes them, {word} only "
                    "the next word, {hide} hides them. Or just go on typing: your text never changes by itself."
                ).format(take=take or "–", word=word or "–", hide=hide or "–"),
            ),
            Step(
                "corpora",
                self.tr("Teach it your texts"),
                teaches,
            ),
        ]

    def _page(self, step: Step) -> QWidget:
        page = _StepPage()
        box = QVBoxLayout(page)
        spacing(box, self._theme, 0.9, (0.5, 1, 0.5, 0.5))
        picture = QLabel()
        picture.setPixmap(self._theme.pixmap(step.icon, "accent", 3.4, self.devicePixelRatioF()))
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        heading = label(step.heading, "heading", wrap=True)
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text = label(step.text, wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for part in (picture, heading, text):
            box.addWidget(part)
        box.addStretch(1)
        page.setAccessibleName(step.heading)
        page.setAccessibleDescription(step.text)
        return page

    def _build(self) -> None:
        box = QVBoxLayout(self)
        spacing(box, self._theme, 0.8, (2, 1.4, 2, 1.4))
        box.addWidget(self._stack, 1)
        self._where = label("", "muted")
        self._where.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self._where)
        row = QHBoxLayout()
        spacing(row, self._theme, 0.6)
        self.skip = button(self.tr("Skip"), self.reject)
        self.back = button(self.tr("Back"), lambda: self._show_step(self._stack.currentIndex() - 1))
        self.texts = button(self.tr("Add my texts"), lambda: self._leave("corpora"))
        self.forward = button(self.tr("Next"), self._go_on, "primary")
        self.forward.setDefault(True)
        row.addWidget(self.skip)
        row.addStretch(1)
        for each in (self.back, self.texts, self.forward):
            row.addWidget(each)
        box.addLayout(row)
        self.setMinimumSize(self.size_wanted())

    def size_wanted(self) -> QSize:
        """Return the smallest size that every step has room in."""
        width = self._theme.em(34)
        height = max(page.heightForWidth(width) for page in self._stack.findChildren(_StepPage))
        return QSize(width, height + self._theme.em(9))

    def _go_on(self) -> None:
        if self._stack.currentIndex() + 1 < len(self._steps):
            self._show_step(self._stack.currentIndex() + 1)
        else:
            self._leave("write")

    def _leave(self, page: str) -> None:
        self.accept()
        self.page_wanted.emit(page)

    def _show_step(self, number: int) -> None:
        last = number == len(self._steps) - 1
        self._stack.setCurrentIndex(number)
        self._where.setText(self.tr("{number} of {all}").format(number=number + 1, all=len(self._steps)))
        self.back.setEnabled(number > 0)
        self.texts.setVisible(last)
        self.skip.setVisible(not last)
        self.forward.setText(self.tr("Start writing") if last else self.tr("Next"))
        self.forward.setAccessibleName(self.forward.text())
        self.setAccessibleName(self._steps[number].heading)
        self.setAccessibleDescription(self._steps[number].text)
        self.forward.setFocus()
