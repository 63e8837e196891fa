"""The card of a model: what it was made from, how good it is by which protocol, and what not to expect."""

import re
from collections.abc import Mapping
from typing import Any

from wordrnn import files
from wordrnn.calibration.reliability import BINS, Calibration
from wordrnn.config import ModelConfig

PROTOCOLS = {
    "word": "words and punctuation marks, the end of a line counted, words outside the vocabulary counted as one word",
    "bpe": "byte-pair pieces, the end of a line counted; not comparable with figures by the word",
    "pretokenized": "split at white space only, <eos> counted, <unk> a word",
}

_USES = {
    "free": "",
    "share-alike": "This model may be shared under the same licence only.",
    "measuring": "For measuring only: as no licence is given, this model is not to be shared.",
}

# Of Markdown everything that leads elsewhere or loads something: links, images, HTML, and addresses that some readers
# make links of. Each is replaced by something with a space in it or a look-alike, so that no new one can arise.
_LEADS_ELSEWHERE = (
    (re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+"), " "),
    (re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)"), r"\1"),
    (re.compile(r"\["), "("),
    (re.compile(r"\]"), ")"),
    (re.compile(r"<(?!(?:eos|unk)>)"), "‹"),
    (re.compile(r":(?=//)"), ": "),
    (re.compile(r"www\.(?=\S)", re.IGNORECASE), "www. "),
    (re.compile(r"(?<=\S)@(?=\S)"), " at "),
    (re.compile(r"&(?=#|\w+;)"), "& "),
)


def without_links(markdown: str) -> str:
    """Return a card in which nothing can be followed or loaded, nor act on a terminal; ours come back as they are."""
    for pattern, replacement in _LEADS_ELSEWHERE:
        markdown = pattern.sub(replacement, markdown)
    return markdown


def text(
    name: str,
    created: str,
    config: ModelConfig | None,
    training: Mapping[str, Any],
    metrics: Mapping[str, Any],
    calibration: Calibration | None = None,
) -> str:
    """Return the card as Markdown."""
    shape = "none yet: the n-gram predicts alone"
    if config:
        shape = (
            f"{config.cell}, {config.layers} × {config.units} units, embedding {config.embedding}, "
            f"{config.parameters:,} parameters"
        )
    lines = [
        f"# {name}",
        "",
        f"A next-word model trained with wordrnn on {created}.",
        "",
        *_base(training),
        f"- Text: {training['corpus']} ({training['documents']} documents, {training['train_tokens']:,} tokens)",
        f"- Vocabulary: {training['vocabulary']:,}, covering {training['coverage']:.1%} of the held-out text",
        *_rare(training),
        f"- Network: {shape}",
        "- n-gram: modified Kneser–Ney, order 5"
        + (", merged with that model's" if "base" in training else ""),
        "",
        "## Held-out perplexity",
        "",
        f"Protocol: {PROTOCOLS[training['tokenizer']]}; {training['valid_tokens']:,} tokens of the same text that "
        "were not trained on, but used to choose the best state and the weights of the mixture.",
        "",
        *_table(metrics),
        "",
        *_rates(metrics),
        *_calibration(calibration),
        "## Licence and limits",
        "",
        *_origins(training),
        "The texts are the user's own choice and their terms apply. A network can recite what it was trained on: think "
        "of that before giving this model to others. It predicts what is likely in such text, not what is true.",
        "",
    ]
    return files.writable("\n".join(lines))


def _base(training: Mapping[str, Any]) -> list[str]:
    if "base" not in training:
        return []
    return [
        f"- Trained on from: {training['base']} (SHA-256 of its model.json {training['base_sha256']}), "
        f"{training['new_words']:,} words added to its vocabulary"
    ]


def _origins(training: Mapping[str, Any]) -> list[str]:
    """Return a line on each public text: whose it is, and on which terms."""
    lines = []
    for origin in training.get("origins", ()):
        whose = f"- {origin['title']}, by {origin['attribution'].rstrip('.')}. Licence: {origin['licence']}."
        lines.append(f"{whose} {_USES[origin['use']]}".rstrip())
    return [*map(without_links, lines), ""] if lines else []


def _rare(training: Mapping[str, Any]) -> list[str]:
    if not training.get("rare_words"):
        return []
    return [
        f"- Beyond it: {training['rare_words']:,} rarer words of the text, those seen once included, are kept in "
        "`rare.json`, so that they can be completed"
    ]


def _rates(metrics: Mapping[str, Any]) -> list[str]:
    if "top3" not in metrics:
        return []
    saved = metrics.get("keystroke_savings")
    return [
        f"Of {metrics['measured_tokens']:,} of these tokens, evenly spread, the mixture's most probable one is right "
        f"for {metrics['top1']:.1%}, and one of the three most probable for {metrics['top3']:.1%}."
        + (f" With three suggestions in view, {saved:.1%} of the keystrokes are saved." if saved else ""),
        "",
    ]


def _calibration(calibration: Calibration | None) -> list[str]:
    if calibration is None:
        return []
    lines = [
        "## Calibration",
        "",
        f"Fitted on {calibration.tokens:,} held-out tokens: temperature {calibration.temperature:.3f} of the network, "
        f"and the weights of the mixture. Perplexity {calibration.perplexity_before:.1f} before, "
        f"{calibration.perplexity:.1f} after."
        if calibration.perplexity and calibration.perplexity_before
        else "",
        "",
    ]
    if not calibration.reliability:
        return lines
    rows = [
        f"| {each.letters} | {each.count:,} | {each.error:.3f} | {each.error_before:.3f} | {each.error_by_chance:.3f} |"
        for each in calibration.reliability
    ]
    return [
        *lines,
        f"Expected calibration error of the top suggestion, {BINS} bins of equal counts: each half of that text "
        "measured with what was fitted on the other. Before: without it. By chance: what a perfectly calibrated model "
        "would show.",
        "",
        "| letters typed | places | error | before | by chance |",
        "|---|---|---|---|---|",
        *rows,
        "",
    ]


def _table(metrics: Mapping[str, Any]) -> list[str]:
    names = {
        "network_valid_perplexity": "network",
        "ngram_valid_perplexity": "n-gram",
        "valid_perplexity": "mixture",
    }
    rows = [f"| {name} | {metrics[key]:.1f} |" for key, name in names.items() if key in metrics]
    return ["| part | perplexity |", "|---|---|", *rows]
