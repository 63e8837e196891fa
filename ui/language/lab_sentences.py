"""The sentences under the Lab's figures in the person's language: by code, from `wordrnn.lab.sentences`."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from ui.language.translation import translate
from ui.language.wording import number
from wordrnn.lab.sentences import Sentence, Wording, worded

CONTEXT = "LabSentences"


def sentences_of(result: Mapping[str, Any]) -> list[str]:
    """Return what the `result` of an experiment says in words, a sentence each; `result` is its JSON."""
    wording = _Localised()
    return [worded(Sentence.from_json(each), _translated, wording) for each in result.get("sentences", ())]


def contender_name(contender: str) -> str:
    """Return how a contender is called within a sentence; an unknown one by its code."""
    names = {
        "logistic": translate("Contenders", "logistic regression"),
        "linear": translate("Contenders", "linear regression"),
        "svm": translate("Contenders", "linear SVM"),
        "tree": translate("Contenders", "decision tree"),
        "feedforward": translate("Contenders", "feed-forward network"),
        "peephole": translate("Contenders", "peephole LSTM"),
    }
    return names.get(contender) or Wording().name_of(contender)


def gate_name(gate: str) -> str:
    """Return how a gate is called within a sentence."""
    names = {
        "input": translate("Gates", "the input gate"),
        "forget": translate("Gates", "the forget gate"),
        "output": translate("Gates", "the output gate"),
        "update": translate("Gates", "the update gate"),
        "reset": translate("Gates", "the reset gate"),
    }
    return names[gate]


def contender_label(contender: str) -> str:
    """Return what a legend or a table calls a contender."""
    name = contender_name(contender)
    return name[:1].upper() + name[1:]


def _translated(english: str) -> str:
    return QCoreApplication.translate(CONTEXT, english)


class _Localised(Wording):
    """Writes names, lists and numbers as the language in use does."""

    def name_of(self, contender: str) -> str:
        return contender_name(contender)

    def listed(self, words: Sequence[str]) -> str:
        if len(words) < 2:
            return "".join(words)
        return translate("LabSentences", "{first} and {last}").format(
            first=", ".join(words[:-1]), last=words[-1]
        )

    def held(self, gate: str, value: float) -> str:
        if value == 0:
            text = translate("LabSentences", "{gate} shut")
        elif value == 1:
            text = translate("LabSentences", "{gate} open")
        else:
            text = translate("LabSentences", "{gate} held at {value}")
        return text.format(gate=gate_name(gate), value=number(value, 2))

    def format_field(self, value: Any, format_spec: str) -> str:
        decimals = format_spec[1:-1] if format_spec.startswith(".") else ""
        if isinstance(value, (int, float)) and (format_spec == "," or decimals.isdecimal()):
            if format_spec.endswith("%"):
                return f"{number(value * 100, int(decimals))}\u202f%"
            if format_spec == "," or format_spec.endswith("f"):
                return number(value, int(decimals or 0))
        return super().format_field(value, format_spec)
