"""Runs the campaign; see the package."""

import argparse
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a thread that is there would not be there in a child
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import tests.benchmarks.faults as package
from tests.benchmarks.faults import disks, kills, strangers
from tests.benchmarks.faults.deeds import every_deed


def main(argv: Sequence[str] | None = None) -> int:
    """Return 1 where anything was lost, broke or was run."""
    parser = argparse.ArgumentParser(description=(package.__doc__ or "").splitlines()[0])
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--kills", type=int, default=1000, help="in all, those of trainings among them")
    parser.add_argument("--trainings", type=int, default=40, help="of them, of whole training runs")
    parser.add_argument("--files", type=int, default=5000, help="that were tampered with")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--no-disks", action="store_true", help="leave out full disks and those that cannot be written"
    )
    options = parser.parse_args(argv)
    scratch = options.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    os.environ["WORDRNN_HOME"] = str(scratch / "home")
    begun = time.monotonic()

    def tell(line: str) -> None:
        print(f"{time.monotonic() - begun:7.0f} s  {line}", flush=True)

    faults: list[str] = []
    if options.files:
        faults += strangers.campaign(scratch / "strangers", options.files, options.seed, tell)
    rng = random.Random(options.seed)
    deeds = every_deed(scratch)
    cheap = options.kills - options.trainings
    for number, deed in enumerate(deeds):
        share = cheap // len(deeds) + (number < cheap % len(deeds))
        faults += kills.campaign(deed, share, rng, tell).faults if share else []
    if not options.no_disks:
        faults += disks.campaign(scratch / "disk", tell)
    if options.trainings:
        from tests.benchmarks.faults import trainings  # last: TensorFlow is in the process from here on

        faults += trainings.campaign(scratch / "trained", options.trainings, rng, tell)
    tell(f"{options.kills} kills, {options.files} files: {len(faults)} faults")
    for fault in faults:
        print(f"FAILED: {fault}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
