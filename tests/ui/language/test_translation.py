"""Every string of the app is in the translation files, translated, and in the compiled files that are shipped."""

import ast
import importlib.util
import re
import string
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from tests.wordrnn.test_messages import raised
from ui import errors
from ui.language import translation, wording
from ui.language.error_sentences import CONTEXT, own_sentences, worded
from wordrnn.errors import CorpusError, ModelError, WordrnnError
from wordrnn.messages import SENTENCES

ROOT = Path(__file__).parents[3]
REMEDY = "run: python packaging/translations.py, and translate what it names"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclass looks itself up among the modules.
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    return module


script = load_script()
LANGUAGES = tuple(script.LANGUAGES)


@pytest.fixture
def german(qapp: QApplication) -> QApplication:
    before = QLocale()
    translators = translation.install(qapp, "de")
    yield qapp
    for each in translators:
        qapp.removeTranslator(each)
    QLocale.setDefault(before)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_has_every_string_and_no_other(language: str) -> None:
    held = script.read(script.FOLDER / f"wordrnn_{language}.ts")
    wanted = script.wanted(language, held)
    assert sorted(wanted.keys() - held.keys()) == [], REMEDY
    assert sorted(held.keys() - wanted.keys()) == [], REMEDY
    assert sorted(m for m, forms in held.items() if not all(forms)) == [], REMEDY


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_fields_of_their_strings(language: str) -> None:
    wrong = []
    for message, forms in script.read(script.FOLDER / f"wordrnn_{language}.ts").items():
        for form in forms:
            if fields(form) != fields(message.source):
                wrong.append((message.source, form))
            if "%n" in message.source and not re.search("%L?n", form):
                wrong.append((message.source, form))
    assert wrong == []


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_says_what_the_source_says(language: str, qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(script.FOLDER / f"wordrnn_{language}.qm"))
    old = []
    for message, forms in script.read(script.FOLDER / f"wordrnn_{language}.ts").items():
        for number, form in zip((1, 2) if message.plural else (-1,), forms, strict=True):
            got = translator.translate(message.context, message.source, message.comment, number)
            if got != form:
                old.append((message.source, got, form))
    assert old == [], REMEDY


def test_a_number_in_a_class_that_others_derive_from_is_refused(tmp_path: Path) -> None:
    path = ROOT / "ui" / "made_up.py"
    source = "class A:\n  def f(self, n):\n    return self.tr('%n word(s)', '', n)\nclass B(A): pass\n"
    with pytest.raises(ValueError, match="derived classes"):
        list(script._in_tree(ast.parse(source), path, "", {"A"}))
    with pytest.raises(ValueError, match="literal"):
        list(script._in_tree(ast.parse("translate('X', name)"), path, "", set()))


def test_a_call_within_an_f_string_is_found() -> None:
    source = 'class A:\n  def f(self):\n    return f\'{self.tr("in" " two")} {translate("B", "out", 3)}\'\n'
    found = set(script._in_tree(ast.parse(source), ROOT / "ui" / "x.py", "", set()))
    assert found == {script.Message("A", "in two"), script.Message("B", "out", "", True)}


@pytest.mark.parametrize(
    ("place", "code", "params"), raised(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_error_has_german_words(place: str, code: str, params: set[str], german: QApplication) -> None:
    given = {name: 1000 for name in params if name != "**"}
    english = SENTENCES[code]
    said = worded(WordrnnError(code, **given))
    template = own_sentences().get(code) or QCoreApplication.translate(CONTEXT, english)
    assert template != english, f"{place}: {code} is said in English"
    assert said.strip()
    if "**" not in params:
        assert "<" not in re.sub(r'[/\\:*?"<>| ]{5,}', "", said), f"{code}: {said}"


def test_numbers_days_and_errors_are_german_ones(german: QApplication) -> None:
    assert wording.count(17_740) == "17.740"
    assert wording.perplexity(88.44) == "88,4"
    assert wording.day("2026-11-22T10:00:00+00:00") == "22. Nov. 2026"
    said = errors.sentence_for(CorpusError("download-too-long", url="u", expected=1_500_000))
    assert "1.500.000" in said
    assert errors.sentence_for(ModelError("never-heard-of", path="x")) == "never-heard-of(path='x')"


def test_an_unknown_language_is_english(qapp: QApplication) -> None:
    assert translation.locale_for("de").language() == QLocale.Language.German
    assert translation.locale_for("").language() != QLocale.Language.C


SHOWING = {
    "setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setWindowTitle", "setPlaceholderText",
    "setTitle", "setInformativeText", "setStatusTip", "addAction", "addItem", "addTab", "label", "button", "section",
    "menu_button", "Card", "FigureCard", "Fold", "EmptyState", "Segments", "QAction", "QLabel", "QPushButton",
    "QCheckBox", "QRadioButton", "QGroupBox", "set_text", "set_title", "show_error", "setSuffix", "setSpecialValueText",
}  # fmt: skip
# What is no word of any language, or is written the same in all.
SAME_EVERYWHERE = {"wordrnn", "[*] – wordrnn", "English", "Deutsch", "ms", "min"}


def test_what_is_shown_goes_through_translation() -> None:
    shown = []
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called not in SHOWING:
                continue
            # The role of a label or button is its second argument or later; a Card's heading is its second.
            arguments = (
                node.args
                if called in ("Card", "FigureCard", "Fold", "EmptyState", "show_error")
                else node.args[:1]
            )
            for text in (literal for argument in arguments for literal in bare_words(argument)):
                if text not in SAME_EVERYWHERE:
                    shown.append(f"{path.name}:{node.lineno}: {text!r}")
    assert shown == []


def bare_words(node: ast.expr) -> list[str]:
    """Return the words of a literal, or of the literal parts of an f-string."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return [text.strip() for text in texts if "<" not in text and re.search(r"[^\W\d_]{2,}", text)]
