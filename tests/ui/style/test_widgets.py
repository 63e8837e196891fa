import threading

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.background import Background, while_there
from ui.style.widgets import ElidedLabel, plain_tip


@pytest.mark.parametrize(
    ("text", "tip"),
    [
        ("a & b.txt", "a & b.txt"),
        ("1 < 2", "1 < 2"),
        ("<img src='file:///x'>", "<p>&lt;img src=&#x27;file:///x&#x27;&gt;</p>"),
    ],
)
def test_a_tool_tip_shows_a_stranger_s_name_as_it_is(qtbot: QtBot, text: str, tip: str) -> None:
    assert plain_tip(text) == tip
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.set_text(text)
    assert (label.toolTip(), label.accessibleName()) == (tip, text)


def test_nothing_begins_once_the_threads_are_closed(qtbot: QtBot) -> None:
    background = Background()
    called: list[str] = []
    background.close()
    background.run(lambda: called.append("work"), called.append, called.append)
    qtbot.wait(1)
    background.close()
    assert called == []


def test_what_is_done_too_late_finds_no_dialog_and_does_nothing(qtbot: QtBot) -> None:
    background, dialog = Background(), QWidget()
    dialog.destroyed.connect(lambda: called.append("gone"))
    called: list[object] = []
    release = threading.Event()
    background.run(release.wait, while_there(dialog, called.append), called.append)
    dialog.deleteLater()
    qtbot.waitUntil(lambda: "gone" in called)
    release.set()
    background.run(lambda: 2, while_there(background, called.append), called.append)
    qtbot.waitUntil(lambda: 2 in called)
    qtbot.waitUntil(lambda: not background.children()[1:])  # the pool stays
    background.close()
    assert called == ["gone", 2]
