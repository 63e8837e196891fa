"""What a comparison of models says: rows of figures, the best of each column, sentences, and the table as text."""

import csv
import io
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.evaluate.measured_text import PARTS
from ui.evaluate.word_facts import part_title
from ui.language.translation import translate
from ui.language.wording import number, percent, perplexity
from ui.style.figure_column import Column

Figures = Mapping[str, float]
Results = Mapping[str, Mapping[str, Figures]]
"""Model → part → figures, as `wordrnn evaluate --json` has them."""
_CLOSE = 0.01  # a smaller difference, of either kind, is none to speak of
_NOT_ON_SCREEN = ("model", "part")


@dataclass(frozen=True, slots=True)
class Row:
    """What one part of one model did."""

    model: str
    part: str
    figures: Figures


def _tenths(value: float) -> str:
    return number(value * 100)


def columns() -> list[Column]:
    """Return the columns of the table."""
    return [
        Column(
            "perplexity",
            translate("Evaluation", "perplexity"),
            translate("Evaluation", "among how many equally likely words the model still had to choose"),
            perplexity,
            lowest=True,
        ),
        Column(
            "top1",
            translate("Evaluation", "top-1"),
            translate("Evaluation", "how often the most probable word was the right one"),
            _tenths,
        ),
        Column(
            "top3",
            translate("Evaluation", "top-3"),
            translate("Evaluation", "how often the right one was among the three most probable"),
            _tenths,
        ),
        Column(
            "top5",
            translate("Evaluation", "top-5"),
            translate("Evaluation", "how often the right one was among the five most probable"),
            _tenths,
        ),
        Column(
            "keystroke_savings",
            translate("Evaluation", "saved %"),
            translate("Evaluation", "the share of the keystrokes that taking suggestions saves"),
            _tenths,
        ),
        Column(
            "latency_ms_p50",
            translate("Evaluation", "ms"),
            translate("Evaluation", "milliseconds from a letter to the suggestions, half of the time"),
            lambda value: number(value, 2),
            lowest=True,
        ),
    ]


def rows_of(results: Results) -> list[Row]:
    """Return a row for each part of each model, model after model."""
    return [
        Row(model, part, parts[part]) for model, parts in results.items() for part in PARTS if part in parts
    ]


def difference(rows: Sequence[Row], row: Row, column: Column) -> str:
    """Return by how much a row differs from the same part of the first model: "−4.2"; "" for the first itself."""
    first = next((each for each in rows if each.part == row.part), row)
    if first.model == row.model or column.key not in first.figures or column.key not in row.figures:
        return ""
    value = row.figures[column.key] - first.figures[column.key]
    shown = column.show(abs(value))
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{shown}"


def findings(results: Results, kinds: Mapping[str, str], trained: Collection[str] = ()) -> list[str]:
    """Return what is worth saying of the figures; `kinds` are the models' kinds of tokens.

    Of the models that were `trained` on the text nothing is said: what they remember says nothing of new text.
    """
    said: list[str] = []
    for model, parts in results.items():
        name = f"{model}: " if len(results) > 1 else ""
        said += [name + each for each in _of_model(parts)] if model not in trained else []
    known = [model for model in results if model in trained]
    if known and len(results) > 1:
        text = translate(
            "Evaluation", "The comparison is not fair: the text was in the training of {models}."
        )
        return [*said, text.format(models=", ".join(known))]
    return said + _between(results, kinds)


def _of_model(parts: Mapping[str, Figures]) -> list[str]:
    def saved(part: str) -> float:
        return parts[part].get("keystroke_savings", 0.0)

    said = []
    if "rnn" in parts and "ngram" in parts:
        said += _ngram_against_network(parts["ngram"], parts["rnn"])
    elif "ngram" in parts:
        said.append(
            translate("Evaluation", "There is no network yet: the n-gram predicts alone, and is the mixture.")
        )
    if "memory" in parts and "mixture" in parts:
        better = parts["mixture"]["perplexity"] / parts["memory"]["perplexity"]
        before, after = percent(saved("mixture")), percent(saved("memory"))
        if better > 1 + _CLOSE:
            text = translate(
                "Evaluation",
                "Memory helps: the text repeats words and names, and with it the perplexity falls from {before} to "
                "{after} and the keystrokes saved go from {saved_before} to {saved_after}.",
            )
            said.append(
                text.format(
                    before=perplexity(parts["mixture"]["perplexity"]),
                    after=perplexity(parts["memory"]["perplexity"]),
                    saved_before=before,
                    saved_after=after,
                )
            )
        else:
            said.append(translate("Evaluation", "Memory makes little difference on this text."))
    return said


def _ngram_against_network(ngram: Figures, network: Figures) -> list[str]:
    if ngram["perplexity"] < network["perplexity"] * (1 - _CLOSE):
        text = translate(
            "Evaluation",
            "The n-gram wins: alone it does better than the network ({ngram} against {network}). "
            "More text or a longer training would help the network.",
        )
    elif ngram.get("keystroke_savings", 0) > network.get("keystroke_savings", 0) + _CLOSE / 2:
        text = translate(
            "Evaluation",
            "The network is less surprised ({network} against {ngram}), but the n-gram saves more keystrokes.",
        )
    else:
        return []
    return [text.format(ngram=perplexity(ngram["perplexity"]), network=perplexity(network["perplexity"]))]


def _between(results: Results, kinds: Mapping[str, str]) -> list[str]:
    if len(results) < 2:
        return []
    said = []
    best_parts = {
        model: max(parts.values(), key=lambda figures: figures.get("keystroke_savings", 0.0))
        for model, parts in results.items()
        if parts
    }
    order = sorted(best_parts, key=lambda model: -best_parts[model].get("keystroke_savings", 0.0))
    if len(order) > 1 and "keystroke_savings" in best_parts[order[0]]:
        first, second = (best_parts[model]["keystroke_savings"] for model in order[:2])
        if first - second >= _CLOSE / 2:
            text = translate("Evaluation", "{model} saves the most keystrokes: {first} against {second}.")
            said.append(text.format(model=order[0], first=percent(first), second=percent(second)))
        else:
            text = translate("Evaluation", "{model} and {other} save about the same number of keystrokes.")
            said.append(text.format(model=order[0], other=order[1]))
    unknown = {
        round(next(iter(parts.values())).get("unknown_rate", 0.0), 4) for parts in results.values() if parts
    }
    if len(unknown) > 1 or len({kinds.get(model, "") for model in results}) > 1:
        said.append(
            translate(
                "Evaluation",
                "These models do not have the same vocabulary, so that their perplexities and hits cannot be compared "
                "directly; the keystrokes saved can.",
            )
        )
    return said


# The table as text ----------------------------------------------------------------------------------------------------


def as_csv(results: Results) -> str:
    """Return the figures as a table in CSV, every key of `evaluate --json` a column."""
    rows = rows_of(results)
    keys = list(dict.fromkeys(key for row in rows for key in row.figures))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_NOT_ON_SCREEN, *keys])
    for row in rows:
        writer.writerow([row.model, row.part, *(row.figures.get(key, "") for key in keys)])
    return out.getvalue()


def as_json(results: Results, document: str, protocol: Mapping[str, Any]) -> str:
    """Return the figures as one JSON object: model → part → what `evaluate --json` has, and how they were measured."""
    whole = {"document": document, "protocol": dict(protocol), "models": results}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def as_text(results: Results) -> str:
    """Return the table as it is seen, tabs between the columns: for a document or a spreadsheet."""
    shown, rows = columns(), rows_of(results)
    lines = [["", "", *(column.title for column in shown)]]
    lines += [
        [
            row.model,
            part_title(row.part),
            *(column.show(row.figures[column.key]) if column.key in row.figures else "" for column in shown),
        ]
        for row in rows
    ]
    return "\n".join("\t".join(line) for line in lines) + "\n"


def protocol_sentence(kind: str, k: int) -> str:
    """Return how the figures of a model are counted, by its kind of tokens."""
    tokens = {
        "word": translate(
            "Evaluation",
            "words, punctuation and line ends are counted, words outside the vocabulary as one word",
        ),
        "bpe": translate(
            "Evaluation", "pieces of words and line ends are counted: not comparable with figures by the word"
        ),
        "pretokenized": translate(
            "Evaluation", "split at white space only, line ends are counted, <unk> is a word"
        ),
    }[kind]
    text = translate("Evaluation", "Protocol: {tokens}; %n suggestion(s) in view.", k)
    return text.format(tokens=tokens)


def strong_language_sentence(suggested: bool) -> str:
    """Return whether strong language is among the suggestions that are counted."""
    if suggested:
        return translate("Evaluation", "Strong language is suggested, as the settings have it.")
    return translate("Evaluation", "Strong language is not suggested.")


def part_protocols() -> str:
    """Return what each part is, in a sentence each."""
    return translate(
        "Evaluation",
        "n-gram and network alone; mixture: both, weighted as the model is used; mixture + memory: with a memory that "
        "is empty at first and learns each word once it has been predicted. What you have taught the app plays no "
        "part. Keystrokes: a word is taken, with the space behind it, as soon as it is among the suggestions; "
        "punctuation is free.",
    )


MUCH, SOME = 0.5, 0.05
"""Shares of a text in the training text from which it was in training, or partly."""


def training_remark(overlap: Mapping[str, Any] | None, known: bool) -> str:
    """Return in a few words whether a text was in training; "" before that is known."""
    if not known:
        return ""
    if overlap is None or not overlap["judged"]:
        return translate("Evaluation", "whether it was in training cannot be checked")
    if overlap["share"] >= MUCH:
        return translate("Evaluation", "was in training")
    if overlap["share"] >= SOME:
        return translate("Evaluation", "partly in training")
    return translate("Evaluation", "not in training")


def was_in_training(overlap: Mapping[str, Any] | None) -> bool:
    """Return whether a text, or a part of it that counts, was in training."""
    return overlap is not None and overlap["share"] >= SOME


def training_warning(model: str, overlap: Mapping[str, Any] | None, known: bool) -> str:
    """Return what is to be known of a text that `model` may have been trained on; "" where there is nothing."""
    if not known:
        return ""
    if overlap is None:
        text = translate(
            "Evaluation",
            "Whether this text was in the training of {model} cannot be checked: the model has no n-gram, "
            "which would know. If it was, the figures say nothing about new text.",
        )
        return text.format(model=model)
    if not overlap["judged"]:
        text = translate(
            "Evaluation",
            "Whether this text was in the training of {model} cannot be checked: its lines are too short to tell.",
        )
        return text.format(model=model)
    share = percent(overlap["share"])
    if overlap["share"] >= MUCH:
        text = translate(
            "Evaluation",
            "This text was in the training of {model}: {share} of it stands there word for word. "
            "The figures say how well the text was memorised, nothing about new text.",
        )
        return text.format(model=model, share=share)
    if overlap["share"] >= SOME:
        text = translate(
            "Evaluation",
            "Part of this text was in the training of {model}: {share} of it stands there word for word. "
            "The figures are better than they would be for new text.",
        )
        return text.format(model=model, share=share)
    if overlap["at_least"]:
        text = translate(
            "Evaluation",
            "{model} was trained on so much text that its n-gram keeps only a part: this text, or some of it, may have "
            "been in training nevertheless.",
        )
        return text.format(model=model)
    return ""
