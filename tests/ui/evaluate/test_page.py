import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.evaluate.test_measured_text import passage
from ui.background import Background
from ui.evaluate.models import EvaluableModel, evaluable_models
from ui.evaluate.page import EvaluatePage
from ui.evaluate.process import EvaluationProcess
from ui.settings import Settings
from ui.style.theme import Theme

FAKE = """
import json, os, sys, time
def say(**event):
    print(json.dumps(event), flush=True)
paths, model = sys.argv[1:sys.argv.index("--model")], sys.argv[sys.argv.index("--model") + 1]
open(os.environ["ASKED"], "a").write(json.dumps(sys.argv[1:]) + "\\n")
if model == "broken":
    say(event="failed", kind="CorpusError", code="empty-file", params={"path": "x"})
    sys.exit(2)
if model == "crashing":
    sys.exit("a fault")
text = sys.stdin.read() if paths == ["-"] else "".join(open(path).read() for path in paths)
told = json.loads(os.environ["PASSAGE"])
say(event="documents", kind="word", names=paths, characters=[2 * len(told["text"])])
say(event="overlap", found={"share": 0.9 if "trained" in text else 0.0, "judged": 40, "at_least": False})
def figures(tokens, bonus=len(model) / 100):
    one = {"tokens": tokens, "perplexity": 90.0 - 100 * bonus, "top1": .2, "top3": .4, "top5": .5,
           "unknown_rate": .125, "keystroke_savings": .5 + bonus}
    return {"rnn": one, "mixture": one | {"perplexity": 80.0}}
say(event="passage", **told, figures=figures(8), characters=len(told["text"]), seconds=1)
if "endless" in text:
    time.sleep(60)
say(event="passage", **told, figures=figures(16), characters=2 * len(told["text"]), seconds=2)
say(event="measured", figures=figures(16))
"""
MODELS = [
    EvaluableModel("first", "word", True),
    EvaluableModel("pieces", "bpe", False),
    EvaluableModel("broken", "word", False),
    EvaluableModel("crashing", "word", False),
]


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    return tmp_path / "asked.jsonl"


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, home: Path, tmp_path: Path, asked: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[EvaluatePage]:
    program = tmp_path / "fake.py"
    program.write_text(FAKE, encoding="utf-8")
    told: dict[str, Any] = passage()
    told["parts"]["mixture"] = told["parts"]["rnn"] | {"typed": [0, -1, 0, 0, 0]}
    monkeypatch.setenv("PASSAGE", json.dumps(told))
    monkeypatch.setenv("ASKED", str(asked))
    background = Background()
    made = EvaluatePage(
        theme,
        Settings(home),
        background,
        lambda: MODELS,
        lambda parent: EvaluationProcess(parent, [sys.executable, str(program)]),
    )
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.page_shown()
    qtbot.waitUntil(lambda: bool(made.menu.models))
    yield made
    ended(made, qtbot)
    background.close()


def ended(page: EvaluatePage, qtbot: QtBot) -> None:
    if page.unsettled():
        qtbot.waitUntil(lambda: not page.run.has_processes)


def finished(page: EvaluatePage) -> bool:
    return bool(page.run.results()) and page.run.running is None and not page.run.waiting


def dropped(page: EvaluatePage, data: QMimeData) -> None:
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_dropped_document_is_measured_and_shown(
    page: EvaluatePage, qtbot: QtBot, tmp_path: Path, asked: Path
) -> None:
    path = tmp_path / "letters.txt"
    path.write_text("new text", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    dropped(page, data)
    qtbot.waitUntil(lambda: finished(page))
    assert page._stack.currentWidget() is page.view
    assert page.header._remark.toolTip() == "letters.txt · not in training"
    assert page.cards._perplexity._figure.text() == "80.0"
    assert page.cards._saved._figure.text() == "55.0\u202f%"
    assert [block.text for block in page.heat.heat_map.blocks] == ["Dear Anna, 3.14!", "Yes"] * 2
    assert page.heat.part() == "mixture"
    table = page.table_card.table.figures
    assert [table.index(row, 0).data() for row in range(table.rowCount())] == ["network", "mixture"]
    words = json.loads(asked.read_text(encoding="utf-8"))
    assert words == [
        str(path), "--model", "first", "--keystrokes", "-k", "3", "--memory", "--words",
    ]  # fmt: skip
    assert "16 words and marks" in " ".join(page._facts)
    assert page._progress is None


def test_text_in_training_is_said_to_be(page: EvaluatePage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("trained on this")
    page.paste()
    qtbot.waitUntil(lambda: finished(page))
    assert "was in training" in page.header._remark.toolTip()
    assert page.table_card.warning.isVisibleTo(page)
    assert "memorised" in page.table_card.warning.text()


def test_stopping_keeps_what_was_measured(page: EvaluatePage, qtbot: QtBot) -> None:
    page.evaluate_text("endless")
    qtbot.waitUntil(lambda: bool(page.run.results()))
    assert page._stop.isVisibleTo(page)
    qtbot.waitUntil(lambda: page._progress is not None and page._progress > 0.4)
    page._tell_progress()
    assert "left" in " ".join(page._facts) and "a second" in " ".join(page._facts)
    page._stop.click()
    qtbot.waitUntil(lambda: finished(page))
    assert not page._stop.isVisibleTo(page)
    assert [block.text for block in page.heat.heat_map.blocks] == ["Dear Anna, 3.14!", "Yes"]
    assert page.run.results()["first"]["rnn"]["tokens"] == 8
    assert "stopped after 50" in " ".join(page._facts)


def test_another_document_ends_the_one_before(page: EvaluatePage, qtbot: QtBot) -> None:
    page.evaluate_text("endless")
    qtbot.waitUntil(lambda: bool(page.run.results()))
    page.evaluate_text("short")
    qtbot.waitUntil(lambda: finished(page) and page.run.measurements["first"].state == "whole")
    assert len(page.heat.heat_map.blocks) == 4
    qtbot.waitUntil(lambda: not page.run._leaving)


def test_the_same_document_is_measured_anew(
    page: EvaluatePage, qtbot: QtBot, tmp_path: Path, asked: Path
) -> None:
    path = tmp_path / "letters.txt"
    path.write_text("new text", encoding="utf-8")
    page.evaluate_paths([path])
    qtbot.waitUntil(lambda: finished(page))
    assert "not in training" in page.header._remark.toolTip()
    path.write_text("trained text", encoding="utf-8")
    page.evaluate_paths([path])
    assert page.run.running is not None
    qtbot.waitUntil(lambda: finished(page))
    assert "was in training" in page.header._remark.toolTip()
    assert len(page.heat.heat_map.blocks) == 4
    page.choose_models(["first"])
    assert page.run.running is None, "what is measured already stays"
    assert len(asked.read_text(encoding="utf-8").splitlines()) == 2


def test_models_side_by_side(page: EvaluatePage, qtbot: QtBot, asked: Path) -> None:
    page.evaluate_text("text")
    qtbot.waitUntil(lambda: finished(page))
    action = next(each for each in page.menu.actions() if each.text() == "pieces")
    action.trigger()
    qtbot.waitUntil(lambda: finished(page) and len(page.run.results()) == 2)
    orders = [json.loads(line) for line in asked.read_text(encoding="utf-8").splitlines()]
    assert [order[2] for order in orders] == ["first", "pieces"], "what is measured already stays"
    assert "--memory" not in orders[1]
    table = page.table_card.table.figures
    names = [table.index(row, 0).data() for row in range(table.rowCount())]
    assert names == ["first · network", "first · mixture", "pieces · network", "pieces · mixture"]
    assert table.index(2, 1).data() == "84.0  (−1.0)"
    assert "the best of all" in str(table.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole))
    page.table_card.table.clicked.emit(table.index(3, 0))
    assert (page.heat.model(), page.heat.part()) == ("pieces", "mixture")
    action.trigger()
    assert list(page.run.measurements) == ["first"]
    page.menu.actions()[0].trigger()
    assert page.menu.actions()[0].isChecked(), "the last one stays"


@pytest.mark.parametrize(("model", "said"), [("broken", "empty-file"), ("crashing", "a fault")])
def test_what_goes_wrong_brings_one_dialog(
    page: EvaluatePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, model: str, said: str
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(
        "ui.evaluate.page.show_error", lambda parent, error, happening="": shown.append(str(error))
    )
    page.choose_models([model])
    page.evaluate_text("text")
    qtbot.waitUntil(lambda: bool(shown))
    qtbot.waitUntil(lambda: page.run.running is None)
    assert len(shown) == 1 and said in shown[0]
    assert page._stack.currentWidget() is page._empty


def test_the_table_is_copied_and_exported(
    page: EvaluatePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.evaluate_text("text")
    qtbot.waitUntil(lambda: finished(page))
    page.table_card._copy.click()
    assert "first\tmixture\t80.0" in QGuiApplication.clipboard().text()
    page.export.save(tmp_path / "figures.json")
    qtbot.waitUntil((tmp_path / "figures.json").exists)
    whole = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert whole["models"] == page.run.results()
    assert whole["protocol"]["first"]["whole"] is True
    page.export.save(tmp_path / "figures.csv")
    qtbot.waitUntil((tmp_path / "figures.csv").exists)
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8").startswith("model,part,tokens")
    shown: list[BaseException] = []
    monkeypatch.setattr(
        "ui.evaluate.export.show_error", lambda parent, error, happening="": shown.append(error)
    )
    (tmp_path / "file").write_text("")
    page.export.save(tmp_path / "file" / "figures.csv")
    qtbot.waitUntil(lambda: bool(shown))


def test_another_number_of_suggestions_measures_anew(
    page: EvaluatePage, qtbot: QtBot, asked: Path, home: Path
) -> None:
    page.evaluate_text("text")
    qtbot.waitUntil(lambda: finished(page))
    page.table_card.suggestions.setValue(5)
    qtbot.waitUntil(lambda: len(asked.read_text(encoding="utf-8").splitlines()) == 2)
    qtbot.waitUntil(lambda: finished(page))
    assert "5 suggestion" in page.cards._saved._remark.toolTip()
    assert Settings(home).evaluate_suggestions == 5


def test_words_are_gone_through_with_the_keys(page: EvaluatePage, qtbot: QtBot) -> None:
    page.evaluate_text("text")
    qtbot.waitUntil(lambda: finished(page))
    heat = page.heat.heat_map
    QTest.keyClick(heat, Qt.Key.Key_Home)
    assert page.heat.panel._word.toolTip() == "Dear"
    assert heat.accessibleDescription() == "Dear, probability 50\u202f%, place 1, offered at once"
    QTest.keyClick(heat, Qt.Key.Key_Right)
    assert "not in the vocabulary" in heat.accessibleDescription()
    assert "never" in heat.accessibleDescription()
    QTest.keyClick(heat, Qt.Key.Key_Down)
    assert heat.accessibleDescription().startswith("Yes")
    QTest.keyClick(heat, Qt.Key.Key_End)
    assert heat.current is not None and heat.current.block == 3
    QTest.keyClick(heat, Qt.Key.Key_Up)
    assert heat.current.block == 2
    QTest.keyClick(heat, Qt.Key.Key_Left)
    assert heat.current.block == 1
    page.heat.choose("first", "rnn")
    QTest.keyClick(heat, Qt.Key.Key_Home)
    assert "after 1 letter" in heat.accessibleDescription()
    assert page.heat.panel._cells["rnn", "letters"].text().startswith("after 1 letter")


def test_nothing_but_colour_would_be_too_little(page: EvaluatePage, qtbot: QtBot) -> None:
    page.evaluate_text("text")
    qtbot.waitUntil(lambda: finished(page))
    heat = page.heat.heat_map
    page.heat.choose("first", "rnn")
    picture = heat.viewport().grab().toImage()
    (box,) = heat.boxes(0, 1, 4)  # "ear", which is saved
    tokens = page.theme.tokens
    scale = picture.devicePixelRatio()
    corner = picture.pixelColor(round((box.left() + 2) * scale), round((box.top() + 2) * scale)).name()
    assert corner == tokens.accent_soft
    edge = picture.pixelColor(round(box.center().x() * scale), round((box.top() - 0.5) * scale)).name()
    assert edge not in (tokens.accent_soft, tokens.panel)
    below = heat.boxes(1, 0, 3)[0]
    colours = {
        picture.pixelColor(round((below.left() + 3) * scale), round(y * scale)).name()
        for y in range(round(below.bottom()), round(below.bottom()) + 6)
    }
    assert tokens.surprise in colours


def test_an_empty_clipboard_measures_nothing(page: EvaluatePage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("  ")
    page.paste()
    assert "no text" in " ".join(page._facts)
    assert page.run.running is None


def test_closing_the_window_ends_the_process(page: EvaluatePage, qtbot: QtBot) -> None:
    page.evaluate_text("endless")
    qtbot.waitUntil(lambda: bool(page.run.results()))
    process = page.run._process
    assert process is not None
    with qtbot.waitSignal(page.settled):
        assert page.unsettled() == "Ending the measurement…"
    assert not process.is_running
    assert page.unsettled() == ""


@pytest.fixture
def real(qtbot: QtBot, theme: Theme, home: Path) -> Iterator[EvaluatePage]:
    golden = Path(__file__).parents[2] / "golden" / "format-2-lstm"
    shutil.copytree(golden, home / "models" / "golden")
    background = Background()
    made = EvaluatePage(theme, Settings(home), background, evaluable_models, EvaluationProcess)
    qtbot.addWidget(made)
    made.show()
    yield made
    ended(made, qtbot)
    background.close()


def test_with_a_real_model(real: EvaluatePage, qtbot: QtBot) -> None:
    real.evaluate_text("The cat sat on the mat.\nAnd the cat saw the dog.\n")
    qtbot.waitUntil(lambda: finished(real), timeout=30_000)
    measurement = real.run.measurements["golden"]
    assert measurement.state == "whole" and measurement.error is None
    assert list(measurement.figures) == ["rnn", "ngram", "mixture", "memory"]
    assert "latency_ms_p50" in measurement.figures["mixture"]
    assert [block.text for block in real.heat.heat_map.blocks] == [
        "The cat sat on the mat.", "And the cat saw the dog.",
    ]  # fmt: skip
    assert real.heat.part() == "memory"
