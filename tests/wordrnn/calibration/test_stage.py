"""Calibration on held-out text, from distributions to the model folder."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wordrnn.fakes import Remembering, word_tokenizer
from wordrnn import model_folder
from wordrnn.calibration.held_out import MixtureFit, Sample, chunks_of
from wordrnn.calibration.offered import Offered
from wordrnn.calibration.reliability import PLAIN, Calibration, Sharpness
from wordrnn.calibration.stage import calibrate, calibrate_folder
from wordrnn.config import ModelConfig
from wordrnn.errors import ModelError
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.spelling import fold

WORDS = [
    "the",
    "cat",
    "sat",
    "on",
    "a",
    "mat",
    "then",
    "Theo",
    "came",
    "to",
    "see",
    "that",
    "cab",
    "The",
    "carpet",
]
LINES = [
    "the cat sat on a mat.", "Theo came to see the cab, then that carpet.", "The carpet sat.",
    "a cat came (the cat) to the mat!", "on that mat a cab? unheard of.",
]  # fmt: skip
TEXT = "\n".join(LINES) + "\n"


def network(tokenizer: Tokenizer, scale: float = 1.0) -> RecurrentModel:
    config = ModelConfig(tokenizer.vocab_size, units=8, layers=1, embedding=6)
    rng = np.random.default_rng(5)
    weights = {
        name: rng.normal(0, scale, shape).astype(np.float32) for name, shape in config.weight_shapes().items()
    }
    return RecurrentModel(config, weights)


def predictor(calibration: Calibration | None = None) -> Predictor:
    tokenizer = word_tokenizer(*WORDS, ".", ",", "(", ")")
    parts = {
        "network": network(tokenizer),
        "ngram": NGramModel.fit(tokenizer.encode(TEXT), tokenizer.vocab_size),
    }
    return Predictor(tokenizer, parts, {"network": 0.6, "ngram": 0.4}, "", None, calibration)


# The network's temperature --------------------------------------------------------------------------------------------


def test_a_temperature_divides_the_logits() -> None:
    model = network(word_tokenizer(*WORDS))
    plain, _ = model.step(np.array([3]), model.start())
    warmer = model.at_temperature(2.0)
    rows, _ = warmer.step(np.array([3]), warmer.start())
    expected = plain[0].astype(np.float64) / 2
    expected -= math.log(np.exp(expected).sum())
    assert rows[0] == pytest.approx(expected, abs=1e-5)
    assert warmer.at_temperature(1.0).step(np.array([3]), model.start())[0] == pytest.approx(plain, abs=1e-5)


# The sample -----------------------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(st.lists(st.sampled_from(LINES), max_size=400), st.sampled_from(["\n", " ", "  "]))
def test_chunks_begin_with_words_and_do_not_overlap(lines: list[str], between: str) -> None:
    text = between.join(lines)
    tokenizer = word_tokenizer(*WORDS, ".", ",")
    chunks = chunks_of(tokenizer, text)
    assert sum(len(chunk.ids) for chunk in chunks) <= len(tokenizer.encode(text)) + len(chunks)
    for chunk in chunks:
        assert len(chunk.after_space) == len(chunk.ids)
        assert all(0 <= place < len(chunk.ids) for place in chunk.words)
    if text.strip():
        assert chunks


def test_a_large_text_is_sampled_all_over() -> None:
    tokenizer = word_tokenizer(*WORDS)
    text = "the cat sat\n" * 20_000 + "on a mat\n" * 20_000
    chunks = chunks_of(tokenizer, text)
    assert sum(len(chunk.ids) for chunk in chunks) <= 12_000
    first = tokenizer.encode("the")[0]
    assert [first in chunk.ids for chunk in chunks] == [True] * 10 + [
        False
    ] * 6  # 240,000 of 420,000 characters


def test_streams_give_what_one_text_after_the_other_gives() -> None:
    whole = predictor()
    chunks = [chunks_of(whole.tokenizer, text)[0] for text in (TEXT, LINES[0] + "\n", TEXT * 2)]
    fit = MixtureFit(1.0, whole.weights, 0.0, 0.0)
    for number, chunk in enumerate(chunks):
        before = np.concatenate(([1], chunk.ids[:-1]))
        expected, _ = whole.model.log_probs(before, whole.model.start())
        found = np.array(list(Sample(whole.parts, chunks).rows(number, fit)))
        assert np.log(found) == pytest.approx(expected, abs=1e-4)


# What is offered ------------------------------------------------------------------------------------------------------


def offers_by_asking(typist: Predictor, text: str, letters: int) -> list[tuple[float, bool]]:
    """Return (probability, hit) of the top suggestion at every place that counts, asked for one by one."""
    words = dict(typist.word_spans(text))
    found = []
    for place in range(len(text)):
        begins = place == 0 or text[place - 1].isspace()
        here = place in words if letters else begins and not text[place].isspace()
        if not here or (letters and words[place] - place < letters):
            continue
        for top in typist.suggest(text[: place + letters], 1):
            word = text[place : words[place]] if place in words else ""
            found.append((top.probability, fold(top.word) == fold(word)))
    return found


@pytest.mark.parametrize("letters", range(4))
@pytest.mark.parametrize("sharpness", [PLAIN, Sharpness(0.8, 3.0)])
def test_what_is_counted_is_what_is_suggested(letters: int, sharpness: Sharpness) -> None:
    typist = predictor(Calibration(sharpness=(sharpness,)))
    chunk = chunks_of(typist.tokenizer, TEXT)[0]
    offered = Offered(typist)
    fit = MixtureFit(1.0, typist.weights, 0.0, 0.0)
    offered.add(0, chunk, Sample(typist.parts, [chunk]).rows(0, fit))
    offers, number = offered.by_letters()[letters]
    expected = offers_by_asking(typist, TEXT, letters)
    assert list(offers.hits) == [hit for _, hit in expected]
    assert offers.confidence(sharpness) == pytest.approx([each for each, _ in expected], rel=1e-3)
    assert set(number) == {0}


@given(
    st.sampled_from(["", "the ", "The cat (", "on that "]), st.sampled_from(["", "t", "T", "ca", "The"]),
    st.floats(0.5, 2), st.floats(0.01, 100),
)  # fmt: skip
@settings(max_examples=60)
def test_a_sharpness_keeps_the_order_and_no_list_sums_above_one(
    context: str, typed: str, power: float, unknown: float
) -> None:
    plain = PREDICTOR.suggest(context + typed, 30)
    sharp = predictor(Calibration(sharpness=(Sharpness(power, unknown),))).suggest(context + typed, 30)
    assert [each.word for each in sharp] == [each.word for each in plain]
    probabilities = [each.probability for each in sharp]
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0 <= each <= 1 for each in probabilities)
    assert sum(probabilities) <= 1 + 1e-6
    for each in sharp:
        assert sum(each.parts.values()) == pytest.approx(each.probability)


PREDICTOR = predictor()


def test_words_that_only_a_memory_knows_are_calibrated_with_the_rest() -> None:
    typist = predictor(Calibration(sharpness=(Sharpness(0.7, 2.0),)))
    typist.learn("thermos thermos thermos cat")
    found = typist.suggest("the ther", 5) + typist.suggest("the ", 40)
    assert "thermos" in [each.word for each in found]
    assert sum(each.probability for each in typist.suggest("the ", 40)) <= 1 + 1e-6


# As a whole -----------------------------------------------------------------------------------------------------------


def sampled_text(model: RecurrentModel, tokenizer: Tokenizer, count: int) -> str:
    """Return a text that `model` wrote itself, in lines of words."""
    rng = np.random.default_rng(4)
    state, token, words = model.start(), np.array([1]), []
    for _ in range(count):
        rows, state = model.step(token, state)
        probabilities = np.exp(rows[0].astype(np.float64))
        token = np.array([rng.choice(len(probabilities), p=probabilities / probabilities.sum())])
        words.append("\n" if token[0] == 1 else tokenizer.vocabulary[int(token[0])] if token[0] else "zzz")
    return " ".join(words).replace(" \n ", "\n").strip() + "\n"


def test_an_overconfident_network_is_calibrated() -> None:
    tokenizer = word_tokenizer(*WORDS, kind="pretokenized")
    honest = network(tokenizer, 0.8)
    text = sampled_text(honest, tokenizer, 6000)
    boaster = Predictor(tokenizer, {"network": honest.at_temperature(1 / 1.3)}, {"network": 1.0})
    chunk_tokens = sum(len(chunk.ids) for chunk in chunks_of(tokenizer, text))
    fitted = calibrate(
        Predictor(tokenizer, {"network": _as_trained(boaster.parts["network"])}, {"network": 1.0}), text
    )
    assert fitted is not None
    found = fitted.calibration
    assert found.tokens == chunk_tokens
    assert found.temperature == pytest.approx(1.3, abs=0.06)
    assert found.perplexity is not None and found.perplexity_before is not None
    assert found.perplexity < found.perplexity_before
    start = found.reliability[0]
    assert start.error < max(0.02, 1.7 * start.error_by_chance)


def _as_trained(model: object) -> RecurrentModel:
    """Return the network with its temperature made part of its weights: as if it had been trained to be so sure."""
    assert isinstance(model, RecurrentModel)
    other = model.at_temperature(model.temperature)
    other._output = other._output / np.float32(model.temperature)
    other.temperature = 1.0
    return other


def test_no_text_is_no_calibration() -> None:
    assert calibrate(predictor(), "") is None


def test_another_kind_of_network_has_no_temperature() -> None:
    tokenizer = word_tokenizer(*WORDS)
    fitted = calibrate(
        Predictor(tokenizer, {"ngram": Remembering(tokenizer.vocab_size)}, {"ngram": 1.0}), TEXT
    )
    assert fitted is not None
    assert fitted.calibration.temperature == 1.0
    assert fitted.mixture == {"ngram": pytest.approx(1.0)}


def published(folder: Path) -> Path:
    typist = predictor()
    ngram = typist.parts["ngram"]
    assert isinstance(ngram, NGramModel)
    ngram.save(model_folder.ngram_folder(folder))
    config = ModelConfig(typist.tokenizer.vocab_size, units=8, layers=1, embedding=6)
    rng = np.random.default_rng(5)
    shapes = config.weight_shapes().items()
    training = {
        "corpus": "cats", "documents": 1, "train_tokens": 100, "valid_tokens": 100, "coverage": 1.0,
        "vocabulary": typist.tokenizer.vocab_size, "tokenizer": "word",
    }  # fmt: skip
    model_folder.publish(
        folder, created="2026-01-01", tokenizer=typist.tokenizer, config=config,
        weights={name: rng.normal(0, 1, shape).astype(np.float32) for name, shape in shapes},
        mixture=typist.weights, training=training, metrics={"valid_perplexity": 9.0}, history="", card="old",
    )  # fmt: skip
    return folder


def test_a_folder_is_calibrated_and_opens_so(tmp_path: Path) -> None:
    folder = published(tmp_path / "cats")
    found = calibrate_folder(folder, TEXT * 20)
    assert found is not None
    opened = Predictor.open(folder)
    assert opened.calibration == found
    part = opened.parts["network"]
    assert isinstance(part, RecurrentModel) and part.temperature == found.temperature
    assert sum(opened.weights.values()) == pytest.approx(1)
    card = (folder / "card.md").read_text()
    assert "Expected calibration error" in card and "15 bins" in card
    # Again, on what is calibrated already: the same result.
    again = calibrate_folder(folder, TEXT * 20)
    assert again is not None and again.temperature == pytest.approx(found.temperature, abs=1e-6)
    assert not list(folder.glob("*.previous"))


def test_a_calibration_that_is_none_is_damage(tmp_path: Path) -> None:
    folder = published(tmp_path / "cats")
    info = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps(info | {"calibration": {"temperature": -1}}))
    with pytest.raises(ModelError) as caught:
        Predictor.open(folder)
    assert caught.value.code == "damaged-model"


def test_figures_are_those_of_an_evaluation() -> None:
    """One chunk, so that both read the same text; of three words one is typed by the calibration, all by the other."""
    from wordrnn import evaluation
    from wordrnn.calibration import figures

    model = predictor()
    text = TEXT * 3
    fitted = calibrate(model, text)
    assert fitted is not None
    same = Predictor(model.tokenizer, model.parts, fitted.mixture, "", None, fitted.calibration)
    network = model.parts["network"]
    assert isinstance(network, RecurrentModel)
    parts = {**model.parts, "network": network.at_temperature(fitted.calibration.temperature)}
    same = Predictor(model.tokenizer, parts, fitted.mixture)
    measured = evaluation.evaluate(same, [text], names=("mixture",), latency_letters=0)["mixture"]
    assert fitted.figures["measured_tokens"] == measured["tokens"]
    for key in ("top1", "top3"):
        assert fitted.figures[key] == pytest.approx(measured[key], abs=1e-9)
    assert 0 < fitted.figures["keystroke_savings"] < 1
    assert figures.SUGGESTIONS == 3
