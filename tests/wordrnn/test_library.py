from pathlib import Path

import pytest

from tests.wordrnn.test_model_folder import publish
from wordrnn import home, library
from wordrnn.errors import ModelError, OptionError


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
