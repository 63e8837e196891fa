"""The side of the Write page fits into its width."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.settings import Settings
from ui.style.theme import Theme
from ui.write.keys import Keys
from ui.write.suggestion_panel import SuggestionPanel


@pytest.mark.parametrize(
    "policy", [Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff]
)
def test_the_bar_and_the_border_cover_nothing(
    qtbot: QtBot, theme: Theme, tmp_path: Path, policy: Qt.ScrollBarPolicy
) -> None:
    settings = Settings(tmp_path)
    panel = SuggestionPanel(theme, Keys(settings, settings), settings)
    qtbot.addWidget(panel)
    panel.setVerticalScrollBarPolicy(policy)
    panel.show()
    panel.fit_into(10)  # as little as it can
    qtbot.waitUntil(lambda: panel.widget().minimumSizeHint().width() <= panel.viewport().width())
