import ast
import string
from pathlib import Path

import pytest

from wordrnn.errors import OptionError
from wordrnn.messages import SENTENCES, sentence

PACKAGES = ("corpora", "wordrnn", "ui")
ROOT = Path(__file__).parents[2]
ERRORS = ("WordrnnError", "CorpusError", "OptionError", "ModelError", "StorageError", "UnavailableError")


def raised() -> list[tuple[str, str, set[str]]]:
    """Return where each error with a literal code is made, with that code and its parameters."""
    found = []
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                    code = node.args[0] if node.args else None
                    if isinstance(code, ast.Constant) and isinstance(code.value, str):
                        params = {keyword.arg or "**" for keyword in node.keywords}
                        found.append((f"{path.name}:{node.lineno}", code.value, params))
    return found


def test_errors_are_raised_somewhere() -> None:
    assert len(raised()) > 30


@pytest.mark.parametrize(
    ("place", "code", "params"), raised(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_code_has_a_sentence_for_its_parameters(place: str, code: str, params: set[str]) -> None:
    assert code in SENTENCES, f"{place}: no sentence for {code}"
    wanted = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}
    assert wanted <= params or "**" in params, f"{place}: {code} needs {wanted}, has {params}"


def test_sentences_tell_what_was_got_and_guess_what_was_meant() -> None:
    error = OptionError("bad-value", name="units", expected="a whole number", got="-3")
    assert sentence(error) == "units: expected a whole number, got -3."
    assert sentence(OptionError("unknown-setting", name="dropuot", guess="dropout")).endswith(
        "did you mean 'dropout'?"
    )
    assert sentence(OptionError("unknown-setting", name="x", guess="")) == "Unknown setting 'x'."
