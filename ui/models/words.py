"""What is said of a model in a list: pure functions from a summary to words, and how each figure was measured."""

from dataclasses import dataclass

from corpora.builtin_corpus import NAME as BUILTIN
from ui.errors import sentence_for
from ui.language.translation import translate
from ui.language.wording import count, day, number, perplexity, size
from ui.train.run_view import CELL_NAMES
from wordrnn.errors import ModelError
from wordrnn.model_summary import ModelSummary

_NARROW = "\u202f"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a model, its name, and what it means."""

    name: str
    value: str  # "–" where it was not measured
    protocol: str


def lines_of(model: ModelSummary) -> tuple[str, str]:
    """Return the two lines under a model's name: what it is, and where it comes from."""
    if model.problem and model.training and not model.cell:
        return (
            translate("Models", "unfinished: its training can be resumed on the Train page"),
            size(model.size_bytes),
        )
    if model.problem:
        what = translate("Models", "damaged: {reason}")
        reason = sentence_for(ModelError(model.problem, path=model.name, reason="model.json"))
        return what.format(reason=reason), size(model.size_bytes)
    first = [network_of(model), translate("Models", "{count} words").format(count=count(model.vocabulary))]
    if model.tokenizer == "bpe":
        first[1] = translate("Models", "{count} pieces of words").format(count=count(model.vocabulary))
    if model.training:
        first.append(translate("Models", "training unfinished"))
    first.append(size(model.size_bytes))
    origin = (
        [translate("Models", "from {texts}").format(texts=texts_of(model.corpus))] if model.corpus else []
    )
    return " · ".join(first), " · ".join([day(model.created), *origin])


def network_of(model: ModelSummary) -> str:
    """Return the network in a few words."""
    if not model.cell:
        return translate("Models", "n-gram only, no network yet")
    named = f"{CELL_NAMES.get(model.cell, model.cell)} × {model.units}"
    if model.layers == 1:
        return named
    return translate("Models", "{network}, {count} layers").format(network=named, count=model.layers)


def texts_of(corpus: str) -> str:
    """Return the names of the texts that a model learned from, as a person knows them."""
    builtin = translate("Models", "built-in texts")
    return ", ".join(builtin if part == BUILTIN else part for part in corpus.split(", "))


def beaten(model: ModelSummary) -> str:
    """Return that the n-gram predicts better than the network; "" where it does not."""
    if not model.beaten_by_ngram:
        return ""
    said = translate(
        "Models", "The n-gram alone predicts better than the network: perplexity {ngram} and {network}."
    )
    return said.format(ngram=perplexity(model.ngram_perplexity), network=perplexity(model.network_perplexity))


def remark_of(model: ModelSummary) -> tuple[str, bool]:
    """Return a third line, if any, and whether it is a warning: that the network is beaten, or the person's notes."""
    warning = beaten(model)
    return (warning, True) if warning else (" ".join(model.notes.split())[:300], False)


def figures_of(model: ModelSummary) -> list[Figure]:
    """Return perplexity, top-3 and keystrokes saved, each with the protocol by which it was measured."""
    pieces = model.tokenizer == "bpe"
    missing = translate("Models", "Not measured. The Evaluate page measures it on a text of your choice.")
    over = count(model.valid_tokens) if model.valid_tokens else translate("Models", "the")
    hesitates = translate(
        "Models",
        "Perplexity: among how many words it hesitates on average; the fewer, the better. Measured on {over} held-out "
        "tokens of its own texts, by words and punctuation marks. They also chose its best state, so other texts are "
        "harder.",
    )
    if pieces:
        hesitates = translate(
            "Models",
            "Perplexity by pieces of words, on {over} held-out tokens of its own texts: not to be compared with "
            "figures by words.",
        )
    right = translate(
        "Models",
        "Top-3: how often the right word is one of the three most probable. Counted over {tokens} held-out tokens of "
        "its own texts, without a memory.",
    )
    saved = translate(
        "Models",
        "Keystrokes saved with three suggestions in view, on words of the same {tokens} held-out tokens of its own "
        "texts, without a memory; punctuation is free.",
    )
    sample = count(model.measured_tokens)
    return [
        Figure(
            translate("Models", "perplexity per piece") if pieces else translate("Models", "perplexity"),
            perplexity(model.valid_perplexity),
            hesitates.format(over=over) if model.valid_perplexity is not None else missing,
        ),
        Figure(
            translate("Models", "top-3"),
            _share(model.top3),
            right.format(tokens=sample) if model.top3 is not None else missing,
        ),
        Figure(
            translate("Models", "keys saved"),
            _share(model.keystroke_savings),
            saved.format(tokens=sample) if model.keystroke_savings is not None else missing,
        ),
    ]


def accessible_text(model: ModelSummary) -> str:
    """Return a card as it is read aloud."""
    active = translate("Models", "active") if model.active else ""
    figures = [f"{figure.name} {figure.value}" for figure in figures_of(model) if figure.value != "–"]
    builtin = translate("Models", "built in") if model.builtin else ""
    parts = [model.name, active, builtin, *lines_of(model), *figures, remark_of(model)[0]]
    return ". ".join(part for part in parts if part)


def copy_name(name: str, taken: set[str]) -> str:
    """Return a name for a copy of the model `name` that none of `taken` is."""
    following = 2
    while f"{name[:70]}-{following}" in taken:
        following += 1
    return f"{name[:70]}-{following}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{number(value * 100)}{_NARROW}%"
