import sys
from pathlib import Path

import pytest

from tests.wordrnn.arpa.test_importing import BY_HAND
from tests.wordrnn.test_model_folder import publish
from ui.models.facts import facts_of, licence_of, parts_of, settings_of
from ui.models.shelf import Deleted, ModelShelf, system_trash
from wordrnn import home, library
from wordrnn.arpa import importing
from wordrnn.errors import ModelError, OptionError


def test_without_a_bin_of_the_system_models_go_to_the_library_s(tmp_path: Path) -> None:
    shelf = ModelShelf(trash=lambda path: None)
    publish(home.models_folder() / "m")
    deleted = shelf.delete("m")
    assert deleted.can_be_restored
    assert [each.name for each in shelf.binned()] == ["m"]
    assert shelf.restore(deleted) == "m"
    assert [model.name for model in shelf.models()] == ["m"]
    shelf.delete("m")
    assert shelf.empty_bin() == 1
    with pytest.raises(ModelError):
        shelf.restore(deleted)


def test_a_model_in_the_bin_of_the_system_comes_back_under_a_free_name(tmp_path: Path) -> None:
    place = tmp_path / "Trash" / "files" / "m.2"

    def trash(path: Path) -> Path:
        place.parent.mkdir(parents=True)
        (tmp_path / "Trash" / "info").mkdir()
        (tmp_path / "Trash" / "info" / "m.2.trashinfo").write_text("[Trash Info]")
        return path.rename(place)

    shelf = ModelShelf(trash)
    publish(home.models_folder() / "m")
    deleted = shelf.delete("m")
    assert deleted == Deleted("m", trashed=place)
    publish(home.models_folder() / "m")
    assert shelf.restore(deleted) == "m-2"
    assert library.list_models()[1].problem is None
    assert list((tmp_path / "Trash" / "info").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only there a test can have a bin of its own")
def test_the_system_s_bin_takes_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    folder = publish(tmp_path / "m")
    where = system_trash(folder)
    assert where == tmp_path / "data" / "Trash" / "files" / "m"
    assert (where / "model.json").is_file()
    assert not folder.exists()
    assert system_trash(tmp_path / "nothing") is None


def test_where_the_system_does_not_tell_where_it_is_a_model_cannot_be_taken_back(tmp_path: Path) -> None:
    shelf = ModelShelf(trash=lambda path: path)
    publish(home.models_folder() / "m")
    assert not shelf.delete("m").can_be_restored


def test_the_starter_has_details_and_cannot_be_changed(with_starter: Path) -> None:
    shelf = ModelShelf(trash=lambda path: path)
    publish(home.models_folder() / "m")
    assert [(each.name, each.builtin) for each in shelf.models()] == [("starter", True), ("m", False)]
    assert shelf.details("starter").card == "# card\n"
    assert shelf.problem("starter") is None
    for change in (
        lambda: shelf.delete("starter"),
        lambda: shelf.rename("starter", "other"),
        lambda: shelf.write_notes("starter", "mine"),
    ):
        with pytest.raises(OptionError):
            change()
    shelf.use("starter")
    assert library.active_name() == "starter"


def test_details_of_a_damaged_model_are_its_notes() -> None:
    shelf = ModelShelf()
    folder = publish(home.models_folder() / "m", training={"corpus": "cats"})
    shelf.write_notes("m", "mine")
    whole = shelf.details("m")
    assert (whole.training, whole.parts, whole.card) == (
        {"corpus": "cats"}, {"network": 0.75, "ngram": 0.25}, "# card\n",
    )  # fmt: skip
    assert shelf.problem("m") is None
    (folder / "weights.safetensors").write_bytes(b"")
    assert shelf.problem("m") == "damaged-model"
    (folder / "model.json").write_text("{")
    assert shelf.details("m").notes == "mine\n"
    assert shelf.details("m").training == {}


def test_a_model_from_an_arpa_file_has_something_to_tell(tmp_path: Path) -> None:
    file = tmp_path / "theirs.arpa"
    file.write_text(BY_HAND, encoding="utf-8")
    shelf, name = ModelShelf(), importing.import_arpa(file)
    assert [(model.name, model.problem, model.cell) for model in shelf.models()] == [("theirs", None, None)]
    details = shelf.details(name)
    assert facts_of(details) == [("Texts", "theirs.arpa"), ("Vocabulary", "5")]
    assert [(part.name, part.weight) for part in parts_of(details)] == [("n-gram", 1.0)]
    assert settings_of(details) == [("tokenizer", "word")]
    assert licence_of(details.card).startswith("What it was made from")
