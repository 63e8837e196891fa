import subprocess
import sys

SCRIPT = """
import sys, time
from wordrnn import quiet
from wordrnn.errors import UnavailableError
from wordrnn.training.deadline import or_exit
with or_exit(float(sys.argv[1]), UnavailableError("worker-lost", workers="worker 1 (a:1)")), quiet.native_stderr():
    time.sleep(float(sys.argv[2]))
print("went on")
"""


def run(limit: float, takes: float) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", SCRIPT, str(limit), str(takes)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_what_takes_too_long_ends_the_process_by_a_sentence_though_stderr_is_held_back() -> None:
    ended = run(0.2, 50)
    assert ended.returncode == 2 and ended.stdout == ""
    assert ended.stderr.startswith(
        "wordrnn: The run has ended, since worker 1 (a:1) cannot be reached any more"
    )
    assert ended.stderr.count("\n") == 1


def test_what_is_done_in_time_goes_on() -> None:
    ended = run(50, 0.1)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "went on\n", "")
