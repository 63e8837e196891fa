"""Word documents (.docx) → lines: the paragraphs of the text with those of tables and text boxes, then the notes.

Deleted text, comments, fields, tables of contents, and the heads and feet of pages are left out.
"""

import posixpath
import re
from collections.abc import Iterator

from corpora.blocks import documents, lines_of
from corpora.document import Document
from corpora.formats import xml_events, zips
from corpora.formats.zips import Zip
from corpora.source import Source

_WORD = frozenset(
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MAIN_PART = "word/document.xml"
_NOTES = ("footnotes.xml", "endnotes.xml")
_LEFT_OUT = frozenset(("del", "moveFrom", "rPrChange", "pPrChange", "sectPr"))

_CONTENTS_STYLE = re.compile(r"TOC ?\d", re.IGNORECASE)


def read(source: Source) -> Iterator[Document]:
    """Yield the documents of a Word file. Raises CorpusError, OSError."""
    with source.open() as file:
        if file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # an OLE file: encrypted, or an old .doc
            raise zips.damaged(source, "docx", "an old Word file or one with a password")
    with zips.opened(source, "docx") as archive:
        yield from documents(source.name, _lines(archive))


def _lines(archive: Zip) -> Iterator[str]:
    main = _main_part(archive)
    yield from _part_lines(archive, main)
    for name in _NOTES:
        notes = posixpath.join(posixpath.dirname(main), name)
        if notes in archive:
            yield from _part_lines(archive, notes)


def _main_part(archive: Zip) -> str:
    """Return the name of the part with the text, which need not be the usual one."""
    relations = _Relations()
    if "_rels/.rels" in archive:
        _parse(archive, "_rels/.rels", relations)
    target = relations.main.lstrip("/")
    return target if target in archive else _MAIN_PART


def _part_lines(archive: Zip, name: str) -> Iterator[str]:
    text = _Text()
    _parse(archive, name, text)
    for paragraph in text.paragraphs:
        yield from lines_of(paragraph)


def _parse(archive: Zip, name: str, handler: xml_events.Handler) -> None:
    try:
        xml_events.parse(archive.chunks(name), handler)
    except xml_events.XmlError as error:
        raise archive.damaged(f"{name}: {error}") from error


class _Relations:
    """Finds which part is the document."""

    def __init__(self) -> None:
        self.main = ""

    def start(self, name: tuple[str, str], attributes: dict[tuple[str, str], str]) -> None:
        if attributes.get(("", "Type"), "").endswith("/officeDocument"):
            self.main = self.main or attributes.get(("", "Target"), "")

    def end(self, name: tuple[str, str]) -> None:
        pass

    def characters(self, text: str) -> None:
        pass


class _Text:
    """Gathers the paragraphs of a part."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._open: list[list[str]] = []  # a paragraph in a text box is within another
        self._left_out = 0  # depth within an element that is left out, or 0
        self._in_text = False
        self._of_contents = 0  # the depth of a paragraph that belongs to a table of contents
        self._blocks: list[
            int
        ] = []  # for each content control that is open, how many paragraphs there were before

    def start(self, name: tuple[str, str], attributes: dict[tuple[str, str], str]) -> None:
        namespace, tag = name
        if self._left_out:
            self._left_out += 1
        elif namespace == _COMPATIBILITY and tag == "Fallback":  # the same again for old programs
            self._left_out = 1
        elif namespace in _WORD:
            self._start_word(tag, {key[1]: value for key, value in attributes.items()})

    def end(self, name: tuple[str, str]) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        namespace, tag = name
        if namespace not in _WORD:
            return
        if tag == "t":
            self._in_text = False
        elif tag == "p" and self._open:
            self._end_paragraph()
        elif tag == "sdt" and self._blocks:
            start = self._blocks.pop()
            if start < 0:
                del self.paragraphs[-start - 1 :]

    def characters(self, text: str) -> None:
        if self._in_text and not self._left_out and self._open:
            self._open[-1].append(text)

    def _end_paragraph(self) -> None:
        paragraph = "".join(self._open.pop())
        if self._of_contents == len(self._open) + 1:
            self._of_contents = 0
        else:
            self.paragraphs.append(paragraph)

    def _start_word(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _LEFT_OUT or (tag in ("footnote", "endnote") and "eparator" in attributes.get("type", "")):
            self._left_out = 1
        elif tag == "p":
            self._open.append([])
        elif tag == "t":
            self._in_text = True
        elif tag == "sdt":
            self._blocks.append(len(self.paragraphs))
        elif tag == "docPartGallery" and self._blocks and attributes.get("val") == "Table of Contents":
            self._blocks[-1] = -self._blocks[-1] - 1  # marked, and cut when it ends
        elif tag == "pStyle" and _CONTENTS_STYLE.fullmatch(attributes.get("val", "")):
            self._of_contents = len(self._open)
        elif self._open:
            self._open[-1].append(_mark(tag, attributes))


def _mark(tag: str, attributes: dict[str, str]) -> str:
    """Return the characters that an empty element stands for."""
    if tag == "noBreakHyphen":
        return "-"
    if tag in ("tab", "ptab"):
        return " "
    if tag in ("br", "cr"):
        return "\n"
    return ""
