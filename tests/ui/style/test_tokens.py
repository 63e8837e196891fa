import dataclasses

import pytest

from ui.style.tokens import DARK, LIGHT, Tokens, contrast_ratio, tokens_for

SURFACES = ("background", "panel", "side")
TEXTS = ("ink", "muted", "accent", "surprise", "ngram", "memory")
NO_TEXT = {"background", "panel", "side", "line", "track", "accent_soft", "ghost"}  # ghost text has a setting


def test_contrast_ratio_of_known_pairs() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast_ratio("#123456", "#123456") == 1


@pytest.mark.parametrize("tokens", [LIGHT, DARK, tokens_for(False, True), tokens_for(True, True)])
def test_text_can_be_read_on_every_surface(tokens: Tokens) -> None:
    pairs = [(text, surface) for text in TEXTS for surface in SURFACES]
    pairs += [("ink", "track"), ("muted", "track"), ("ink", "accent_soft"), ("accent", "accent_soft")]
    pairs += [("on_accent", "accent"), ("ngram", "panel"), ("ink", "line")]
    low = {
        (text, surface): round(contrast_ratio(getattr(tokens, text), getattr(tokens, surface)), 2)
        for text, surface in pairs
        if contrast_ratio(getattr(tokens, text), getattr(tokens, surface)) < 4.5
        and not (surface == "line" and tokens.line == tokens.ink)  # high contrast draws lines like text
    }
    assert low == {}


def test_every_colour_is_for_text_or_said_not_to_be() -> None:
    assert {field.name for field in dataclasses.fields(Tokens)} == {*TEXTS, *NO_TEXT, "on_accent"}


@pytest.mark.parametrize("dark", [False, True])
def test_with_high_contrast_text_is_far_from_its_ground(dark: bool) -> None:
    tokens = tokens_for(dark, True)
    low = {
        (text, surface): round(contrast_ratio(getattr(tokens, text), getattr(tokens, surface)), 2)
        for text in (*TEXTS, "ghost")
        for surface in SURFACES
        if contrast_ratio(getattr(tokens, text), getattr(tokens, surface)) < (4.5 if text == "ghost" else 7)
    }
    assert low == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_parts_of_a_bar_can_be_told_from_its_track(tokens: Tokens) -> None:
    for part in ("accent", "ngram", "memory"):
        assert contrast_ratio(getattr(tokens, part), tokens.track) >= 3
