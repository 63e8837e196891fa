import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from wordrnn.errors import CorpusError
from wordrnn.text.workers import Workers

ROOT = Path(__file__).parents[3]


def square_and_process(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def refuse_three(number: int) -> int:
    if number == 3:
        raise CorpusError("empty-file", path="three")
    return number


def die_in_worker(number: int) -> int:
    if number == 2 and os.getpid() != int(os.environ["TEST_PARENT"]):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def one(_item: int) -> int:
    return 1


def test_little_is_done_here() -> None:
    with Workers(2, enough=10) as workers:
        assert list(workers.map(square_and_process, range(5), one)) == [
            (n * n, os.getpid()) for n in range(5)
        ]


def test_much_is_done_elsewhere_and_comes_in_order() -> None:
    with Workers(2, enough=2) as workers:
        results = list(workers.map(square_and_process, range(9), one))
        assert [number for number, _ in results] == [n * n for n in range(9)]
        assert [process for _, process in results[:2]] == [os.getpid()] * 2
        assert len({process for _, process in results[2:]} - {os.getpid()}) == 2
        # What a function raises is raised here, with its code; the workers stay.
        with pytest.raises(CorpusError) as caught:
            list(workers.map(refuse_three, [1, 2, 3, 4, 5], one))
        assert caught.value.code == "empty-file"
        assert [number for number, _ in workers.map(square_and_process, range(6), one)] == [
            n * n for n in range(6)
        ]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_worker_that_is_killed_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_PARENT", str(os.getpid()))
    with Workers(2, enough=1) as workers:
        assert list(workers.map(die_in_worker, range(7), one)) == list(range(7))


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_die_with_a_process_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent("""
        import time
        from tests.wordrnn.text.test_workers import one, square_and_process
        from wordrnn.text.workers import Workers

        if __name__ == "__main__":
            with Workers(2, enough=1) as workers:
                print(sorted({process for _, process in workers.map(square_and_process, range(6), one)}), flush=True)
                time.sleep(60)
        """)
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout
        processes = [int(number) for number in parent.stdout.readline().decode().strip("[]\n").split(",")]
        parent.kill()
    assert len(processes) == 3
    end = time.monotonic() + 30
    while any(is_running(process) for process in processes) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(is_running(process) for process in processes)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
