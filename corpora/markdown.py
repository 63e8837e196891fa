"""Markdown → plain text: what a reader of the page would read, one paragraph a line."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a fortieth of a second, which nobody should wait who reads no Markdown
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def plain_text(markdown: str) -> str:
    """Return the words of `markdown`, one paragraph, heading, list item or table cell a line.

    Syntax, code blocks, HTML, images and front matter are left out; of a link its text is kept.
    """
    source = _without_comments(_FRONT_MATTER.sub("", markdown, count=1))
    lines = (" ".join(line.split()) for token in _parser().parse(source) for line in _lines(token))
    text = "\n".join(filter(None, lines))
    return text + "\n" if text else ""


def _without_comments(markdown: str) -> str:
    """Return `markdown` without HTML comments. A pattern would look for the end of each that has none, to the end."""
    kept, at = [], 0
    while (begin := markdown.find("<!--", at)) >= 0 and (end := markdown.find("-->", begin + 4)) >= 0:
        kept.append(markdown[at:begin])
        at = end + 3
    return "".join((*kept, markdown[at:]))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _lines(token: "Token") -> Iterator[str]:
    """Yield the lines of an inline token, more than one where it has hard breaks; other tokens have no text."""
    if token.type == "inline":
        yield from "".join(map(_text, token.children or [])).split("\n")


def _text(child: "Token") -> str:
    """Return what is read of one piece of a paragraph."""
    if child.type in ("text", "code_inline", "text_special"):
        return child.content
    if child.type == "softbreak":
        return " "
    if child.type == "hardbreak" or (
        child.type == "html_inline" and _LINE_BREAK_TAG.fullmatch(child.content)
    ):
        return "\n"
    return ""
