"""The commands of child processes, from Python and in the packaged app."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wordrnn import own_process
from wordrnn.messages import sentence
from wordrnn.training import run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def packaged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Be in the packaged app, whose program lies in the folder that is given back."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "wordrnn"))
    return tmp_path


def test_from_python_it_is_the_same_python() -> None:
    done = subprocess.run(
        own_process.command("predict", "--help"), capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "usage: wordrnn predict" in done.stdout
    assert own_process.module("ui.display_probe") == [sys.executable, "-m", "ui.display_probe"]
    assert own_process.app() == [sys.executable, "-m", "ui"]


def test_packaged_it_is_its_own_program_and_no_python(packaged: Path) -> None:
    program = str(packaged / "wordrnn")
    assert own_process.command("train", "a b.txt") == [program, "train", "a b.txt"]
    assert own_process.module("ui.corpora.child", "add") == [program, "--module", "ui.corpora.child", "add"]
    assert own_process.app() == [program]


def test_on_windows_children_are_the_program_without_a_window(
    packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", str(packaged / "wordrnn-app.exe"))
    (packaged / "wordrnn.exe").touch()
    assert own_process.command("train") == [str(packaged / "wordrnn.exe"), "train"]
    assert own_process.app() == [str(packaged / "wordrnn-app.exe")]


def test_other_programs_get_their_libraries_back(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", str(packaged / "_internal"))
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/theirs")
    monkeypatch.setenv("DYLD_LIBRARY_PATH", "/set/by/the/person")
    own_process.forget_own_libraries()
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/theirs"
    assert os.environ["DYLD_LIBRARY_PATH"] == "/set/by/the/person"
    monkeypatch.setenv("LD_LIBRARY_PATH", str(packaged / "_internal"))
    own_process.forget_own_libraries()
    assert "LD_LIBRARY_PATH" not in os.environ


def test_where_nothing_can_be_installed_nothing_is_said_of_installing(
    packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(own_process.UnavailableError) as raised:
        run._require_trainer()
    assert raised.value.code == "needs-full-app"
    assert "pip" not in sentence(raised.value)
