"""A source is worth what it adds to the mixture that predicts the development texts."""

import pytest

from tests.packaging.starter import script

mix = script("mix")
TALK = "How are you today?\nI am fine, thank you.\nSee you tomorrow then.\n" * 8
RULES = "Section four applies to all claims.\nThe claim of section nine was denied.\n" * 12


def test_the_source_that_reads_like_the_text_is_worth_more() -> None:
    found = mix.worths({"talk": TALK, "rules": RULES}, {"chat": "I am fine today.\nHow are you?\n" * 3}, 100)
    talk, rules = found
    assert (talk.name, rules.name) == ("talk", "rules")
    assert talk.worth > 1 > rules.worth
    assert talk.shares["chat"] + rules.shares["chat"] == pytest.approx(1, abs=1e-3)


def test_the_table_has_a_line_for_every_source() -> None:
    found = mix.worths({"talk": TALK, "rules": RULES}, {"chat": "I am fine today.\n" * 4}, 100)
    lines = mix.table(found).splitlines()
    assert "chat" in lines[0]
    assert [line.split()[0] for line in lines[1:]] == ["talk", "rules"]
