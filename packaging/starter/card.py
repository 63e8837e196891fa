"""The card of the starter model: what it was made from, how good it is, what it can recite, and what not to expect."""

from collections.abc import Mapping
from typing import Any

from prepare import Recipe

from wordrnn.card import without_links

Facts = Mapping[str, Any]
_SAVED = {
    "mixture": "shipped, memory off",
    "memory": "with memory, learning as it goes by",
    "rnn": "network alone",
    "ngram": "n-gram alone, as shipped",
    "ngram_unpruned": "n-gram alone, of the same text, unpruned",
}


def text(recipe: Recipe, facts: Facts) -> str:
    """Return the card as Markdown, without a link that could be followed. `facts` are what `build.py` collected."""
    lines = [
        "# starter",
        "",
        "The English model that comes with wordrnn, trained with wordrnn itself by the recipe in packaging/starter. "
        f"Made on {facts['created'][:10]}.",
        "",
        *_shape(facts),
        *_quality(facts),
        *_calibration(facts["calibration"]),
        *_memorisation(facts["memorisation"]),
        *_sources(recipe, facts),
        *_limits(recipe),
    ]
    return without_links("\n".join(lines))


def _shape(facts: Facts) -> list[str]:
    config, size = facts["config"], facts["sizes"]
    ngrams = sum(size["ngrams"][1:])
    return [
        f"- Network: {config['cell']}, {config['layers']} × {config['units']} units, embedding {config['embedding']}, "
        f"{facts['parameters']:,} parameters in 8 bits",
        f"- n-gram: modified Kneser–Ney, order 5, the {ngrams:,} n-grams of {sum(size['ngrams_unpruned'][1:]):,} that "
        "the text needs most",
        f"- Vocabulary: {config['vocab_size']:,}, and {facts['training']['rare_words']:,} rarer words that can be "
        "completed",
        f"- Size: {size['bytes'] / 1e6:.1f} MB; opens in {facts['speed']['open_seconds']:.2f} s, suggests in "
        f"{facts['speed']['latency_ms_p50']:.1f} ms (99 of 100 in {facts['speed']['latency_ms_p99']:.1f} ms)",
        f"- Trained for {facts['metrics']['train_seconds'] / 60:.0f} minutes on a computer with {facts['machine']}: "
        f"{facts['tokens_read'] / 1e6:.0f} million tokens read, "
        f"{facts['tokens_read'] / facts['training']['train_tokens']:.1f} passes over the text as weighed below",
        "",
    ]


def _quality(facts: Facts) -> list[str]:
    valid, rounded = facts["metrics"], facts["rounding"]
    lines = [
        "## How good it is",
        "",
        "Held-out perplexity on text of the same sources that was not trained on (words and punctuation marks, the end "
        "of a line counted, words outside the vocabulary counted as one word): network "
        f"{valid['network_valid_perplexity']:.1f}, with the run's own n-gram {valid['valid_perplexity']:.1f}. "
        f"Of {valid['measured_tokens']:,} of these tokens the most probable one is right for {valid['top1']:.1%}, one "
        f"of the three most probable for {valid['top3']:.1%}.",
        f"In 8 bits the network's is {rounded['int8'] / rounded['float32'] - 1:+.2%} of that in 32.",
        "",
        "Keystrokes saved with three suggestions in view, on text that was neither trained on nor used to choose "
        "anything but the weights of the sources (a word and the space behind it in one keystroke once it is offered; "
        "punctuation is free):",
        "",
    ]
    tests = facts["savings"]
    lines += ["| | " + " | ".join(tests) + " |", "|---|" + "---|" * len(tests)]
    for name, meaning in _SAVED.items():
        row = [f"{found[name]['keystroke_savings']:.1%}" for found in tests.values()]
        lines.append(f"| {meaning} | " + " | ".join(row) + " |")
    for key, meaning in (("top1", "first guess right"), ("top3", "one of three right")):
        lines.append(
            f"| {meaning} | " + " | ".join(f"{found['mixture'][key]:.1%}" for found in tests.values()) + " |"
        )
    row = " | ".join(f"{found['mixture']['perplexity']:.0f}" for found in tests.values())
    unknown = " | ".join(f"{found['mixture']['unknown_rate']:.1%}" for found in tests.values())
    tokens = " | ".join(f"{found['mixture']['tokens']:,}" for found in tests.values())
    return [
        *lines,
        f"| perplexity | {row} |",
        f"| words outside the vocabulary | {unknown} |",
        f"| tokens measured | {tokens} |",
        "",
    ]


def _calibration(found: Facts) -> list[str]:
    rows = [
        f"| {each['letters']} | {each['count']:,} | {each['error']:.3f} | {each['error_before']:.3f} |"
        for each in found["reliability"]
    ]
    return [
        "## Calibration",
        "",
        f"Temperature {found['temperature']:.3f} of the network, and weights of the mixture, fitted on "
        f"{found['tokens']:,} held-out tokens. Expected calibration error of the top suggestion, each half of them "
        "measured with what was fitted on the other:",
        "",
        "| letters typed | places | error | before |",
        "|---|---|---|---|",
        *rows,
        "",
    ]


def _memorisation(found: Facts) -> list[str]:
    parts = [name for name in ("mixture", "network", "ngram") if name in found]
    times = list(found[parts[0]]["exposure"])
    possible = found[parts[0]]["possible_bits"]
    lines = [
        "## What it can recite",
        "",
        "Lines that nobody would write were planted in the text 1, 4 and 16 times (canaries.py); they are harmless and "
        "still in it. Exposure tells how far up each stands among all that could have been planted, in bits, mean and "
        f"most: about 1.4 by chance, {possible:.0f} where it is known by heart (Carlini et al. 2019).",
        "",
        "| | " + " | ".join(f"planted {n} ×" for n in times) + " |",
        "|---|" + "---|" * len(times),
    ]
    for name in parts:
        row = [found[name]["exposure"][n] for n in times]
        cells = " | ".join(f"{each['mean_bits']:.1f}, {each['most_bits']:.1f}" for each in row)
        lines.append(f"| {name} | {cells} |")
    mixture = found["mixture"]
    return [
        *lines,
        "",
        f"Given 30 tokens of {mixture['read']['passages']:,} pieces of the text and left to go on with the likeliest "
        f"token, the mixture is right for {mixture['read']['mean']:.1f} tokens on average and for "
        f"{mixture['read']['longest']} at the most; for 10 or more in {mixture['read']['many']:.1%} of them. On "
        f"{mixture['held_out']['passages']:,} pieces of held-out text: {mixture['held_out']['mean']:.1f}, "
        f"{mixture['held_out']['longest']} and {mixture['held_out']['many']:.1%}.",
        "",
    ]


def _sources(recipe: Recipe, facts: Facts) -> list[str]:
    rows = [
        f"| {source.title} | {facts['sources'][source.name]['words']:,} | {source.weight:g} | {source.licence} | "
        f"{source.credit} |"
        for source in recipe.sources
    ]
    return [
        "## What it was made from",
        "",
        "Cleaned, without copies, without lines of the texts it is measured on, with e-mail addresses, phone and card "
        "numbers taken out. Weight: how often the network read a source in a pass; the n-gram counts all once. "
        "The text itself is not part of wordrnn. We thank those who wrote and shared it:",
        "",
        "| source | words | weight | licence | credit |",
        "|---|---|---|---|---|",
        *rows,
        "",
        "Text under CC BY and CDLA-Sharing was changed as said above. Software licences (BSD, MIT, Apache) came with "
        "their texts' repositories; what they give is given as it is, without warranty of any kind, and none of those "
        "named endorses wordrnn.",
        "",
    ]


def _limits(recipe: Recipe) -> list[str]:
    return [
        "## Limits",
        "",
        "- English, mostly American and written after 2000; weak in slang, names of people, places and products, and "
        "in the words of a profession.",
        "- It predicts what is likely in such text, not what is true or wise. It has the leanings of its sources.",
        "- It is a beginning: what one writes oneself, learned by memory or by training on from this model, soon "
        "matters more.",
        "- Left out of its text, to show that: " + ", ".join(recipe.left_out) + ".",
        "",
    ]
