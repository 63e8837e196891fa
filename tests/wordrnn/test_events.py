import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.errors import OptionError
from wordrnn.events import LineReader, event, to_line, told


def test_an_event_has_exactly_its_fields() -> None:
    assert event("snapshot", step=3) == {"event": "snapshot", "step": 3}
    with pytest.raises(AssertionError, match="step"):
        event("snapshot")
    with pytest.raises(AssertionError, match="colour"):
        event("paused", colour="red")


def test_an_error_is_told_in_json_values() -> None:
    params = {"path": Path("a"), "got": float("nan"), "most": 2.5, "guess": None, "names": (Path("b"), 3)}
    done = {"ok": False, "stopped": False, "message": "It failed.", "model": "m", "folder": "f"}
    read = json.loads(to_line(event("done", **done, **told(OptionError("bad-value", **params)))))
    assert read["code"] == "bad-value"
    assert read["params"] == {"path": "a", "got": "nan", "most": 2.5, "guess": None, "names": ["b", 3]}
    assert event("done", **done).keys() == {"event", *done}, "a run that ended well tells of none"


def test_a_line_is_json_and_takes_no_value_that_is_none() -> None:
    line = to_line(event("stage", name="naïve\n"))
    assert line.endswith("\n") and line.count("\n") == 1
    assert json.loads(line)["name"] == "naïve\n"
    with pytest.raises(ValueError, match="JSON"):
        to_line(event("snapshot", step=float("nan")))


def test_a_path_that_is_no_text_comes_through() -> None:
    sent = event("imported", file="caf\udce9", name="é")
    assert list(LineReader().feed(to_line(sent).encode())) == [sent]


@given(cuts=st.lists(st.integers(0, 200), max_size=6), noise=st.binary(max_size=20))
def test_events_arrive_whole_wherever_the_bytes_are_cut(cuts: list[int], noise: bytes) -> None:
    sent = [event("snapshot", step=number) for number in range(4)]
    stream = noise.replace(b"\n", b"") + b"\n" + "".join(map(to_line, sent)).encode() + b'{"event": "half'
    places = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    reader = LineReader()
    received = [item for begin, end in itertools.pairwise(places) for item in reader.feed(stream[begin:end])]
    assert [item for item in received if item["event"] == "snapshot"] == sent
