"""The channel over sums, with threads for workers; and texts that go over it."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wordrnn.dataset import Streams
from wordrnn.training import channel as channel_module
from wordrnn.training.channel import Channel
from wordrnn.training.handing import Text, give, take


class Sums:
    """Adds up what all of `count` threads give, as TensorFlow does over machines."""

    def __init__(self, count: int) -> None:
        self._barrier = threading.Barrier(count, timeout=20)
        self._given: list[Any] = [None] * count
        self.calls = 0

    def channel(self, index: int) -> Channel:
        def total(words: np.ndarray) -> np.ndarray:
            self._given[index] = words
            self._barrier.wait()
            assert len({each.shape for each in self._given}) == 1, "workers in step ask for sums of one size"
            result = np.sum(self._given, axis=0, dtype=np.int32)
            self._barrier.wait()
            self.calls += index == 0
            return result

        return Channel(total, index, len(self._given))


def together(*calls: Callable[[Channel], Any]) -> tuple[list[Any], Sums]:
    """Return what each call makes of its end of a channel; the first is the chief's."""
    sums = Sums(len(calls))
    results: list[Any] = [None] * len(calls)
    threads = [
        threading.Thread(target=lambda i=i: results.__setitem__(i, calls[i](sums.channel(i))))
        for i in range(len(calls))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results, sums


@given(
    st.dictionaries(st.text(max_size=8), st.integers() | st.floats(allow_nan=False) | st.text(max_size=900)),
    st.integers(0, 3000),
)
@settings(max_examples=25)
def test_what_the_chief_says_is_heard_as_it_was_said(values: dict[str, Any], size: int) -> None:
    arrays = {"a": np.arange(size, dtype=np.float32) * -1.5, "b": np.uint32([[1 << 31]]), "c": np.int64(-3)}
    (_, first, second), _ = together(
        lambda chief: chief.send("do it", {k: np.asarray(v) for k, v in arrays.items()}, v=values),
        Channel.receive,
        Channel.receive,
    )
    for heard in (first, second):
        assert (heard.name, heard.values) == ("do it", {"v": values})
        assert all((heard.arrays[name] == array).all() for name, array in arrays.items())
        assert {name: array.shape for name, array in heard.arrays.items()} == {
            "a": (size,),
            "b": (1, 1),
            "c": (),
        }
        assert heard.arrays["b"].dtype == np.uint32


def test_a_step_takes_one_sum() -> None:
    _, sums = together(lambda chief: chief.send("step", window=123456, rate=0.00123), Channel.receive)
    assert sums.calls == 1


def test_large_arrays_come_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_module, "_CHUNK", 1 << 10)
    array = np.random.default_rng(0).integers(0, 255, 9_001, dtype=np.uint8)
    (_, heard), sums = together(lambda chief: chief.send("weights", {"w": array}), Channel.receive)
    assert (heard.arrays["w"] == array).all()
    assert sums.calls == 4  # the head, and 4,096 bytes at a time


def test_everybody_hears_from_everybody() -> None:
    def own(index: int) -> np.ndarray:
        return np.full((2, 3), index - 0.5, np.float32)

    results, _ = together(*[lambda each, i=i: each.gather(own(i)) for i in range(3)])
    for found in results:
        assert [array.tolist() for array in found] == [own(index).tolist() for index in range(3)]


def test_alone_nothing_is_said() -> None:
    def never(words: np.ndarray) -> np.ndarray:
        raise AssertionError

    alone = Channel(never)
    alone.send("step", window=1)
    assert alone.gather(np.arange(3))[0].tolist() == [0, 1, 2]


def test_a_worker_gets_the_ids_that_its_streams_read() -> None:
    ids = np.arange(2, 1003, dtype=np.uint16)
    text = Text("none in the cache", ids, ids[:50])
    batch, bptt = 4, 7
    whole = Streams(ids, batch, bptt)

    def other(each: Channel) -> np.ndarray:
        spans = [Streams(array, batch, bptt).span(2, 2) for array in (text.train, text.valid)]
        got = take(each, text.facts(), spans)
        assert (got.train[:200] == 0).all()  # what others read has not been kept
        held_out = Streams(got.valid, batch, bptt)
        for window in range(held_out.windows):
            expected = Streams(text.valid, batch, bptt).window(window)
            assert (held_out.window(window, 2, 2) == expected[2:]).all()
        read = Streams(got.train, batch, bptt)
        return np.stack([read.window(window, 2, 2) for window in range(read.windows)])

    (_, found), _ = together(lambda chief: give(chief, text), other)
    assert (found == np.stack([whole.window(window)[2:] for window in range(whole.windows)])).all()


def test_who_has_the_text_is_not_sent_it(tmp_path: Path) -> None:
    ids = np.arange(2, 103, dtype=np.uint16)
    text = Text("known", ids, ids)
    (_, found), sums = together(
        lambda chief: give(chief, text), lambda each: take(each, text.facts(), [slice(0)] * 2, text)
    )
    assert found is text
    assert sums.calls == 2  # one for each worker's yes or no
