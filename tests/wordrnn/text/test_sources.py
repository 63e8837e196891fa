from pathlib import Path

import pytest

from corpora.library import CorpusLibrary
from wordrnn import home
from wordrnn.errors import CorpusError, OptionError
from wordrnn.text import sources


def test_a_path_a_folder_and_a_name_are_all_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "b.txt").write_text("Two.\n")
    CorpusLibrary(home.corpora_folder()).add("letters", [tmp_path / "a.txt"])
    found = sources.documents_of([str(tmp_path / "a.txt"), str(tmp_path / "folder"), "letters"])
    assert [document.text for document in found] == ["One.\n", "Two.\n", "One.\n"]
    assert next(sources.documents_of(["builtin"])).text


def test_weights_go_by_path_by_file_name_and_by_stem(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One.\n")
    for name in (str(path), "a.txt", "a"):
        (document,) = sources.documents_of([str(path)], {name: 2.5})
        assert document.weight == 2.5
    with pytest.raises(OptionError):
        sources.check([str(path)], ["b"])


def test_pretokenized_text_keeps_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(" the <unk> N \n \n a 's\n")
    (document,) = sources.documents_of([str(path)], pretokenized=True)
    assert document.text == " the <unk> N \n \n a 's\n"


def test_pretokenized_text_is_taken_character_by_character_in_folders_too(tmp_path: Path) -> None:
    path = tmp_path / "wiki.tokens"
    path.write_bytes("\ufeffa \ufeff b \r\n\n = c = \n".encode())
    for named in (path, tmp_path):
        (document,) = sources.documents_of([str(named)], pretokenized=True)
        assert document.text == "a \ufeff b \n\n = c = \n"


def test_a_text_of_no_weight_is_left_out(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name}\n")
    paths = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    assert [document.source for document in sources.documents_of(paths, {"a": 0.0})] == paths[1:]


def test_what_is_not_there_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        sources.check(["builtin", str(tmp_path / "none")])
    assert caught.value.code == "no-such-path"


def test_titles_tell_no_folders() -> None:
    assert sources.title(["/home/ann/secret/letters.txt", "builtin"]) == "letters, builtin"
    assert sources.title(["/home/ann/caf\udce9.txt"]) == "caf?"  # a name that is no UTF-8, as Python reads it


def test_a_very_large_pretokenized_text_comes_in_blocks_of_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "BLOCK_CHARACTERS", 20)
    monkeypatch.setattr(sources, "LARGE_BYTES", 20)
    path = tmp_path / "a.txt"
    path.write_text("\ufeff" + "the <unk> N\n" * 5, encoding="utf-8")
    found = list(sources.documents_of([str(path)], pretokenized=True))
    assert [document.text for document in found] == [
        "the <unk> N\n" * 2,
        "the <unk> N\n" * 2,
        "the <unk> N\n",
    ]
    assert [document.source for document in found] == [f"{path}#{n}" for n in (1, 2, 3)]
