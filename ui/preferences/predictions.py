"""The section of the Settings page on predictions: when they come, and how much of them."""

from PySide6.QtWidgets import QWidget

from ui.preferences import controls
from ui.preferences.rows import SettingRows
from ui.settings import DELAYS, LIST_LENGTHS, WORDS_AHEAD, ZOOMS, Settings
from ui.style.theme import Theme


class PredictionsSection(SettingRows):
    """The same settings as on the Write page, and those that are changed once and left."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        title = self.tr("Predict")
        modes = {
            "automatic": self.tr("As I type"),
            "request": self.tr("On request"),
            "off": self.tr("Never"),
        }
        self.add(title, controls.segments(settings, "mode", title, modes))
        title = self.tr("Wait before predicting")
        self.add(
            title,
            controls.number(settings, "delay", title, DELAYS, 20, "ms"),
            self.tr("How long the keys must rest. With 0 every letter brings new words."),
        )
        title = self.tr("Words after the caret, at most")
        self.add(title, controls.number(settings, "words_ahead", title, WORDS_AHEAD))
        title = self.tr("Words in the list beside the text")
        self.add(title, controls.number(settings, "list_length", title, LIST_LENGTHS))
        title = self.tr("Suggest strong language")
        self.add(
            title,
            controls.switch(settings, "strong_language", title),
            self.tr(
                "Slurs and vulgar words. They are completed where you type them, whatever is chosen here."
            ),
        )
        title = self.tr("Size of the text that is written")
        self.add(title, controls.number(settings, "zoom", title, ZOOMS, 10, "%"))
        title = self.tr("Tell screen readers of predictions")
        self.add(title, controls.switch(settings, "announce", title))
