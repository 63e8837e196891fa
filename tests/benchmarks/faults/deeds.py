"""What is interrupted: each deed writes numbered versions of something, and can tell which version is there, whole."""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np

from corpora.library import CorpusLibrary
from tests.wordrnn.test_model_folder import CONFIG, TOKENIZER, publish
from ui.write import documents
from ui.write.recovery import Kept, RecoveryShelf, Unsaved
from wordrnn import exchange, files, home, library, model_folder
from wordrnn.memory import file as memory_file
from wordrnn.memory.store import Memory
from wordrnn.recurrent import RecurrentModel
from wordrnn.training import checkpoint
from wordrnn.training.checkpoint import Snapshot

_MANY = 40  # versions after which a deed begins anew, so that none grows without end


class Deed(Protocol):
    """Something that a person would not want to lose."""

    name: str

    def prepare(self) -> None:
        """Begin with nothing."""
        ...

    def begin(self) -> None:
        """Do what an app does when it is started."""
        ...

    def act(self, version: int) -> None:
        """Write `version`, the one after the last."""
        ...

    def found(self) -> int:
        """Return the version that is there, whole; 0 for nothing. Raises AssertionError where it is not whole."""
        ...

    def leftovers(self) -> list[Path]:
        """Return what no further act would take away."""
        ...


def every_deed(folder: Path) -> list[Deed]:
    """Return all deeds, with places of their own in `folder`; the home of wordrnn is to be in there too."""
    return [
        SaveDocument(folder / "documents"),
        KeepUnsaved(home.data_folder() / "unsaved"),
        Learn(),
        SaveSnapshot(folder / "run"),
        Publish(folder / "published"),
        ImportModel(folder / "to import"),
        ImportCorpus(folder / "corpus"),
    ]


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _temporaries(folder: Path) -> list[Path]:
    return list(folder.rglob(f"{files.TEMPORARY}*"))


class SaveDocument:
    """Saves a text of a person's own."""

    name = "save a document"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "letter.txt"

    def prepare(self) -> None:
        _emptied(self._folder)

    def begin(self) -> None:
        documents.stamp_of(self._path)

    def act(self, version: int) -> None:
        documents.write_document(
            self._path, documents.TextDocument(self._text(version), "\r\n", "utf-16-le", True)
        )

    def found(self) -> int:
        if not self._path.exists():
            return 0
        document = documents.read_document(self._path)
        version = int(document.text.split("\n", 1)[0])
        assert document.text == self._text(version), "the document is not whole"
        assert (document.newline, document.encoding, document.mark) == ("\r\n", "utf-16-le", True)
        return version

    def leftovers(self) -> list[Path]:
        return _outdated(self._folder, f"{files.TEMPORARY}*", lambda: self.act(self.found() + 1))

    @staticmethod
    def _text(version: int) -> str:
        return f"{version}\n" + f"Dear committee, this is version {version}.\n" * 1500


class KeepUnsaved:
    """Keeps the unsaved text of a window for the next start."""

    name = "keep what is not saved"

    def __init__(self, folder: Path) -> None:
        self._shelf = folder
        self._kept = Kept(folder / "window")

    def prepare(self) -> None:
        _emptied(self._shelf)

    def begin(self) -> None:
        self._kept = Kept(self._shelf / "window")

    def act(self, version: int) -> None:
        text = f"{version}\n" + f"Not saved yet, {version}.\n" * 2000
        self._kept.write(Unsaved(documents.TextDocument(text), None))

    def found(self) -> int:
        self._kept.release()
        claimed = RecoveryShelf(self._shelf).claim()
        for kept, _ in claimed:
            kept.release()
        if not claimed:
            return 0
        ((_, unsaved),) = claimed
        version = int(unsaved.document.text.split("\n", 1)[0])
        assert unsaved.document.text == f"{version}\n" + f"Not saved yet, {version}.\n" * 2000, (
            "it is not whole"
        )
        return version

    def leftovers(self) -> list[Path]:
        return _temporaries(self._shelf)


class Learn:
    """Learns a sentence and saves the memory."""

    name = "learn"

    def __init__(self) -> None:
        self._memory = Memory()

    def prepare(self) -> None:
        memory_file.clear()

    def begin(self) -> None:
        self._memory = memory_file.load()

    def act(self, version: int) -> None:
        self._memory.learn(self._sentence(version))
        memory_file.save(self._memory)

    def found(self) -> int:
        memory = memory_file.load()
        version, rest = divmod(memory.time, len(self._sentence(1)))
        expected = Memory()
        for number in range(1, version + 1):
            expected.learn(self._sentence(number))
        assert not rest and memory.words == expected.words and memory.after == expected.after, "counts differ"
        return version

    def leftovers(self) -> list[Path]:
        folder = home.memory_path().parent
        return [*_temporaries(folder), *folder.glob("*.damaged*")]

    @staticmethod
    def _sentence(version: int) -> list[str | None]:
        return [f"word{(version * 7 + at) % 90}" for at in range(60)] + [None, f"new{version}", ".", "\n"]


class SaveSnapshot:
    """Saves the state of a training run."""

    name = "save a snapshot"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepare(self) -> None:
        _emptied(checkpoint.training_folder(self._folder))

    def begin(self) -> None:
        checkpoint.load_snapshot(self._folder)

    def act(self, version: int) -> None:
        arrays = {
            "weights": np.full((100, 100), version, np.float32),
            "momentum": np.full(500, -version, np.float32),
        }
        # Every third time the same step again, as a pause and a stop do.
        checkpoint.save_snapshot(self._folder, version - version % 3, Snapshot(arrays, {"version": version}))

    def found(self) -> int:
        snapshot = checkpoint.load_snapshot(self._folder)
        if snapshot is None:
            return 0
        version = int(snapshot.progress["version"])
        assert (snapshot.arrays["weights"] == version).all() and (
            snapshot.arrays["momentum"] == -version
        ).all()
        return version

    def leftovers(self) -> list[Path]:
        return _temporaries(self._folder)


class Publish:
    """Publishes a model in place of the one before."""

    name = "publish a model"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepare(self) -> None:
        _emptied(self._folder)

    def begin(self) -> None:
        files.sweep(self._folder)  # as a run does

    def act(self, version: int) -> None:
        publish(self._folder, version / 64, card=f"{version}\n", history=f'{{"epoch": {version}}}\n')

    def found(self) -> int:
        if not (self._folder / "model.json").exists():
            return 0
        model = model_folder.open_folder(self._folder)
        weights = model.weights()
        assert weights is not None and model.config is not None
        RecurrentModel(model.config, weights)
        version = round(float(weights["embedding"][0, 0]) * 64)
        assert model.file("card.md").read_text(encoding="utf-8") == f"{version}\n", "parts of two versions"
        assert json.loads(model.file("history.jsonl").read_text(encoding="utf-8")) == {"epoch": version}
        assert model.tokenizer().vocabulary == TOKENIZER.vocabulary and model.config == CONFIG
        return version

    def leftovers(self) -> list[Path]:
        return [*_temporaries(self._folder), *self._folder.glob("*.previous")]


class ImportModel:
    """Takes shared models into the library, one after the other."""

    name = "import a model"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "cats.wordrnn"

    def prepare(self) -> None:
        shutil.rmtree(home.models_folder(), ignore_errors=True)
        if not self._file.exists():
            exchange.export_model(publish(_emptied(self._folder) / "cats"), self._file)

    def begin(self) -> None:
        library.list_models()

    def act(self, version: int) -> None:
        exchange.import_model(self._file)

    def found(self) -> int:
        models = [model for model in library.list_models() if not model.builtin]
        for model in models:
            assert model.problem is None, f"{model.name}: {model.problem}"
            model_folder.open_folder(home.models_folder() / model.name)
        return len(models)

    def leftovers(self) -> list[Path]:
        return _outdated(home.models_folder(), ".importing-*", lambda: exchange.import_model(self._file))


class ImportCorpus:
    """Adds a text to the library of corpora, again and again."""

    name = "import a corpus"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._library = CorpusLibrary(home.corpora_folder())

    def prepare(self) -> None:
        shutil.rmtree(home.corpora_folder(), ignore_errors=True)
        _emptied(self._folder)
        for number in range(6):
            text = f"This is note {number}.\n\nIt has a few words, and the cat sat on the mat.\n\n" * 30
            (self._folder / f"{number}.txt").write_text(text, encoding="utf-8")

    def begin(self) -> None:
        self._library = CorpusLibrary(home.corpora_folder())

    def act(self, version: int) -> None:
        self._library.add(f"notes {version}", [self._folder])

    def found(self) -> int:
        visible = (
            [p.name for p in home.corpora_folder().glob("[!.]*")] if home.corpora_folder().is_dir() else []
        )
        entries = [self._library.entry(name) for name in visible]
        for entry in entries:
            found = list(self._library.documents(entry.name))
            assert len(found) == entry.documents == 6, "documents are missing"
            assert sum(len(document.text) for document in found) == entry.characters
        return len(entries)

    def leftovers(self) -> list[Path]:
        return _outdated(
            home.corpora_folder(), ".unfinished-*", lambda: self._library.add("the last", [self._folder])
        )


def _outdated(folder: Path, pattern: str, act: Callable[[], object]) -> list[Path]:
    """Return what another act leaves of what was begun two days ago and matches `pattern`."""
    then = time.time() - 2 * 86_400
    for left in folder.glob(pattern):
        os.utime(left, (then, then))
    act()
    return list(folder.glob(pattern))


def is_due_anew(version: int) -> bool:
    """Whether a deed that has come to `version` is to begin with nothing again."""
    return version >= _MANY
