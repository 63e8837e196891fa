"""Counting goes with the page, whenever that is."""

import sys

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.background import Background
from ui.corpora.counting import CorpusCounting

WAITS = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.mark.qt_log_ignore("Destroyed while process")
def test_a_process_that_is_destroyed_while_it_counts_says_nothing(qtbot: QtBot) -> None:
    background = Background()
    counting = CorpusCounting(lambda name: None, background, command=WAITS)
    counting.count("letters")
    qtbot.waitUntil(lambda: counting.is_running)
    with capture_exceptions() as raised:
        delete(counting)
    assert raised == []
    background.close()
