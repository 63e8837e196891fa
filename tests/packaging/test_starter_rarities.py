"""Rare words that can be completed are words, rather than slips and nicknames."""

from tests.packaging.starter import script
from wordrnn.tokenizer import Tokenizer

rarities = script("rarities")
TOKENIZER = Tokenizer.fit(["the lamp was lit and the lamp was out\n" * 3])


def counts(careful: str, careless: str, most: int = 100) -> dict[str, int]:
    found = rarities.of_text([careful], [careless], TOKENIZER, most)
    return found.counts if found else {}


def test_a_word_of_careful_text_counts_from_the_first_time() -> None:
    assert counts("The lantern was lit", "teh lamp wsa lit") == {"lantern": 1}


def test_what_is_only_typed_in_chats_has_to_come_again() -> None:
    assert counts("", "lol lol lol brb brb The lamp was lit") == {"lol": 3}


def test_the_most_frequent_form_stands_for_all() -> None:
    assert counts("Sunblock sunblock sunblock", "SUNBLOCK") == {"sunblock": 4}


def test_no_number_no_other_script_and_nothing_endless() -> None:
    assert counts(f"3rd Ünal Кит {'a' * 31} The lamp", "") == {"Ünal": 1}


def test_the_most_frequent_are_kept() -> None:
    assert list(counts("owl owl owl cow cow hen", "", most=2)) == ["owl", "cow"]


def test_all_known_leaves_none() -> None:
    assert rarities.of_text(["the lamp"], ["was lit"], TOKENIZER, 10) is None
