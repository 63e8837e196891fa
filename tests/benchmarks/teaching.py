"""Keystrokes saved on a person's text before and after the starter model was taught 50,000 words of theirs.

python -m tests.benchmarks.teaching DATA [--model M] [--words N] [--minutes M] [--only NAME]... [--spread]

Three authors of DATA/english/prose and the letters of MASC, which the starter model has not read, and the mails of
DATA/typing-dev, in the order in which they were written. Of each, the first N words are taught by `wordrnn train
--from M --minutes M`, as "teach it your texts" does, and the next fifth as many are measured: no more than two thirds
of a short text are taught. With `--spread`, every sixth block of a thousand words is measured instead of what follows:
text of the same books. Both times it is the mixture with three suggestions in view, without a memory.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wordrnn import library
from wordrnn.evaluation import evaluate
from wordrnn.predictor import Predictor
from wordrnn.text import sources

TEXTS = {
    "Doyle": "english/prose/Doyle_*.txt",
    "Forster": "english/prose/Forster_*.txt",
    "Chesterton": "english/prose/Chesterton_*.txt",
    "letters": "english/masc/letters.txt",
    "mails": "typing-dev/mail.state_dept.txt",
}
_TAUGHT = 2 / 3  # of a short text
_BLOCK = 1000  # words
_ROOT = Path(__file__).parents[2]


def split(text: str, words: int) -> tuple[str, str]:
    """Return the lines with the first so many words of `text`, and those with the next fifth as many."""
    words = min(words, int(len(text.split()) * _TAUGHT))
    taught, measured, seen = [], [], 0
    for line in text.splitlines(keepends=True):
        if seen < words:
            taught.append(line)
        elif seen < words * 1.2:
            measured.append(line)
        seen += len(line.split())
    return "".join(taught), "".join(measured)


def spread(text: str, words: int) -> tuple[str, str]:
    """Return the lines of five blocks of every six, up to so many words, and those of the sixth blocks between them."""
    taught, measured, seen, taught_words = [], [], 0, 0
    for line in text.splitlines(keepends=True):
        here = len(line.split())
        if seen // _BLOCK % 6 == 5:
            measured.append(line)
        elif taught_words < words:
            taught.append(line)
            taught_words += here
        else:
            break
        seen += here
    return "".join(taught), "".join(measured)


def saved(model: Path, text: str) -> float:
    """Return the share of keystrokes that the model in the folder `model` saves, in percent."""
    found = evaluate(Predictor.open(model), [text], names=["mixture"], latency_letters=0)
    return 100 * found["mixture"]["keystroke_savings"]


def teach(model: Path, text: str, scratch: Path, minutes: float) -> tuple[Path, float]:
    """Return the folder of `model` trained on `text`, and how many seconds that took."""
    file, out = scratch / "text.txt", scratch / "taught"
    file.write_text(text, encoding="utf-8")
    environment = {**os.environ, "WORDRNN_HOME": str(scratch / "home"), "PYTHONPATH": str(_ROOT)}
    command = [sys.executable, "-m", "wordrnn", "train", str(file), "--from", str(model), "--out", str(out)]
    begin = time.perf_counter()
    subprocess.run([*command, "--minutes", str(minutes)], env=environment, check=True, capture_output=True)
    return out, time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, metavar="DATA", help="holds english/ and typing-dev/")
    parser.add_argument("--model", default="starter", help="a model's name or folder")
    parser.add_argument("--words", type=int, default=50_000, help="that are taught")
    parser.add_argument("--minutes", type=float, default=3, help="that teaching may take")
    parser.add_argument("--only", choices=TEXTS, action="append", help="of these texts alone")
    parser.add_argument("--spread", action="store_true", help="measure blocks of the same books")
    args = parser.parse_args()
    model = library.model_path(args.model).absolute()
    for name in args.only or TEXTS:
        paths = [str(path) for path in sorted(args.data.glob(TEXTS[name]))]
        text = "".join(document.text for document in sources.documents_of(paths))
        taught, measured = (spread if args.spread else split)(text, args.words)
        before = saved(model, measured)
        with tempfile.TemporaryDirectory() as scratch:
            folder, seconds = teach(model, taught, Path(scratch), args.minutes)
            after = saved(folder, measured)
        print(
            f"{name:10} taught {len(taught.split()):,} words in {seconds:.0f} s; saved on "
            f"{len(measured.split()):,} other words {before:.1f} %, then {after:.1f} % ({after - before:+.1f})",
            flush=True,
        )


if __name__ == "__main__":
    main()
