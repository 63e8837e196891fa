import random
import string
from collections import Counter

import pytest

from corpora import language
from corpora.function_words import WORDS
from corpora.statistics import words

# Article 1 of the Universal Declaration of Human Rights, which is free to copy, twice over: 60 words or so.
TEXTS = {
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience "
    "and should act towards one another in a spirit of brotherhood.",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt "
    "und sollen einander im Geist der Brüderlichkeit begegnen.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de "
    "conscience et doivent agir les uns envers les autres dans un esprit de fraternité.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y "
    "conciencia, deben comportarse fraternalmente los unos con los otros.",
    "it": "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione e di "
    "coscienza e devono agire gli uni verso gli altri in spirito di fratellanza.",
    "nl": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand en "
    "geweten, en behoren zich jegens elkander in een geest van broederschap te gedragen.",
    "sv": "Alla människor är födda fria och lika i värde och rättigheter. De är utrustade med förnuft och samvete och "
    "bör handla gentemot varandra i en anda av broderskap.",
    "ru": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью и "
    "должны поступать в отношении друг друга в духе братства.",
    "el": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι με "
    "λογική και συνείδηση, και οφείλουν να συμπεριφέρονται μεταξύ τους με πνεύμα αδελφοσύνης.",
    "ja": "すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。"
    "人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
    "zh": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 "
    "부여받았으며 서로 형제애의 정신으로 행동하여야 한다.",
}


def guess(text: str) -> str:
    return language.guess(Counter(words(text)))


@pytest.mark.parametrize("code", TEXTS)
def test_a_few_sentences_are_enough(code: str) -> None:
    assert guess(f"{TEXTS[code]} " * 2) == code


@pytest.mark.parametrize("one", ["en", "de", "fr", "ru"])
def test_two_languages_about_equally_are_not_sure(one: str) -> None:
    other = {"en": "de", "de": "fr", "fr": "en", "ru": "en"}[one]
    assert guess(f"{TEXTS[one]} {TEXTS[other]} " * 3) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello there",
        "12 34 56 " * 50,
        "foo = bar(baz); return qux\n" * 20,
        "Anna Ben Carl Dora Emil " * 20,
    ],
)
def test_what_is_no_running_text_is_not_sure(text: str) -> None:
    assert guess(text) == ""


def test_letters_at_random_are_not_sure() -> None:
    rng = random.Random(1)
    made = ("".join(rng.choices(string.ascii_lowercase, k=rng.randint(2, 9))) for _ in range(2000))
    assert guess(" ".join(made)) == ""


def test_every_language_has_its_words() -> None:
    for code, listed in WORDS.items():
        assert 30 <= len(set(listed.split())) <= 45, code
        assert listed == listed.lower(), code
