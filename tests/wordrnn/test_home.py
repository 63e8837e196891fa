"""Which folder the data is in: the variable, the pointer in the config folder, the default."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from wordrnn import cli, home
from wordrnn.messages import sentence


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch, user_folders: Path) -> None:
    monkeypatch.delenv("WORDRNN_HOME")


def write_pointer(text: str) -> None:
    home.pointer_path().parent.mkdir(parents=True, exist_ok=True)
    home.pointer_path().write_text(text, encoding="utf-8")
    home.chosen.cache_clear()


def point_to(folder: Path, form: object = 1) -> None:
    write_pointer(json.dumps({"format": form, "folder": str(folder)}))


def test_tests_never_see_the_folders_of_the_person_who_runs_them(user_folders: Path) -> None:
    assert user_folders in home.pointer_path().parents
    assert user_folders in home.default_folder().parents


def test_without_a_choice_it_is_the_default_folder() -> None:
    assert home.data_folder() == home.default_folder()
    assert home.trouble() is None
    assert not home.is_given()


def test_what_was_chosen_is_used_and_the_variable_still_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point_to(tmp_path)
    assert home.data_folder() == tmp_path
    assert home.models_folder() == tmp_path / "models"
    monkeypatch.setenv("WORDRNN_HOME", str(tmp_path / "given"))
    assert home.data_folder() == tmp_path / "given"
    assert home.is_given()


def test_the_folder_stays_the_same_for_as_long_as_a_process_runs(tmp_path: Path) -> None:
    point_to(tmp_path)
    assert home.data_folder() == tmp_path
    home.pointer_path().unlink()
    assert home.data_folder() == tmp_path


@pytest.mark.parametrize(
    "text",
    (
        "", "{", "[]", "null", "{}", "[", "[" * 100_000, '{"format": 1}', '{"format": 1, "folder": 3}',
        '{"format": 1, "folder": "here"}',
    ),
)  # fmt: skip
def test_a_damaged_pointer_leads_to_the_default_folder_and_says_so(text: str) -> None:
    write_pointer(text)
    assert home.data_folder() == home.default_folder()
    trouble = home.trouble()
    assert trouble is not None
    assert trouble.code == "pointer-damaged"
    assert str(home.pointer_path()) in sentence(trouble)
    assert str(home.default_folder()) in sentence(trouble)


def test_a_pointer_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    point_to(tmp_path, 2)
    assert home.data_folder() == home.default_folder()
    assert home.trouble() is not None
    assert home.pointer_path().exists()


def test_bytes_that_are_no_text_and_a_folder_in_its_place_do_no_harm() -> None:
    home.pointer_path().parent.mkdir(parents=True)
    home.pointer_path().write_bytes(b"\xff\xfe\x00")
    assert home.data_folder() == home.default_folder()
    home.pointer_path().unlink()
    home.pointer_path().mkdir()
    home.chosen.cache_clear()
    assert home.data_folder() == home.default_folder()
    assert home.trouble() is not None


@given(st.text())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_the_pointer_a_folder_is_found(text: str) -> None:
    home.pointer_path().parent.mkdir(parents=True, exist_ok=True)
    home.pointer_path().write_text(text, encoding="utf-8", errors="surrogatepass")
    home.chosen.cache_clear()
    assert home.data_folder() == home.default_folder()
    point_to(Path("/nowhere") / text)
    assert home.data_folder().is_absolute()


def test_a_drive_that_is_not_connected_leads_to_the_default_folder_and_says_so(tmp_path: Path) -> None:
    point_to(tmp_path / "drive")
    assert home.data_folder() == home.default_folder()
    trouble = home.trouble()
    assert trouble is not None
    assert trouble.code == "data-folder-gone"
    assert str(tmp_path / "drive") in sentence(trouble)
    (tmp_path / "file").touch()
    point_to(tmp_path / "file")
    assert home.trouble() is not None, "a file is no folder"


def test_the_command_line_follows_and_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    point_to(tmp_path)
    (tmp_path / "models" / "mine").mkdir(parents=True)
    assert cli.main(["models", "list"]) == 0
    told = capsys.readouterr()
    assert "mine" in told.out
    assert told.err == ""
    point_to(tmp_path / "gone")
    assert cli.main(["models", "list"]) == 0
    told = capsys.readouterr()
    assert "mine" not in told.out
    assert told.err.count("\n") == 1
    assert str(tmp_path / "gone") in told.err


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere the folders are asked of the system"
)
def test_a_process_that_is_started_follows_too(tmp_path: Path) -> None:
    point_to(tmp_path)
    script = "from wordrnn import home; print(home.data_folder())"
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == str(tmp_path)


def test_where_nothing_was_chosen_not_even_json_is_read() -> None:
    script = "import sys; from wordrnn import home; home.data_folder(); print(sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "'json'" not in done.stdout
