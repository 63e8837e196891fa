"""The sentences under the figures: a code and parameters that come from the data, and the English of each code.

As with errors, only the command line and `ui` put them into words, so that they can be translated. A parameter that
names contenders is a list of their codes, written with `:names`.
"""

import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from wordrnn.lab.contenders import NAMES

ENGLISH: dict[str, str] = {}
"""By experiment; a code begins with the experiment's name."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is seen in a figure. Parameters are JSON values."""

    code: str
    params: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values, with its English for people who read those."""
        return {"code": self.code, "params": self.params, "text": worded(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the sentence that `to_json` made `data` of."""
        return cls(str(data["code"]), dict(data["params"]))


def sentence(code: str, /, **params: Any) -> Sentence:
    """Return the sentence `code`; one that has no English, or other parameters, is a mistake of ours."""
    wanted = {name for _, name, _, _ in string.Formatter().parse(ENGLISH[code]) if name}
    assert wanted == set(params), f"{code}: {sorted(wanted ^ set(params))}"
    return Sentence(code, params)


class Wording(string.Formatter):
    """Puts parameters into a sentence; `{cells:names}` is a list of contenders in words.

    Derive from it for another language.
    """

    def name_of(self, contender: str) -> str:
        """Return how a contender is called within a sentence."""
        return NAMES.get(contender, contender)

    def listed(self, words: Sequence[str]) -> str:
        """Return `a`, `a and b`, or `a, b and c`."""
        return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return a parameter as its place in the sentence asks for."""
        if format_spec == "names":
            names = [value] if isinstance(value, str) else value
            return self.listed([self.name_of(each) for each in names])
        return super().format_field(value, format_spec)


def worded(
    sentence: Sentence,
    template: Callable[[str], str] = str,
    wording: Wording | None = None,
) -> str:
    """Return the sentence in words; an unknown code, or one with other parameters, gives the code.

    `template` turns the English one into that of another language, `wording` puts the parameters in.
    """
    english = ENGLISH.get(sentence.code)
    if english is None:
        return sentence.code
    try:
        text = (wording or Wording()).vformat(template(english), (), sentence.params)
    except (KeyError, ValueError, TypeError):  # from a file that another version wrote
        return sentence.code
    return text[:1].upper() + text[1:]
