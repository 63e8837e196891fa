"""What every test needs: a data folder of its own, and no model but those it makes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from wordrnn import home

# A machine that is busy with something else is no fault of ours. A change is tested with the examples of the change
# before; `HYPOTHESIS_PROFILE=search pytest` looks for others.
settings.register_profile("unhurried", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "unhurried"))


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORDRNN_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have the user's config and data folders be others, for processes that a test starts too; return theirs."""
    folder = tmp_path_factory.mktemp("user")
    for kind in ("config", "data"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(folder / kind))  # on Linux, for processes too
        place = str(folder / kind / "wordrnn")
        monkeypatch.setattr(f"platformdirs.user_{kind}_dir", lambda *_, place=place, **__: place)
    home.chosen.cache_clear()
    yield folder
    home.chosen.cache_clear()


@pytest.fixture(autouse=True)
def _no_starter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test is the same with and without a starter model in the tree; those that want one take `with_starter`."""
    monkeypatch.setattr("wordrnn.starter_model.folder", lambda: None)


@pytest.fixture
def with_starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a small model come with wordrnn; return its folder."""
    from tests.wordrnn.test_model_folder import publish
    from wordrnn import packing

    folder = tmp_path / "package" / "starter"
    packing.pack(publish(tmp_path / "package" / "whole"), folder)
    monkeypatch.setattr("wordrnn.starter_model.folder", lambda: folder)
    return folder


@pytest.fixture
def home_folder() -> Path:
    return home.data_folder()
