"""Seconds until something can be used: the package, an answer on the command line, a window that predicts.

    python tests/benchmarks/start.py [--model M] [--runs 5]

Each is a process of its own, from its start to its end; the median and the best of the runs are printed. The window
reports the moment of its first suggestions itself (`WORDRNN_START_REPORT`), then closes.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time


def main() -> None:
    """Print a line for each of the three."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", help="a model's name or folder; otherwise the active model")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    model = ["--model", options.model] if options.model else []
    python = sys.executable
    commands = {
        "python -c pass": [python, "-c", "pass"],
        "import wordrnn": [python, "-c", "import wordrnn"],
        "wordrnn predict": [python, "-m", "ui", "predict", "It was a cold mor", *model],
    }
    for name, command in commands.items():
        seconds = [timed(command) for _ in range(options.runs)]
        print(f"{name:18} median {statistics.median(seconds):.2f} s, best {min(seconds):.2f} s")


def timed(command: list[str]) -> float:
    """Return the seconds that `command` takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=dict(os.environ))
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
