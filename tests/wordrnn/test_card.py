import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.origin import Origin
from wordrnn import card
from wordrnn.config import ModelConfig

TRAINING = {
    "corpus": "letters", "documents": 1, "train_tokens": 10, "valid_tokens": 2, "coverage": 0.9, "vocabulary": 12,
}  # fmt: skip


@pytest.mark.parametrize("tokenizer", card.PROTOCOLS)
def test_our_cards_have_nothing_to_follow(tokenizer: str) -> None:
    training = {**TRAINING, "tokenizer": tokenizer}
    text = card.text("mine", "2026-01-01", ModelConfig(12), training, {"valid_perplexity": 10.0})
    assert "| mixture | 10.0 |" in text
    assert "rare.json" not in text
    rare = card.text("mine", "2026-01-01", None, {**training, "rare_words": 1234}, {})
    assert "1,234 rarer words of the text, those seen once included" in rare
    assert card.without_links(text) == text


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("[here](http://a.example)", "here"),
        ("![image](file:///x.png)", "image"),
        ("[[a](b)](c)", "(a)(c)"),
        ("[r]\n\n[r]: http://a.example", "(r)\n\n(r): http: //a.example"),
        ("<https://a.example>", "‹https: //a.example>"),
        ("<img src=x> <eos> <unk>", "‹img src=x> <eos> <unk>"),
        ("http://a.example ftp://b", "http: //a.example ftp: //b"),
        ("WWW.a.example _www.b.example", "www. a.example _www. b.example"),
        ("me@a.example", "me at a.example"),
        ("&#104;ttp&colon;//a", "& #104;ttp& colon;//a"),
        ("\x1b[31mred\u202etxt", " (31mred txt"),
    ],
)
def test_links_images_and_html_become_text(markdown: str, plain: str) -> None:
    assert card.without_links(markdown) == plain


@given(st.text(st.sampled_from("[]()<>!:/w.@&#; \n\\ahtps"), max_size=60))
def test_what_is_left_has_no_links_however_it_was_nested(markdown: str) -> None:
    plain = card.without_links(markdown)
    assert card.without_links(plain) == plain
    assert not any(mark in plain for mark in ("[", "]", "<", "://"))


def test_public_texts_are_named_with_their_licence() -> None:
    origins = [
        Origin("Old plays", "en", "public domain", "W. S.", "free"),
        Origin("Articles [x](http://a.example)", "en", "CC BY-SA", "many", "share-alike"),
        Origin("News", "en", "none stated", "LDC", "measuring"),
    ]
    training = {**TRAINING, "tokenizer": "word", "origins": [origin.to_json() for origin in origins]}
    text = card.text("mine", "2026-01-01", None, training, {})
    assert "- Old plays, by W. S. Licence: public domain.\n" in text
    assert (
        "- Articles x, by many. Licence: CC BY-SA. This model may be shared under the same licence only."
        in text
    )
    assert "- News, by LDC. Licence: none stated. For measuring only" in text
    assert card.without_links(text) == text
