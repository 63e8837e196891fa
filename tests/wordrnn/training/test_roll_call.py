"""Workers that find each other on real sockets of this machine, and those that do not."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from wordrnn.errors import OptionError, UnavailableError, WordrnnError
from wordrnn.messages import sentence
from wordrnn.training.cluster import Cluster
from wordrnn.training.roll_call import meet, unreachable

FACTS = {"the version of wordrnn": "0.1.0", "the version of TensorFlow": "2.21.0"}


def addresses(count: int) -> tuple[str, ...]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    found = tuple(f"127.0.0.1:{each.getsockname()[1]}" for each in sockets)
    for each in sockets:
        each.close()
    return found


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Return what the calls give or raise, made in a thread each."""
    results: list[Any] = [None] * len(calls)

    def run(index: int) -> None:
        try:
            results[index] = calls[index]()
        except WordrnnError as error:
            results[index] = error

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def worker(names: tuple[str, ...], index: int, facts: dict[str, str] = FACTS, **kwargs: Any) -> Any:
    return lambda: meet(Cluster(names, index), facts, **{"seconds": 20.0, **kwargs})


def test_three_workers_meet_in_whatever_order_they_come() -> None:
    names = addresses(3)

    def late() -> bool:
        time.sleep(0.4)
        return worker(names, 0)()

    assert together(worker(names, 2), worker(names, 1), late) == [True, True, True]
    assert unreachable(Cluster(names, 0)) == [1, 2]  # and leave their addresses to TensorFlow


def test_strangers_are_no_workers() -> None:
    names = addresses(2)
    port = int(names[0].rpartition(":")[2])

    def stranger() -> None:
        for said in (b"", b"GET / HTTP/1.1\r\n\r\n\n", b'{"index": 7}\n', b"[1]\n", b'{"index": 1}\n'):
            end = time.monotonic() + 10
            while time.monotonic() < end:
                with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as connection:
                    connection.sendall(said)
                    break
                time.sleep(0.02)

    def late() -> bool:
        time.sleep(0.3)
        return worker(names, 1)()

    assert together(worker(names, 0), late, stranger)[:2] == [True, True]


def test_who_does_not_come_is_named() -> None:
    names = addresses(3)
    chief, other = together(worker(names, 0, seconds=1.5), worker(names, 2))
    assert isinstance(chief, UnavailableError)
    assert "there after 1.5 seconds; worker 1 (" in sentence(chief)
    assert f"worker 1 ({names[1]}) did not come" in sentence(chief)
    assert f"worker 1 ({names[1]}) did not come" in sentence(other)  # it waits no longer than the chief
    (alone,) = together(worker(names, 1, seconds=0.3))
    assert f"worker 0 ({names[0]}) did not come" in sentence(alone)


def test_a_worker_that_leaves_again_is_waited_for() -> None:
    names = addresses(2)
    leaving = threading.Event()
    threading.Timer(0.5, leaving.set).start()

    def comes_twice() -> bool:
        assert worker(names, 1, stopped=leaving.is_set)() is False
        return worker(names, 1)()

    def late_chief() -> bool:
        return worker(names, 0)()

    three = (*names, *addresses(1))  # the third keeps the chief waiting
    chief, first = together(worker(three, 0, seconds=1.5), worker(three, 1, stopped=leaving.is_set))
    assert first is False
    assert "worker 1" in sentence(chief) and "worker 2" in sentence(chief)
    leaving.clear()
    assert together(late_chief, worker(names, 1)) == [True, True]


def test_another_version_and_an_index_twice_are_refused() -> None:
    names = addresses(3)
    other = FACTS | {"the version of TensorFlow": "2.20.0"}
    first, differing = together(worker(names, 0, seconds=0.8), worker(names, 1, other, seconds=0.8))
    assert sentence(differing).endswith("the version of TensorFlow is 2.20.0, expected 2.21.0.")
    assert isinstance(first, UnavailableError)
    # Two of one index are on two machines, so that neither's port is taken.
    elsewhere = (names[0], addresses(1)[0], names[2])
    results = together(
        worker(names, 0, seconds=1.5), worker(names, 1, seconds=1.5), worker(elsewhere, 1, seconds=1.5)
    )
    codes = [each.code for each in results]
    assert codes[0] == "workers-missing"
    assert "worker-twice" in codes[1:]


def test_a_port_in_use_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("", 0)) as taken:
        name = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(OptionError) as caught:
            meet(Cluster((name, *addresses(1)), 0), FACTS, 5.0)
    assert caught.value.code == "port-taken"
    assert name in sentence(caught.value)


def test_a_stop_ends_the_waiting() -> None:
    names = addresses(2)
    assert meet(Cluster(names, 0), FACTS, 20.0, lambda: True) is False
    assert meet(Cluster(names, 1), FACTS, 20.0, lambda: True) is False
