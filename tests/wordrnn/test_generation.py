import re
from collections import Counter

import numpy as np
import pytest

from tests.wordrnn.fakes import Remembering, Table, word_tokenizer
from wordrnn.errors import OptionError
from wordrnn.generation import Repetition, Sampling, draw
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import EOS_ID, Tokenizer
from wordrnn.words.spelling import word_spans

LOG = np.log(np.array([0.1, 0.4, 0.2, 0.3], np.float32))


def shares(sampling: Sampling, banned: tuple[int, ...] = ()) -> list[float]:
    rng = np.random.default_rng(4)
    drawn = [draw(LOG, sampling, rng, banned) for _ in range(4000)]
    return [drawn.count(index) / 4000 for index in range(4)]


def test_a_temperature_near_0_takes_the_most_probable() -> None:
    rng = np.random.default_rng(1)
    assert draw(LOG, Sampling(temperature=1e-320), rng) == draw(LOG, Sampling(temperature=0), rng)


def test_drawn_as_often_as_probable() -> None:
    assert shares(Sampling()) == pytest.approx([0.1, 0.4, 0.2, 0.3], abs=0.03)


def test_temperature_sharpens_and_zero_is_greedy() -> None:
    # Squares .01, .16, .04, .09 of a sum of .30
    assert shares(Sampling(temperature=0.5)) == pytest.approx([0.033, 0.533, 0.133, 0.3], abs=0.03)
    assert shares(Sampling(temperature=0)) == [0, 1, 0, 0]


def test_top_k_keeps_the_most_probable() -> None:
    assert shares(Sampling(top_k=2)) == pytest.approx([0, 4 / 7, 0, 3 / 7], abs=0.03)


def test_top_p_keeps_the_fewest_with_that_mass() -> None:
    # .4 + .3 = .7 is below .75, so the third is in; .4 alone reaches .35.
    assert shares(Sampling(top_p=0.75)) == pytest.approx([0, 4 / 9, 2 / 9, 3 / 9], abs=0.03)
    assert shares(Sampling(top_p=0.35)) == [0, 1, 0, 0]


def test_banned_tokens_leave_their_mass_to_the_others() -> None:
    assert shares(Sampling(), banned=(1,)) == pytest.approx([1 / 6, 0, 1 / 3, 1 / 2], abs=0.03)
    assert shares(Sampling(temperature=0), banned=(1,)) == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("temperature", {"temperature": -1}),
        ("temperature", {"temperature": float("nan")}),
        ("top_k", {"top_k": -1}),
        ("top_p", {"top_p": 0}),
        ("top_p", {"top_p": 1.5}),
        ("repetition_penalty", {"repetition_penalty": 0.9}),
        ("repetition_penalty", {"repetition_penalty": float("nan")}),
        ("words", {"words": 0}),
    ],
)
def test_bad_values_are_refused_at_once(name: str, options: dict[str, float]) -> None:
    with pytest.raises(OptionError) as error:
        chain().generate_words("", **options)  # pyright: ignore[reportArgumentType]
    assert error.value.params["name"] == name


WORDS = ["I", "see", ",", "you", ".", "“"]  # ids 2 to 7


def one_hot(index: int) -> list[float]:
    return [float(place == index) for place in range(8)]


def chain() -> Predictor:
    """Says "I see, you." and again, greedily."""
    follow = {EOS_ID: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 2, 7: 3}
    rows = {before: one_hot(after) for before, after in follow.items()}
    model = Table(one_hot(2), rows)
    return Predictor(word_tokenizer(*WORDS), {"network": model}, {"network": 1.0})


def test_text_is_spaced_as_typed_and_words_are_counted() -> None:
    assert chain().generate("", words=3) == "I see, you."
    assert chain().generate("", words=5) == "I see, you. I see"
    assert chain().generate("I", words=2) == "I see, you."
    assert chain().generate("I ", words=2) == "I see, you."
    assert chain().generate("I see", words=1) == "I see, you."
    assert chain().generate('He: "', words=1) == 'He: "see"'
    assert chain().generate("I see, you.\n", words=1) == "I see, you.\nI"


def test_pieces_come_one_by_one() -> None:
    assert list(chain().generate_words("I", words=2)) == [" see", ",", " you", "."]


def test_a_model_that_only_knows_punctuation_is_stopped() -> None:
    comma = Predictor(word_tokenizer(*WORDS), {"network": Table(one_hot(4))}, {"network": 1.0})
    assert comma.generate("I", words=1, repetition_penalty=1) == "I" + "," * 20


def test_seeds_and_unknown_words() -> None:
    tokenizer = word_tokenizer(*WORDS)
    typist = Predictor(tokenizer, {"network": Remembering(8)}, {"network": 1.0})
    text = typist.generate("you", words=100, seed=7)
    assert text.startswith("you ") or text[3] in ",."
    assert text == typist.generate("you", words=100, seed=7)
    assert text != typist.generate("you", words=100, seed=8)
    assert "<unk>" not in text
    assert "\n\n" not in text
    counted = ("I", "see", "you", "See", "You")
    assert sum(text[start:end] in counted for start, end in word_spans(text)) == 101


def soft_chain() -> Predictor:
    """Says "I see, you." again and again, greedily; with a tenth each it would say something else."""
    rows = {last: [0.0, 0.01, *[0.1] * 5, 0.0] for last in range(8)}
    for before, after in {EOS_ID: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 2, 7: 3}.items():
        rows[before][after] = 0.59
    return Predictor(word_tokenizer(*WORDS), {"network": Table(rows[1], rows)}, {"network": 1.0})


def test_a_penalty_ends_a_loop() -> None:
    looping = soft_chain().generate("", words=60, temperature=0, repetition_penalty=1.0)
    assert looping == " ".join(["I see, you."] * 20)
    text = soft_chain().generate("", words=60, temperature=0)
    assert text.startswith("I see, you. ")  # nothing came twice yet
    sentences = re.findall(r"[^.]+\.", text)
    assert max(Counter(sentences).values()) <= 3
    assert text == soft_chain().generate("", words=60, temperature=0)


def test_a_penalty_changes_nothing_before_something_repeats() -> None:
    free = Repetition(word_tokenizer(*WORDS), 1.5)
    rows = np.log(np.array([0.1, 0.1, 0.3, 0.1, 0.1, 0.1, 0.1, 0.1], np.float32))
    assert free.weakened(rows) is rows
    free.add(4)  # a comma is no word
    assert free.weakened(rows) is rows


def test_the_penalty_hand_worked() -> None:
    rows = np.log(np.array([0.05, 0.05, 0.5, 0.25, 0.05, 0.05, 0.025, 0.025]))
    said = Repetition(word_tokenizer(*WORDS), 1.25)
    said.add(2)
    # log(.5 · 8) = log 4, divided by 1.25, less .25; the others stay.
    weak = said.weakened(rows)
    assert weak[2] == pytest.approx(np.log(4) / 1.25 - 0.25 - np.log(8))
    assert np.array_equal(np.delete(weak, 2), np.delete(rows, 2))
    for index in (3, 4, 2, 3):
        said.add(index)
    # I see , I see: a comma would be the second after "I see" (4 times the power); it is no word. "you" is new.
    weak = said.weakened(rows)
    assert weak[4] == pytest.approx(np.log(0.05 * 8) * 1.25**4 + 1 - 1.25**4 - np.log(8))
    assert weak[3] == pytest.approx(np.log(2) / 1.25 - 0.25 - np.log(8))
    assert weak[5] == rows[5]


def test_what_a_word_goes_on_with_is_not_avoided() -> None:
    tokenizer = Tokenizer.fit(["As ch en ba ch sah\n" * 3], "bpe", vocabulary_size=40)
    ids = tokenizer.encode("Aschenbach").tolist()
    assert len(ids) > 2
    said = Repetition(tokenizer, 2.0)
    for index in [*ids, *tokenizer.encode("sah").tolist(), *ids[:2]]:
        said.add(index)
    rows = np.full(tokenizer.vocab_size, -3.0)
    rows[ids[2]] = -0.1
    assert said.weakened(rows)[ids[2]] == -0.1


def test_the_last_sentence_comes_to_its_end() -> None:
    assert chain().generate("", words=5, finish=True) == "I see, you. I see, you."
    assert chain().generate("", words=4, finish=True) == "I see, you. I see, you."
    assert chain().generate("", words=1, finish=True) == "I see,"  # no more than as many again


def test_pieces_of_words_are_counted_as_words() -> None:
    tokenizer = Tokenizer.fit(["the cat sat on the mat, the cats hat.\n" * 3], "bpe", vocabulary_size=30)
    typist = Predictor(tokenizer, {"network": Remembering(tokenizer.vocab_size)}, {"network": 1.0})
    for seed in range(5):
        text = typist.generate("the cat", words=6, seed=seed)
        assert "▁" not in text
        assert "<unk>" not in text
        assert text.startswith("the cat")
        # Six words behind the two of the prompt, the last one whole or going on as the model has it.
        assert len(list(word_spans(text))) == 8


# Steps ----------------------------------------------------------------------------------------------------------------


def remembering(weight: float = 0.6) -> Predictor:
    tokenizer = word_tokenizer(*WORDS)
    parts = {"network": Remembering(8), "ngram": Remembering(8, seed=3)}
    return Predictor(tokenizer, parts, {"network": weight, "ngram": 1 - weight})


@pytest.mark.parametrize(
    "sampling", [Sampling(), Sampling(temperature=0.7, top_p=0.8), Sampling(temperature=0), Sampling(top_k=2)]
)
def test_steps_are_the_text_and_the_models_probabilities(sampling: Sampling) -> None:
    typist = remembering()
    text = "I see"
    found = list(typist.generate_steps(text, 12, sampling, seed=5, finish=True, alternatives=8))
    expected = typist.generate(
        text, 12, sampling.temperature, sampling.top_k, sampling.top_p, seed=5, finish=True
    )
    assert text + "".join(step.text for step in found) == expected
    ids = [EOS_ID, *typist.tokenizer.encode(text).tolist()]
    for step in found:
        if step.index < 0:
            assert (step.rank, step.alternatives) == (0, ())
            continue
        state = typist.model.advance(np.array([ids[:-1]]), typist.model.start())
        probabilities = np.exp(typist.model.step(np.array(ids[-1:]), state)[0][0])
        assert step.probability == pytest.approx(probabilities[step.index], rel=1e-5)
        assert 0 < step.drawn <= 1 + 1e-9
        for other in step.alternatives:
            assert other.probability == pytest.approx(probabilities[other.index], rel=1e-5)
        masses = [other.probability for other in step.alternatives]
        assert masses == sorted(masses, reverse=True)
        places = [other.index for other in step.alternatives]
        assert places.index(step.index) == step.rank - 1
        assert step.alternatives[step.rank - 1].text == step.text
        assert 0 not in places  # <unk>
        ids.append(step.index)


def test_the_first_alternatives_are_what_is_suggested() -> None:
    typist = remembering()
    (step, *_) = typist.generate_steps("I see", 1, Sampling(temperature=0), alternatives=8)
    words = [other.text.strip().lower() for other in step.alternatives if other.text.strip().isalpha()]
    assert words == [suggestion.word.lower() for suggestion in typist.suggest("I see ", 3)]


def test_taking_what_was_drawn_changes_nothing() -> None:
    typist = remembering()
    for seed in range(4):
        first = list(typist.generate_steps("", 20, Sampling(), seed, finish=True))
        drawn = [step.index for step in first if step.index >= 0]
        for count in (1, len(drawn) // 2, len(drawn)):
            assert list(typist.generate_steps("", 20, Sampling(), seed, True, taken=drawn[:count])) == first


def test_an_alternative_is_taken_and_the_text_goes_on_from_there() -> None:
    typist = remembering()
    first = list(typist.generate_steps("", 20, Sampling(), 3, alternatives=4))
    place = next(at for at, step in enumerate(first) if at > 4 and step.rank > 1)
    other = first[place].alternatives[0]
    taken = [*(step.index for step in first[:place]), other.index]
    second = list(typist.generate_steps("", 20, Sampling(), 3, taken=taken, alternatives=4))
    assert second[:place] == first[:place]
    assert (second[place].index, second[place].text) == (other.index, other.text)
    assert sum(step.begins_word for step in second) == 20
    with pytest.raises(OptionError):
        typist.generate_steps("", 5, Sampling(), taken=[99])


def test_what_is_taken_stands_even_behind_the_last_word() -> None:
    found = list(chain().generate_steps("", 1, Sampling(), taken=[2, 3, 4, 5]))
    assert "".join(step.text for step in found).startswith("I see, you")
    assert [step.drawn for step in found[:4]] == [1, 1, 1, 1]
