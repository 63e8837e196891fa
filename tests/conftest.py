"""What every test needs: a data folder of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORDRNN_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def home_folder() -> Path:
    from wordrnn import home

    return home.data_folder()
