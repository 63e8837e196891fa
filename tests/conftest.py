"""What every test needs: a data folder of its own, and no model but those it makes."""

from pathlib import Path

import pytest
from hypothesis import settings

# A machine that is busy with something else is no fault of ours.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORDRNN_HOME", str(tmp_path_factory.mktemp("home")))


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
    from wordrnn import home

    return home.data_folder()
