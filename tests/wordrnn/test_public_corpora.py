import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import CorpusError, catalogue
from corpora.catalogue import PublicCorpus
from corpora.library import CorpusLibrary
from corpora.origin import Origin
from tests.corpora.bad_server import ON_THIS_MACHINE, Place, serving
from wordrnn import home, lock, public_corpora
from wordrnn.text import sources

ORIGIN = Origin("Zeilen", "de", "CC BY 4.0", "Ann", "free")
ONE = b"\xef\xbb\xbf the <unk> N \r\n \r\n = x = \r\n"
TWO = b"Das Ende,\nohne Zeilenende"


@pytest.fixture
def place() -> Iterator[Place]:
    with serving() as server:
        server.others = {"/data/one.txt": ONE, "/data/two.txt": TWO}
        yield server


def corpus(place: Place, pretokenized: bool = True) -> PublicCorpus:
    files = (place.file(ONE, "one.txt"), place.file(TWO, "two.txt"))
    return PublicCorpus("zeilen", ORIGIN, 6, pretokenized, files)


def failure(wanted: PublicCorpus) -> str:
    with pytest.raises(CorpusError) as caught:
        public_corpora.get(wanted, server=ON_THIS_MACHINE)
    return caught.value.code


def test_a_public_corpus_comes_into_the_library_with_its_licence(place: Place) -> None:
    told: list[tuple[int, int]] = []
    wanted = corpus(place)
    entry = public_corpora.get(wanted, lambda *numbers: told.append(numbers), server=ON_THIS_MACHINE)
    assert (entry.name, entry.origin, entry.documents) == ("zeilen", ORIGIN, 2)
    assert entry.sources == [file.url for file in wanted.files]
    assert CorpusLibrary(home.corpora_folder()).entry("zeilen") == entry
    assert told == sorted(told)
    assert told[-1] == (len(ONE) + len(TWO), wanted.size)
    assert list(home.downloads_folder().iterdir()) == []
    assert failure(wanted) == "public-corpus-there"


def test_split_text_keeps_its_lines_and_other_text_is_read(place: Place) -> None:
    public_corpora.get(corpus(place), server=ON_THIS_MACHINE)
    found = list(sources.documents_of(["zeilen"], pretokenized=True))
    assert [document.text for document in found] == [
        " the <unk> N \n \n = x = \n",
        "Das Ende,\nohne Zeilenende\n",
    ]
    assert [document.source for document in found] == ["zeilen/one.txt", "zeilen/two.txt"]
    CorpusLibrary(home.corpora_folder()).remove("zeilen")
    public_corpora.get(corpus(place, pretokenized=False), server=ON_THIS_MACHINE)
    first = next(sources.documents_of(["zeilen"]))
    assert (first.source, first.text) == ("zeilen/one.txt", "the <unk> N\n= x =\n")


def test_files_that_have_come_do_not_come_again(place: Place) -> None:
    place.others["/data/two.txt"] = TWO + b"?"
    assert failure(corpus(place)) == "download-size"
    place.others["/data/two.txt"] = TWO
    place.asked.clear()
    public_corpora.get(corpus(place), server=ON_THIS_MACHINE)
    assert len(place.asked) == 1


def test_one_process_at_a_time(place: Place) -> None:
    folder = home.downloads_folder() / "zeilen"
    folder.mkdir(parents=True)
    with lock.holding(folder):
        assert failure(corpus(place)) == "download-running"
    assert place.asked == []
    public_corpora.get(corpus(place), server=ON_THIS_MACHINE)


def test_what_nobody_went_on_with_for_a_day_is_deleted(place: Place) -> None:
    for name, age in (("old", public_corpora.KEPT_SECONDS + 60), ("new", 60)):
        folder = home.downloads_folder() / name
        folder.mkdir(parents=True)
        (folder / "text.txt.part").write_bytes(b"x")
        then = (folder / "text.txt.part").stat().st_mtime - age
        for path in (folder / "text.txt.part", folder):
            os.utime(path, (then, then))
    public_corpora.get(corpus(place), server=ON_THIS_MACHINE)
    assert [path.name for path in home.downloads_folder().iterdir()] == ["new"]


def test_a_folder_that_cannot_be_made_is_told(place: Place) -> None:
    home.data_folder().mkdir(exist_ok=True)
    (home.data_folder() / "cache").write_text("in the way")
    assert failure(corpus(place)) == "cannot-write"


def test_what_is_in_the_library_is_not_to_be_had(tmp_path: Path) -> None:
    assert public_corpora.available() == list(catalogue.entries())
    (tmp_path / "a.txt").write_text("Mine.\n")
    CorpusLibrary(home.corpora_folder()).add("PTB-train", [tmp_path / "a.txt"])
    assert "ptb-train" not in {each.name for each in public_corpora.available()}
