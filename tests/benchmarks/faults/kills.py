"""Kills deeds at any moment, and looks at what is there afterwards."""

import os
import random
import select
import signal
import statistics
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.benchmarks.faults.deeds import Deed, is_due_anew

_BEGUN, _DONE, _FAILED = b"b", b".", b"!"
_PATIENCE = 120.0  # seconds that a child may take


@dataclass
class Killed:
    """What came of the kills of one deed."""

    name: str
    kills: int = 0
    interrupted: int = 0  # of them, before the version that was being written was there
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.name:24} {self.kills:5} kills, {self.interrupted:4} before its end, {len(self.faults)} faults"


def campaign(deed: Deed, kills: int, rng: random.Random, tell: Callable[[str], None]) -> Killed:
    """Kill `deed` so many times; what `begin` and `found` do afterwards is what a person would see."""
    result = Killed(deed.name)
    deed.prepare()
    calls, seconds = _measured(deed)
    deed.prepare()
    known = 0
    while result.kills < kills:
        by_time = result.kills % 2 == 0
        if by_time:
            done, said = _killed_after(deed, known, rng.uniform(0, 2.5 * seconds))
        else:
            done, said = _killed_at(deed, known, rng.randint(1, round(1.5 * calls)))
        result.kills += 1
        try:
            found = deed.found()
        except Exception as error:
            found = -1
            said = said or f"{type(error).__name__}: {error}"
        if said or not known + done <= found <= known + done + 1:
            result.faults.append(
                f"{deed.name}, kill {result.kills}: {known + done} were written, found {found}; {said}"
            )
            tell(result.faults[-1])
        result.interrupted += found == known + done
        known = found
        if known < 0 or is_due_anew(known):
            result.faults += _left_by(deed)
            deed.prepare()
            known = 0
    result.faults += _left_by(deed)
    tell(str(result))
    return result


def _left_by(deed: Deed) -> list[str]:
    """Return what no further act takes away."""
    version = deed.found()
    deed.begin()
    deed.act(version + 1)
    return [f"{deed.name}: {path.name} is left over" for path in deed.leftovers()]


def _measured(deed: Deed) -> tuple[int, float]:
    """Return how many calls of functions the second act takes, and how many seconds."""
    deed.begin()
    deed.act(1)
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        deed.act(2)
    finally:
        sys.setprofile(None)
    times = []
    for version in (3, 4, 5):
        begun = time.monotonic()
        deed.act(version)
        times.append(time.monotonic() - begun)
    return count, statistics.median(times)


def _killed_after(deed: Deed, known: int, seconds: float) -> tuple[int, str]:
    """Kill it `seconds` after it has begun; return how many acts were done, and what went wrong before."""
    child, pipe = _started(lambda tell: _act_on(deed, known, tell))
    said = _read_until(pipe, _BEGUN)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return _ended(child, pipe, said)


def _killed_at(deed: Deed, known: int, calls: int) -> tuple[int, str]:
    """Have it kill itself at that many calls of functions after it has begun."""

    def work(tell: Callable[[bytes], None]) -> None:
        left = calls

        def count(*_: object) -> None:
            nonlocal left
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

        _act_on(deed, known, tell, lambda: sys.setprofile(count))

    return _ended(*_started(work), b"")


def _act_on(
    deed: Deed, known: int, tell: Callable[[bytes], None], begin: Callable[[], None] = lambda: None
) -> None:
    deed.begin()
    tell(_BEGUN)
    begin()
    for version in range(known + 1, known + 1000):
        deed.act(version)
        tell(_DONE)


def _started(work: Callable[[Callable[[bytes], None]], None]) -> tuple[int, int]:
    """Do `work` in a child; return its number and what it tells through."""
    receiver, sender = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.close(sender)
        return child, receiver
    try:
        os.close(receiver)
        work(lambda said: _tell(sender, said))
    except BaseException:
        sys.setprofile(None)
        os.write(sender, _FAILED + traceback.format_exc().encode())
    finally:
        os._exit(0)


def _tell(pipe: int, said: bytes) -> None:
    os.write(pipe, said)


def _read_until(pipe: int, wanted: bytes) -> bytes:
    said = b""
    while wanted not in said:
        more = os.read(pipe, 65_536) if select.select([pipe], [], [], _PATIENCE)[0] else b""
        if not more:
            break
        said += more
    return said


def _ended(child: int, pipe: int, said: bytes) -> tuple[int, str]:
    end = time.monotonic() + _PATIENCE
    while select.select([pipe], [], [], max(0.0, end - time.monotonic()))[0]:
        more = os.read(pipe, 65_536)
        if not more:
            break
        said += more
    else:
        os.kill(child, signal.SIGKILL)
        said += _FAILED + b"it went on for too long"
    os.close(pipe)
    os.waitpid(child, 0)
    told, _, failure = said.partition(_FAILED)
    return told.count(_DONE), failure.decode(errors="replace")
