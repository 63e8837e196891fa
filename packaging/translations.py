"""Brings the translation files up to date with the strings in the source: `python packaging/translations.py`.

Strings are read from the calls `self.tr("…")` and `translate("Context", "…")` in `ui`, and from the sentences of
`wordrnn.messages` and `wordrnn.lab.sentences`. Each `wordrnn_LANGUAGE.ts` in `ui/language/translations` then has an
entry for every one of them (the English file only for those with a number, its forms made from "word(s)"), keeps the
translations it had, and drops what is gone; Qt's `pyside6-lrelease` makes the .qm files that are shipped. With
`--check`, nothing is written, and what is missing is said.

Qt's own lupdate is not used, for it does not see a call within an f-string or one with a number as its third argument.
"""

import argparse
import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "ui" / "language" / "translations"
FORMS = 2  # of a number, in English and in German
LANGUAGES = {"en": "en_US", "de": "de_DE"}
ENGINE = "Errors"  # the context of the engine's sentences


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A string to translate, and whether it has forms for a number."""

    context: str
    source: str
    comment: str = ""
    plural: bool = False


Forms = tuple[str, ...]


def strings() -> set[Message]:
    """Return every string of the app. Raises ValueError where one cannot be read from the source."""
    return set(_of_the_app()) | set(_of_the_engine())


def read(path: Path) -> dict[Message, Forms]:
    """Return the translations in a .ts file; an unfinished one has empty forms."""
    if not path.exists():
        return {}
    found: dict[Message, Forms] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for entry in context.iter("message"):
            plural = entry.get("numerus") == "yes"
            message = Message(
                context.findtext("name", ""),
                entry.findtext("source", ""),
                entry.findtext("comment", ""),
                plural,
            )
            translation = entry.find("translation")
            assert translation is not None
            found[message] = (
                tuple(form.text or "" for form in translation.iter("numerusform"))
                if plural
                else (translation.text or "",)
            )
    return found


def wanted(language: str, known: Mapping[Message, Forms]) -> dict[Message, Forms]:
    """Return what the file of `language` should hold: what is known of the strings there are."""
    if language == "en":
        return {m: _usable(known.get(m)) or _english(m.source) for m in strings() if m.plural}
    return {m: known.get(m, ("",) * (FORMS if m.plural else 1)) for m in strings()}


def written(language: str, translations: Mapping[Message, Forms]) -> str:
    """Return the text of a .ts file."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{LANGUAGES[language]}" sourcelanguage="en_US">')
    for context in sorted({message.context for message in translations}):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for message in sorted(m for m in translations if m.context == context):
            lines += _entry(message, translations[message])
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def compile_qm(ts: Path) -> None:
    """Make the .qm file beside a .ts file."""
    beside = Path(sys.executable).with_name("pyside6-lrelease")
    program = str(beside) if beside.exists() else "pyside6-lrelease"
    subprocess.run([program, "-silent", str(ts), "-qm", str(ts.with_suffix(".qm"))], check=True)


def main() -> int:
    """Update or check every file, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where something is missing"
    )
    check = parser.parse_args().check
    missing = 0
    for language in LANGUAGES:
        path = FOLDER / f"wordrnn_{language}.ts"
        known = read(path)
        now = wanted(language, known)
        open_ones = sorted(message for message, forms in now.items() if not _usable(forms))
        gone = known.keys() - now.keys()
        missing += len(open_ones) + len(gone) * check
        print(f"{path.name}: {len(now)} strings, {len(open_ones)} not translated, {len(gone)} gone")
        for message in open_ones:
            print(f"    {message.context}: {message.source!r}")
        if not check:
            path.write_text(written(language, now), encoding="utf-8")
            compile_qm(path)
    return 1 if missing else 0


def _of_the_app() -> Iterator[Message]:
    files = sorted((ROOT / "ui").rglob("*.py"))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}
    derived = {
        base.id
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for base in node.bases
        if isinstance(base, ast.Name)
    }
    for path, tree in trees.items():
        if path.name != "translation.py":
            yield from _in_tree(tree, path, "", derived)


def _in_tree(node: ast.AST, path: Path, owner: str, derived: set[str]) -> Iterator[Message]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            where = f"{path.relative_to(ROOT)}:{child.lineno}"
            if isinstance(child.func, ast.Attribute) and child.func.attr == "tr":
                yield _from_tr(child, where, owner, derived)
            elif isinstance(child.func, ast.Name) and child.func.id == "translate":
                context, source = (_literal(argument, where) for argument in child.args[:2])
                yield Message(context, source, "", len(child.args) + len(child.keywords) > 2)
        inner = child.name if isinstance(child, ast.ClassDef) else owner
        yield from _in_tree(child, path, inner, derived)


def _from_tr(call: ast.Call, where: str, owner: str, derived: set[str]) -> Message:
    texts = [_literal(argument, where) for argument in call.args[:2]]
    plural = len(call.args) > 2
    if plural and owner in derived:
        # For an object of a derived class Qt looks there first, finds nothing, and numbers the bare source.
        raise ValueError(
            f'{where}: {owner} has derived classes; use translate("{owner}", …, number) for numbers'
        )
    return Message(owner, texts[0], "".join(texts[1:]), plural)


def _of_the_engine() -> Iterator[Message]:
    sys.path.insert(0, str(ROOT))
    try:
        from ui.language import lab_sentences
        from ui.language.error_sentences import own_sentences
        from wordrnn.lab.sentences import ENGLISH
        from wordrnn.messages import NO_GUESS, SENTENCES
    finally:
        sys.path.remove(str(ROOT))
    said_otherwise = own_sentences()
    for sentence in (*(s for code, s in SENTENCES.items() if code not in said_otherwise), NO_GUESS):
        yield Message(ENGINE, sentence)
    for sentence in ENGLISH.values():
        yield Message(lab_sentences.CONTEXT, sentence)


def _literal(node: ast.expr, where: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{where}: expected a literal string, got {ast.unparse(node)}")


def _usable(forms: Forms | None) -> Forms:
    return forms if forms and all(forms) else ()


def _english(source: str) -> Forms:
    """Return the forms for 1 and for more, where the source says how they are made: "%n word(s)"."""
    if not re.search(r"\((s|es)\)", source):
        return ("", "")
    counted = source.replace("%n", "%Ln")  # with the thousands apart, as the locale has it
    return re.sub(r"\((?:s|es)\)", "", counted), re.sub(r"\((s|es)\)", r"\1", counted)


def _entry(message: Message, forms: Forms) -> Iterator[str]:
    yield '    <message numerus="yes">' if message.plural else "    <message>"
    yield f"        <source>{escape(message.source)}</source>"
    if message.comment:
        yield f"        <comment>{escape(message.comment)}</comment>"
    start = "<translation>" if _usable(forms) else '<translation type="unfinished">'
    if message.plural:
        inner = "".join(f"<numerusform>{escape(form)}</numerusform>" for form in forms)
        yield f"        {start}{inner}</translation>"
    else:
        yield f"        {start}{escape(forms[0])}</translation>"
    yield "    </message>"


if __name__ == "__main__":
    sys.exit(main())
