import pytest
from hypothesis import given
from hypothesis import strategies as st

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
