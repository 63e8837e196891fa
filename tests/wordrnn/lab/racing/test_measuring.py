import numpy as np
import pytest

from wordrnn.evaluation import target_log_probs
from wordrnn.lab.racing.measuring import (
    LENGTHS,
    Interrupted,
    frequent_tokens,
    losses_by_length,
    measure,
    milliseconds_a_step,
    places_of,
)
from wordrnn.lab.racing.window import WindowConfig, WindowModel, first_weights
from wordrnn.ngram.model import NGramModel
from wordrnn.tokenizer import EOS_ID, UNK_ID, Tokenizer

TEXT = "the cat sat on the mat .\nthe dog sat on the cat .\na cat saw a dog .\n" * 40
TOKENIZER = Tokenizer.fit([TEXT], "word", 100)
IDS = TOKENIZER.encode(TEXT)
FREQUENT = frequent_tokens(IDS, TOKENIZER.vocab_size, 3)


def window_model(window: int) -> WindowModel:
    config = WindowConfig(TOKENIZER.vocab_size, 4, 6, window)
    weights = first_weights(config, np.random.default_rng(1))
    return WindowModel(config, {name: 10 * each for name, each in weights.items()})


def test_frequent_tokens_leave_out_what_is_no_word() -> None:
    ids = np.array([5, 5, 5, 3, 3, 4, *[EOS_ID] * 9, *[UNK_ID] * 9])
    assert frequent_tokens(ids, 10, 2).tolist() == [5, 3]
    assert frequent_tokens(ids, 10, 200).tolist() == [5, 3, 4]


def test_the_figures_are_those_of_the_evaluation() -> None:
    model = NGramModel.fit(IDS, TOKENIZER.vocab_size)
    found = measure(model, TOKENIZER, TEXT, IDS, FREQUENT, lambda: False, 10)
    losses = -target_log_probs(model, IDS)
    assert found.losses == pytest.approx(losses, abs=1e-5)
    assert found.figures["perplexity"] == pytest.approx(np.exp(losses.mean()), rel=1e-5)
    assert 0 < found.figures["top1"] <= found.figures["top3"] <= found.figures["top5"] <= 1
    assert 0 < found.figures["keystroke_savings"] < 1
    assert 0 < found.figures["ms_per_prediction"] < 1000


def test_guesses_are_the_likeliest_of_the_frequent_ones() -> None:
    model = window_model(2)
    found = measure(model, TOKENIZER, TEXT, IDS, FREQUENT, lambda: False, 10)
    inputs = np.concatenate(([EOS_ID], IDS[:-1]))
    log_probs, _ = model.log_probs(inputs, model.start())
    assert found.guesses.tolist() == [FREQUENT[np.argmax(row[FREQUENT])] for row in log_probs]


def test_losses_by_length_read_so_much_and_no_more() -> None:
    model, places = window_model(2), np.array([100, 300, 301])
    found = losses_by_length(model, IDS, places, (1, 3), lambda: False)
    for number, place in enumerate(places):
        for length in (1, 3):
            context = IDS[place - length : place]
            log_probs, _ = model.log_probs(context, model.start())
            assert found[length][number] == pytest.approx(-log_probs[-1, IDS[place]], abs=1e-5)


def test_words_beyond_a_window_change_nothing() -> None:
    found = losses_by_length(window_model(5), IDS, places_of(len(IDS)), LENGTHS, lambda: False)
    assert found[100] == pytest.approx(found[5], abs=1e-5)
    assert np.abs(found[5] - found[3]).max() > 1e-3


def test_places_have_the_longest_context() -> None:
    assert places_of(len(IDS)).min() == 100 and places_of(len(IDS)).max() == len(IDS) - 1
    assert len(places_of(5000)) == 2000 == len(set(places_of(5000).tolist()))
    assert len(places_of(50)) == 0


def test_it_stops() -> None:
    with pytest.raises(Interrupted):
        measure(window_model(2), TOKENIZER, TEXT, IDS, FREQUENT, lambda: True, 10)


def test_a_step_is_timed() -> None:
    assert 0 < milliseconds_a_step(window_model(2), IDS) < 1000
