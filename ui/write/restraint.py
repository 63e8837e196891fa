"""How much is shown after the caret, and what that brings: the card beside the text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSlider, QSpinBox, QWidget

from ui.language.translation import translate
from ui.language.wording import count, percent
from ui.settings import Settings
from ui.style.theme import Theme
from ui.style.widgets import Card, label
from wordrnn.calibration.showing import ReliabilityLike, Showing, showing


def expectation(found: Showing | None) -> str:
    """Return how often something will be shown and how often it will be right; "" where that is not known."""
    if found is None:
        return ""
    if found.right is None:
        return translate("Restraint", "Hardly ever shown.")
    return translate(
        "Restraint", "Shown about {shown} of the time, and right {right} of those times."
    ).format(shown=_rounded(found.shown), right=_rounded(found.right))


def basis(found: Showing | None) -> str:
    """Return where that was measured."""
    if found is None:
        return ""
    return translate(
        "Restraint",
        "Measured on text that the model was not trained on, at {places} places before words and within their "
        "first letters. In other texts it may be less.",
    ).format(places=count(found.places))


def _rounded(share: float) -> str:
    """Return a share as exactly as it is known."""
    return percent(share) if share < 0.1 or share > 0.95 else percent(round(share * 20) / 20)


class RestraintCard(Card):
    """When predictions come, how sure they must be, how many words they have."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("Restraint", "Predictions"), parent)
        self._settings = settings
        self._reliability: Sequence[ReliabilityLike] = ()
        self._build_modes()
        self._build_sure()
        self._build_words()
        settings.changed.connect(self._on_setting_changed)
        self._show_mode()
        self._show_sure()

    def set_reliability(self, reliability: Sequence[ReliabilityLike]) -> None:
        """Say what the threshold brings with a model of which that was measured; nothing where it is empty."""
        self._reliability = reliability
        self._show_sure()

    # ---- layout

    def _build_modes(self) -> None:
        self.modes = QComboBox()
        for mode, shown in (
            ("automatic", self.tr("as you type")),
            ("request", self.tr("on request")),
            ("off", self.tr("never")),
        ):
            self.modes.addItem(shown, mode)
        self.modes.setAccessibleName(self.tr("When words are predicted"))

        def set_mode(_: int) -> None:
            self._settings.mode = self.modes.currentData()

        self.modes.currentIndexChanged.connect(set_mode)
        self._add_row(self.tr("Predict"), self.modes)

    def _build_sure(self) -> None:
        self._figure = label()
        self._add_row(self.tr("Show inline from"), self._figure)
        self.sure = QSlider(Qt.Orientation.Horizontal)
        self.sure.setRange(0, 95)
        self.sure.setPageStep(5)
        self.sure.setAccessibleName(self.tr("How sure a word must be to be shown inline, in percent"))
        self.sure.setValue(round(self._settings.sure * 100))
        self.sure.valueChanged.connect(self._on_sure_changed)
        self.body.addWidget(self.sure)
        self._expectation = label("", "small", wrap=True)
        self.body.addWidget(self._expectation)

    def _build_words(self) -> None:
        self.words = QSpinBox()
        self.words.setRange(1, 5)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setValue(self._settings.words_ahead)
        self.words.setAccessibleName(self.tr("How many words are shown inline at the most"))

        def set_words(words: int) -> None:
            self._settings.words_ahead = words

        self.words.valueChanged.connect(set_words)
        self._add_row(self.tr("Words at most"), self.words)

    def _add_row(self, name: str, widget: QWidget) -> None:
        row = QHBoxLayout()
        row.addWidget(label(name))
        row.addStretch(1)
        row.addWidget(widget)
        self.body.addLayout(row)

    # ---- what changes

    def _on_sure_changed(self, value: int) -> None:
        self._settings.sure = value / 100
        self._show_sure()

    def _on_setting_changed(self, name: str) -> None:
        if name == "mode":
            self._show_mode()
        elif name == "sure":
            self.sure.setValue(round(self._settings.sure * 100))
        elif name == "words_ahead":
            self.words.setValue(self._settings.words_ahead)

    def _show_mode(self) -> None:
        self.modes.setCurrentIndex(self.modes.findData(self._settings.mode))
        for widget in (self.sure, self.words, self._figure):
            widget.setEnabled(self._settings.mode != "off")

    def _show_sure(self) -> None:
        self._figure.setText(self.tr("{share} sure").format(share=percent(self.sure.value() / 100)))
        found = showing(self._reliability, self.sure.value() / 100)
        self._expectation.setText(expectation(found))
        self._expectation.setToolTip(basis(found))
        self._expectation.setVisible(found is not None)
        self.sure.setAccessibleDescription(f"{expectation(found)} {basis(found)}".strip())
