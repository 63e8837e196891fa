"""The section of the Settings page on learning: what is learned, and the way to what was."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from ui.learning.learning import Learning
from ui.preferences import controls
from ui.preferences.rows import SettingRows
from ui.settings import Settings
from ui.style.theme import Theme
from ui.style.widgets import button


class LearningSection(SettingRows):
    """The same switches as in the menu of the Write page, and the way to the list."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        learning: Learning,
        show_learned: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._learning = learning
        title = self.tr("Learn from what I write")
        self.learn = controls.switch(settings, "learn", title)
        self.add(
            title,
            self.learn,
            self.tr(
                "Words come more easily the more you use them. What was typed is learned once it has settled, on this "
                "machine only; numbers, addresses and what looks like a password never are."
            ),
        )
        title = self.tr("Let an opened text help")
        self.add(
            title,
            controls.switch(settings, "read_opened", title),
            self.tr("Its words come more easily until wordrnn is closed. Nothing of it is learned."),
        )
        title = self.tr("Off the record")
        self.off_the_record = QCheckBox()
        self.off_the_record.setAccessibleName(title)
        self.add(
            title,
            self.off_the_record,
            self.tr("Nothing is learned until this is switched off or wordrnn is closed."),
        )
        self.add(
            self.tr("What was learned"),
            button(self.tr("Show…"), show_learned, description=self.tr("What was learned, as a list")),
            self.tr("Search it, forget or block words, export or clear it."),
        )
        self._show()
        self.off_the_record.toggled.connect(learning.set_off_the_record)
        learning.state_changed.connect(self._show)

    def _show(self) -> None:
        self.off_the_record.setChecked(self._learning.off_the_record)
