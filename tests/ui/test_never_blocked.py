"""The window's thread never reads texts, computes with models, trains or waits."""

import ast
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import app_built
from ui.app import App

ROOT = Path(__file__).parents[2]
WAITS = {
    "sleep",
    "waitForFinished",
    "waitForStarted",
    "waitForReadyRead",
    "communicate",
    "processEvents",
    "check_output",
}
# A function that may wait, and why.
MAY_WAIT = {
    "startup._try_in_a_child": "before there is a window",
    "background.end_pool": "after the window has closed",
    "process.EvaluationProcess.wait": "after the window has closed",
    "process.TrainingProcess.end": "the window is closing, and what is waited for was killed",
    "screenshots.wait": "a tool of its own, without a person",
}
# Heavy work, by the files it is in; none of it may run in the window's thread.
HEAVY = tuple(
    str(ROOT / part)
    for part in (
        "corpora/readers.py", "corpora/formats", "corpora/library.py", "corpora/statistics.py", "corpora/download.py",
        "wordrnn/training", "wordrnn/dataset.py", "wordrnn/tokenizer.py", "wordrnn/ngram", "wordrnn/recurrent.py",
        "wordrnn/predictor.py", "wordrnn/model_folder.py", "wordrnn/exchange.py", "wordrnn/archive.py",
        "wordrnn/evaluation", "wordrnn/generation.py",
    )
)  # fmt: skip
PLAIN = {"<module>", "__init__", "<listcomp>", "<genexpr>", "<dictcomp>"}


def functions_of(tree: ast.AST, name: str = "") -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        inner = f"{name}.{node.name}" if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else name
        yield inner, node
        yield from functions_of(node, inner)


def test_nothing_in_the_app_waits() -> None:
    waiting = []
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for where, node in functions_of(ast.parse(path.read_text(encoding="utf-8")), path.stem):
            if isinstance(node, ast.Call):
                called = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                runs = called == "run" and ast.unparse(node.func).startswith("subprocess.")
                if (called in WAITS or runs) and where not in MAY_WAIT:
                    waiting.append(f"{path.name}:{node.lineno}: {ast.unparse(node.func)} in {where}")
    assert waiting == []


def test_widgets_import_nothing_that_trains() -> None:
    found = []
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if module.startswith(
                ("wordrnn.training.trainer", "wordrnn.training.model", "wordrnn.training.run")
            ):
                found.append(f"{path.name}: {module}")
    assert found == []


def test_the_window_is_shown_without_numpy() -> None:
    script = "import sys, ui.app; print(*({'numpy', 'tokenizers', 'tensorflow', 'pyqtgraph'} & sys.modules.keys()))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    assert result.stdout.split() == []


class Watch:
    """Notes every heavy function that the window's thread calls."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def __enter__(self) -> "Watch":
        assert threading.current_thread() is threading.main_thread()
        sys.setprofile(self._note)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            code = frame.f_code
            if code.co_filename.startswith(HEAVY) and code.co_name not in PLAIN:
                self.seen.add(f"{Path(code.co_filename).relative_to(ROOT)}: {code.co_name}")


def test_the_watch_sees_what_is_heavy(tmp_path: Path) -> None:
    from corpora.library import CorpusLibrary

    with Watch() as watch:
        list(CorpusLibrary(tmp_path).entries())
    assert any(seen.startswith("corpora/library.py") for seen in watch.seen)


@pytest.fixture
def built(qapp: QApplication) -> Iterator[App]:
    with app_built(qapp) as made:
        yield made


def test_no_page_does_heavy_work_in_the_windows_thread(built: App, qtbot: QtBot, tmp_path: Path) -> None:
    letter = tmp_path / "Letter.txt"
    letter.write_text("The quick brown fox jumps over the lazy dog.\n" * 50, encoding="utf-8")
    with Watch() as watch:
        built.window.show()
        built.start()
        for name in built.window.pages:
            built.window.show_page(name)
            qtbot.wait(30)
        with qtbot.waitSignal(built.pages.corpora.corpora_changed, timeout=60_000):
            built.pages.corpora.add_paths([letter])
        built.window.show_page("train")
        qtbot.wait(30)
    assert watch.seen == set()
