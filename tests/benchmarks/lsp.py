"""Types a text into an editor that asks the language server after each letter, and prints how long the answers took.

    python -m tests.benchmarks.lsp TEXT [--model M] [--letters N]

From a request sent to its answer read, the change of the document sent before it included, beside what the same model
takes for the same words within a process. Limit: p99 of 20 ms with a vocabulary of 33,000.
"""

import argparse
import asyncio
import time
from pathlib import Path

import numpy as np

import wordrnn
from tests.wordrnn.lsp.test_server import Editor
from wordrnn.lsp import offers

_WARM_UP = 20


async def typed(text: str, letters: int, model: list[str]) -> list[float]:
    """Return the seconds from each request to its answer."""
    editor = Editor()
    await editor.begin(*model)
    editor.show("")
    seconds = []
    for end in range(1, letters):
        editor.change(text[:end])
        lines = text[:end].split("\n")
        begin = time.perf_counter()
        await editor.inline(len(lines) - 1, len(lines[-1].encode("utf-16-le")) // 2, by_key=True)
        seconds.append(time.perf_counter() - begin)
    await editor.end()
    return seconds[_WARM_UP:]


def asked(text: str, letters: int, model: str | None) -> list[float]:
    """Return the seconds that the same answers take without a server."""
    predictor = wordrnn.load(model)
    seconds = []
    for end in range(1, letters):
        begin = time.perf_counter()
        offers.inline(predictor, text[:end], end, words=3)
        seconds.append(time.perf_counter() - begin)
    return seconds[_WARM_UP:]


def main() -> None:
    """Print median, 99th percentile and worst of both, in ms."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("text", type=Path)
    parser.add_argument("--model", help="a model's name or folder")
    parser.add_argument("--letters", type=int, default=2000)
    options = parser.parse_args()
    text = options.text.read_text(encoding="utf-8", errors="replace").replace("\r", "")
    letters = min(options.letters, len(text))
    model = ["--model", options.model] if options.model else []
    for name, seconds in (
        ("server", asyncio.run(typed(text, letters, model))),
        ("in process", asked(text, letters, options.model)),
    ):
        milliseconds = np.array(seconds) * 1000
        p50, p99 = np.percentile(milliseconds, [50, 99])
        print(f"{name:10} p50 {p50:.1f} ms, p99 {p99:.1f} ms, worst {milliseconds.max():.1f} ms")


if __name__ == "__main__":
    main()
