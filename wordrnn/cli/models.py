"""`wordrnn models …`: the models of the library, the bin, and models that people give to each other."""

import argparse
import dataclasses
import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wordrnn import files, library, notes, starter_model, typed_path
from wordrnn.cli import stdin
from wordrnn.errors import OptionError, WordrnnError
from wordrnn.events import event, to_line, told
from wordrnn.messages import sentence
from wordrnn.model_folder import open_folder
from wordrnn.progress import Cancelled, Progress, untold

if TYPE_CHECKING:
    from wordrnn.exports.export import Exported

_LEAST_STEP = 0.01  # of progress that is told


def models_list(arguments: argparse.Namespace) -> int:
    """Print the models of the library."""
    models = library.list_models()
    if arguments.json:
        rows = [{**dataclasses.asdict(model), "path": str(model.path)} for model in models]
        _print_json({"models": rows})
        return 0
    if not models:
        print("No models yet. `wordrnn train builtin --minutes 2` makes one.")
    for model in models:
        print(f"{'*' if model.active else ' '} {model.name:24} {_described(model)}")
    return 0


def _described(model: library.ModelSummary) -> str:
    if model.problem:
        return "an unfinished run" if model.training else f"cannot be used: {model.problem}"
    shape = f"{model.cell} {model.layers}×{model.units}" if model.cell else "n-gram only"
    perplexity = f"{model.valid_perplexity:.1f}" if model.valid_perplexity else "?"
    unfinished = ", unfinished" if model.training else ""
    size = model.size_bytes / 1e6
    builtin = ", built in" if model.builtin else ""
    figures = f"vocabulary {model.vocabulary:,}, held-out perplexity {perplexity}, {size:.0f} MB"
    return f"{shape}, {figures}{unfinished}{builtin}"


def models_show(arguments: argparse.Namespace) -> int:
    """Print the card of a model."""
    path = library.model_path(arguments.model)
    open_folder(path)
    print((path / "card.md").read_text(encoding="utf-8"), end="")
    return 0


def models_use(arguments: argparse.Namespace) -> int:
    """Make a model the active one; one that cannot be opened is refused."""
    open_folder(library.model_path(arguments.model))
    library.set_active(arguments.model)
    return 0


def models_rename(arguments: argparse.Namespace) -> int:
    """Give a model another name."""
    library.rename(arguments.model, arguments.name)
    return 0


def models_delete(arguments: argparse.Namespace) -> int:
    """Move a model to the bin."""
    library.delete(arguments.model)
    return 0


def models_bin(arguments: argparse.Namespace) -> int:
    """Print what lies in the bin, or empty it."""
    if arguments.empty:
        print(f"{library.empty_bin()} models deleted for good.")
        return 0
    binned = library.binned()
    if arguments.json:
        _print_json({"bin": [{**dataclasses.asdict(each), "path": str(each.path)} for each in binned]})
        return 0
    for each in binned:
        print(f"{each.name:24} {each.size_bytes / 1e6:>6.0f} MB  {each.deleted[:10]:10}  {each.key}")
    if not binned:
        print("The bin is empty.")
    return 0


def models_restore(arguments: argparse.Namespace) -> int:
    """Take a model out of the bin."""
    print(f"Restored as {library.restore(arguments.model)}.")
    return 0


def models_notes(arguments: argparse.Namespace) -> int:
    """Print the notes on a model, or replace them."""
    path = library.model_path(arguments.model)
    if arguments.text is None:
        print(notes.read(path), end="")
    elif path == starter_model.folder():
        raise OptionError("builtin-model", got=path.name)
    else:
        notes.write(path, stdin.text() if arguments.text == "-" else files.writable(arguments.text))
    return 0


def models_duplicate(arguments: argparse.Namespace) -> int:
    """Copy a model."""
    with _Telling(arguments.events) as telling:
        name = library.duplicate(arguments.model, arguments.name or "", telling.progress)
        telling.ended("duplicated", f"Copied to {name}.", name=name)
    return telling.code


def models_export(arguments: argparse.Namespace) -> int:
    """Write a model to one file."""
    from wordrnn.exports import export

    with _Telling(arguments.events, sys.stderr) as telling:
        path, file = library.model_path(arguments.model), typed_path.expanded(arguments.file)
        exported = export.export(path, file, arguments.format, telling.progress)
        facts = {"file": str(exported.path), "format": exported.format, "without": list(exported.without)}
        telling.ended("exported", _of_export(exported), **facts)
    return telling.code


def _of_export(exported: "Exported") -> str:
    whose = "Think of whose texts those were before you share it."
    recited = "a network can recite what it was trained on"
    if exported.format == "arpa":
        recited = "an n-gram model holds passages of what it was counted in"
    lacking = "".join(f"Not in it: {each}.\n" for each in exported.without)
    return f"{lacking}{exported.path}: {recited}. {whose}"


def models_import(arguments: argparse.Namespace) -> int:
    """Take models from files; one that is refused does not keep the others out."""
    if arguments.name and len(arguments.files) > 1:
        raise OptionError("bad-value", name="--name", expected="one FILE with it", got=len(arguments.files))
    code = 0
    for file in arguments.files:
        with _Telling(arguments.events, several=len(arguments.files) > 1) as telling:
            name = _imported(typed_path.expanded(file), arguments, telling.progress)
            telling.ended("imported", f"Imported as {name}.", file=file, name=name)
        code = max(code, telling.code)
        if telling.cancelled:
            break
    return code


def _imported(file: Path, arguments: argparse.Namespace, progress: Progress) -> str:
    from wordrnn import exchange
    from wordrnn.arpa import importing

    if file.suffix.lower() in importing.ENDINGS:
        kind = "pretokenized" if arguments.pretokenized else None
        return importing.import_arpa(file, arguments.name, kind, progress)
    return exchange.import_model(file, progress, arguments.name)


class _Listener:
    """Hears on stdin that it is wanted no more: the word `cancel`, or the end of what is said."""

    _heard: threading.Event | None = None

    @classmethod
    def heard(cls) -> threading.Event:
        """Begin to listen, once; return what is set when it is heard."""
        if cls._heard is None:
            cls._heard = threading.Event()
            if sys.stdin is None:  # its number may be that of any file that is opened from now on
                cls._heard.set()
                return cls._heard
            threading.Thread(target=cls._listen, args=(cls._heard,), name="cancel", daemon=True).start()
        return cls._heard

    @staticmethod
    def _listen(heard: threading.Event) -> None:
        # Not through `sys.stdin`: whose lock a thread that waits would hold when the process ends.
        said = b""
        try:
            while b"cancel" not in said and (chunk := os.read(0, 256)):
                said = said[-8:] + chunk
        except OSError:
            pass  # a closed or broken pipe is the end, too
        heard.set()


class _Telling:
    """Tells of one thing that takes its time: for people at its end, with `--events` in JSON lines as it goes."""

    def __init__(self, events: bool, out: Any = None, several: bool = False) -> None:
        """`out` is where people read of the end; of `several` things, one that fails does not end the command."""
        self.code = 0
        self.cancelled = False
        self._events, self._several, self._out = events, several, out
        self._told = -1.0
        self._heard = _Listener.heard() if events else None
        self.progress: Progress = self._progress if events else untold

    def ended(self, what: str, words: str, /, **facts: Any) -> None:
        """Tell of a good end."""
        if self._events:
            _say(what, **facts)
        else:
            print(words, file=self._out or sys.stdout)

    def __enter__(self) -> "_Telling":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, Cancelled):
            self.cancelled, self.code = True, 2
            _say("cancelled")
            return True
        if not isinstance(error, WordrnnError) or not (self._events or self._several):
            return False
        self.code = 2
        if self._events:
            _say("failed", **told(error))
        print(f"wordrnn: {sentence(error)}", file=sys.stderr)
        return True

    def _progress(self, share: float) -> None:
        if self._heard is not None and self._heard.is_set():
            raise Cancelled
        if share >= self._told + _LEAST_STEP or share >= 1:
            self._told = share
            _say("progress", share=round(share, 4))


def _say(what: str, /, **facts: Any) -> None:
    sys.stdout.write(to_line(event(what, **facts)))
    sys.stdout.flush()


def _print_json(result: dict[str, Any]) -> None:
    print(json.dumps(result, ensure_ascii=False, indent=1))
