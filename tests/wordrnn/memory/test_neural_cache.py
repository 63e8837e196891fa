from collections.abc import Callable
from math import exp
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wordrnn.fakes import Table, word_tokenizer
from wordrnn.config import ModelConfig
from wordrnn.evaluation import evaluate, letters_before_offer
from wordrnn.memory.neural_cache import MOST, CacheWeights, NeuralCache, unit_rows
from wordrnn.memory.recall import Recall
from wordrnn.memory.store import Memory
from wordrnn.memory.text_keys import TextKeys
from wordrnn.memory.tokens import remembered
from wordrnn.memory.weights import MemoryWeights
from wordrnn.predictor import Predictor
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import EOS_ID
from wordrnn.words.ranking import lexicon_of

WORDS = ["the", "cat", "sat", ".", "The"]  # ids 2 to 6
TOKENIZER = word_tokenizer(*WORDS)
EAST, NORTH = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
WEIGHTS = CacheWeights(most=0.5, patience=1.0, sharpness=2.0, half_life=1.0)
ONLY_CACHE = MemoryWeights(0.0, 1, 0.0, 0.0, 1, 0.0, 1, WEIGHTS)


def network() -> RecurrentModel:
    config = ModelConfig(vocab_size=TOKENIZER.vocab_size, cell="lstm", units=5, layers=2, embedding=3)
    rng = np.random.default_rng(4)
    return RecurrentModel(
        config,
        {name: rng.normal(0, 1, shape).astype(np.float32) for name, shape in config.weight_shapes().items()},
    )


NETWORK = network()


def predictor(memory: Memory | None = None) -> Predictor:
    parts = {"network": NETWORK, "ngram": Table([0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.1])}
    result = Predictor(TOKENIZER, parts, {"network": 0.5, "ngram": 0.5})
    result.attach_memory(Memory() if memory is None else memory)
    return result


def test_expectations_hand_worked() -> None:
    cache = NeuralCache(WEIGHTS)
    assert cache.after(EAST) is None
    for token, index, key in (("the", 2, EAST), ("cat", 3, NORTH), (None, None, EAST), ("the", 2, NORTH)):
        cache.keep(token, index, key)
    expected = cache.after(EAST)
    assert expected is not None
    # Ages 4, 3 and 1 (the gap took its time); likeness 1, 0, 0: 2⁻⁴, e⁻² · 2⁻³, e⁻² · 2⁻¹
    the, cat = 1 / 16 + exp(-2) / 2, exp(-2) / 8
    assert np.bincount(expected.ids, expected.shares) == pytest.approx(
        np.array([0, 0, the, cat]) / (the + cat), rel=1e-6
    )
    assert expected.trust == pytest.approx(0.5 * (the + cat) / (the + cat + 1))


def test_a_token_without_an_id_takes_no_part() -> None:
    cache = NeuralCache(WEIGHTS)
    cache.keep("Zoe", None, EAST)
    assert cache.after(EAST) is None
    cache.keep("the", 2, EAST)
    expected = cache.after(EAST)
    assert expected is not None and expected.ids.tolist() == [2]
    cache.relabel({"Zoe": 7, "the": 2}.get)
    expected = cache.after(EAST)
    assert expected is not None and expected.ids.tolist() == [7, 2]


@given(st.lists(st.sampled_from(["a", "b", "c", None]), max_size=700), st.integers(1, 400))
@settings(max_examples=30)
def test_the_oldest_makes_room(tokens: list[str | None], window: int) -> None:
    weights = CacheWeights(sharpness=3.0, half_life=50.0)
    small, whole = NeuralCache(weights, window), NeuralCache(weights)
    keys = unit_rows(np.random.default_rng(1).normal(size=(len(tokens) + 1, 3)).astype(np.float32))
    ids = {"a": 0, "b": 1, "c": 2}
    kept = [place for place, token in enumerate(tokens) if token is not None][-window:]
    for place, (token, key) in enumerate(zip(tokens, keys, strict=False)):
        small.keep(token, ids.get(token or ""), key)
        whole.keep(token if place in kept else None, ids.get(token or ""), key)
    assert len(small) == len(kept) <= window
    one, other = small.after(keys[-1]), whole.after(keys[-1])
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.trust == pytest.approx(other.trust, rel=1e-5)
        assert np.bincount(one.ids, one.shares, 3) == pytest.approx(
            np.bincount(other.ids, other.shares, 3), rel=1e-5
        )


def test_what_has_faded_needs_no_room() -> None:
    assert NeuralCache(CacheWeights(half_life=100.0)).window == 1300
    assert NeuralCache(CacheWeights(half_life=10_000.0)).window == MOST


def test_all_that_has_faded_is_no_evidence() -> None:
    cache = NeuralCache(CacheWeights(half_life=0.01))
    cache.keep("the", 2, EAST)
    for _ in range(50):
        cache.keep(None, None, EAST)
    assert cache.after(EAST) is None


def test_unit_rows() -> None:
    assert unit_rows(np.array([[3, 4], [0, 0]], np.float32)).tolist() == [
        [pytest.approx(0.6), pytest.approx(0.8)],
        [0, 0],
    ]


# In a memory ----------------------------------------------------------------------------------------------------------


def test_recall_mixes_it_in_below_the_counts() -> None:
    memory = Memory()
    recall = Recall(memory, TOKENIZER, lexicon_of(TOKENIZER), ONLY_CACHE)
    memory.learn(["the", "Zoe"])
    recall.keep(["the", "Zoe"], np.array([EAST, EAST]))
    recall.follow()
    # Ages 2 and 1: Z = 1/4 + 1/2, trust = .5 · .75 / 1.75; the word of the memory alone is behind the vocabulary.
    trust = 0.5 * 0.75 / 1.75
    recalled = recall.after((None, None), EAST)
    assert recalled.base == pytest.approx(1 - trust)
    assert recalled.known.tolist() == [0, 0, pytest.approx(trust / 3), 0, 0, 0, 0]
    assert recalled.new.tolist() == [pytest.approx(trust * 2 / 3)]
    counted = Recall(
        memory, TOKENIZER, lexicon_of(TOKENIZER), MemoryWeights(0.5, 0, 0.0, 0, 1, 0, 1, WEIGHTS)
    )
    counted.take(recall.cache)
    recalled = counted.after((None, None), EAST)
    assert recalled.base == pytest.approx(0.5 * (1 - trust))
    assert recalled.known[2] == pytest.approx(0.5 * trust / 3 + 0.5 / 2)


def test_nothing_is_left_of_what_was_forgotten() -> None:
    memory = Memory()
    typist = predictor(memory)
    typist.learn("the cat sat the cat sat")
    assert typist._recall is not None and len(typist._recall.cache) == 6  # pyright: ignore[reportPrivateUsage]
    memory.forget("cat")
    typist.suggest("the ")
    assert len(typist._recall.cache) == 0  # pyright: ignore[reportPrivateUsage]


def test_off_the_record_and_secrets_are_not_kept() -> None:
    memory = Memory()
    typist = predictor(memory)
    memory.off_the_record = True
    typist.learn("the cat sat")
    typist.read("the cat sat")
    memory.off_the_record = False
    typist.learn("the pa55word sat")
    cache = typist._recall.cache if typist._recall else NeuralCache(WEIGHTS)  # pyright: ignore[reportPrivateUsage]
    assert cache._tokens == ["the", "sat"]  # pyright: ignore[reportPrivateUsage]
    assert cache.time == 3


def while_it_reads(monkeypatch: pytest.MonkeyPatch, change: Callable[[Predictor, Memory], object]) -> int:
    """Return how many tokens are kept of what was read, where `change` was made meanwhile."""
    memory = Memory()
    typist = predictor(memory)
    before, recalls = TextKeys.before, [typist._recall]  # pyright: ignore[reportPrivateUsage]

    def slowly(*of: Any) -> Any:
        change(typist, memory)
        return before(*of)

    with monkeypatch.context() as patch:
        patch.setattr(TextKeys, "before", slowly)
        typist.read("the cat sat")
    recalls.append(typist._recall)  # pyright: ignore[reportPrivateUsage]
    return max(len(recall.cache) for recall in recalls if recall)


def test_suggestions_need_not_wait_for_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    # In the same thread: where the lock were held, this would never end.
    assert while_it_reads(monkeypatch, lambda typist, _: typist.suggest("the ")) == 3


def test_a_document_does_not_speak_beside_a_memory_that_came_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typist = predictor(Memory())
    parts = []

    def before(*of: Any, real: Any = TextKeys.before) -> Any:
        if not parts:
            typist.attach_memory(Memory())
        parts.append(of)
        return real(*of)

    monkeypatch.setattr(TextKeys, "before", before)
    typist.read("the cat sat .\n" * 60)
    assert len(parts) > 1
    assert typist._recall is not None and len(typist._recall.cache) == 0  # pyright: ignore[reportPrivateUsage]


def test_what_another_memory_blocks_is_no_longer_read() -> None:
    memory, other = Memory(), Memory()
    typist = predictor(memory)
    typist.read("the cat sat")
    other.block("cat")
    memory.add(other)
    typist.suggest("the ")
    assert typist._recall is not None and "cat" not in typist._recall.cache._tokens  # pyright: ignore[reportPrivateUsage]


def test_what_is_forgotten_or_off_the_record_while_it_is_read_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def off(_: Predictor, memory: Memory) -> None:
        memory.off_the_record = True

    assert while_it_reads(monkeypatch, off) == 0
    assert while_it_reads(monkeypatch, lambda _, memory: memory.clear()) == 0
    assert while_it_reads(monkeypatch, lambda typist, _: typist.attach_memory(Memory())) == 0


def test_a_document_that_was_read_speaks_and_nothing_is_learned() -> None:
    memory = Memory()
    typist = predictor(memory)
    typist.learn("the")

    def cat() -> float:
        return next(one.probability for one in typist.suggest("the ") if one.word == "cat")

    before = cat()
    typist.read("the cat . the cat . the cat")
    assert cat() > before
    assert memory.words.keys() == {"the"}


def test_a_long_document_is_read_in_parts_and_what_is_blocked_is_left_out() -> None:
    memory = Memory()
    memory.block("Sat")
    typist = predictor(memory)
    typist.read("the cat sat .\n" * 60)
    cache = typist._recall.cache if typist._recall else NeuralCache(WEIGHTS)  # pyright: ignore[reportPrivateUsage]
    assert cache._tokens == ["the", "cat", ".", "\n"] * 60  # pyright: ignore[reportPrivateUsage]
    assert cache.time == 5 * 60


def test_a_document_that_was_read_speaks_beside_an_empty_memory() -> None:
    typist, silent = predictor(), predictor()
    typist.read("the cat . the cat . the cat")
    cat, before = (
        next(one.probability for one in each.suggest("the ") if one.word == "cat")
        for each in (typist, silent)
    )
    assert cat > before


def test_a_word_that_was_only_read_is_forgotten_too() -> None:
    typist, silent = predictor(), predictor()
    typist.learn("the")
    silent.learn("the")
    typist.read("the cat . the cat")
    assert typist.suggest("the ") != silent.suggest("the ")
    assert not typist.forget("Cat")  # it was not learned
    silent.attach_memory(silent.memory)  # with nothing that was read
    assert typist.suggest("the ") == silent.suggest("the ")


@given(st.lists(st.sampled_from([*WORDS, "Zoe", "\n"]), max_size=40), st.integers(0, 40))
@settings(max_examples=30)
def test_keys_are_those_of_reading_from_the_start(words: list[str], split: int) -> None:
    reader = TextKeys(TOKENIZER, NETWORK)
    context, text = TOKENIZER.spelled(" ".join(words[:split]))[0], " ".join(words)
    text = text[len(context) :] if text.startswith(context) else text
    ids = TOKENIZER.encode(context + text)
    if len(TOKENIZER.encode(context)):
        reader.before(context, "", len(TOKENIZER.encode(context)))
    for count in (1, len(ids)) if len(ids) else ():
        got = reader.before(text, context, count)
        inputs = np.concatenate(([EOS_ID], ids))[: len(ids)]
        expected = unit_rows(NETWORK.outputs(inputs, NETWORK.start())[0])
        assert got[-count:] == pytest.approx(expected[len(ids) - min(count, len(ids)) :], abs=1e-5)


def test_a_network_without_weight_says_nothing_by_way_of_the_memory() -> None:
    parts = {"network": NETWORK, "ngram": Table([0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.1])}
    typist = Predictor(TOKENIZER, parts, {"network": 0.0, "ngram": 1.0})
    texts = ["the cat sat . the cat sat . the cat"]
    beside, alone = (
        evaluate(typist, texts, names=names, latency_letters=0)["memory"]["perplexity"]
        for names in (["rnn", "memory"], ["memory"])
    )
    assert beside == alone


def test_evaluation_is_what_a_predictor_says_that_learns_as_it_goes() -> None:
    text = "the Zoe sat. The zoe, the cat sat\nZoe sat. Xavier the Zoe 12 cat. 3.14 the\n"
    result = evaluate(predictor(), [text], names=["mixture", "memory"], k=2, latency_letters=0)
    typist = predictor()
    assert typist.memory is not None
    spans = TOKENIZER.spelled(text)[1]
    tokens, done, end_of_last = remembered(TOKENIZER, text), 0, 0
    used = without = 0
    for start, end in typist.word_spans(text):
        while done < len(spans) and spans[done][0] < start:
            typist.learn(text[end_of_last : spans[done][1]], text[:end_of_last])
            end_of_last = spans[done][1]
            done += 1
        typed = letters_before_offer(typist, text, start, end, 2)
        without += end - start + 1
        used += end - start + 1 if typed is None else typed + 1
    assert len(tokens) == len(spans)
    assert result["memory"]["keystroke_savings"] == pytest.approx(1 - used / without)
    assert result["memory"]["perplexity"] != result["mixture"]["perplexity"]
