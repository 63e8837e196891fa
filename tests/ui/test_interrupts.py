import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from ui.interrupts import Interrupts


@pytest.mark.skipif(os.name == "nt", reason="a process cannot send itself these there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_closes_the_window_and_can_be_refused(qtbot: QtBot, number: signal.Signals) -> None:
    asked: list[object] = []
    interrupts = Interrupts(lambda: asked.append(signal.getsignal(number)))
    interrupts.install()
    try:
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: len(asked) == 1)
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: len(asked) == 2)
    finally:
        interrupts.uninstall()
    assert asked == [signal.SIG_DFL] * 2, "a second one while it asks ends the process"
