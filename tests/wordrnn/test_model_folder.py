import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wordrnn import files, model_folder
from wordrnn.config import ModelConfig
from wordrnn.errors import ModelError, StorageError
from wordrnn.model_folder import open_folder
from wordrnn.ngram.model import NGramModel
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.rare_words import RareWords

TOKENIZER = Tokenizer.fit(["the cat sat on the mat the cat\n" * 3])
CONFIG = ModelConfig(TOKENIZER.vocab_size, "gru", units=4, embedding=3)


def weights(value: float = 0.5) -> dict[str, np.ndarray]:
    return {name: np.full(shape, value, np.float32) for name, shape in CONFIG.weight_shapes().items()}


def publish(folder: Path, value: float | None = 0.5, **changes: Any) -> Path:
    if not model_folder.ngram_folder(folder).exists():
        ids = TOKENIZER.encode("the cat sat\n" * 5)
        folder.mkdir(parents=True, exist_ok=True)
        NGramModel.fit(ids, TOKENIZER.vocab_size, order=2).save(model_folder.ngram_folder(folder))
    arguments: dict[str, Any] = {
        "created": "2026-01-01T00:00:00+00:00",
        "tokenizer": TOKENIZER,
        "config": CONFIG if value is not None else None,
        "weights": weights(value) if value is not None else None,
        "mixture": {"network": 0.75, "ngram": 0.25} if value is not None else {"ngram": 1.0},
        "training": {"corpus": "cats"},
        "metrics": {},
        "history": "",
        "card": "# card\n",
    }
    model_folder.publish(folder, **(arguments | changes))
    return folder


def test_a_published_model_comes_back(tmp_path: Path) -> None:
    model = open_folder(publish(tmp_path / "m"))
    assert (model.name, model.config, model.mixture_weights) == (
        "m",
        CONFIG,
        {"network": 0.75, "ngram": 0.25},
    )
    assert model.tokenizer().vocabulary == TOKENIZER.vocabulary
    found = model.weights()
    assert found is not None
    assert {name: array.shape for name, array in found.items()} == CONFIG.weight_shapes()
    assert not [path for path in (tmp_path / "m").iterdir() if path.name.endswith(".previous")]


def test_a_model_may_have_no_network_yet(tmp_path: Path) -> None:
    model = open_folder(publish(tmp_path / "m", None))
    assert model.weights() is None
    assert model.ngram_folder() == tmp_path / "m" / "ngram"


@pytest.mark.parametrize("cut", range(1, 6))
def test_a_power_cut_while_publishing_leaves_the_old_model_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    folder = publish(tmp_path / "m", 1.0)
    replace, calls = os.replace, 0

    def replace_until_cut(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == cut:
            raise RuntimeError("power cut")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", replace_until_cut)
        with pytest.raises(RuntimeError):
            publish(folder, 2.0)
    assert open_folder(folder).weights()["embedding"][0, 0] == 1.0
    publish(folder, 3.0)
    assert open_folder(folder).weights()["embedding"][0, 0] == 3.0


def test_what_an_earlier_cut_left_does_not_stand_in_for_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = publish(tmp_path / "m", 1.0)
    for name in (
        "weights.safetensors",
        "card.md",
    ):  # cut after model.json, before the old files were cleared away
        (folder / f"{name}.previous").write_bytes(b"of the model before")
    replace = os.replace

    def cut_at_info(source: Path, target: Path) -> None:
        if Path(target).name == "model.json":
            raise RuntimeError("cut")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", cut_at_info)
        with pytest.raises(RuntimeError):
            publish(folder, 3.0)
    assert open_folder(folder).weights()["embedding"][0, 0] == 1.0


def test_a_full_disk_while_publishing_leaves_the_old_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = publish(tmp_path / "m", 1.0)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", full)
        with pytest.raises(StorageError) as caught:
            publish(folder, 2.0)
    assert caught.value.code == "disk-full"
    assert open_folder(folder).weights()["embedding"][0, 0] == 1.0
    assert not list(folder.glob(".tmp-*"))


def edit(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        info = json.loads((folder / "model.json").read_text())
        change(info)
        (folder / "model.json").write_text(json.dumps(info))

    return apply


def truncate(name: str) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        (folder / name).write_bytes((folder / name).read_bytes()[:-7])

    return apply


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "no folder": (lambda folder: folder.rename(folder.with_name("elsewhere")), "no-model"),
    "no model.json": (lambda folder: (folder / "model.json").unlink(), "no-model"),
    "not JSON": (lambda folder: (folder / "model.json").write_text("{"), "damaged-model"),
    "nested JSON": (lambda folder: (folder / "model.json").write_text("[" * 100_000), "damaged-model"),
    "truncated weights": (truncate("weights.safetensors"), "damaged-model"),
    "truncated tokenizer": (truncate("tokenizer.json"), "damaged-model"),
    "missing card": (lambda folder: (folder / "card.md").unlink(), "damaged-model"),
    "later format": (edit(lambda info: info.update(format=9)), "other-format"),
    "no files": (edit(lambda info: info.pop("files")), "damaged-model"),
    "another cell": (edit(lambda info: info["config"].update(cell="transformer")), "damaged-model"),
    "unknown setting": (edit(lambda info: info["config"].update(exec="rm")), "damaged-model"),
    "text for a number": (edit(lambda info: info["config"].update(units="4")), "damaged-model"),
    "a path outside": (edit(lambda info: info["files"].update({"../x": "0"})), "damaged-model"),
    "a deep path": (edit(lambda info: info["files"].update({"ngram/../../x": "0"})), "damaged-model"),
    "mixture of more than all": (edit(lambda info: info["mixture"].update(network=2.0)), "damaged-model"),
    "mixture of nothing": (edit(lambda info: info.update(mixture={})), "damaged-model"),
    "a list": (lambda folder: (folder / "model.json").write_text("[]"), "damaged-model"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_model_is_refused_with_its_reason(tmp_path: Path, damage: str) -> None:
    folder = publish(tmp_path / "m")
    apply, code = DAMAGE[damage]
    apply(folder)
    with pytest.raises(ModelError) as caught:
        open_folder(folder)
    assert caught.value.code == code


def test_giant_shapes_are_refused_before_anything_is_allocated(tmp_path: Path) -> None:
    folder = publish(tmp_path / "m")
    edit(lambda info: info["config"].update(units=8192, embedding=8192))(folder)
    with pytest.raises(ModelError, match="expected"):
        open_folder(folder).weights()


def test_another_tokenizer_is_refused(tmp_path: Path) -> None:
    folder = publish(tmp_path / "m")
    other = Tokenizer.fit(["dog dog ran ran\n"]).to_json()
    (folder / "tokenizer.json").write_text(other)
    digest = files.sha256_of(folder / "tokenizer.json")
    edit(lambda info: info["files"].update({"tokenizer.json": digest}))(folder)
    with pytest.raises(ModelError):
        open_folder(folder).tokenizer()


def test_rare_words_come_back_and_old_models_have_none(tmp_path: Path) -> None:
    rare = RareWords({"zebra": 2, "Zoë": 1}, (0.5, 1.0, 1.5), 3)
    model = open_folder(publish(tmp_path / "m", rare=rare))
    found = model.rare_words(model.tokenizer())
    assert found is not None
    assert found.counts == rare.counts
    assert open_folder(publish(tmp_path / "old")).rare_words(model.tokenizer()) is None


def test_damaged_rare_words_are_noticed(tmp_path: Path) -> None:
    folder = publish(tmp_path / "m", rare=RareWords({"zebra": 2}, (0.5, 1.0, 1.5), 3))
    (folder / "rare.json").write_text("{}")
    with pytest.raises(ModelError, match=r"rare\.json"):
        open_folder(folder)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "nothing"])
def test_a_name_that_no_file_can_have_is_damage(tmp_path: Path, name: str) -> None:
    folder = publish(tmp_path / "m")
    info = json.loads((folder / "model.json").read_text())
    info["files"][name] = info["files"].pop("card.md")
    (folder / "model.json").write_text(json.dumps(info))
    with pytest.raises(ModelError) as caught:
        open_folder(folder)
    assert caught.value.code == "damaged-model"
    with pytest.raises(ModelError):
        model_folder.files_there(model_folder.describe(folder))


@pytest.mark.parametrize(("number", "code"), [(28, "disk-full"), (30, "no-permission")])
def test_a_disk_that_takes_no_second_name_and_no_copy_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    folder = publish(tmp_path / "m", 1.0)

    def refuse(*_: object) -> None:
        raise OSError(number, "no")

    with monkeypatch.context() as patch:
        patch.setattr(model_folder.os, "link", refuse)
        patch.setattr(model_folder.shutil, "copyfile", refuse)
        with pytest.raises(StorageError) as caught:
            publish(folder, 2.0)
    assert caught.value.code == code
    weights = open_folder(folder).weights()
    assert weights is not None and weights["embedding"][0, 0] == 1.0
