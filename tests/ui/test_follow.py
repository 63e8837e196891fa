import gc
import weakref

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.follow import follow


class Teller(QObject):
    said = Signal(str)


def test_a_signal_is_followed_until_its_owner_goes(qtbot: QtBot) -> None:
    teller, owner, heard = Teller(), QObject(), []
    follow(teller.said, owner, heard.append)
    teller.said.emit("a")
    gc.collect()  # nobody but its parent holds the follower
    teller.said.emit("b")
    delete(owner)
    teller.said.emit("c")
    assert heard == ["a", "b"]
    assert teller.receivers("2said(QString)") == 0


def test_the_signal_may_go_first(qtbot: QtBot) -> None:
    teller, owner = Teller(), QObject()
    follow(teller.said, owner, lambda text: None)
    gone = weakref.ref(teller)
    delete(teller)
    del teller
    assert gone() is None
    delete(owner)


def test_what_is_called_goes_with_the_owner(qtbot: QtBot) -> None:
    teller, owner, held = Teller(), QObject(), Teller()
    follow(teller.said, owner, lambda text, it=held: it)
    gone = weakref.ref(held)
    del held
    assert gone() is not None
    delete(owner)
    gc.collect()
    assert gone() is None
