import random

from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from ui.write.word_count import WordCount
from wordrnn.completion import count_words


def test_it_agrees_with_a_count_of_the_whole_text(qtbot: QtBot) -> None:
    chance = random.Random(3)
    document = QTextDocument()
    document.documentLayout()  # without one, Qt tells of no change
    words = WordCount(document)
    assert words.total == 0
    document.setPlainText("one two\n\nthree don't\n")
    assert words.total == 4
    for _ in range(300):
        cursor = QTextCursor(document)
        at, to = (chance.randrange(document.characterCount()) for _ in range(2))
        cursor.setPosition(at)
        cursor.setPosition(to if chance.random() < 0.4 else at, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(chance.choice(["", "a", " ", "\n", "two words", "x\ny z\n\n"]))
        if chance.random() < 0.2:
            document.undo()
        assert words.total == count_words(document.toPlainText())
        assert len(words._counts) == document.blockCount()
    document.clear()
    assert words.total == 0
