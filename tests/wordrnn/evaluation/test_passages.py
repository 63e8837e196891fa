import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wordrnn.evaluation.test_protocol import PARTIAL, TEXT, TOKENIZER, mixed
from tests.wordrnn.fakes import Table, word_tokenizer
from wordrnn.evaluation import Passage, evaluate
from wordrnn.evaluation.passages import token_spans
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import EOS_ID, Tokenizer
from wordrnn.words.alignment import align

ALL = ("rnn", "ngram", "mixture", "memory")
PIECES = Tokenizer.fit(["the cat sat on the mat, the cats’ hat.\n" * 3], "bpe", vocabulary_size=30)
SPLIT = word_tokenizer("one", "'s", "u.s.", "n't", "N", ",", kind="pretokenized")


def measured(
    predictor: Predictor, texts: list[str], names: tuple[str, ...] = ALL[:3], k: int = 3
) -> tuple[dict[str, dict[str, float]], list[Passage]]:
    passages: list[Passage] = []
    figures = evaluate(
        predictor,
        texts,
        names=names,
        k=k,
        latency_letters=0,
        on_passage=lambda passage, _: passages.append(passage),
    )
    return figures, passages


def figures_of(passages: list[Passage], name: str) -> dict[str, float]:
    """Work the figures out again from the words."""
    logs = [each for passage in passages for each in passage.parts[name].log_probs]
    ranks = [each for passage in passages for each in passage.parts[name].ranks]
    used = without = 0
    for passage in passages:
        for (start, end), typed in zip(passage.words, passage.parts[name].typed, strict=True):
            without += end - start + 1
            used += end - start + 1 if typed < 0 else typed + 1
    result = {"tokens": len(logs), "perplexity": float(np.exp(-np.mean(logs)))}
    result |= {f"top{k}": sum(0 < rank <= k for rank in ranks) / len(ranks) for k in (1, 3, 5)}
    return result | ({"keystroke_savings": 1 - used / without} if without else {})


@pytest.mark.parametrize("tokenizer", [TOKENIZER, PIECES, SPLIT], ids=["word", "bpe", "split"])
@pytest.mark.parametrize("block", [3, 256])
def test_the_words_add_up_to_the_figures(
    tokenizer: Tokenizer, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("blocks", "protocol"):
        monkeypatch.setattr(f"wordrnn.evaluation.{module}.BLOCK", block)
    names = ALL if tokenizer.kind != "bpe" else ALL[:3]
    texts = ["the mat, cats'\n\n one 's <unk> N\nthe end", TEXT if tokenizer.kind != "bpe" else "the hat"]
    predictor = mixed(tokenizer)
    figures, passages = measured(predictor, texts, names)
    plain = evaluate(predictor, texts, names=names, latency_letters=0)
    for number, text in enumerate(texts):
        assert "".join(p.text for p in passages if p.document == number) == text
    for name in names:
        assert figures[name] == pytest.approx(plain[name]), "to be told changes nothing"
        expected = figures_of(passages, name)
        assert {key: figures[name][key] for key in expected} == pytest.approx(expected)
    unknown = sum(len(p.unknown) for p in passages)
    assert figures["rnn"]["unknown_rate"] * figures["rnn"]["tokens"] == pytest.approx(unknown)


def test_a_passage_hand_worked() -> None:
    # unk .1, eos .1, one .4, two .3, tea .1: one at once; two after "t"; "xyz" is unknown and never offered.
    tokenizer = word_tokenizer("one", "two", "tea")
    predictor = Predictor(tokenizer, {"ngram": Table([0.1, 0.1, 0.4, 0.3, 0.1])}, {"ngram": 1.0})
    _, (passage,) = measured(predictor, ["One two\n xyz"], ("ngram",), k=1)
    assert passage.tokens == [(0, 3), (4, 7), (7, 9), (9, 12)]
    assert passage.words == [(0, 3), (4, 7), (9, 12)]
    assert passage.unknown == [3]
    part = passage.parts["ngram"]
    assert part.log_probs == pytest.approx(np.log([0.4, 0.3, 0.1, 0.1]).tolist())
    assert part.ranks == [1, 2, 3, 0]  # <unk> counts for nobody, and of equals both are third
    assert part.typed == [0, 1, -1]


def test_figures_so_far_come_with_each_passage() -> None:
    told: list[float] = []
    evaluate(
        mixed(),
        [TEXT, TEXT],
        latency_letters=0,
        on_passage=lambda _, far: told.append(far["mixture"]["tokens"]),
    )
    assert told == sorted(told)
    assert told[-1] == 2 * len(TOKENIZER.encode(TEXT))


@pytest.mark.parametrize("tokenizer", [TOKENIZER, PIECES, SPLIT], ids=["word", "bpe", "split"])
def test_tokens_are_found_in_the_text(tokenizer: Tokenizer) -> None:
    line = "  the cat’s hat, «don't» one\u00a0 the mat. \n"
    ids = tokenizer.encode(line)
    spans = token_spans(tokenizer, line, ids)
    found = [line[start:end] for start, end in spans]
    assert len(found) == len(ids)
    assert found[-1].startswith("\n") or found[-1] == " \n"
    assert "".join(found).replace(" ", "").replace("\u00a0", "") == line.replace(" ", "").replace(
        "\u00a0", ""
    )
    for index, text in zip(ids.tolist(), found, strict=True):
        if index > EOS_ID:
            assert tokenizer.vocabulary[index].removeprefix("▁").replace("'", "’") == text.replace("'", "’")


@given(PARTIAL, st.sampled_from(["", " "]))
@settings(max_examples=25)
def test_any_text_is_told_whole(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    for tokenizer in (TOKENIZER, SPLIT):
        _, passages = measured(mixed(tokenizer), [text], ("rnn",), k=2)
        aligned = align(tokenizer, text)
        assert "".join(passage.text for passage in passages) == (text if len(aligned.ids) else "")
        assert sum(len(passage.tokens) for passage in passages) == len(tokenizer.encode(text))
        for passage in passages:
            assert all(0 <= start <= end <= len(passage.text) for start, end in passage.tokens)
