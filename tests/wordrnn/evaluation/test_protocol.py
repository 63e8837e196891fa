import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wordrnn.fakes import Remembering, Table, word_tokenizer
from wordrnn.evaluation import PARTS, evaluate, letters_before_offer, perplexity, target_log_probs
from wordrnn.mixture import Mixture
from wordrnn.next_word import NextWordModel
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import Tokenizer

TEXT = "One two, don't! The 3.14 ones at p.m. (two)\nthe The tea 'tis two\n\n  one tea Unheard of.\n"
WORDS = ["one", "two", "the", "The", "tea", "3.14", "don't", "p.m.", ".", ",", "One", "at", "o", "tw"]
TOKENIZER = word_tokenizer(*WORDS)


def mixed(tokenizer: Tokenizer = TOKENIZER) -> Predictor:
    parts: dict[str, NextWordModel] = {
        "network": Remembering(tokenizer.vocab_size),
        "ngram": Remembering(tokenizer.vocab_size, seed=3),
    }
    return Predictor(tokenizer, parts, {"network": 0.6, "ngram": 0.4})


def by_suggest(predictor: Predictor, text: str, k: int) -> float:
    used = without = 0
    for start, end in predictor.word_spans(text):
        typed = letters_before_offer(predictor, text, start, end, k)
        without += end - start + 1
        used += end - start + 1 if typed is None else typed + 1
    return 1 - used / without if without else 0


def test_perplexity_hand_worked() -> None:
    # After <eos> .5, then .25, then .125: exp(mean of log 2, log 4, log 8) = exp(log 4) = 4.
    model = Table([0.125, 0.125, 0.25, 0.5], {1: [0.25, 0.125, 0.5, 0.125], 2: [0.5, 0.125, 0.125, 0.25]})
    ids = np.array([2, 3, 1])
    assert perplexity(model, ids) == pytest.approx(4)
    assert target_log_probs(model, ids).tolist() == pytest.approx(np.log([1 / 2, 1 / 4, 1 / 8]).tolist())
    assert perplexity(model, ids[:0]) == float("inf")
    assert target_log_probs(model, ids[:0]).tolist() == []


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = evaluate(mixed(), [TEXT], latency_letters=0)
    for size in (1, 3, 7):
        for module in ("blocks", "protocol"):
            monkeypatch.setattr(f"wordrnn.evaluation.{module}.BLOCK", size)
        for name, figures in evaluate(mixed(), [TEXT], latency_letters=0).items():
            assert figures == pytest.approx(whole[name])


def test_hits_hand_worked() -> None:
    # unk .3, eos .1, one .25, two .2, tea .15: two is second where <unk> does not count, tea third, <eos> fourth.
    tokenizer = word_tokenizer("one", "two", "tea")
    predictor = Predictor(tokenizer, {"ngram": Table([0.3, 0.1, 0.25, 0.2, 0.15])}, {"ngram": 1.0})
    result = evaluate(predictor, ["one two tea three\n"], latency_letters=0, keystrokes=False)
    assert list(result) == ["ngram", "mixture"]
    assert result["ngram"] == result["mixture"]
    expected = {"tokens": 5, "top1": 1 / 5, "top3": 3 / 5, "top5": 4 / 5, "unknown_rate": 1 / 5}
    # 1 / (.25 * .2 * .15 * .3 * .1) to the power of 1/5
    expected["perplexity"] = (1 / (0.25 * 0.2 * 0.15 * 0.3 * 0.1)) ** (1 / 5)
    assert result["ngram"] == pytest.approx(expected)


def test_in_split_text_an_unknown_word_is_a_word() -> None:
    tokenizer = word_tokenizer("one", "two", "tea", kind="pretokenized")
    predictor = Predictor(tokenizer, {"ngram": Table([0.3, 0.1, 0.25, 0.2, 0.15])}, {"ngram": 1.0})
    result = evaluate(predictor, ["one <unk>\n"], latency_letters=0, keystrokes=False)["ngram"]
    assert (result["top1"], result["top3"], result["unknown_rate"]) == pytest.approx((1 / 3, 2 / 3, 1 / 3))


def test_keystrokes_hand_worked() -> None:
    # One suggestion in view: always one (.4); after "t" two (.3), after "te" tea.
    # one: 1 of 4; two: t + 1 = 2 of 4; tea: te + 1 = 3 of 4; xyz is unknown: 4 of 4. Punctuation is free.
    tokenizer = word_tokenizer("one", "two", "tea", ",")
    predictor = Predictor(tokenizer, {"ngram": Table([0.05, 0.05, 0.4, 0.3, 0.15, 0.05])}, {"ngram": 1.0})
    result = evaluate(predictor, ["One, two tea (xyz).\n"], k=1, latency_letters=0)["ngram"]
    assert result["keystroke_savings"] == pytest.approx(1 - (1 + 2 + 3 + 4) / 16)


@pytest.mark.parametrize("k", [1, 3])
def test_keystrokes_are_those_of_asking_for_suggestions_before_every_letter(k: int) -> None:
    predictor = mixed()
    result = evaluate(predictor, [TEXT], k=k, latency_letters=0)
    assert result["mixture"]["keystroke_savings"] == pytest.approx(by_suggest(predictor, TEXT, k))
    for name, part in PARTS.items():
        expected = by_suggest(predictor.only(part), TEXT, k)
        assert result[name]["keystroke_savings"] == pytest.approx(expected)


PARTIAL = st.lists(
    st.sampled_from([*WORDS, "TW", "Tea", "xyz", "'", "“", '"', "\n", "10:30", "e.g.", "(", " "])
)


@given(PARTIAL, st.sampled_from(["", " "]), st.integers(1, 4))
@settings(max_examples=60)
def test_keystrokes_of_any_text(pieces: list[str], between: str, k: int) -> None:
    text = between.join(pieces)
    predictor = mixed()
    result = evaluate(predictor, [text], names=["mixture"], k=k, latency_letters=0)["mixture"]
    assert result.get("keystroke_savings", 0) == pytest.approx(by_suggest(predictor, text, k))


def test_keystrokes_of_split_text() -> None:
    tokenizer = word_tokenizer("one", "'s", "u.s.", "n't", "N", ",", kind="pretokenized")
    text = "one 's u.s. <unk> , n't\nN one\n"
    result = evaluate(mixed(tokenizer), [text], latency_letters=0)["mixture"]
    assert result["keystroke_savings"] == pytest.approx(by_suggest(mixed(tokenizer), text, 3))


def test_pieces_are_typed_with_suggest() -> None:
    text = "the cat sat on the mat, the cats sit.\n"
    tokenizer = Tokenizer.fit([text * 3], "bpe", 30)
    predictor = mixed(tokenizer)
    result = evaluate(predictor, [text], latency_letters=0)
    assert result["rnn"]["keystroke_savings"] == pytest.approx(by_suggest(predictor.only("network"), text, 3))
    # 9 words, a comma, a point and the line's end
    pieces = result["rnn"]["tokens"]
    assert result["rnn"]["perplexity_per_word"] == pytest.approx(result["rnn"]["perplexity"] ** (pieces / 12))


def test_every_document_begins_anew() -> None:
    predictor = mixed()
    alone = evaluate(predictor, [TEXT], latency_letters=0)["mixture"]
    twice = evaluate(predictor, [TEXT, TEXT], latency_letters=0)["mixture"]
    assert twice["tokens"] == 2 * alone["tokens"]
    assert twice["perplexity"] == pytest.approx(alone["perplexity"])
    assert twice["keystroke_savings"] == pytest.approx(alone["keystroke_savings"])


def test_the_mixture_is_measured_as_the_model_it_is() -> None:
    predictor = mixed()
    model = Mixture(predictor.parts, predictor.weights)
    ids = TOKENIZER.encode(TEXT)
    result = evaluate(predictor, [TEXT], latency_letters=0)
    assert result["mixture"]["perplexity"] == pytest.approx(perplexity(model, ids), rel=1e-5)
    assert result["rnn"]["perplexity"] == pytest.approx(perplexity(predictor.parts["network"], ids))


def test_latency_and_progress_are_reported() -> None:
    seen: list[int] = []
    result = evaluate(mixed(), [TEXT, TEXT], latency_letters=30, progress=seen.append)
    for figures in result.values():
        assert 0 < figures["latency_ms_p50"] <= figures["latency_ms_p99"]
    assert seen == [len(TOKENIZER.encode(TEXT)), 2 * len(TOKENIZER.encode(TEXT))]


def test_no_text_has_no_figures_to_speak_of() -> None:
    result = evaluate(mixed(), [])
    assert result["mixture"]["tokens"] == 0
