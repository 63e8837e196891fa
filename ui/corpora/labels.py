"""Tags and weight of the corpus that is selected, to be changed."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QCompleter,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from corpora.labels import LONGEST_TAG, MOST_WEIGHT
from ui.language.wording import number
from ui.style.flow import FlowLayout
from ui.style.theme import Theme
from ui.style.widgets import button, label, spacing

_WAIT_MS = 500  # until nobody turns the weight any more


class TagEditor(QWidget):
    """The tags, each a button that takes it away, and a field for one more."""

    changed = Signal(list)  # of all tags

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tags: list[str] = []  # as they are to be: writing them takes a moment
        self._shown: list[str] = []
        self._buttons: list[QPushButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Add a tag"))
        self.field.setAccessibleName(self.tr("Add a tag"))
        self.field.setMaxLength(LONGEST_TAG)
        self.field.returnPressed.connect(self._add)
        self._flow.addWidget(self.field)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_tags(self, tags: Sequence[str], known: Sequence[str]) -> None:
        """Show `tags`; those of other corpora, `known`, are offered."""
        self._tags = list(tags)
        if self._tags != self._shown:
            had_focus = any(each.hasFocus() for each in self._buttons)
            for each in self._buttons:
                self._flow.removeWidget(each)
                each.deleteLater()
            self._shown = list(tags)
            self._buttons = [self._button(tag) for tag in tags]
            for place, each in enumerate(self._buttons):
                self._flow.insert_widget(place, each)
            self._flow.invalidate()
            self.updateGeometry()
            if had_focus:
                self.field.setFocus()
        completer = QCompleter([tag for tag in known if tag not in tags], self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)

    def tags(self) -> list[str]:
        """Return the tags that are shown."""
        return list(self._shown)

    def _button(self, tag: str) -> QPushButton:
        made = button(f"{tag}  ×".replace("&", "&&"), lambda: self._remove(tag), role="tag")
        name = self.tr("Take away the tag {tag}").format(tag=tag)
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    def _add(self) -> None:
        added = [" ".join(tag.split()) for tag in self.field.text().split(",")]
        self.field.clear()
        if any(added):
            self._change([*self._tags, *filter(None, added)])

    def _remove(self, tag: str) -> None:
        self._change([each for each in self._tags if each != tag])

    def _change(self, tags: list[str]) -> None:
        self._tags = tags
        self.changed.emit(list(tags))

    def _restyle(self) -> None:
        self._flow.setSpacing(self._theme.em(0.5))
        self.field.setFixedWidth(self._theme.em(9))

    def sizeHint(self) -> QSize:
        """Return room for the lines there are."""
        width = max(self.width(), self._theme.em(20))
        return QSize(width, self._flow.heightForWidth(width))


class WeightEditor(QWidget):
    """How much the corpus counts in training beside others, and what that means."""

    changed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        spacing(self._row, theme, 0.7)
        row = QHBoxLayout()
        row.setSpacing(theme.em(0.7))
        self.box = QDoubleSpinBox()
        self.box.setRange(0, MOST_WEIGHT)
        self.box.setDecimals(2)
        self.box.setSingleStep(0.5)
        self.box.setSuffix(" ×")
        self.box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.box.setAccessibleName(self.tr("Weight in training"))
        self._remark = label("", "muted", wrap=True)
        row.addWidget(label(self.tr("Weight"), "muted"))
        row.addWidget(self.box)
        row.addStretch(0)
        self._row.addLayout(row)
        self._row.addWidget(self._remark, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.tell)
        self._told = 1.0
        self.box.valueChanged.connect(self._on_changed)

    def set_narrow(self, narrow: bool) -> None:
        """Put the remark under the number, or beside it."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def show_weight(self, weight: float) -> None:
        """Show `weight`, unless another one is just being set."""
        if self._timer.isActive():
            return
        self._told = weight
        self.box.blockSignals(True)
        self.box.setValue(weight)
        self.box.blockSignals(False)
        self._say()

    def tell(self) -> None:
        """Emit the weight now if it has been changed: another corpus is about to be shown."""
        self._timer.stop()
        if self.box.value() != self._told:
            self._told = self.box.value()
            self.changed.emit(self._told)

    def _on_changed(self) -> None:
        self._say()
        self._timer.start()

    def _say(self) -> None:
        weight = self.box.value()
        if weight == 0:
            text = self.tr("left out of training")
        elif weight < 1:
            text = self.tr("a part of it is read in training")
        elif weight == 1:
            text = self.tr("counts like any other text")
        else:
            text = self.tr("read {times} times as often as other text").format(
                times=number(weight, 2).rstrip("0").rstrip(".,")
            )
        self._remark.setText(text)
        self.box.setAccessibleDescription(text)
