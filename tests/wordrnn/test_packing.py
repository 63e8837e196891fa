"""A small copy of a model predicts what the model does."""

from pathlib import Path

import numpy as np
import pytest

from tests.wordrnn.test_model_folder import CONFIG, TOKENIZER, publish
from wordrnn import exchange, home, model_folder, packing, rounding
from wordrnn.errors import ModelError, StorageError
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor


def trained_like(folder: Path) -> Path:
    """Publish a network of random numbers, which rounding would show in."""
    rng = np.random.default_rng(3)
    weights = {
        name: (rng.normal(0, 0.3, shape)).astype(np.float32) for name, shape in CONFIG.weight_shapes().items()
    }
    return publish(folder, 0.5, weights=weights)


def test_a_rounded_matrix_is_off_by_half_a_step_at_most() -> None:
    matrix = np.array([[1.27, -0.5, 0.004], [0.0, 0.0, 0.0]], np.float32)
    arrays = rounding.rounded({"kernel": matrix, "bias": matrix[0]})
    assert arrays["kernel"].tolist() == [[127, -50, 0], [0, 0, 0]]
    assert arrays["kernel.scale"] == pytest.approx([0.01, 1.0])
    restored = rounding.restored(arrays)
    assert restored["kernel"] == pytest.approx(matrix, abs=0.005)
    assert restored["bias"].tolist() == matrix[0].tolist()


def test_a_packed_model_predicts_the_same(tmp_path: Path) -> None:
    source = trained_like(tmp_path / "whole")
    packing.pack(source, tmp_path / "small")
    whole, small = Predictor.open(source), Predictor.open(tmp_path / "small")
    for text in ("", "the ", "the cat s"):
        expected, found = whole.suggest(text, 5), small.suggest(text, 5)
        assert {each.word: each.probability for each in found} == pytest.approx(
            {each.word: each.probability for each in expected}, abs=0.02
        )
    assert small.weights == whole.weights
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_with_a_budget_the_ngrams_that_the_text_needs_stay(tmp_path: Path) -> None:
    source = publish(tmp_path / "whole", None)
    ids = TOKENIZER.encode("the cat sat\n" * 5)
    packing.pack(source, tmp_path / "small", ids, max_ngrams=2)
    small = model_folder.open_folder(tmp_path / "small").ngram_folder()
    assert small is not None
    assert sum(NGramModel.load(small).sizes[1:]) <= 2
    assert Predictor.open(tmp_path / "small").suggest("the ", 1)


def test_a_packed_model_can_be_shared(tmp_path: Path) -> None:
    packing.pack(trained_like(tmp_path / "whole"), tmp_path / "small")
    file = exchange.export_model(tmp_path / "small", tmp_path / "small.wordrnn")
    name = exchange.import_model(file)
    came_back = Predictor.open(home.models_folder() / name)
    assert came_back.suggest("the ", 3) == Predictor.open(tmp_path / "small").suggest("the ", 3)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    source = trained_like(tmp_path / "whole")
    (tmp_path / "small").mkdir()
    with pytest.raises(StorageError) as caught:
        packing.pack(source, tmp_path / "small")
    assert caught.value.code == "already-there"
    with pytest.raises(ModelError):
        packing.pack(tmp_path / "none", tmp_path / "other")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small", "whole"]
