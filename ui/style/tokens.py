"""The colours of the app by what they are for, light and dark, and the contrast between two of them."""

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One scheme of colours, each "#rrggbb"."""

    background: str  # window
    panel: str  # cards and the page that is written on
    side: str  # navigation
    ink: str  # text
    muted: str  # secondary text
    line: str  # hairlines
    track: str  # what a bar has still to fill, hovered rows
    accent: str  # selection, held-out curve, network
    accent_soft: str  # behind what is selected
    on_accent: str  # text on accent
    ghost: str  # inline prediction, training curve
    ngram: str
    memory: str
    surprise: str


LIGHT = Tokens(
    background="#f6f5f2",
    panel="#fffefb",
    side="#efede8",
    ink="#22211f",
    muted="#6a665e",
    line="#e0ddd5",
    track="#e8e5de",
    accent="#2f6f6b",
    accent_soft="#d9ebe8",
    on_accent="#ffffff",
    ghost="#a9a49a",
    ngram="#8c6213",
    memory="#785ca6",
    surprise="#a3550f",
)
DARK = Tokens(
    background="#1b1c1e",
    panel="#222427",
    side="#17181a",
    ink="#e8e6e1",
    muted="#9a978f",
    line="#33363a",
    track="#2d3034",
    accent="#6cc0b8",
    accent_soft="#24403e",
    on_accent="#10201f",
    ghost="#6b6f74",
    ngram="#dcb15c",
    memory="#b49ae0",
    surprise="#e0a15a",
)


_STRONG_LIGHT = {"accent": "#0a4f4b", "ngram": "#5c3f00", "memory": "#4b2f80", "surprise": "#6b3300"}
_STRONG_DARK = {"accent": "#8fe3db", "ngram": "#f0cd84", "memory": "#d3c0f5", "surprise": "#f5c08a"}


def tokens_for(dark: bool, high_contrast: bool = False) -> Tokens:
    """Return the colours for a scheme.

    With high contrast, secondary text and hairlines become as strong as text, and every colour stands out.
    """
    tokens = DARK if dark else LIGHT
    if not high_contrast:
        return tokens
    ink = "#ffffff" if dark else "#000000"
    paper = "#000000" if dark else "#ffffff"
    colours = _STRONG_DARK if dark else _STRONG_LIGHT
    return dataclasses.replace(
        tokens,
        **colours,
        ink=ink,
        muted=ink,
        line=ink,
        ghost=tokens.muted,
        background=paper,
        panel=paper,
        side=paper,
    )


def contrast_ratio(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
