import random
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wordrnn.fakes import Remembering, Table, word_tokenizer
from wordrnn.config import ModelConfig
from wordrnn.context import Context
from wordrnn.errors import ModelError, OptionError
from wordrnn.mixture import Mixture
from wordrnn.model_folder import ngram_folder, publish
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor, Suggestion
from wordrnn.recurrent import RecurrentModel
from wordrnn.window import STEP, handed_start

WORDS = ["quick", "quite", "Quick", ",", "Monday", "don't", ".", "the", "”"]  # ids 2 to 10
PROBABILITIES = [0.1, 0.05, 0.2, 0.1, 0.15, 0.1, 0.05, 0.05, 0.1, 0.05, 0.05]


def predictor(**rows: list[float]) -> Predictor:
    tokenizer = word_tokenizer(*WORDS)
    assert tokenizer.vocabulary[2:] == WORDS
    table = {tokenizer.vocabulary.index(word): row for word, row in rows.items()}
    return Predictor(tokenizer, {"ngram": Table(PROBABILITIES, table)}, {"ngram": 1.0})


def words(suggestions: list[Suggestion]) -> list[str]:
    return [suggestion.word for suggestion in suggestions]


def test_probability_given_the_letters_typed_hand_worked() -> None:
    # quick .2 + Quick .15 * .1 = .215, for a small q is typed; quite .1; the denominator also
    # has <unk>'s .1 times the share of unknown words in "qu". Of the rarer half (ids 5 to 10) the candidates are
    # Monday, don't and the, so q(q) = (0 + 1/30) / (3 + 1) and q(qu) = q(q) * (0 + 1/30) / (0 + 1).
    share = (1 / 30 / 4) * (1 / 30)
    total = 0.315 + 0.1 * share
    first, second = predictor().suggest("Thanks for the qu", k=3)
    assert (first.word, first.completion) == ("quick", "ick")
    assert first.probability == pytest.approx(0.215 / total, rel=1e-5)
    assert first.parts == {"ngram": pytest.approx(first.probability)}
    assert (second.word, second.completion) == ("quite", "ite")
    assert second.probability == pytest.approx(0.1 / total, rel=1e-5)


def test_after_a_space_the_denominator_has_what_can_follow_one() -> None:
    # Left out: <eos> .05 and , . ” of .1, .1, .05. What stays: .7, with <unk>.
    first = predictor().suggest("the ", k=1)[0]
    assert first.probability == pytest.approx(0.35 / 0.7, rel=1e-5)
    # Right after a bracket everything can follow.
    assert predictor().suggest("the (", k=1)[0].probability == pytest.approx(0.35, rel=1e-5)


def test_only_words_are_offered() -> None:
    assert words(predictor().suggest("the ", k=20)) == ["quick", "quite", "Monday", "don't", "the"]


def test_known_words_only_do_not_make_a_suggestion_certain() -> None:
    only = predictor().suggest("x don", k=5)
    assert words(only) == ["don't"]
    assert 0.8 < only[0].probability < 1


@pytest.mark.parametrize(
    ("typed", "word", "completion"),
    [
        ("on mon", "Monday", "day"),
        ("on MON", "MONDAY", "DAY"),
        ("on Q", "Quick", "uick"),
        ("I don'", "don't", "t"),
        ("I don’", "don’t", "t"),
        ("I DO", "DON'T", "N'T"),
    ],
)
def test_capitals_and_apostrophes_follow_the_letters(typed: str, word: str, completion: str) -> None:
    first = predictor().suggest(typed)[0]
    assert (first.word, first.completion) == (word, completion)


@pytest.mark.parametrize("text", ["", "the the. ", 'the "the."\n', "“the.” ", "the. (", "\n"])
def test_a_sentence_begins_with_a_capital(text: str) -> None:
    assert predictor().suggest(text)[0].word == "Quick"


@pytest.mark.parametrize("text", ["the ", "the, ", 'the "', "the p.m. ", "the... "])
def test_within_a_sentence_words_keep_their_case(text: str) -> None:
    assert predictor().suggest(text)[0].word == "quick"


def test_a_word_typed_whole_is_not_offered_but_its_mass_counts() -> None:
    assert words(predictor().suggest("so quick")) == []
    # Another case of it is: accepting mends it.
    assert words(predictor().suggest("so monday")) == ["Monday"]
    assert predictor().suggest("so monday")[0].completion == ""
    assert words(predictor().suggest("so quicK")) == ["quick"]


def test_the_context_decides() -> None:
    row = [0.0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert words(predictor(the=row).suggest("the ")) == ["Monday"]
    assert words(predictor(the=row).suggest("quick ", k=1)) == ["quick"]


def test_nothing_possible_gives_no_suggestions() -> None:
    assert predictor().suggest("the zzz") == []
    # All mass on <eos>.
    assert predictor(the=[0.0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]).suggest("the ") == []


def test_parts_sum_to_the_probability() -> None:
    tokenizer = word_tokenizer("a", "ab")
    parts = {"network": Table([0.1, 0.1, 0.6, 0.2]), "ngram": Table([0.2, 0.2, 0.2, 0.4])}
    first = Predictor(tokenizer, parts, {"network": 0.75, "ngram": 0.25}).suggest("b ")[0]
    # a: .75 * .6 + .25 * .2 = .45 + .05; possible: 1 - <eos> (.75 * .1 + .25 * .2 = .125) = .875
    assert first.word == "a"
    assert first.parts == {"network": pytest.approx(0.45 / 0.875), "ngram": pytest.approx(0.05 / 0.875)}
    assert first.probability == pytest.approx(0.5 / 0.875)


def test_a_part_without_weight_gives_nothing() -> None:
    tokenizer = word_tokenizer("a", "ab")
    parts = {"network": Table([0.1, 0.1, 0.6, 0.2]), "ngram": Table([0.2, 0.2, 0.2, 0.4])}
    typist = Predictor(tokenizer, parts, {"network": 1.0, "ngram": 0.0})
    assert typist.suggest("b ")[0].parts["ngram"] == 0
    assert words(typist.only("ngram").suggest("b ")) == ["ab", "a"]


def test_split_text_is_left_as_it_is() -> None:
    tokenizer = word_tokenizer("u.s.", "'s", ".", "said", kind="pretokenized")
    typist = Predictor(tokenizer, {"ngram": Table([0.1, 0.1, 0.2, 0.1, 0.2, 0.3])}, {"ngram": 1.0})
    assert words(typist.suggest("said . ")) == ["said", "u.s.", "'s"]
    assert words(typist.suggest("said u.")) == ["u.s."]
    assert typist.suggest("said . ")[0].probability == pytest.approx(0.3 / 0.9)


def test_bad_values_are_refused() -> None:
    with pytest.raises(OptionError) as error:
        predictor().suggest("the ", k=0)
    assert error.value.code == "bad-value"
    with pytest.raises(ModelError) as refused:
        Predictor(word_tokenizer("a"), {"ngram": Table([0.5, 0.5])}, {"ngram": 1.0})
    assert refused.value.code == "part-vocabulary"


# The context, kept from one keystroke to the next ---------------------------------------------------------------------

TOKENIZER = word_tokenizer("one", "two", ",", "three", ".", "Four")


def remembering() -> Predictor:
    return Predictor(TOKENIZER, {"network": Remembering(TOKENIZER.vocab_size)}, {"network": 1.0})


EDITED = st.text(alphabet=st.sampled_from("onetwhr ,.\nF'\""), max_size=40)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20), EDITED), max_size=8))
@settings(max_examples=60)
def test_suggestions_after_any_edits_are_those_of_a_fresh_predictor(
    edits: list[tuple[int, int, str]],
) -> None:
    typist = remembering()
    text = "one two three, four. one two"
    for place, removed, added in edits:
        text = text[:place] + added + text[place + removed :]
        assert typist.suggest(text) == remembering().suggest(text)


def test_typing_feeds_each_token_once() -> None:
    model = Remembering(TOKENIZER.vocab_size)
    typist = Predictor(TOKENIZER, {"network": model}, {"network": 1.0})
    text = "one two three, one two three"
    for end in range(len(text) + 1):
        typist.suggest(text[:end])
    # <eos> and the six tokens that were ever a context; the last word never was.
    assert model.fed == 7


def test_going_back_feeds_little() -> None:
    model = Remembering(TOKENIZER.vocab_size)
    context = Context(TOKENIZER, Mixture({"network": model}, {"network": 1.0}))
    context.after("one two " * 40)
    assert model.fed == 81
    context.after("one two " * 39)
    assert model.fed <= 81 + 16


def varied(words: int, end: str = "\n", seed: int = 7) -> str:
    """Return a text that nowhere begins anew, of sentences that end with `end`."""
    chosen = random.Random(seed)
    return "".join(chosen.choice(["one ", "two ", "three, ", f"Four.{end}"]) for _ in range(words))


@pytest.mark.parametrize("end", ["\n", "\n\n", " "])
@pytest.mark.parametrize("seed", range(5))
def test_looking_beyond_a_windows_end_and_back_feeds_little(end: str, seed: int) -> None:
    model = Remembering(TOKENIZER.vocab_size)
    context = Context(TOKENIZER, Mixture({"network": model}, {"network": 1.0}))
    text = varied(600, end, seed)
    context.after(text[: 3 * STEP - 1])
    context.after(text[: 3 * STEP + 8])  # of which a part is read
    fed = model.fed
    context.after(text[: 3 * STEP - 1])
    context.after(text[: 3 * STEP + 8])
    assert model.fed - fed <= 32


def most_fed_at_once(text: str, pause: bool) -> int:
    """Return the most tokens for a letter of `text`, as an editor hands it over; what was typed first is left out."""
    model = Remembering(TOKENIZER.vocab_size)
    typist = Predictor(TOKENIZER, {"network": model}, {"network": 1.0})
    most = 0
    for end in range(600, len(text) + 1):
        handed = text[handed_start(end) : end]
        before = model.fed
        typist.suggest(handed)
        if end > 600:
            most = max(most, model.fed - before)
        while pause and typist.prepare(handed):
            pass
    return most


@pytest.mark.parametrize("end", ["\n", "\n\n", " "])
def test_prepared_in_the_pauses_no_letter_waits_for_a_window(end: str) -> None:
    text = varied(1200, end)
    assert len(text) > 5200  # what is handed over begins anew at 4,800
    assert most_fed_at_once(text[:1800], pause=False) > 100
    assert most_fed_at_once(text, pause=True) <= 3


def test_a_part_of_the_preparation_is_small() -> None:
    model = Remembering(TOKENIZER.vocab_size)
    typist = Predictor(TOKENIZER, {"network": model}, {"network": 1.0})
    text = varied(600)[:1590]
    typist.suggest(text)
    parts = []
    more = True
    while more:
        before = model.fed
        more = typist.prepare(text)
        parts.append(model.fed - before)
    assert max(parts) <= 16
    assert sum(parts) > 100


def test_numpy_network_gives_the_same_after_jumping_about() -> None:
    config = ModelConfig(TOKENIZER.vocab_size, units=6, layers=2, embedding=5)
    rng = np.random.default_rng(3)
    weights = {
        name: rng.normal(0, 1, shape).astype(np.float32) for name, shape in config.weight_shapes().items()
    }

    def fresh() -> Predictor:
        return Predictor(TOKENIZER, {"network": RecurrentModel(config, weights)}, {"network": 1.0})

    typist = fresh()
    text = "one two three, Four. two one " * 90
    cuts = random.Random(5)
    for _ in range(60):
        cut = cuts.randrange(len(text))
        if cuts.random() < 0.5:
            typist.prepare(text[: cut + cuts.randrange(-20, 20)])
        expected = {one.word: one.probability for one in fresh().suggest(text[:cut])}
        got = {one.word: one.probability for one in typist.suggest(text[:cut])}
        assert got == pytest.approx(expected, rel=1e-4)


def test_many_threads_get_what_one_gets() -> None:
    typist = remembering()
    texts = ["one two thr", "two, ", "three. F", "one one one "]
    expected = {text: remembering().suggest(text) for text in texts}
    wrong: list[str] = []

    def type_away(seed: int) -> None:
        chooser = random.Random(seed)
        for _ in range(50):
            text = chooser.choice(texts)
            if typist.suggest(text) != expected[text]:
                wrong.append(text)

    threads = [threading.Thread(target=type_away, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@given(st.text(max_size=60))
@settings(max_examples=100)
def test_any_text_gives_probabilities(text: str) -> None:
    suggestions = remembering().suggest(text)
    assert all(0 < suggestion.probability <= 1 + 1e-6 for suggestion in suggestions)
    assert sum(suggestion.probability for suggestion in suggestions) <= 1 + 1e-5


def test_a_published_model_is_opened(tmp_path: Path) -> None:
    tokenizer = word_tokenizer(*WORDS)
    ngram = NGramModel.fit(tokenizer.encode("the quick, the quite\n" * 4), tokenizer.vocab_size)
    config = ModelConfig(tokenizer.vocab_size, units=3, embedding=2)
    weights = {name: np.full(shape, 0.1, np.float32) for name, shape in config.weight_shapes().items()}
    folder = tmp_path / "mine"
    folder.mkdir()
    ngram.save(ngram_folder(folder))
    facts = {
        "created": "2026-01-01",
        "training": {},
        "metrics": {},
        "history": "",
        "card": "",
        "tokenizer": tokenizer,
    }
    publish(folder, config=None, weights=None, mixture={"ngram": 1.0}, **facts)
    first = Predictor.open(folder)
    assert first.name == "mine"
    assert words(first.suggest("so the qui")) == ["quick", "quite"]
    assert list(first.parts) == ["ngram"]

    publish(folder, config=config, weights=weights, mixture={"network": 0.5, "ngram": 0.5}, **facts)
    both = Predictor.open(folder).suggest("so the qui")[0]
    assert both.word == "quick"
    assert all(share > 0 for share in (both.parts["network"], both.parts["ngram"]))

    publish(folder, config=config, weights=weights, mixture={"network": 1.0}, **facts)
    assert Predictor.open(folder).weights == {"network": 1.0, "ngram": 0.0}


def test_opening_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as error:
        Predictor.open(tmp_path / "none")
    assert error.value.code == "no-model"
