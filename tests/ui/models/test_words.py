from dataclasses import replace
from pathlib import Path

from ui.models.facts import card_text, facts_of, licence_of, parts_of, settings_of
from ui.models.shelf import ModelDetails
from ui.models.words import accessible_text, beaten, copy_name, figures_of, lines_of, remark_of
from wordrnn import card
from wordrnn.library import ModelSummary

LETTERS = ModelSummary(
    "letters", Path("letters"), "2026-11-22T10:00:00", 12_300_000, True, "lstm", 400, 1, 5_300_000, 10_000, 88.4,
    "my letters", False, None, "word", 6794, 92.0, 101.5, 6000, 0.27, 0.412, 0.48, "", "for  Anna\n",
)  # fmt: skip
NGRAM = replace(LETTERS, name="first", active=False, cell=None, units=0, layers=0, training=True)
DAMAGED = replace(LETTERS, name="old", active=False, problem="damaged-model", valid_perplexity=None)


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


def test_what_a_card_says() -> None:
    assert [plain(line) for line in lines_of(LETTERS)] == [
        "LSTM × 400 · 10,000 words · 12.3 MB",
        "22 Nov 2026 · from my letters",
    ]
    assert lines_of(NGRAM)[0].startswith("n-gram only, no network yet · 10,000 words · training unfinished")
    assert lines_of(replace(LETTERS, layers=2, tokenizer="bpe"))[0].startswith(
        "LSTM × 400, 2 layers · 10,000 pieces of words"
    )
    assert "built-in texts, mine" in lines_of(replace(LETTERS, corpus="builtin, mine"))[1]
    assert lines_of(DAMAGED)[0].startswith("damaged: ")
    assert "resumed" in lines_of(replace(DAMAGED, training=True, cell=None))[0]


def test_each_figure_says_how_it_was_measured() -> None:
    perplexity, top3, saved = figures_of(LETTERS)
    assert [plain(figure.value) for figure in (perplexity, top3, saved)] == ["88.4", "41.2 %", "48.0 %"]
    assert "6,794 held-out tokens of its own texts" in perplexity.protocol
    assert "6,000 held-out tokens" in top3.protocol
    assert "three suggestions" in saved.protocol
    unmeasured = figures_of(replace(LETTERS, top3=None, keystroke_savings=None))
    assert [figure.value for figure in unmeasured[1:]] == ["–", "–"]
    assert "Not measured" in unmeasured[1].protocol
    assert "not to be compared" in figures_of(replace(LETTERS, tokenizer="bpe"))[0].protocol


def test_a_network_that_the_ngram_beats_is_told_of_before_the_notes() -> None:
    assert beaten(LETTERS) == ""
    assert remark_of(LETTERS) == ("for Anna", False)
    worse = replace(LETTERS, network_perplexity=120.0)
    assert beaten(worse).endswith("perplexity 101.5 and 120.0.")
    assert remark_of(worse) == (beaten(worse), True)


def test_a_card_is_read_aloud() -> None:
    assert plain(accessible_text(LETTERS)) == (
        "letters. active. LSTM × 400 · 10,000 words · 12.3 MB. 22 Nov 2026 · from my letters. perplexity 88.4. "
        "top-3 41.2 %. keys saved 48.0 %. for Anna"
    )


def test_a_copy_gets_a_free_name() -> None:
    assert copy_name("a", {"a", "a-2"}) == "a-3"
    assert len(copy_name("x" * 80, set())) <= 80


TRAINING = {
    "corpus": "letters", "documents": 1, "train_tokens": 10_000, "valid_tokens": 200, "coverage": 0.912,
    "vocabulary": 1234, "tokenizer": "word", "base": "first", "base_sha256": "0", "new_words": 3,
    "settings": {"batch": 32, "learning_rate": 0.003, "epochs": 4},
}  # fmt: skip
METRICS = {"network_valid_perplexity": 50.0, "ngram_valid_perplexity": 60.0, "train_seconds": 61}


def test_the_details_tell_what_it_learned_from_its_parts_and_its_settings() -> None:
    details = ModelDetails("m", TRAINING, METRICS, {"ngram": 0.25, "network": 0.75}, 1.05)
    facts = {name: plain(value) for name, value in facts_of(details)}
    assert facts == {
        "Texts": "letters", "Tokens": "10,000", "Vocabulary": "1,234, covering 91.2 % of the held-out text",
        "Goes on from": "first", "Trained for": "1 min 01 s",
    }  # fmt: skip
    assert [(part.name, plain(part.text)) for part in parts_of(details)] == [
        ("Network", "75 %, alone perplexity 50.0"),
        ("n-gram", "25 %, alone perplexity 60.0"),
    ]
    assert dict(settings_of(details))["learning rate"] == "0.003"
    assert dict(settings_of(details))["temperature"] == "1.050"


def test_of_a_stranger_s_facts_only_those_that_can_be_are_told() -> None:
    details = ModelDetails("m", {"corpus": 3, "vocabulary": "x", "settings": [1]}, {"train_seconds": "soon"})
    assert facts_of(details) == []
    assert settings_of(details) == [("tokenizer", "–")]


def test_the_licence_is_found_in_our_cards_and_a_card_is_text() -> None:
    ours = card.text("m", "2026-01-01", None, TRAINING, METRICS)
    assert licence_of(ours).startswith("The texts are the user's own choice and their terms apply.")
    assert licence_of("# m\n\nno such heading") == ""
    assert card_text("a\x1b[2J\u202eb\nc") == "a [2J b\nc"
