"""Forgetting one word: how likely it is at the caret before, and afterwards."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.background import while_there
from ui.language.wording import number
from ui.learning.learning import Learning
from ui.style.legend import Legend
from ui.style.theme import Theme
from ui.style.widgets import button, label, spacing
from ui.write.suggestion_list import PART_TOKENS, describe, in_order
from wordrnn.continuation import SuggestionLike

_SHOWN = 60  # characters of the text before the word


def fine_percent(share: float) -> str:
    """Return a share with two or three figures that mean something: "41 %", "3.2 %", "0.04 %"."""
    if 0 < share < 0.00005:
        return f"<{number(0.01, 2)}\u202f%"
    decimals = 0 if share == 0 or share >= 0.1 else 1 if share >= 0.01 else 2
    return f"{number(share * 100, decimals)}\u202f%"


def last_words(text: str, characters: int) -> str:
    """Return the last words of `text` in at most so many characters, with … before them where there are more."""
    words = text.split()
    kept: list[str] = []
    for word in reversed(words):
        if kept and len(" ".join([word, *kept])) > characters:
            break
        kept.insert(0, word)
    return " ".join(kept if len(kept) == len(words) else ["…", *kept])


class ShareBar(QWidget):
    """A probability as a bar, in the colours of its parts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._suggestion: SuggestionLike | None = None
        self._full = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, suggestion: SuggestionLike, full: float) -> None:
        """Show `suggestion`; a probability of `full` fills the bar."""
        self._suggestion, self._full = suggestion, max(full, 1e-9)
        self.setAccessibleDescription(describe(suggestion))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a bar."""
        return QSize(self._theme.em(12), self._theme.em(0.7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts side by side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._theme.em(0.5)
        bar = QRectF(0, (self.height() - height) / 2, self.width(), height)
        shape = QPainterPath()
        shape.addRoundedRect(bar, height / 2, height / 2)
        painter.setClipPath(shape)
        painter.fillRect(bar, self._theme.colour("track"))
        left = bar.left()
        for name, share in in_order(self._suggestion.parts) if self._suggestion else ():
            width = bar.width() * share / self._full
            painter.fillRect(
                QRectF(left, bar.top(), width, height), self._theme.colour(PART_TOKENS.get(name, "muted"))
            )
            left += width


class ForgetDialog(QDialog):
    """Asks whether to forget a word, does it, and shows what that changed."""

    def __init__(
        self, theme: Theme, learning: Learning, word: str, text: str, parent: QWidget | None = None
    ) -> None:
        """`text` is what stands before the caret."""
        super().__init__(parent)
        self.setObjectName("window")
        self._theme = theme
        self._learning = learning
        self._word = word
        self._text = text
        self._before: SuggestionLike | None = None
        self._build()
        if not learning.weigh(word, text, while_there(self, self._on_before)):
            self._remark.setText(self.tr("No model is in use that could say how likely it is."))

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Forget a word"))
        box = QVBoxLayout(self)
        spacing(box, self._theme, 0.7, (1.6, 1.3, 1.6, 1.3))
        self._heading = label(self.tr("Forget “{word}”?").format(word=self._word), "heading", wrap=True)
        box.addWidget(self._heading)
        box.addWidget(label(self._where(), "muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.em(0.9))
        grid.setVerticalSpacing(self._theme.em(0.4))
        grid.setColumnStretch(1, 1)
        self._bars: list[ShareBar] = []
        self._figures: list[QLabel] = []
        for row, name in enumerate((self.tr("Before"), self.tr("Afterwards"))):
            bar, figure = ShareBar(self._theme), label("–")
            bar.setAccessibleName(name)
            grid.addWidget(label(name), row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(figure, row, 2)
            self._bars.append(bar)
            self._figures.append(figure)
        grid.setColumnMinimumWidth(2, self._theme.em(4))
        box.addSpacing(self._theme.em(0.4))
        box.addLayout(grid)
        self._legend = Legend(self._theme)
        box.addWidget(self._legend)
        self._remark = label(
            self.tr("It will be as if it had never been written. This cannot be undone."), "small", wrap=True
        )
        box.addWidget(self._remark)
        box.addStretch(1)
        row = QHBoxLayout()
        spacing(row, self._theme, 0.6)
        self.forget = button(self.tr("Forget"), lambda: self._act(self._learning.forget))
        self.block = button(
            self.tr("Forget and block"),
            lambda: self._act(self._learning.block),
            description=self.tr("It is never learned again until it is unblocked."),
        )
        self.leave = button(self.tr("Cancel"), self.reject)
        self.leave.setDefault(True)
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.block)
        row.addWidget(self.forget)
        box.addLayout(row)
        self.setMinimumWidth(self._theme.em(32))
        self.leave.setFocus()

    def _where(self) -> str:
        before = last_words(self._text, _SHOWN)
        if not before:
            return self.tr("How likely it is at the beginning of a text:")
        return self.tr("How likely it is after “{text}”:").format(text=before)

    def _on_before(self, found: SuggestionLike, is_known: bool) -> None:
        self._before = found
        self._show(0, found)
        self._legend.show_parts([name for name, share in found.parts.items() if share >= 0.0005])
        self.forget.setEnabled(is_known)
        if not is_known:
            self._remark.setText(
                self.tr(
                    "It was not learned from what you write: the model has it from the texts it was trained on. "
                    "Blocked, it is never learned."
                )
            )

    def _act(self, act: object) -> None:
        self.forget.setEnabled(False)
        self.block.setEnabled(False)
        assert callable(act)
        act([self._word], while_there(self, self._on_forgotten))

    def _on_forgotten(self) -> None:
        self._heading.setText(self.tr("“{word}” is forgotten").format(word=self._word))
        self._remark.setText(
            self.tr("What is left is what the model knows from the texts it was trained on.")
        )
        self.forget.hide()
        self.block.hide()
        self.leave.setText(self.tr("Close"))
        self.leave.setAccessibleName(self.leave.text())
        self._learning.weigh(self._word, self._text, while_there(self, lambda found, _: self._show(1, found)))

    def _show(self, row: int, found: SuggestionLike) -> None:
        full = self._before.probability if self._before else found.probability
        self._bars[row].show_share(found, full)
        self._figures[row].setText(fine_percent(found.probability))

    def figures(self) -> list[str]:
        """Return what is shown: the probability before, and afterwards."""
        return [figure.text() for figure in self._figures]
