import itertools

import numpy as np
import pytest

from tests.wordrnn.fakes import Remembering, Table
from wordrnn.context import Distribution
from wordrnn.mixture import Mixture
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.piece_tree import take
from wordrnn.words.pieces import PieceSearch
from wordrnn.words.scripts import is_unspaced
from wordrnn.words.spelling import fold

PIECES = ["<unk>", "<eos>", "▁qu", "ick", "▁", "ite", "▁the", ".", "▁quick"]


def search(model: Table, prefix: str, k: int = 5) -> tuple[dict[str, float], float]:
    mixture = Mixture({"network": model}, {"network": 1.0})
    shares, state = mixture.step_shares(np.array([1]), mixture.start())
    rows = [share[0] for share in shares]
    here = Distribution([1], rows, rows[0], state)
    found, total = PieceSearch(PIECES, mixture).rank(here, prefix, True, k)
    return {one.word: sum(one.masses) for one in found}, total


def test_words_of_pieces_hand_worked() -> None:
    #                  unk  eos  ▁qu  ick  ▁   ite  ▁the  .   ▁quick
    after_eos = [0.0, 0.0, 0.5, 0.0, 0.1, 0.0, 0.2, 0.0, 0.2]
    after_qu = [0.1, 0.1, 0.0, 0.5, 0.0, 0.3, 0.0, 0.0, 0.0]
    after_word = [0.0, 0.2, 0.2, 0.1, 0.0, 0.1, 0.2, 0.2, 0.0]
    model = Table(after_word, {1: after_eos, 2: after_qu})
    found, total = search(model, "qu")
    # A word ends with .2 + .2 + .2 + .2 = .8 after a whole word, with .1 (<eos>) after "▁qu".
    # quick: (.5 * .5 + .2) * .8 = .36; quite: .5 * .3 * .8 = .12; qu: .5 * .1 = .05.
    # Longer ones (quickick: (.25 + .2) * .1 * .8 = .036) come behind.
    assert found["quick"] == pytest.approx(0.36)
    assert found["quite"] == pytest.approx(0.12)
    assert found["qu"] == pytest.approx(0.05)
    assert found["quickick"] == pytest.approx(0.036)
    assert list(found)[:4] == ["quick", "quite", "qu", "quickick"]
    # What may be meant: all that begins with ▁qu. "▁" alone cannot go on with q here.
    assert total == pytest.approx(0.7)


def test_letters_that_end_inside_a_piece_or_behind_several() -> None:
    after_eos = [0.0, 0.0, 0.5, 0.0, 0.1, 0.0, 0.2, 0.0, 0.2]
    model = Table([0.0, 0.3, 0.1, 0.3, 0.0, 0.1, 0.1, 0.1, 0.0], {1: after_eos})
    found, total = search(model, "qui")
    assert next(iter(found)) == "quick"
    # ▁qu·ick .5 * .3, ▁qu·ite .5 * .1, ▁quick .2
    assert total == pytest.approx(0.15 + 0.05 + 0.2)


def test_the_beam_finds_what_trying_everything_finds() -> None:
    pieces = ["<unk>", "<eos>", "▁a", "b", "▁ab", "'", "▁", ",", "A"]
    model = Remembering(len(pieces), seed=5)
    mixture = Mixture({"network": model}, {"network": 1.0})
    shares, state = mixture.step_shares(np.array([1]), mixture.start())
    here = Distribution([1], [shares[0][0]], shares[0][0], state)
    found, total = PieceSearch(pieces, mixture).rank(here, "a", True, 3)

    masses: dict[str, float] = {}
    ends = [1, 2, 4, 6, 7]
    for length in range(1, 6):
        for first, *rest in itertools.product([2, 4, 6], *[[3, 5, 8]] * (length - 1)):
            word = "".join(pieces[index] for index in (first, *rest)).removeprefix("▁")
            if not fold(word).startswith("a") or word.endswith("'"):
                continue
            mass, row, at = 1.0, here.probabilities, here.state
            for index in (first, *rest):
                mass *= float(row[index])
                (rows,), at = mixture.step_shares(np.array([index]), at)
                row = rows[0]
            masses[fold(word)] = masses.get(fold(word), 0) + mass * float(row[ends].sum())
    expected = sorted(masses.items(), key=lambda item: -item[1])[:3]
    assert [fold(one.word) for one in found] == [word for word, _ in expected]
    assert [sum(one.masses) for one in found] == pytest.approx([mass for _, mass in expected], rel=0.02)
    assert sum(masses.values()) <= total + 1e-6


def test_suggestions_from_pieces() -> None:
    tokenizer = Tokenizer.fit(["the cat sat on the mat. The cats sit (on mats).\n" * 3], "bpe", 40)
    parts = {"network": Remembering(tokenizer.vocab_size), "ngram": Remembering(tokenizer.vocab_size, seed=9)}
    typist = Predictor(tokenizer, parts, {"network": 0.5, "ngram": 0.5})
    for text in ("", "the ", "the c", "the (", "sat on th", "The mat. T"):
        suggestions = typist.suggest(text)
        assert suggestions
        prefix = text[typist.prefix_start(text) :]
        for suggestion in suggestions:
            assert fold(suggestion.word).startswith(fold(prefix))
            assert "▁" not in suggestion.word
            assert sum(suggestion.parts.values()) == pytest.approx(suggestion.probability)
        assert sum(suggestion.probability for suggestion in suggestions) <= 1 + 1e-6


def test_rows_of_a_state() -> None:
    state = ((np.arange(3), np.arange(6).reshape(3, 2)), np.array([7, 8, 9]))
    taken = take(state, np.array([2, 0, 2]))
    assert taken[0][0].tolist() == [2, 0, 2]
    assert taken[0][1].tolist() == [[4, 5], [0, 1], [4, 5]]
    assert taken[1].tolist() == [9, 7, 9]


UNSPACED = ["<unk>", "<eos>", "▁今日", "は", "いい", "い", "天気", "。", "はい", "▁今"]


def test_what_goes_on_without_spaces_hand_worked() -> None:
    #                   unk  eos  ▁今日 は   いい  い   天気  。  はい  ▁今
    after_today = [0.0, 0.0, 0.0, 0.5, 0.0, 0.1, 0.0, 0.1, 0.3, 0.0]
    after_topic = [0.0, 0.0, 0.0, 0.0, 0.6, 0.2, 0.2, 0.0, 0.0, 0.0]
    model = Table(
        [0.0, 1.0, *[0.0] * 8], {1: [0.0] * 2 + [0.8] + [0.0] * 6 + [0.2], 2: after_today, 3: after_topic}
    )
    mixture = Mixture({"network": model}, {"network": 1.0})
    shares, state = mixture.step_shares(np.array([1]), mixture.start())
    here = Distribution([1], [shares[0][0]], shares[0][0], state)
    found, total = PieceSearch(UNSPACED, mixture).go_on(here, "▁今日", 4)
    masses = {one.word: sum(one.masses) for one in found}
    # はい: as one piece .8 · .3, as two (は·い) .8 · .5 · .2, together .32, · 2 letters = .64; は .8 · .5 = .4, · 1;
    # はいい .8 · .5 · .6 = .24, · 3 = .72; は天気 .8 · .5 · .2 = .08, · 3 = .24.
    assert list(masses) == ["はいい", "はい", "は", "は天気"]
    assert list(masses.values()) == pytest.approx([0.24, 0.32, 0.4, 0.08])
    assert total == pytest.approx(0.8)


def test_suggestions_without_spaces() -> None:
    lines = "今日はいい天気です。\n明日もいい天気です。\n今日は雨です。\nCDを買いました。\n"
    tokenizer = Tokenizer.fit([lines * 5], "bpe", 60)
    ids = np.tile(tokenizer.encode(lines), 5)
    typist = Predictor(tokenizer, {"ngram": NGramModel.fit(ids, tokenizer.vocab_size)}, {"ngram": 1.0})
    for text in ("", "今", "今日は", "今日はいい", "雨です。\n明", "今日は雨です。", "CDを"):
        suggestions = typist.suggest(text)
        assert typist.prefix_start(text) == len(text)
        assert suggestions
        assert all(suggestion.word == suggestion.completion for suggestion in suggestions)
        assert sum(suggestion.probability for suggestion in suggestions) > 0
    # Every line's own words can be written on from any place in it.
    assert any("いい天気です".startswith(each.word) for each in typist.suggest("今日は"))
    assert any("天気です".startswith(each.word) for each in typist.suggest("明日もいい"))
    assert any("気です".startswith(each.word) for each in typist.suggest("明日もいい天"))
    assert any(len(each.word) > 1 for each in typist.suggest("今日は"))
    assert typist.prefix_start("雨C") == 1  # letters behind others may be the beginning of a word
    assert not any(map(is_unspaced, "".join(each.word for each in typist.suggest("\nC"))))
