import os
import time

import pytest

from wordrnn.errors import OptionError, UnavailableError
from wordrnn.events import Event
from wordrnn.lab import side_by_side
from wordrnn.lab.experiment import Stopped, Tell, event, never


def work(job: str, tell: Tell, stopped: Stopped) -> str:
    tell(event("progress", share=0.5))
    if job == "wrong":
        raise OptionError("bad-value", name="job", expected="another", got=job)
    if job == "lost":
        os._exit(9)
    while job == "long" and not stopped():
        time.sleep(0.01)
    return job.upper()


def test_results_come_in_the_order_of_the_jobs_and_events_with_their_names() -> None:
    told: list[tuple[str, Event]] = []
    found = side_by_side.run(
        work, {"a": "one", "b": "two", "c": "three"}, lambda *each: told.append(each), never
    )
    assert list(found.items()) == [("a", "ONE"), ("b", "TWO"), ("c", "THREE")]
    assert sorted(name for name, _ in told) == ["a", "b", "c"]


@pytest.mark.parametrize(("job", "error", "code"), [
    ("wrong", OptionError, "bad-value"), ("lost", UnavailableError, "lab-ended"),
])  # fmt: skip
def test_what_goes_wrong_in_one_ends_all(job: str, error: type[Exception], code: str) -> None:
    before = time.monotonic()
    with pytest.raises(error) as raised:
        side_by_side.run(work, {"a": "long", "b": job}, lambda *_: None, never)
    assert raised.value.code == code and isinstance(raised.value.params, dict)
    assert time.monotonic() - before < 60


def test_when_stopped_each_gives_what_it_has_and_no_other_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_processes", lambda jobs: 1)
    told: list[str] = []
    found = side_by_side.run(
        work, {"a": "long", "b": "one"}, lambda name, _: told.append(name), lambda: bool(told)
    )
    assert found == {"a": "LONG"}
    assert side_by_side.run(work, {"a": "long"}, lambda *_: None, lambda: True) == {}


def threads(job: str, tell: Tell, stopped: Stopped) -> str | None:
    return os.environ.get("OPENBLAS_NUM_THREADS")


def test_each_has_one_thread_of_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    assert side_by_side.run(threads, {"a": ""}, lambda *_: None, never) == {"a": "1"}
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"
