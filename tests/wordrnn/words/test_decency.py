"""Strong language is completed for who types it, and otherwise never suggested."""

import re
from collections.abc import Sequence
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wordrnn.fakes import Remembering, Table, word_tokenizer
from wordrnn.evaluation.keystrokes import letters_before_offer
from wordrnn.evaluation.protocol import evaluate
from wordrnn.memory.store import Memory
from wordrnn.predictor import Predictor, Suggestion
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.decency import Restraint, StrongWords, strong_ids, strong_words
from wordrnn.words.rare_words import RareWords

WORDS = ("the", "shit", "ship", "bitch", "bitches", "bullshit", "fuckwit")
ROW = [0.05, 0.05, 0.1, 0.3, 0.1, 0.2, 0.1, 0.05, 0.05]
MASSES = dict(zip(("<unk>", "<eos>", *WORDS), ROW, strict=True))


def predictor(strong_language: bool = False, rare: RareWords | None = None) -> Predictor:
    tokenizer = word_tokenizer(*WORDS)
    return Predictor(tokenizer, {"ngram": Table(ROW)}, {"ngram": 1.0}, "", rare, None, strong_language)


def words(found: Sequence[Suggestion]) -> list[str]:
    return [each.word.lower() for each in found]


def learned(text: str) -> Memory:
    memory = Memory()
    tokenizer = word_tokenizer(*WORDS)
    taught = Predictor(tokenizer, {"ngram": Table(ROW)}, {"ngram": 1.0})
    taught.attach_memory(memory)
    taught.learn(text)
    return memory


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["the", "ship"]),
        ("s", ["ship"]),
        ("sh", ["ship"]),
        ("b", []),
        ("bit", []),  # three quarters of no four letters
        (
            "bitc",
            ["bitch"],
        ),  # four of five, and nothing else begins so; of bitches they are less than three quarters
        ("bitch", ["bitches"]),  # listed itself
        ("bulls", []),
        ("bullsh", ["bullshit"]),
        ("fuck", ["fuckwit"]),
        ("fuc", []),
    ],
)
def test_letters_that_can_mean_little_else_are_completed(typed: str, offered: list[str]) -> None:
    assert words(predictor().suggest("the " + typed)) == offered


def test_with_the_switch_all_is_offered() -> None:
    assert words(predictor(strong_language=True).suggest("the ", 3)) == ["shit", "bitch", "the"]
    assert words(predictor(strong_language=True).suggest("the b")) == ["bitch", "bitches", "bullshit"]


def test_what_moves_up_has_its_own_probability() -> None:
    everything = (
        1 - MASSES["<unk>"] - MASSES["<eos>"]
    )  # no line's end behind a space; no word is never seen here
    [ship, *_] = predictor().suggest("the ", 1)
    unheld = {each.word.lower(): each.probability for each in predictor(True).suggest("the ", 9)}
    assert ship.probability == pytest.approx(unheld["ship"])
    assert ship.probability < MASSES["ship"] / everything + 1e-6  # the hidden are in the denominator


def test_a_word_that_the_person_typed_is_completed_from_two_letters_on() -> None:
    taught = predictor()
    taught.learn("shit happens. twat! ")
    assert "shit" not in words(taught.suggest("the ", 9))
    assert "twat" not in words(taught.suggest("the ", 9))
    assert words(taught.suggest("the s")) == ["ship"]
    assert set(words(taught.suggest("the sh"))) == {"ship", "shit"}
    assert words(taught.suggest("the t")) == ["the"]
    assert words(taught.suggest("the tw")) == ["twat"]  # which only the memory knows
    taught.forget("shit")
    assert words(taught.suggest("the sh")) == ["ship"]
    loose = predictor(strong_language=True)
    loose.attach_memory(taught.memory)
    assert "twat" in words(loose.suggest("the t"))


def test_rare_words_are_held_back_too() -> None:
    rare = RareWords({"slut": 3, "slug": 1}, (0.5, 0.5, 0.5), 1)
    assert words(predictor(rare=rare).suggest("the sl")) == ["slug"]
    assert words(predictor(True, rare).suggest("the sl")) == ["slut", "slug"]


def test_nothing_of_it_is_generated_or_an_alternative() -> None:
    from wordrnn.generation import Sampling

    for strong_language, expected in ((False, set()), (True, {"shit"})):
        steps = predictor(strong_language).generate_steps("the", 200, Sampling(), seed=1, alternatives=5)
        said = {text.lower() for step in steps for text in re.findall(r"\w+", step.text)}
        assert said & {"shit", "bitch", "bullshit"} >= expected
        assert bool(said & {"shit", "bitch", "bullshit", "bitches", "fuckwit"}) is strong_language
    [step, *_] = predictor().generate_steps("the", 1, Sampling(), seed=1, alternatives=5)
    assert not {each.text.strip().lower() for each in step.alternatives} & {"shit", "bitch", "bullshit"}


@given(
    words=st.lists(
        st.sampled_from([*WORDS, "bitchy", "slut", "ships", "Fuck", "bull"]), min_size=3, unique=True
    ),
    text=st.lists(
        st.sampled_from([*WORDS, "slut", "sluts", "bull", "Fuck", "other"]), min_size=1, max_size=8
    ),
    seed=st.integers(0, 1000),
    k=st.integers(1, 4),
)
def test_keystrokes_are_counted_as_suggest_offers(
    words: list[str], text: list[str], seed: int, k: int
) -> None:
    tokenizer = word_tokenizer(*words)
    each = Predictor(tokenizer, {"ngram": Remembering(tokenizer.vocab_size, seed)}, {"ngram": 1.0})
    document = " ".join(text)
    measured = evaluate(each, [document], names=("ngram", "memory"), k=k, latency_letters=0)
    assert measured["ngram"]["keystroke_savings"] == pytest.approx(
        by_suggest(each, document, k, learning=False)
    )
    assert measured["memory"]["keystroke_savings"] == pytest.approx(
        by_suggest(each, document, k, learning=True)
    )


def by_suggest(each: Predictor, text: str, k: int, learning: bool) -> float:
    used = without = 0
    typist = Predictor(each.tokenizer, each.parts, each.weights)
    done = 0
    for start, end in each.word_spans(text):
        if learning and start:
            typist.learn(text[done:start].strip(), text[:done])
            done = start
        typed = letters_before_offer(typist, text, start, end, k)
        used += (end - start if typed is None else typed) + 1
        without += end - start + 1
    return 1 - used / without


def test_words_of_pieces_are_held_back() -> None:
    tokenizer = Tokenizer.fit(["shit ship shit ship shin the the "] * 20, "bpe", 60)
    model = Remembering(tokenizer.vocab_size, 3)
    held, loose = (
        Predictor(tokenizer, {"ngram": model}, {"ngram": 1.0}, strong_language=strong)
        for strong in (False, True)
    )
    for typed in ("the s", "the sh", "the ", "the shi"):
        offered = words(loose.suggest(typed, 8))
        assert "shit" not in words(held.suggest(typed, 8))
        kept = [word for word in offered if word != "shit"]
        assert words(held.suggest(typed, 8))[: len(kept)] == kept
    assert "shit" in words(loose.suggest("the sh", 8))


# The list -------------------------------------------------------------------------------------------------------------


def test_the_list_is_in_order() -> None:
    strong = strong_words(["the", "of"])
    for word in (
        "fuck",
        "motherfucker",
        "shit",
        "nigger",
        "faggot",
        "cunt",
        "whore",
        "slut",
        "kike",
        "retard",
    ):
        assert word in strong, word
    for harmless in (
        "sex", "gay", "lesbian", "queer", "hell", "damn", "god", "breast", "penis", "rape", "nazi", "scunthorpe",
        "assassin", "class", "cockpit", "peacock", "snigger", "niggle", "therapist", "dickens", "essex", "shiitake",
        "montenegro", "japan", "japanese", "analysis", "title", "shipping", "raccoon", "tycoon", "count", "retardant",
    ):  # fmt: skip
        assert harmless not in strong, harmless


def test_the_file_has_each_word_once_and_only_words() -> None:
    text = resources.files("wordrnn.words").joinpath("strong", "en.txt").read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(listed) == len(set(listed)) > 300
    assert all(re.fullmatch(r"[a-z]+|\*[a-z]+\*", line) for line in listed)
    assert "Permission is hereby granted" in text  # of the list that it comes from


def test_possessives_and_compounds_are_found_among_many() -> None:
    strong = StrongWords(frozenset(("slut", "twat")), ("fuck",))
    keys = sorted(
        ["absofuckinglutely", "fuck", "sluggish", "slut", "slut's", "slutsky", "twat", "unfuck", "zoo"]
    )
    assert [keys[place] for place in strong.among(keys)] == [
        "absofuckinglutely", "fuck", "slut", "slut's", "twat", "unfuck",
    ]  # fmt: skip
    assert [key for key in keys if key in strong] == [keys[place] for place in strong.among(keys)]
    assert len(StrongWords().among(keys)) == 0


def test_a_list_is_for_models_of_its_language() -> None:
    english = ["<unk>", "<eos>", "the", "and", "of", "to", "that", *(f"w{n}" for n in range(600))]
    german = ["<unk>", "<eos>", "der", "die", "und", "dick", "it", *(f"w{n}" for n in range(600))]
    assert "dick" in strong_words(english)
    assert "dick" not in strong_words(german)
    assert "dick" in strong_words(["▁the", "▁dick"])  # too few to tell


def test_what_is_hidden_of_a_range() -> None:
    keys = ["bass", "bitch", "bitcoin", "slut", "sluts"]
    restraint = Restraint(StrongWords(frozenset(("bitch", "slut", "sluts"))), keys)
    assert restraint.hidden("", 0, 5).tolist() == [1, 3, 4]
    assert restraint.hidden("b", 0, 3).tolist() == [1]
    assert restraint.hidden("bitc", 1, 3).tolist() == [1]  # bitcoin begins so too
    assert restraint.hidden("slut", 3, 5).tolist() == []
    assert restraint.hidden("slu", 3, 5).tolist() == [3, 4]
    assert restraint.hidden("sl", 3, 5, {"sluts"}).tolist() == [3]
    assert restraint.hidden("a", 0, 0).tolist() == []


def test_ids_of_tokens() -> None:
    assert strong_ids(StrongWords(frozenset(("slut",))), ["<unk>", "Slut", "▁slut", "slutty"]) == [1, 2]
    assert np.array(strong_ids(StrongWords(), ["a"])).size == 0
