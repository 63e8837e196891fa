import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.background import Background
from ui.garbage import GarbageCollector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    was_on = gc.isenabled()
    made = GarbageCollector()
    made._timer.setInterval(1)
    made.start()
    yield made
    made.stop()
    if not was_on:
        gc.disable()


class Seen(QObject):
    """Garbage in a cycle, which tells the thread that it dies in."""

    died_in: list[threading.Thread] = []  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.itself = self

    def __del__(self) -> None:
        self.died_in.append(threading.current_thread())


def test_what_a_worker_throws_away_dies_in_the_windows_thread(
    collector: GarbageCollector, qtbot: QtBot
) -> None:
    Seen.died_in.clear()
    done: list[object] = []

    def work() -> None:
        Seen()
        assert [[each] for each in range(5_000)]  # more than Python waits for before it collects

    background = Background()
    background.run(work, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done))
    # The closure of a finished job may be the last to go.
    qtbot.waitUntil(lambda: bool(Seen.died_in) or bool(gc.collect()))
    assert Seen.died_in == [threading.main_thread()]
    background.close()


def test_what_is_due_is_collected_without_being_asked(collector: GarbageCollector, qtbot: QtBot) -> None:
    Seen.died_in.clear()
    Seen()
    kept = [[each] for each in range(5_000)]
    qtbot.waitUntil(lambda: bool(Seen.died_in))
    assert kept


def test_python_collects_again_once_it_is_stopped(collector: GarbageCollector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
