"""Gives wordrnn files that were tampered with: each has to be taken whole or refused with a sentence, and nothing run.

Every file is one of `_kinds`, changed by `mutation`. They are opened in children of this process, some hundred in each,
so that a crash of a library is seen and told which file it was, and under a `guard`.
"""

import contextlib
import encodings
import importlib
import itertools
import json
import os
import pkgutil
import random
import re
import resource
import shutil
import signal
import string
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import corpora
from tests.benchmarks.faults.guard import Guard
from tests.benchmarks.faults.mutation import tampered, tampered_zip
from tests.corpora.made import FILES, pdf_of, zip_of
from tests.wordrnn.test_model_folder import publish
from ui.write import documents
from wordrnn import exchange, home, library, model_folder, packing
from wordrnn.errors import WordrnnError
from wordrnn.memory import file as memory_file
from wordrnn.memory.store import Memory
from wordrnn.messages import SENTENCES, sentence
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import Tokenizer

_BATCH = 100
_SECONDS = 20  # of the processor that one file may take
_BYTES = 6 * 1024**3  # of memory
_TEXT = "The cat sat on the mat. It was a cold morning, and the dog looked at the cat.\n"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Kind:
    """Files of one sort: whole ones, how they are tampered with, and what wordrnn does with such a file."""

    name: str
    ending: str
    whole: tuple[bytes, ...]
    open: Callable[[Path], None]
    zipped: bool = False
    digests: bool = False

    def made(self, rng: random.Random) -> bytes:
        """Return a file that was tampered with."""
        data = rng.choice(self.whole)
        if self.zipped and rng.random() < 0.75:
            return tampered_zip(data, rng, self.digests and rng.random() < 0.9)
        return tampered(data, rng, rng.choice(self.whole))


class TooLong(BaseException):
    """A file takes longer than any should."""


def campaign(folder: Path, files: int, seed: int, tell: Callable[[str], None]) -> list[str]:
    """Open `files` files; return what went wrong."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    kinds = _kinds(folder / "whole")
    _import_what_is_imported_late()
    for kind in kinds:  # the same, and each whole file is one that is taken
        for number, whole in enumerate(kind.whole):
            path = folder / f"whole {number}{kind.ending}"
            path.write_bytes(whole)
            kind.open(path)
            path.unlink()
    faults: list[str] = []
    outcomes: dict[str, Counter[str]] = {kind.name: Counter() for kind in kinds}
    for first in range(0, files, _BATCH):
        told = _in_child(
            lambda say, first=first: _open_batch(
                kinds, range(first, min(first + _BATCH, files)), seed, folder, say
            )
        )
        for number, outcome, fault in told:
            outcomes[kinds[number % len(kinds)].name][outcome] += 1
            if fault:
                faults.append(f"file {number} ({kinds[number % len(kinds)].name}, seed {seed}): {fault}")
                tell(faults[-1])
    for name, counts in outcomes.items():
        told = ", ".join(f"{count} {code}" for code, count in counts.most_common())
        tell(f"{name:24} {sum(counts.values()):5} files: {told}")
    shutil.rmtree(folder, ignore_errors=True)
    return faults


def _import_what_is_imported_late() -> None:
    """Import what the decoding of a text may import, so that an import under the guard is one too many."""
    import charset_normalizer

    charset_normalizer.from_bytes("Größe".encode("cp1252")).best()
    for module in pkgutil.iter_modules(encodings.__path__, "encodings."):
        with contextlib.suppress(ImportError):  # those of Windows
            importlib.import_module(module.name)


Told = tuple[int, str, str]  # number, "taken" or the code of the refusal, what is wrong or ""


def _open_batch(
    kinds: list[Kind], numbers: range, seed: int, folder: Path, say: Callable[[str], None]
) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    signal.signal(signal.SIGVTALRM, _on_alarm)
    guard = Guard(folder.parent)  # the home of wordrnn is there too
    for number in numbers:
        say(json.dumps([number]))
        kind = kinds[number % len(kinds)]
        data = kind.made(random.Random(f"{seed} {number}"))
        path = folder / f"{number}{kind.ending}"
        path.write_bytes(data)
        outcome, fault = "taken", ""
        signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
        try:
            with guard:
                kind.open(path)
        except WordrnnError as error:
            outcome, fault = error.code, _wrong_with(error)
        except BaseException:
            fault = traceback.format_exc()[-1500:]
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        if guard.seen:
            fault = f"{fault} did: {guard.seen[:3]}"
        if not fault:
            path.unlink(missing_ok=True)
        say(json.dumps([number, outcome, fault]))


def _on_alarm(number: int, frame: FrameType | None) -> None:
    raise TooLong


def _wrong_with(error: WordrnnError) -> str:
    """Return what is wrong with the sentence of `error`, "" where it is as it should be."""
    if error.code not in SENTENCES:
        return f"no sentence for {error.code}"
    lacking = [
        name
        for _, name, _, _ in string.Formatter().parse(SENTENCES[error.code])
        if name and name not in error.params
    ]
    if lacking:
        return f"{error.code} lacks {lacking}"
    said = sentence(error)
    return f"not one plain line: {said!r}" if _CONTROLS.search(said) else ""


def _in_child(work: Callable[[Callable[[str], None]], None]) -> list[Told]:
    """Do `work` in a child; return what it told of each file, and of the one that it ended with."""
    receiver, sender = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(receiver)
            with os.fdopen(sender, "w", buffering=1) as pipe:
                work(lambda line: print(line, file=pipe) and None)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(sender)
    begun, told = -1, []
    with os.fdopen(receiver) as pipe:
        for line in pipe:
            number, *rest = json.loads(line)
            begun = number
            if rest:
                told.append((number, *rest))
                begun = -1
    _, status = os.waitpid(child, 0)
    if begun >= 0 or status:
        told.append((max(begun, 0), "crash", f"the process was ended (status {status})"))
    return told


# What is opened -------------------------------------------------------------------------------------------------------


def _kinds(folder: Path) -> list[Kind]:
    folder.mkdir(parents=True)
    shared = tuple(_shared_models(folder))
    texts = (_TEXT * 20).encode()
    table = b'id,text\n1,"The cat sat on the mat, and so on."\n2,It was a cold morning.\n' * 8
    lines = b'{"text": "The cat sat on the mat.", "n": 1}\n{"text": "It was cold.", "n": 2}\n' * 8
    captions = (
        b"1\n00:00:01,000 --> 00:00:02,000\nThe cat sat.\n\n2\n00:00:03,000 --> 00:00:04,000\nIt was.\n\n"
    )
    page = b"<!DOCTYPE html><html><head><title>x</title></head><p>The cat &amp; the <b>dog</b>.</p><ul><li>One</ul>"
    corpus = zip_of({"a.txt": _TEXT, "b.csv": table, "c.html": page})
    pages = pdf_of([["Some words (in brackets) of prose."], ["More of them."]])
    return [
        Kind("shared model", ".wordrnn", shared, _import, zipped=True, digests=True),
        Kind("shared model, rehashed", ".wordrnn", shared, _import, zipped=True, digests=True),
        Kind("model.json", ".json", ((folder / "cats" / "model.json").read_bytes(),), _open_model(folder)),
        Kind("memory", ".json", (_memory(folder),), _open_memory),
        Kind(
            "text document",
            ".txt",
            (texts, _TEXT.encode("utf-16"), "Größe, naïve, Ελλάδα\n".encode()),
            _open_document,
        ),
        Kind("text", ".txt", (texts, ("Größe und naïve Sätze.\n" * 30).encode("latin-1")), _read),
        Kind(
            "markdown", ".md", (b"# Title\n\nThe *cat* sat.\n\n- one\n- two\n\n```\ncode\n```\n" * 5,), _read
        ),
        Kind("html", ".html", (page * 3,), _read),
        Kind("epub", ".epub", ((FILES / "book.epub").read_bytes(),), _read, zipped=True),
        Kind("docx", ".docx", ((FILES / "letter.docx").read_bytes(),), _read, zipped=True),
        Kind("pdf", ".pdf", (pages, (FILES / "report.pdf").read_bytes()), _read),
        Kind("subtitles", ".srt", (captions * 5,), _read),
        Kind("captions", ".vtt", (b"WEBVTT\n\n" + captions.replace(b",", b"."),), _read),
        Kind("csv", ".csv", (table,), _read),
        Kind("tsv", ".tsv", (table.replace(b",", b"\t"),), _read),
        Kind("json lines", ".jsonl", (lines,), _read),
        Kind("zip", ".zip", (corpus,), _read, zipped=True),
    ]


def _shared_models(folder: Path) -> list[bytes]:
    network = publish(folder / "cats")
    small = folder / "small"
    packing.pack(network, small)
    tokenizer = Tokenizer.fit([_TEXT * 3], "bpe", 60)
    pieces = folder / "pieces"
    pieces.mkdir()
    NGramModel.fit(tokenizer.encode(_TEXT * 3), tokenizer.vocab_size, order=3).save(
        model_folder.ngram_folder(pieces)
    )
    publish(pieces, None, tokenizer=tokenizer)
    return [
        exchange.export_model(each, folder / f"{each.name}.wordrnn").read_bytes()
        for each in (network, small, pieces)
    ]


def _memory(folder: Path) -> bytes:
    memory = Memory()
    for number in range(30):
        memory.learn([f"word{number}", "The", "cat", "sat", "on", None, "the", "mat", ".", "\n"])
    memory.block("dog")
    memory_file.export_to(memory, folder / "memory.json")
    return (folder / "memory.json").read_bytes()


def _import(path: Path) -> None:
    name = exchange.import_model(path)
    taken = home.models_folder() / name
    (summary,) = [model for model in library.list_models() if model.name == name]
    assert summary.problem is None, summary.problem
    predictor = Predictor.open(taken)
    predictor.suggest("the c")
    predictor.generate("the ", words=3, seed=1)
    shutil.rmtree(taken)


def _open_model(folder: Path) -> Callable[[Path], None]:
    whole = folder / "cats"
    count = itertools.count()

    def open_model(path: Path) -> None:
        damaged = path.with_name(f"model {next(count)}")
        shutil.copytree(whole, damaged)
        try:
            shutil.copyfile(path, damaged / "model.json")
            Predictor.open(damaged).suggest("the c")
        finally:
            shutil.rmtree(damaged)

    return open_model


def _open_memory(path: Path) -> None:
    own = path.with_name("own memory.json")
    try:
        memory = Memory()
        memory.learn(["a", "b", "\n"])
        memory_file.import_from(memory, path)
        memory_file.save(memory, own)
        assert memory_file.load(own).words == memory.words
    finally:
        shutil.copyfile(path, own)
        try:
            memory_file.load(own)
        except WordrnnError as error:
            assert error.code != "damaged-memory" or not own.exists(), "it was not set aside"
        for left in own.parent.glob(f"{own.name}*"):
            left.unlink()


def _open_document(path: Path) -> None:
    document = documents.read_document(path)
    assert "\r" not in document.text
    documents.write_document(path, document)


def _read(path: Path) -> None:
    for document in corpora.read([path]):
        assert document.text.encode("utf-8").endswith(b"\n")
        assert not _CONTROLS.search(document.text.replace("\n", "")), "a control among the text"
