import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from corpora import CorpusError, Document, builtin_corpus
from corpora.library import CorpusLibrary, checked_name
from corpora.origin import Origin


@pytest.fixture
def library(tmp_path: Path) -> CorpusLibrary:
    return CorpusLibrary(tmp_path / "data" / "corpora")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "one.txt").write_text("Hello there\nsee you soon\n")
    (folder / "two.txt").write_text("né à Genève\n", encoding="latin-1")
    return folder


def code(function: Any, *args: Any) -> str:
    with pytest.raises(CorpusError) as caught:
        function(*args)
    return caught.value.code


def left_over(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "data" / "corpora").iterdir())


def test_the_built_in_corpus_is_always_there(library: CorpusLibrary) -> None:
    entry = library.entries()[0]
    assert (entry.name, entry.builtin) == ("builtin", True)
    assert entry.words > 6000
    assert list(library.documents("builtin")) == list(builtin_corpus.documents())
    assert "builtin" in library
    assert len(library.preview("builtin", 3)) == 3


def test_an_added_corpus_outlives_its_sources(library: CorpusLibrary, notes: Path, tmp_path: Path) -> None:
    added = library.add("Meine Nötizen", [notes])
    (notes / "one.txt").unlink()
    assert (added.words, added.documents, added.characters, added.sources) == (8, 2, 37, [str(notes)])
    assert library.entries()[1:] == [added]
    assert library.entry("Meine Nötizen") == added
    documents = list(library.documents("Meine Nötizen"))
    assert [Path(document.source).name for document in documents] == ["one.txt", "two.txt"]
    assert [document.text for document in documents] == ["Hello there\nsee you soon\n", "né à Genève\n"]
    assert library.preview("Meine Nötizen", 2) == ["Hello there", "see you soon"]
    assert left_over(tmp_path) == ["Meine Nötizen"]


def test_names_are_told_apart_without_capitals(library: CorpusLibrary, notes: Path) -> None:
    library.add("Mails", [notes])
    assert "mails" in library
    assert library.entry("MAILS ").name == "Mails"
    assert code(library.add, "mails", [notes]) == "corpus-exists"
    assert code(library.add, "Builtin", [notes]) == "corpus-exists"


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "a/b",
        "a\\b",
        "..",
        ".hidden",
        "x" * 65,
        "ä" * 60 + "𝄞" * 60,
        "con",
        "aux.txt",
        "a\nb",
        "what?",
        "dot.",
    ],
)
def test_names_that_cannot_be_folders_everywhere(library: CorpusLibrary, notes: Path, name: str) -> None:
    assert code(library.add, name, [notes]) == "bad-corpus-name"


@pytest.mark.parametrize("name", ["mails", "Письма", "日記", "my notes (2)", "cafe\u0301"])
def test_names_that_can(name: str) -> None:
    assert checked_name(f" {name} ") == name.replace("e\u0301", "é")


def test_remove(library: CorpusLibrary, notes: Path, tmp_path: Path) -> None:
    library.add("mails", [notes])
    library.remove("Mails")
    assert "mails" not in library
    assert left_over(tmp_path) == []
    assert code(library.remove, "mails") == "no-such-corpus"
    assert code(library.remove, "builtin") == "corpus-builtin"
    library.add("mails", [notes])


def test_an_unknown_name_says_which_are_known(library: CorpusLibrary, notes: Path) -> None:
    library.add("mails", [notes])
    with pytest.raises(CorpusError) as caught:
        library.documents("mial")
    assert (caught.value.code, caught.value.params) == (
        "no-such-corpus",
        {"name": "mial", "known": ["builtin", "mails"]},
    )


def test_a_failed_add_leaves_nothing(library: CorpusLibrary, notes: Path, tmp_path: Path) -> None:
    (notes / "zero").write_bytes(bytes(99))
    assert code(library.add, "mails", [notes, notes / "zero"]) == "binary-file"
    assert left_over(tmp_path) == []
    assert code(library.add, "mails", [tmp_path / "gone"]) == "missing-path"
    assert left_over(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOSPC, "disk-full"), (errno.EROFS, "no-permission"), (errno.EIO, "cannot-write")],
)
def test_failures_to_write(
    library: CorpusLibrary,
    notes: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    expected: str,
) -> None:
    def failing(_: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", failing)
    assert code(library.add, "mails", [notes]) == expected
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("damage", ["manifest", "format", "shorter", "changed"])
def test_damage_is_noticed(
    library: CorpusLibrary, notes: Path, tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    library.add("mails", [notes])
    folder = tmp_path / "data" / "corpora" / "mails"
    text, manifest = folder / "text.txt", folder / "manifest.json"
    if damage == "manifest":
        manifest.write_text("[]")
    elif damage == "format":
        manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 99}))
    elif damage == "shorter":
        text.write_bytes(text.read_bytes()[:-1])
    else:
        text.write_bytes(text.read_bytes().replace(b"Hello", b"Jello"))
    expected = "corpus-format" if damage == "format" else "corpus-damaged"
    assert code(lambda: list(library.documents("mails"))) == expected
    assert len(library.entries()) == (
        2 if damage == "changed" else 1
    )  # the hash is looked at when the text is read
    library.remove("mails")


def test_leftovers_of_another_day_are_swept(library: CorpusLibrary, notes: Path, tmp_path: Path) -> None:
    for name, age in (("old", 1), ("new", 4_000_000_000)):
        left = tmp_path / "data" / "corpora" / f".unfinished-{name}"
        left.mkdir(parents=True)
        os.utime(left, (age, age))
    library.add("mails", [notes])
    assert left_over(tmp_path) == [".unfinished-new", "mails"]
    assert [entry.name for entry in library.entries()] == ["builtin", "mails"]


def test_the_origin_of_a_public_corpus_is_kept(library: CorpusLibrary, tmp_path: Path) -> None:
    origin = Origin("Poems", "en", "CC BY 4.0", "Ann", "free")
    documents = [Document("poems/one", " a line \n \n"), Document("poems/two", "another\n")]
    added = library.add_documents("poems", documents, ["https://example.org/poems"], origin)
    assert library.entry("poems") == added
    assert (added.origin, added.sources, added.words) == (origin, ["https://example.org/poems"], 3)
    assert list(library.documents("poems")) == documents
    manifest = tmp_path / "data" / "corpora" / "poems" / "manifest.json"
    values = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**values, "origin": {**values["origin"], "use": "anything"}}))
    assert code(library.entry, "poems") == "corpus-damaged"
    del values["origin"]  # as one from before there were origins
    manifest.write_text(json.dumps(values))
    assert library.entry("poems").origin is None
