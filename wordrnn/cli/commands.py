"""One function for each command of the command line: from parsed arguments to output and exit code."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

import wordrnn
from wordrnn import home, library, typed_path
from wordrnn.card import PROTOCOLS
from wordrnn.cli import stdin
from wordrnn.cli.stdout import events_out
from wordrnn.errors import ModelError, OptionError, WordrnnError
from wordrnn.events import Event, to_line
from wordrnn.generation import DEFAULT_PENALTY
from wordrnn.messages import sentence
from wordrnn.text import sources
from wordrnn.training import plan

_LOGGED_STEP_SECONDS = 2.0


def train(arguments: argparse.Namespace) -> int:
    """Train a model, or go on with one; events or a progress bar tell of it."""
    from wordrnn.cli import resuming
    from wordrnn.training import run
    from wordrnn.training.control import Control

    control = Control()
    with events_out(arguments.events) as out:
        if arguments.events:
            control.listen(stdin.lines())
        control.stop_on_signals()
        log = _EventLog(out, control)
        outcome = None
        failure = WordrnnError("run-fault")
        try:
            where = _where(arguments)
            if where.cluster and not where.cluster.is_chief:
                outcome = run.follow(where, log.emit, control)
                return 0
            folder = _folder_to_train(arguments)
            if arguments.resume:
                resuming.check(arguments, folder, _absolute)
            if arguments.plan:
                outcome = run.tell_plan(_request(arguments, folder), log.emit, control)
                return 0
            log.folder = folder
            if arguments.resume:
                outcome = run.resume(folder, log.emit, control, arguments.minutes, where)
            else:
                outcome = run.train(_request(arguments, folder), log.emit, control, where)
        except WordrnnError as error:
            failure = error
            raise
        finally:
            log.finish(outcome, failure)
    return 0


def _where(arguments: argparse.Namespace) -> Any:
    """Return where the network is to be trained. Raises OptionError."""
    from wordrnn.training.cluster import Cluster
    from wordrnn.training.where import Where

    if arguments.plan and (arguments.gpus or 1) > 1:
        raise OptionError("bad-value", name="--plan", expected="one GPU", got=f"--gpus {arguments.gpus}")
    if not arguments.workers:
        if arguments.wait:
            raise OptionError("bad-value", name="--wait", expected="--workers with it", got="no such option")
        return Where(gpus=arguments.gpus)
    if arguments.plan:
        raise OptionError("bad-value", name="--plan", expected="one machine", got="--workers")
    cluster = Cluster.from_environment(os.environ)
    return Where(cluster, arguments.gpus, **({"wait": arguments.wait} if arguments.wait else {}))


def _folder_to_train(arguments: argparse.Namespace) -> Path:
    if arguments.out:
        return typed_path.expanded(arguments.out).absolute()
    if arguments.resume:
        if not arguments.name:
            raise OptionError(
                "bad-value", name="--resume", expected="--name NAME or --out DIR with it", got="neither"
            )
        return library.model_path(arguments.name)
    if arguments.name:
        return home.models_folder() / library.check_name(arguments.name)
    return home.models_folder() / library.free_name(sources.title(arguments.paths[:1]))


def _request(arguments: argparse.Namespace, folder: Path) -> Any:
    from wordrnn.dataset import DataConfig
    from wordrnn.training.request import Request

    if not arguments.paths:
        raise OptionError(
            "bad-value", name="PATH", expected="a file, a folder or the name of a corpus", got="nothing"
        )
    if arguments.pretokenized and arguments.tokenizer == "bpe":
        raise OptionError("bad-value", name="--tokenizer", expected="word with --pretokenized", got="bpe")
    base = _base(arguments)
    minutes = arguments.minutes
    if minutes is None and arguments.epochs is None:
        minutes = plan.PRESETS[arguments.preset or plan.DEFAULT_PRESET]
    wishes = plan.Wishes(
        minutes=minutes,
        epochs=arguments.epochs,
        cell=arguments.cell or "lstm",
        units=arguments.units,
        layers=arguments.layers,
        embedding=arguments.embedding,
        vocabulary=arguments.vocabulary,
        seed=1 if arguments.seed is None else arguments.seed,
    )
    kind = "pretokenized" if arguments.pretokenized else arguments.tokenizer or "word"
    return Request(
        folder=folder,
        paths=tuple(_absolute(path) for path in arguments.paths),
        valid=_absolute(arguments.valid) if arguments.valid else None,
        data=DataConfig(
            tokenizer=kind,
            vocabulary_size=wishes.vocabulary_size(kind),
            piece_count=wishes.piece_count(),
            redact=not arguments.no_redact,
        ),
        wishes=wishes,
        weights={_absolute(name): weight for name, weight in arguments.weight},
        base=base,
    )


def _base(arguments: argparse.Namespace) -> Any:
    """Return the model to go on from, or None. Raises OptionError where an option asks for another kind of model."""
    from wordrnn.training.fine_tuning import Base

    if not arguments.base:
        return None
    base = Base.chosen(arguments.base)
    base.vocabulary_size(arguments.vocabulary)
    base.require_same(
        {
            "--cell": arguments.cell,
            "--units": arguments.units,
            "--layers": arguments.layers,
            "--embedding": arguments.embedding,
            "--pretokenized": "pretokenized" if arguments.pretokenized else None,
            "--tokenizer": None if arguments.pretokenized else arguments.tokenizer,
        }
    )
    return base


def _absolute(path: str) -> str:
    """Return a path that a resumed run finds from any folder; the name of a corpus stays as it is."""
    file = typed_path.expanded(path)
    return str(file.absolute()) if typed_path.is_there(file) else path


class _EventLog:
    """Sends events where they belong: stdout as JSON or stderr as a progress bar, and the run's events.jsonl."""

    def __init__(self, out: TextIO | None, control: Any) -> None:
        from wordrnn.cli.progress import Display

        self.folder: Path | None = None
        """Where the run goes, once that is known."""
        self._file: Path | None = None
        self._logged_step = -_LOGGED_STEP_SECONDS
        self._out, self._control = out, control
        self._display = Display(sys.stderr) if out is None else None

    def emit(self, item: Event) -> None:
        """Send one event; a listener that has gone is no reason to end a run that was detached."""
        from wordrnn.training.checkpoint import events_path

        line = to_line(item)
        if item["event"] == "started" and self.folder:
            self._file = events_path(self.folder)  # before that, what stands there is another run's
        if self._file and self._file.parent.is_dir() and not self._is_too_soon(item):
            # A full disk ends a run where its model does not fit, not for a line of its log.
            with suppress(OSError), self._file.open("a", encoding="utf-8") as file:
                file.write(line)
        if self._display:
            self._display.show(item)
        elif self._out and not self._out.closed:
            try:
                self._out.write(line)
                self._out.flush()
            except OSError:
                if not self._control.detached:
                    self._control.ask("stop")
                self._out = None

    def _is_too_soon(self, item: Event) -> bool:
        """Whether the log of the run has a step already that is hardly older; steps come several times a second."""
        if item["event"] != "step":
            return False
        now = time.monotonic()
        if now - self._logged_step < _LOGGED_STEP_SECONDS:
            return True
        self._logged_step = now
        return False

    def finish(self, outcome: Any, failure: WordrnnError) -> None:
        """Send the last event, once, however the run ended: by `failure` where there is no outcome."""
        from wordrnn.events import event, told

        stopped = bool(outcome and outcome.stopped)
        message = sentence(failure)
        if outcome:
            message = (
                "Stopped; nothing was kept." if outcome.discarded else "Stopped." if stopped else "Done."
            )
        lost = {"lost": True} if stopped and self._control.lost else {}
        self.emit(
            event(
                "done",
                ok=outcome is not None,
                stopped=stopped,
                message=message,
                model=self.folder.name if self.folder else "",
                folder=str(self.folder) if self.folder else "",
                **lost,
                **({} if outcome else told(failure)),
            )
        )
        if self._display:
            self._display.close()


def predict(arguments: argparse.Namespace) -> int:
    """Print suggestions with their probabilities."""
    predictor = wordrnn.load(arguments.model, arguments.memory or None, arguments.strong_language)
    suggestions = predictor.suggest(arguments.text, arguments.k)
    if arguments.json:
        rows = [
            {"word": each.word, "completion": each.completion, "probability": each.probability}
            for each in suggestions
        ]
        _print_json({"suggestions": rows})
    else:
        for each in suggestions:
            print(f"{each.probability:6.1%}  {each.word}")
    return 0


def generate(arguments: argparse.Namespace) -> int:
    """Print the text and its continuation."""
    predictor = wordrnn.load(arguments.model, strong_language=arguments.strong_language)
    penalty = arguments.repetition_penalty
    print(
        predictor.generate(
            arguments.text,
            words=arguments.words,
            temperature=arguments.temperature,
            top_k=arguments.top_k,
            top_p=arguments.top_p,
            seed=arguments.seed,
            repetition_penalty=DEFAULT_PENALTY if penalty is None else penalty,
            finish=True,
        )
    )
    return 0


def evaluate(arguments: argparse.Namespace) -> int:
    """Print how well a model predicts a text that it was not trained on."""
    from wordrnn import evaluation

    if arguments.words:
        return _evaluate_words(arguments)
    predictor, texts, names = _to_evaluate(arguments)
    results = evaluation.evaluate(
        predictor,
        (document.text for document in texts),
        names=names,
        keystrokes=arguments.keystrokes,
        k=arguments.k,
    )
    if arguments.json:
        _print_json(results)
    else:
        _print_table(results)
        suggested = "suggested" if predictor.strong_language else "not suggested"
        typed = f"; strong language is {suggested}" if arguments.keystrokes else ""
        print(f"Protocol: {PROTOCOLS[predictor.tokenizer.kind]}{typed}.")
    return 0


def _evaluate_words(arguments: argparse.Namespace) -> int:
    """Print JSON lines: every word as it is measured, then the figures; or the code of what is wrong."""
    from wordrnn.evaluation import telling

    def tell(item: Event) -> None:
        print(json.dumps(item, allow_nan=False), flush=True)

    try:
        predictor, documents, names = _to_evaluate(arguments)
        k = arguments.k if arguments.keystrokes else None
        telling.measure(predictor, list(documents), tell, names=names, k=k)
    except WordrnnError as error:
        tell({"event": "failed", **telling.failure(error)})
        raise
    return 0


def _to_evaluate(arguments: argparse.Namespace) -> tuple[Any, Iterator[Any], tuple[str, ...]]:
    """Return the predictor, the documents, and the names of what is measured. Raises WordrnnError."""
    from wordrnn.evaluation import PARTS

    predictor = wordrnn.load(arguments.model, strong_language=arguments.strong_language)
    pretokenized = arguments.pretokenized or predictor.tokenizer.kind == "pretokenized"
    if pretokenized and predictor.tokenizer.kind != "pretokenized":
        kind = predictor.tokenizer.kind
        raise OptionError(
            "bad-value",
            name="--pretokenized",
            expected="a model trained with --pretokenized",
            got=f"one by {kind}",
        )
    if arguments.parts in PARTS and PARTS[arguments.parts] not in predictor.parts:
        raise ModelError("part-missing", path=predictor.name, part=arguments.parts)
    names = ("rnn", "ngram", "mixture") if arguments.parts == "all" else (arguments.parts,)
    names = (*names, "memory") if arguments.memory else names
    if arguments.paths == ["-"]:
        return predictor, sources.typed(stdin.content(), pretokenized), names
    sources.check(arguments.paths)
    return predictor, sources.documents_of(arguments.paths, pretokenized=pretokenized), names


def _print_table(results: dict[str, dict[str, float]]) -> None:
    columns = {
        "perplexity": ("perplexity", "{:.1f}"),
        "top1": ("top-1", "{:.1%}"),
        "top3": ("top-3", "{:.1%}"),
        "top5": ("top-5", "{:.1%}"),
        "unknown_rate": ("unknown", "{:.1%}"),
        "keystroke_savings": ("saved", "{:.1%}"),
        "latency_ms_p50": ("ms p50", "{:.2f}"),
        "latency_ms_p99": ("ms p99", "{:.2f}"),
    }
    shown = {
        key: column for key, column in columns.items() if any(key in figures for figures in results.values())
    }
    print(f"{'':8}" + "".join(f"{title:>11}" for title, _ in shown.values()))
    for name, figures in results.items():
        cells = (form.format(figures[key]) if key in figures else "" for key, (_, form) in shown.items())
        print(f"{name:8}" + "".join(f"{cell:>11}" for cell in cells))
    tokens = next(iter(results.values()))["tokens"]
    print(f"{tokens:,.0f} tokens.")


def _print_json(result: dict[str, Any]) -> None:
    print(json.dumps(result, ensure_ascii=False, allow_nan=False, indent=1))
