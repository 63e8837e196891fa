"""The short forms of two benchmarks: a campaign of faults, and a session at the editor."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = "The cat sat on the mat, and the dog looked at it.\n\n“It’s a well-known fact,” said the cat — “isn’t it?”\n\n"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a benchmark in a process of its own, as by hand: it forks, and ends the whole application."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
def test_kills_and_files_that_were_tampered_with_do_no_harm(tmp_path: Path) -> None:
    few = ("--kills", "28", "--files", "102", "--trainings", "0", "--no-disks")
    found = run("tests.benchmarks.faults", str(tmp_path / "scratch"), *few)
    assert found.returncode == 0, found.stdout + found.stderr
    assert "28 kills, 102 files: 0 faults" in found.stdout


def test_what_is_typed_is_what_stands_there_and_what_is_learned(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(TEXT * 30, encoding="utf-8")
    found = run("tests.benchmarks.soak", str(text), "--words", "90", "--different", "60", "--small")
    assert found.returncode == 0, found.stdout + found.stderr
    learned, written = re.findall(r"learned (\d+) of (\d+) words", found.stdout)[0]
    assert int(learned) >= 0.9 * int(written) > 0, found.stdout
