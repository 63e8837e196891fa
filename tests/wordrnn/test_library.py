from pathlib import Path

import pytest

from tests.wordrnn.test_model_folder import publish
from wordrnn import home, library, notes
from wordrnn.errors import ModelError, OptionError, WordrnnError
from wordrnn.progress import Cancelled


def test_an_empty_library_has_no_models_and_none_active() -> None:
    assert library.list_models() == []
    assert library.active_name() is None
    with pytest.raises(ModelError) as caught:
        library.model_path()
    assert caught.value.code == "no-active-model"


def test_models_are_listed_with_what_they_are() -> None:
    publish(home.models_folder() / "b", None)
    publish(home.models_folder() / "A")
    library.set_active("A")
    first, second = library.list_models()
    assert (first.name, first.active, first.cell, first.corpus) == ("A", True, "gru", "cats")
    assert (second.name, second.active, second.cell) == ("b", False, None)
    assert library.model_path() == home.models_folder() / "A"


def test_a_damaged_model_is_listed_with_its_problem() -> None:
    folder = publish(home.models_folder() / "m")
    (folder / "weights.safetensors").write_bytes(b"")
    assert library.list_models()[0].problem == "damaged-model"


def test_a_renamed_model_stays_active() -> None:
    publish(home.models_folder() / "old")
    library.set_active("old")
    library.rename("old", "new")
    assert library.active_name() == "new"
    publish(home.models_folder() / "other")
    with pytest.raises(OptionError):
        library.rename("new", "other")


def test_a_deleted_model_goes_to_the_bin_and_is_active_no_more() -> None:
    publish(home.models_folder() / "m")
    library.set_active("m")
    library.delete("m")
    assert library.list_models() == []
    assert library.active_name() is None
    publish(home.models_folder() / "m")
    library.delete("m")  # a second one of the same name


@pytest.mark.parametrize(
    "name", ["", "..", ".", "a/b", "a\\b", "con", "COM1.x", "x" * 81, " a", "a\n", "a:b"]
)
def test_names_that_are_no_folder_everywhere_are_refused(name: str) -> None:
    with pytest.raises(OptionError):
        library.check_name(name)


def test_a_path_is_a_model_too_and_nothing_is_none(tmp_path: Path) -> None:
    folder = publish(tmp_path / "elsewhere" / "m")
    assert library.model_path(str(folder)) == folder
    with pytest.raises(ModelError):
        library.model_path("nothing")


@pytest.mark.parametrize("name", ["", ".", "..", ".deleted"])
def test_the_library_itself_and_its_bin_are_no_models(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home.models_folder() / "m")
    library.delete("m")
    monkeypatch.chdir(tmp_path)
    if name in (".", ".."):
        assert library.model_path(name) == Path(name)  # a path, as in a shell
    else:
        with pytest.raises(ModelError):
            library.model_path(name)
    with pytest.raises(WordrnnError):
        library.set_active(name)
    assert not (home.data_folder() / "active.json").exists()


def test_only_a_model_of_the_library_is_made_active(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = publish(tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    for path in (folder, "./mine", "mine"):
        with pytest.raises(OptionError) as caught:
            library.set_active(str(path))
        assert caught.value.code == "bad-value"
    publish(home.models_folder() / "mine")
    library.set_active("mine")
    publish(home.models_folder() / "other")
    monkeypatch.chdir(home.models_folder() / "other")
    library.set_active(".")
    assert library.active_name() == "other"


# Copies, the bin, notes -----------------------------------------------------------------------------------------------


def test_a_copy_is_the_same_model_without_its_run() -> None:
    folder = publish(home.models_folder() / "m")
    (folder / "training").mkdir()
    (folder / "training" / "run.json").write_text("{}")
    notes.write(folder, "for letters")
    told: list[float] = []
    assert library.duplicate("m", progress=told.append) == "m-2"
    copied = library.list_models()[1]
    assert (copied.name, copied.problem, copied.notes, copied.training) == (
        "m-2",
        None,
        "for letters\n",
        False,
    )
    assert told == sorted(told) and told[-1] == 1.0
    with pytest.raises(OptionError):
        library.duplicate("m", "m-2")


def test_a_copy_that_is_cancelled_or_of_a_damaged_model_leaves_nothing() -> None:
    folder = publish(home.models_folder() / "m")

    def cancel(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        library.duplicate("m", progress=cancel)
    (folder / "weights.safetensors").write_bytes(b"")
    with pytest.raises(ModelError):
        library.duplicate("m")
    assert [path.name for path in home.models_folder().iterdir()] == ["m"]


def test_two_models_of_one_name_lie_in_the_bin_side_by_side() -> None:
    keys = []
    for value in (0.5, 1.0):
        publish(home.models_folder() / "m", value)
        keys.append(library.delete("m"))
    assert {each.key for each in library.binned()} == set(keys)
    assert [library.restore(key) for key in keys] == ["m", "m-2"]
    assert library.binned() == []
    library.delete("m")
    assert library.empty_bin() == 1
    assert [model.name for model in library.list_models()] == ["m-2"]
    with pytest.raises(ModelError):
        library.restore("m")


def test_what_an_earlier_version_deleted_can_be_restored() -> None:
    publish(home.models_folder() / ".deleted" / "old")
    assert [each.name for each in library.binned()] == ["old"]
    assert library.restore("old") == "old"
    assert library.list_models()[0].problem is None


def test_the_active_model_is_active_again_once_it_is_restored() -> None:
    publish(home.models_folder() / "m")
    library.set_active("m")
    key = library.delete("m")
    assert library.active_name() is None
    library.restore(key)
    assert library.active_name() == "m"


def test_a_list_that_is_not_thorough_notices_what_is_missing_only() -> None:
    folder = publish(home.models_folder() / "m", metrics={"top3": 0.4, "valid_perplexity": "many"})
    (folder / "weights.safetensors").write_bytes(b"")
    (quick,) = library.list_models(thorough=False)
    assert (quick.problem, quick.top3, quick.valid_perplexity) == (None, 0.4, None)
    (folder / "weights.safetensors").unlink()
    assert library.list_models(thorough=False)[0].problem == "damaged-model"


def test_notes_are_replaced_and_removed(tmp_path: Path) -> None:
    assert notes.read(tmp_path) == ""
    notes.write(tmp_path, "  für Anna\n")
    assert notes.read(tmp_path) == "für Anna\n"
    with pytest.raises(OptionError):
        notes.write(tmp_path, "x" * (notes.MOST_CHARACTERS + 1))
    notes.write(tmp_path, " ")
    assert list(tmp_path.iterdir()) == []
