import subprocess
import sys
from pathlib import Path

import pytest

from wordrnn import lock

HOLD = """
import sys, pathlib
from wordrnn import lock
with lock.holding(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_is_held_by_one_process_and_ends_with_it(tmp_path: Path) -> None:
    assert not lock.is_held(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout and other.stdout.readline() == b"held\n"
        assert lock.is_held(tmp_path)
        with pytest.raises(lock.Held), lock.holding(tmp_path):
            pass
        other.kill()
    assert not lock.is_held(tmp_path)
    with lock.holding(tmp_path):
        pass
