import sys
from pathlib import Path

import pytest

from tests.wordrnn.lab import counting
from wordrnn.errors import OptionError, UnavailableError
from wordrnn.lab import figures
from wordrnn.lab.contenders import LOOKS, NAMES
from wordrnn.messages import sentence

DATA = {"counted": [0, 1, 2]}


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    monkeypatch.setitem(sys.modules, "wordrnn.lab.drawing.counting", counting)


@pytest.mark.usefixtures("drawing")
@pytest.mark.parametrize(("ending", "begin"), [(".svg", b"<?xml"), (".png", b"\x89PNG")])
def test_the_same_data_give_the_same_file(tmp_path: Path, ending: str, begin: bytes) -> None:
    paths = [tmp_path / f"{number}{ending}" for number in (1, 2)]
    for path in paths:
        figures.draw("counting", DATA, path)
    one, two = (path.read_bytes() for path in paths)
    assert one == two and one.startswith(begin)
    assert b"202" not in one[:2000] or b"<dc:date>" not in one, "the day of its making stands in it"


def test_another_ending_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(OptionError) as error:
        figures.check(tmp_path / "x.jpg")
    assert "a .svg or .png file" in sentence(error.value)


def test_without_matplotlib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(UnavailableError) as error:
        figures.check(Path("x.svg"))
    assert "wordrnn[lab]" in sentence(error.value)


def test_no_two_contenders_look_alike() -> None:
    assert len(set(NAMES.values())) == len(NAMES)
    seen = [
        LOOKS[name] for name in LOOKS if name != "linear"
    ]  # which stands in the place of the logistic one
    assert len({look.colour for look in seen} - {"#000000"}) == len(seen) - 2
    assert len({look.marker for look in seen}) == len({look.dashes for look in seen}) + 1 == len(seen)
