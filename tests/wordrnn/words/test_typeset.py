import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wordrnn.fakes import word_tokenizer
from wordrnn.tokenizer import EOS, EOS_ID, UNK_ID, Tokenizer
from wordrnn.words.typeset import Typesetter

ENGLISH = 'He said: "No (not today), I think." But the man\'s dog? It ran -- on and on!\nThe end [of it].\n'
GERMAN = "Er rief: „Halt, wer da?“ Sie (die Frau) lief weg.\nDas war „gut“.\n"
JAPANESE = "「行け」と彼は言った。今日は（たぶん）いい天気です。\n何ですか。\n"
WORDS = Tokenizer.fit([ENGLISH * 3])
PIECES = Tokenizer.fit([ENGLISH * 3], "bpe", 60)
GERMAN_WORDS = Tokenizer.fit([GERMAN * 3])
GERMAN_PIECES = Tokenizer.fit([GERMAN * 3], "bpe", 60)
JAPANESE_PIECES = Tokenizer.fit([JAPANESE * 3], "bpe", 80)
ALL = (WORDS, PIECES, GERMAN_WORDS, GERMAN_PIECES, JAPANESE_PIECES)
PAIRS = {"(": ")", "[": "]", "「": "」", "（": "）"}


def typed(tokenizer: Tokenizer, text: str, tokens: list[str]) -> str:
    typesetter = Typesetter(tokenizer, text)
    result = text + "".join(typesetter.add(tokenizer.vocabulary.index(token)) for token in tokens)
    return result + typesetter.finish()


def test_words_as_typed() -> None:
    tokenizer = word_tokenizer("he", "said", ":", "“", "No", "(", "not", ")", ",", ".", "”", "the", "-")
    says = [
        "he",
        "said",
        ":",
        "“",
        "No",
        "(",
        "not",
        ")",
        ",",
        "the",
        ".",
        "”",
        "he",
        "-",
        "he",
        ".",
        EOS,
        "the",
    ]
    assert typed(tokenizer, "", says) == 'He said: "No (not), the." He-he.\nThe'
    assert typed(tokenizer, "No ", ["the"]) == "No the"
    assert typed(tokenizer, 'He: "', ["No", "."]) == 'He: "No."'
    # What stays open is closed where the paragraph ends, and at the end.
    assert typed(tokenizer, "", ["“", "No", "(", "not", EOS, "he", "(", "the"]) == '"No (not)"\nHe (the)'


def test_german_quotes() -> None:
    says = ["Er", "rief", ":", "„", "Halt", ",", "wer", "da", "?", "“", "Sie"]
    assert typed(GERMAN_WORDS, "", says) == "Er rief: „Halt, wer da?“ Sie"
    assert typed(GERMAN_WORDS, "„Halt", [",", "wer", "“", "Sie"]) == "„Halt, wer“ Sie"


def test_text_that_was_split() -> None:
    tokenizer = Tokenizer.fit(["``  do n't , it 's '' ( a @-@ b ) . Mr. N %"], "pretokenized")
    says = ["``", "do", "n't", ",", "it", "'s", "''", "(", "a", "@-@", "b", ")", "."]
    assert typed(tokenizer, "", says) == "\"don't, it's\" (a-b)."


def test_capitals_only_where_the_text_has_them() -> None:
    small = word_tokenizer("he", "said", ".")
    assert typed(small, "", ["he", "said", ".", "he"]) == "he said. he"
    assert typed(WORDS, "It ran e.g.", ["the"]) == "It ran e.g. the"
    assert typed(WORDS, "It ran.", ["the"]) == "It ran. The"


def test_what_cannot_follow() -> None:
    def banned(text: str, tokenizer: Tokenizer = WORDS) -> set[str]:
        return {tokenizer.vocabulary[index] for index in Typesetter(tokenizer, text).banned()}

    assert {"”", ")", "]", ",", "."} <= banned("")
    assert {"”", ")"} <= banned("He said") and "," not in banned("He said")
    assert {",", "."} <= banned("He said ")
    assert "“" in banned('He said: "No') and "”" not in banned('He said: "No')
    assert ")" not in banned('He said: "No (not') and "”" in banned('He said: "No (not')
    assert "」" in banned("行け", JAPANESE_PIECES) and "」" not in banned("「行け", JAPANESE_PIECES)


@pytest.mark.parametrize("tokenizer", ALL)
@given(
    seed=st.integers(0, 10**6),
    text=st.sampled_from(["", "It ", "No (not", '"No', "„Halt", "「行", "It ran.\n"]),
)
@settings(max_examples=25)
def test_any_tokens_are_spaced_and_closed(tokenizer: Tokenizer, seed: int, text: str) -> None:
    rng = np.random.default_rng(seed)
    typesetter, result = Typesetter(tokenizer, text), text
    for _ in range(40):
        allowed = np.setdiff1d(np.arange(tokenizer.vocab_size), typesetter.banned())
        assert UNK_ID not in allowed
        index = int(rng.choice(allowed))
        added = typesetter.add(index)
        assert added or index == EOS_ID or tokenizer.vocabulary[index] == "▁"
        result += added
    result += typesetter.finish()
    assert not re.search(r"[ \n][,.;:!?)\]]|\(\s|  |\n\n", result[len(text) :]), result
    for paragraph in result.split("\n"):
        for opening, closing in PAIRS.items():
            assert paragraph.count(opening) == paragraph.count(closing), result
        assert paragraph.count('"') % 2 == 0, result
        assert paragraph.count("„") + paragraph.count("“") == 2 * paragraph.count("„") or "”" in paragraph, (
            result
        )
