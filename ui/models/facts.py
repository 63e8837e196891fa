"""What the details pane tells of a model, in words: pure functions over what stands in its folder."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ui.language.translation import translate
from ui.language.wording import count, duration, number, percent, perplexity
from ui.models.shelf import ModelDetails
from ui.models.words import texts_of

_TOKENS = {"network": "accent", "ngram": "ngram"}
_NARROW = "\u202f"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a model's mixture."""

    token: str  # its colour
    name: str
    weight: float
    text: str


def facts_of(details: ModelDetails) -> list[tuple[str, str]]:
    """Return where a model comes from, as names and values; what is not known is left out."""
    training, found = details.training, []
    if isinstance(training.get("corpus"), str) and training["corpus"]:
        found.append((translate("ModelDetails", "Texts"), texts_of(training["corpus"])[:300]))
    if _is_number(training.get("train_tokens")):
        found.append((translate("ModelDetails", "Tokens"), count(training["train_tokens"])))
    if _is_number(training.get("vocabulary")):
        words = count(training["vocabulary"])
        if _is_number(training.get("coverage")):
            said = translate("ModelDetails", "{words}, covering {share} of the held-out text")
            words = said.format(words=words, share=f"{number(training['coverage'] * 100)}{_NARROW}%")
        found.append((translate("ModelDetails", "Vocabulary"), words))
    if training.get("base"):
        found.append((translate("ModelDetails", "Goes on from"), str(training["base"])[:100]))
    seconds = details.metrics.get("train_seconds")
    if _is_number(seconds):
        found.append((translate("ModelDetails", "Trained for"), duration(seconds)))
    return found


def parts_of(details: ModelDetails) -> list[Part]:
    """Return the parts of the mixture, the network first."""
    names = {
        "network": translate("ModelDetails", "Network"),
        "ngram": translate("ModelDetails", "n-gram"),
    }
    parts = []
    for part, weight in sorted(details.parts.items(), key=lambda each: each[0] != "network"):
        text = percent(weight)
        alone = details.metrics.get(f"{part}_valid_perplexity")
        if _is_number(alone):
            said = translate("ModelDetails", "{share}, alone perplexity {perplexity}")
            text = said.format(share=text, perplexity=perplexity(alone))
        parts.append(Part(_TOKENS[part], names[part], weight, text))
    return parts


def settings_of(details: ModelDetails) -> list[tuple[str, str]]:
    """Return the settings of the training by their names in the engine, as `model.json` has them."""
    settings = details.training.get("settings")
    if not isinstance(settings, Mapping):
        return [("tokenizer", str(details.training.get("tokenizer", "–")))]
    shown = [("tokenizer", str(details.training.get("tokenizer", "–")))]
    shown += [(str(name).replace("_", " "), _plain(value)) for name, value in settings.items()]
    if details.temperature is not None:
        shown.append(("temperature", number(details.temperature, 3)))
    return [(name[:40], value) for name, value in shown]


def card_text(card: str) -> str:
    """Return a card as it is shown: as text, without what turns or hides letters."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", " ", card)


def licence_of(card: str) -> str:
    """Return what a card says under its heading on the licence, in one paragraph; "" where it has none."""
    found = re.search(
        r"^#+ *Licen[cs]e[^\n]*\n+(.+?)(?=\n#|\Z)", card, re.MULTILINE | re.DOTALL | re.IGNORECASE
    )
    return " ".join(card_text(found[1]).split())[:1000] if found else ""


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)[:100]


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
