"""Trains on a text larger than the memory it may take: megabytes a second of every stage, and the peak of memory.

    python tests/benchmarks/large_text.py DATA SCRATCH [--megabytes 1000] [--minutes 1] [--seed 1] [--keep]

The files below DATA, repeated with 2 % of the words replaced at random, become one text in the folder SCRATCH, which
must be new or empty and needs about three times the text's size. `wordrnn train` then runs on it in a process of its
own. Memory is read from /proc (Linux) ten times a second: what the run's process and its workers have resident, pages
of mapped files included, and pages that two of them share counted twice. Exit code 1 if that was ever 2 GB or more. The
most that each process had at its own worst moment is told beside it; they never have that together. First the stages of
reading are timed one by one, in one process, on up to 30 MB of the text, in processor time: on a shared machine
wall-clock time says little.
"""

import argparse
import itertools
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from corpora import read
from wordrnn.events import LineReader
from wordrnn.model_folder import ngram_folder
from wordrnn.ngram.model import NGramModel
from wordrnn.text.redaction import redact
from wordrnn.tokenizer import Tokenizer, word_counts

LIMIT = 2e9  # bytes
SAMPLE = 30_000_000  # bytes whose stages are timed one by one
TICKS = os.sysconf("SC_CLK_TCK")


def make_text(data: Path, target: Path, size: int, seed: int) -> None:
    """Write `size` bytes of text to `target`: always the same for the same files and seed."""
    rng = random.Random(seed)
    sources = sorted(path for path in data.rglob("*") if path.is_file() and path.suffix in ("", ".txt"))
    pool: list[str] = []
    with target.open("wb") as file:
        while True:
            rng.shuffle(sources)
            for source in sources:
                # What follows the end mark of a book in the same file would be left out as its licence.
                content = source.read_text(encoding="utf-8", errors="replace")
                parts = re.split(r"(\s+)", re.sub("(?i)project gutenberg", "the library", content))
                words = parts[::2]
                pool = (pool + rng.choices(words, k=3000))[-60_000:]
                for index in rng.choices(range(len(words)), k=len(words) // 50):
                    parts[2 * index] = rng.choice(pool)
                changed = "".join(parts).encode()
                left = size - file.tell()
                if len(changed) >= left:
                    file.write(changed[: changed.rfind(b"\n", 0, left) + 1])
                    return
                file.write(changed)


def time_stages(text: Path) -> None:
    """Print megabytes per second of processor time of each stage, in this one process."""
    with text.open("rb") as file:
        sample = file.read(SAMPLE)
    part = text.with_name("sample.txt")
    part.write_bytes(sample)
    size = len(sample) / 1e6

    def timed(name: str, work: Callable[[], Any]) -> Any:
        begin = time.process_time()
        result = work()
        print(f"  {name:<34} {size / (time.process_time() - begin):6.1f} MB/s", flush=True)
        return result

    print(f"stages, one process, processor time, {size:.0f} MB:")
    texts = timed("reading and joining lines", lambda: [document.text for document in read([part])])
    part.unlink()
    texts = timed("redaction", lambda: [redact(each) for each in texts])
    pieces = [piece for each in texts for piece in pieces_of(each)]
    timed("counting words", lambda: word_counts(pieces, "word"))
    tokenizer = Tokenizer.from_counts(word_counts(pieces, "word"), "word", 20_000)
    encode = tokenizer.encoder()
    timed("encoding", lambda: [encode(piece) for piece in pieces])


def pieces_of(text: str) -> Iterator[str]:
    """Yield pieces of about a megabyte that end with a line."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + (1 << 20)) + 1 or len(text)
        yield text[start:end]
        start = end


class Memory:
    """Watches what a process and its children have resident, until the process ends."""

    def __init__(self, process: int) -> None:
        self._process = process
        self.peaks: dict[int, int] = {}  # by process: the most that was ever resident
        self.together = self.anonymous = 0  # the most at one moment
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def join(self) -> None:
        self._thread.join()

    def _watch(self) -> None:
        while True:
            found = {process: status_of(process) for process in (self._process, *children_of(self._process))}
            if not found[self._process].get("VmRSS"):
                return
            for process, status in found.items():
                self.peaks[process] = max(self.peaks.get(process, 0), status.get("VmHWM", 0))
            self.together = max(self.together, sum(status.get("VmRSS", 0) for status in found.values()))
            own = sum(status.get("RssAnon", 0) + status.get("RssShmem", 0) for status in found.values())
            self.anonymous = max(self.anonymous, own)
            time.sleep(0.1)


def status_of(process: int) -> dict[str, int]:
    """Return the bytes of memory in /proc/PROCESS/status; nothing for a process that has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return {}
    fields = (line.split() for line in lines if line.endswith(" kB"))
    return {name.rstrip(":"): int(number) * 1024 for name, number, _ in fields}


def children_of(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(number) for number in found.split()]


def processor_seconds(process: int) -> float:
    """Return the processor time of a process and of those of its children that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS


def run(text: Path, model: Path, home: Path, minutes: float) -> int:
    """Train on `text`, print what it took, and return the exit code."""
    command = [sys.executable, "-m", "wordrnn", "train", str(text), "--out", str(model), "--events"]
    process = subprocess.Popen(
        [*command, "--minutes", str(minutes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "WORDRNN_HOME": str(home)},
    )
    memory = Memory(process.pid)
    reader = LineReader()
    events: list[tuple[float, float, dict[str, Any]]] = []
    assert process.stdout
    for line in process.stdout:
        now, used = time.perf_counter(), processor_seconds(process.pid)
        events += [(now, used, dict(item)) for item in reader.feed(line)]
    memory.join()
    stages = [(now, used, item["name"]) for now, used, item in events if item["event"] == "stage"]
    stages.append((*events[-1][:2], "end"))
    size = text.stat().st_size / 1e6
    for (begin, used, name), (end, used_then, _) in itertools.pairwise(stages):
        wall, cpu = end - begin, used_then - used
        speed = f"{size / wall:6.1f} MB/s" if name in ("reading", "ngram") else ""
        if speed and cpu:
            speed += f", {size / cpu:.1f} MB per second of processor time"
        print(f"{name:<10} {wall:7.1f} s {cpu:7.1f} s of processor time {speed}")
    told = {item["event"]: item for _, _, item in events}
    print({key: value for key, value in told["corpus"].items() if key != "event"})
    print({key: value for key, value in told["ngram"].items() if key != "event"})
    print(f"n-grams kept, by order: {NGramModel.load(ngram_folder(model)).sizes}")
    steps = [item for _, _, item in events if item["event"] in ("step", "epoch")]
    print(f"last report of training: {steps[-1] if steps else 'none'}")
    total = sum(memory.peaks.values())
    main = memory.peaks[process.pid]
    print(
        f"memory: at one moment at most {memory.together / 1e6:.0f} MB, of it not of files "
        f"{memory.anonymous / 1e6:.0f} MB; peak of the run's process {main / 1e6:.0f} MB, "
        f"of its workers {(total - main) / 1e6:.0f} MB in sum"
    )
    good = process.wait() == 0 and memory.together < LIMIT
    print("under 2 GB" if memory.together < LIMIT else "NOT under 2 GB", f"(exit code {process.returncode})")
    return 0 if good else 1


def main() -> int:
    """Make the text, run, and clean up; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave text, shards and model in SCRATCH")
    options = parser.parse_args()
    scratch: Path = options.scratch
    scratch.mkdir(parents=True, exist_ok=True)
    if any(scratch.iterdir()):
        parser.error(f"{scratch}: expected an empty folder")
    text, home, model = scratch / "text.txt", scratch / "home", scratch / "model"
    try:
        begin = time.perf_counter()
        make_text(options.data, text, options.megabytes * 1_000_000, options.seed)
        seconds = time.perf_counter() - begin
        print(f"made {text.stat().st_size / 1e6:.0f} MB of text in {seconds:.0f} s", flush=True)
        time_stages(text)
        return run(text, model, home, options.minutes)
    finally:
        if not options.keep:
            text.unlink(missing_ok=True)
            for folder in (home, model):
                shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
