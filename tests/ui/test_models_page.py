from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from ui.background import Background
from ui.pages.models import ModelShelf, ModelsPage, lines_of
from ui.theme import Theme
from wordrnn.errors import OptionError
from wordrnn.library import ModelSummary

LETTERS = ModelSummary(
    "letters", Path("letters"), "2026-11-22T10:00:00", 12_300_000, True, "lstm", 400, 1, 5_300_000, 10_000, 88.4,
    "my letters", False, None,
)  # fmt: skip
NGRAM = replace(LETTERS, name="first", active=False, cell=None, units=0, layers=0, training=True)
DAMAGED = replace(
    LETTERS, name="old", active=False, cell=None, problem="damaged-model", valid_perplexity=None
)


class Shelf:
    def __init__(self) -> None:
        self.models = [LETTERS, NGRAM, DAMAGED]
        self.done: list[tuple[str, ...]] = []

    def calls(self) -> ModelShelf:
        return ModelShelf(lambda: list(self.models), self.set_active, self.rename, self.delete)

    def set_active(self, name: str) -> None:
        self.done.append(("active", name))
        self.models = [replace(model, active=model.name == name) for model in self.models]

    def rename(self, name: str, new: str) -> None:
        if any(model.name == new for model in self.models):
            raise OptionError("name-taken", got=new)
        self.models = [replace(m, name=new) if m.name == name else m for m in self.models]

    def delete(self, name: str) -> None:
        self.models = [model for model in self.models if model.name != name]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def page(theme: Theme, qtbot: QtBot, shelf: Shelf) -> Iterator[ModelsPage]:
    background = Background()
    made = ModelsPage(theme, shelf.calls(), background)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.page_shown()
    qtbot.waitUntil(lambda: made.models.rowCount() == 3)
    yield made
    background.close()


def test_what_a_card_says() -> None:
    first, second = lines_of(LETTERS)
    assert first == "LSTM × 400 · vocabulary 10,000"
    assert second.replace("\u202f", " ") == "from my letters · 22 Nov 2026 · 12.3 MB"
    assert lines_of(NGRAM)[0] == "n-gram only, no network yet · vocabulary 10,000 · training unfinished"
    assert lines_of(DAMAGED)[0].startswith("damaged: ")


def test_the_active_model_is_selected_and_another_made_active(
    page: ModelsPage, shelf: Shelf, qtbot: QtBot
) -> None:
    selected = page.selected()
    assert selected is not None
    assert selected.name == "letters"
    assert not page._activate.isEnabled()
    page.select("first")
    with qtbot.waitSignal(page.models_changed):
        page._activate.click()
    assert shelf.done == [("active", "first")]


def test_a_damaged_model_cannot_be_made_active(page: ModelsPage) -> None:
    page.select("old")
    assert not page._activate.isEnabled()
    assert page._delete.isVisible()
    assert not page.grab().isNull()


def test_a_name_that_is_taken_brings_a_dialog(page: ModelsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr("ui.pages.models.show_error", lambda parent, error, happening="": shown.append(error))
    page.rename_model("first", "letters")
    assert isinstance(shown[0], OptionError)


def test_deleting_asks_first(
    page: ModelsPage, monkeypatch: pytest.MonkeyPatch, shelf: Shelf, qtbot: QtBot
) -> None:
    page.select("old")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: None)  # closed without a choice
    page._delete.click()
    assert len(shelf.models) == 3
    page.delete_model("old")
    qtbot.waitUntil(lambda: page.models.rowCount() == 2)


def test_an_empty_library_leads_to_train(page: ModelsPage, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.models = []
    page.page_shown()
    qtbot.waitUntil(lambda: page._empty.isVisible())
    with qtbot.waitSignal(page.page_wanted):
        page._empty._action.click()
