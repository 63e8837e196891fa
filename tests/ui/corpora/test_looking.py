import threading
from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from corpora.search import Found
from ui.background import Background
from ui.corpora.looking import CorpusLooking


class LargeShelf:
    """Of two corpora, in which a search ends only once it is superseded."""

    def __init__(self) -> None:
        self.searches = threading.Event()
        self.gave_up = threading.Event()

    def preview(self, name: str) -> str:
        return f"{name} begins"

    def search(self, name: str, wanted: str, is_superseded: Callable[[], bool]) -> Found:
        self.searches.set()
        for _ in range(2_000):
            if is_superseded():
                self.gave_up.set()
                break
            threading.Event().wait(0.001)
        return Found(0, ())


def test_a_search_ends_when_another_corpus_is_looked_at(qapp: QApplication, qtbot: QtBot) -> None:
    shelf, shown, background = LargeShelf(), ["mails"], Background(threads=1)
    looking = CorpusLooking(shelf, background, lambda: shown[0])  # type: ignore[arg-type]
    found: list[Found] = []
    looking.found.connect(found.append)
    looking.search("mill")
    assert shelf.searches.wait(5)
    shown[0] = "notes"
    with qtbot.waitSignal(looking.begins) as begins:
        looking.read_beginning()
    background.close()
    assert shelf.gave_up.is_set(), "a thread that others wait for is free again"
    assert begins.args == ["notes begins"]
    assert found == []
