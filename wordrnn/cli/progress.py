"""The progress of a training run for people at a terminal, on stderr."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from wordrnn.events import Event

_STAGES = {
    "workers": "Waiting for the other workers",
    "following": "All workers are here; the first tells of the run",
    "reading": "Reading the text",
    "ngram": "Counting n-grams",
    "probe": "Measuring this machine",
    "training": "Training the network",
    "calibrating": "Calibrating",
}


_RISKS = {
    "low": "",
    "some": "; it may learn parts of the text by heart",
    "high": "; with so little text, it will learn it by heart",
}


class Display:
    """Shows events as they come: lines for what has happened, one bar for what goes on."""

    def __init__(self, stream: TextIO) -> None:
        # What it is told of are people's own names and paths: no brackets or colons in them are orders.
        self._console = Console(file=stream, highlight=False, markup=False, emoji=False)
        self._bar: Progress | None = None
        self._task = TaskID(0)

    def show(self, item: Event) -> None:
        """Show one event."""
        if item["event"] == "step":
            self._move(item)
            return
        line = _line(item)
        if line:
            self._console.print(line, soft_wrap=True)

    def close(self) -> None:
        """Leave the terminal as it should be."""
        if self._bar:
            self._bar.stop()
            self._bar = None

    def _move(self, item: Event) -> None:
        if self._bar is None:
            columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rest]}"))
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._task = self._bar.add_task("", total=1.0, rest="")
            self._bar.start()
        loss = item["train_loss"]
        perplexity = f", perplexity {math.exp(min(loss, 20)):,.0f}" if loss else ""
        rest = (
            f"{item['tokens_per_second']:,.0f} words/s, loss {loss or 0:.3f}{perplexity}, "
            f"{duration(item['eta_seconds'])} left"
        )
        of = f" of {item['epochs']:g}" if item["epochs"] else ""
        self._bar.update(
            self._task, completed=item["progress"], description=f"Epoch {item['epoch']:.1f}{of}", rest=rest
        )


@contextmanager
def download_bar(stream: TextIO, name: str, total: int) -> Iterator[Callable[[int, int], None]]:
    """Give what shows how many of `total` bytes have come, in a line that is gone afterwards."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(
        *columns,
        TimeRemainingColumn(),
        console=Console(file=stream),
        transient=True,
        disable=not stream.isatty(),  # what goes to a file would get an empty line
    ) as progress:
        task = progress.add_task(name, total=total)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _line(item: Event) -> str:
    kind = item["event"]
    if kind == "started":
        return f"Going on from {item['base']}" if "base" in item else ""
    if kind == "stage":
        return _STAGES.get(item["name"], "")
    if kind == "corpus":
        new = f", {item['new_words']:,} of them new," if "new_words" in item else ""
        return (
            f"  {item['train_tokens']:,} tokens to train on, {item['valid_tokens']:,} held out; "
            f"vocabulary {item['vocabulary']:,}{new} covers {item['coverage']:.1%} of the held-out text"
        )
    if kind == "ngram":
        return f"  the line to beat: perplexity {item['valid_perplexity']:.1f} on the held-out text"
    if kind == "plan":
        return (
            f"  {item['cell']}, {item['layers']} × {item['units']} units, {item['parameters']:,} parameters, "
            f"{item['precision']}; about {item['epochs']:g} epochs in {duration(item['expected_seconds'])}, "
            f"{item['memory_mb']:,} MB of memory{_RISKS[item['overfitting']]}"
        )
    if kind == "epoch":
        return (
            f"  epoch {item['epoch']:g}: held-out perplexity {item['valid_perplexity'] or math.inf:.1f}"
            f"{' (best so far)' if item['best'] else ''}"
        )
    if kind == "extended":
        return f"  {item['minutes']:g} minutes more: {duration(item['expected_seconds'])} in all"
    if kind == "warning":
        return f"  {item['message']}"
    if kind == "done":
        return (
            f"{item['message']} Model {item['model']}: {item['folder']}"
            if item["ok"] and item["model"]
            else ""
        )
    return ""


def size(count: int) -> str:
    """Return a number of bytes in the unit that fits: `640 kB`, `12.3 MB`."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{math.ceil(count / 1000)} kB"


def duration(seconds: float) -> str:
    """Return a time in the largest units that matter: `45 s`, `4 min 10 s`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
