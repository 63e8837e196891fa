"""The engine's errors in the person's language: by code, from the sentences that `wordrnn.messages` has in English.

Those that speak to somebody at a terminal are said in the app's own words here.
"""

import string

from PySide6.QtCore import QCoreApplication

from ui.language.translation import translate
from ui.language.wording import count
from wordrnn.errors import WordrnnError
from wordrnn.messages import sentence

CONTEXT = "Errors"


def worded(error: WordrnnError) -> str:
    """Return what the error says to the person; an unknown code gives the code and its parameters."""
    return sentence(error, own_sentences().get(error.code) or _translated, _Localised())


def own_sentences() -> dict[str, str]:
    """Return, by code and in the language in use, the sentences that the app says in other words."""
    return {
        "name-taken": translate("Errors", "There is a model named {got} already: choose another name, or delete that one first."),
        "already-training": translate("Errors", "{got} is being trained already: stop that run first."),
        "not-like-base": translate(
            "Errors",
            "{name} is {expected} in {model}, which this run goes on from, and {got} was asked for: leave it as it is, or "
            "train a new model.",
        ),
        "no-such-path": translate("Errors", "There is no file, folder or corpus named {path}: it may have been moved or removed."),
        "shards-gone": translate("Errors", "The prepared text in {path} is gone or damaged: start the run again to prepare it anew."),
        "no-model": translate("Errors", "There is no model at {path}: it may have been moved or removed."),
        "no-active-model": translate("Errors", "No model is in use yet: train one on the Train page, or choose one on the Models page."),
        "base-without-network": translate(
            "Errors",
            "{model} has no network to go on from yet, only counted word sequences: let its own run go on, or train a new "
            "model on all the text.",
        ),
        "nothing-to-resume": translate("Errors", "There is no unfinished run in {path} to go on with: start a new one."),
        "no-permission": translate("Errors", "{path} may not be written: change its permissions, or choose another folder."),
        "needs-tensorflow": translate(
            "Errors",
            "Training needs TensorFlow, and {missing} is not installed here. Writing with trained models works without; "
            "the README says how to install it.",
        ),
        "needs-lab": translate("Errors", "This needs {missing}, which is not installed here; the README says how to install it."),
        "needs-lsp": translate("Errors", "This needs {missing}, which is not installed here; the README says how to install it."),
        "needs-full-app": translate(
            "Errors",
            "This app only predicts and has no {missing}; the one with training has it, and finds your texts and models.",
        ),
        "nothing-to-export": translate("Errors", "{model} has no network yet, only counted word sequences: train it longer first."),
        "export-too-large": translate(
            "Errors", "The network of {model} has more than {limit} numbers, the most that a file of that format holds."
        ),
        "needs-export": translate("Errors", "This format needs {missing}, which is not installed here; the README says how to install it."),
        "needs-keras": translate("Errors", "A .keras file needs TensorFlow, and {missing} is not installed here; the README says how to install it."),
        "race-training-failed": translate("Errors", "A network of the race could not be trained: {reason}"),
        "no-lab-data": translate("Errors", "{path} is no saved result of this experiment, or a damaged one: save it anew."),
    }  # fmt: skip


def _translated(english: str) -> str:
    return QCoreApplication.translate(CONTEXT, english)


class _Localised(string.Formatter):
    """Writes the thousands of a number as the language in use does."""

    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec == "," and isinstance(value, (int, float)):
            return count(value)
        return super().format_field(value, format_spec)
