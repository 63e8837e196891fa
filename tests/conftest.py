"""What every test needs: a data folder of its own."""

from pathlib import Path

import pytest
from hypothesis import settings

# A machine that is busy with something else is no fault of ours.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORDRNN_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def home_folder() -> Path:
    from wordrnn import home

    return home.data_folder()
