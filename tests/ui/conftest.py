"""What every test of the app stands on: no screen, a home of its own, no thread left running."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui import app as app_module
from ui.app import App, build
from ui.application import Application
from ui.garbage import collect_due
from ui.language import translation
from ui.style.theme import Theme


@pytest.fixture(scope="session", autouse=True)
def english_numbers() -> None:
    QLocale.setDefault(QLocale("en"))


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return Application


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, in English: the forms of numbers are translations too."""
    translation.install(qapp, "en")
    return qapp


@dataclass(frozen=True)
class FakeSuggestion:
    word: str
    completion: str
    probability: float
    parts: dict[str, float] = field(default_factory=dict)


class FakePredictor:
    """Completes from a list of words with their probabilities, and remembers what it was asked."""

    def __init__(self, **words: float) -> None:
        self.words = words
        self.asked: list[str] = []

    def suggest(self, text: str, k: int = 5) -> list[FakeSuggestion]:
        self.asked.append(text)
        prefix = text[len(text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'")) :]
        found = [
            FakeSuggestion(word, word[len(prefix) :], p, {"network": p * 0.75, "ngram": p * 0.25})
            for word, p in self.words.items()
            if word.lower().startswith(prefix.lower()) and word != prefix
        ]
        return sorted(found, key=lambda s: -s.probability)[:k]


@contextmanager
def app_built(qapp: QApplication) -> Iterator[App]:
    """The whole app, its window not yet shown; closed at the end without a question."""
    made = build(qapp, dark=False)
    made.window.resize(1280, 800)
    yield made
    made.pages.write.editor.document().setModified(False)
    made.window.close()
    deadline = QDeadlineTimer(20_000)
    while not made.window.isHidden() and not deadline.hasExpired():  # it waits for the processes that it ends
        QTest.qWait(5)
    assert made.window.isHidden()
    made.close()
    for child in (made.loader, made.learning, made.prediction, made.background, made.theme):
        child.setParent(None)
    made.window.deleteLater()
    qapp.setStyleSheet("")


@contextmanager
def app_with_two_words(qapp: QApplication) -> Iterator[App]:
    """The whole app in its window, in which a model of two words is being opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app_module.library, "active_name", lambda: "fake")
        patch.setattr(app_module, "_load", lambda name: FakePredictor(quick=0.3, quite=0.2))
        with app_built(qapp) as made:
            made.window.show()
            made.start()
            yield made


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("WORDRNN_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [t for t in set(threading.enumerate()) - before if t.is_alive() and not t.name.startswith("Dummy")]
    assert not left, f"left running: {left}"


@pytest.fixture(autouse=True)
def collected_in_this_thread() -> Iterator[None]:
    """As in the app: a worker that happened to collect the widgets of an earlier test would bring all down."""
    gc.disable()
    yield
    collect_due()
    gc.enable()


@pytest.fixture(autouse=True)
def font_put_back() -> Iterator[None]:
    """One test that tries large letters must not make the windows of all later ones larger."""
    font = QApplication.font() if QApplication.instance() else None
    yield
    if font is not None and QApplication.font() != font:
        QApplication.setFont(font)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, dark=False)
    made.refresh()
    yield made
    made.setParent(None)
    qapp.setStyleSheet("")
