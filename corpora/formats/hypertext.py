"""HTML and XHTML → lines: what a visitor of the page would read, one paragraph, heading, list item or cell a line.

The parser of the standard library is given the page a piece at a time and builds no tree: the depth of the page costs
nothing, and neither does its length. Older Pythons have it slow, or raise, on pages made to hurt: what leads there is
kept from it (python/cpython#135462; numbers of thousands of digits; unknown declarations).
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import TextIO

from corpora import decoding, gutenberg
from corpora.blocks import LONGEST_LINE, chunks, documents, encoding_of, lines_of
from corpora.decoding import Encoding
from corpora.document import Document
from corpora.errors import CorpusError
from corpora.source import Source

_CHUNK_CHARACTERS = 1 << 20
_HEAD_BYTES = 4096

_BLOCKS_WORDS = (
    "address article aside blockquote body br caption center col colgroup dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend "
    "li main menu nav ol optgroup option p pre section summary table tbody td tfoot th thead title tr "
    "ul"
)
_BLOCKS = frozenset(_BLOCKS_WORDS.split())
_LEFT_OUT_WORDS = (
    "applet audio button canvas datalist embed footer iframe map math menu nav noembed noframes "
    "noscript object rp rt script select style svg template textarea title video"
)
_LEFT_OUT = frozenset(_LEFT_OUT_WORDS.split())
_VOID_WORDS = "area base br col embed hr img input link meta param source track wbr"  # never closed
_VOID = frozenset(_VOID_WORDS.split())
_ROLES_WORDS = (
    "navigation banner contentinfo search menu menubar toolbar tablist doc-toc doc-pagebreak "
    "doc-noteref doc-index"
)
_ROLES = frozenset(_ROLES_WORDS.split())
_EPUB_TYPES = frozenset(["noteref", "pagebreak", "toc", "landmarks", "page-list", "index"])
_RAW = frozenset(("script", "style"))  # never text, even where it is not closed

_LONG_NUMBER = re.compile(r"&#\d{8,}")  # of no character; turning thousands of digits into a number raises
_NUMBER_BEGUN = re.compile(r"&(?:#\d*)?\Z")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# What pages call their encoding → the codec that browsers take for it.
_CODECS = {
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"), "cp1252"),
    **{f"windows-{page}": f"cp{page}" for page in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258, 874)},
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso-8859-9": "cp1254",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "macintosh": "mac-roman",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-jp": "euc-jp",
    "iso-2022-jp": "iso2022-jp",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "ibm866": "cp866",
}


def read(source: Source) -> Iterator[Document]:
    """Yield the documents of a page. Raises CorpusError, OSError."""
    with source.open_text(_encoding(source)) as file:
        yield from documents(source.name, lines(_pieces(file)), gutenberg.without_frame)


def lines_in(data: bytes, name: str) -> Iterator[str]:
    """Yield the lines of a page in memory; `name` is named in errors only. Raises CorpusError."""
    encoding = _declared_or([data], data[:_HEAD_BYTES], name)
    yield from lines([data.decode(encoding.name, encoding.errors)])


def lines(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a page that comes in pieces."""
    page = _Page()
    begun = ""
    for piece in pieces:
        piece = _LONG_NUMBER.sub("", begun + piece)
        match = _NUMBER_BEGUN.search(piece, max(0, len(piece) - 5000))
        begun = match[0] if match else ""
        page.feed(piece[: len(piece) - len(begun)])
        yield from page.taken()
    page.feed(begun + "\n")
    page.end()
    yield from page.taken()


class _Page(HTMLParser):
    """Gathers lines; `close` is never called, as what is unclosed at the end is nothing to read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._inline: list[str] = []  # of the line that is begun
        self._inline_length = 0
        self._left_out = ""  # the tag of the element that is being left out
        self._open = 0  # as many elements of that tag are open since
        self._outside: tuple[list[str], list[str]] = [], []  # the lines and the begun line before it
        self._pre = 0
        self._pre_from = 0  # the line that the `pre` begins with

    def taken(self) -> list[str]:
        """Return the lines that are complete, once."""
        if self._pre or self._left_out:
            return []
        lines, self._lines = self._lines, []
        return lines

    def end(self) -> None:
        """Take the end of the page as the end of everything that is open."""
        self._end_unclosed()
        self._break()
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._break()
        if self._left_out:
            self._open += tag == self._left_out
        elif tag not in _VOID and (tag in _LEFT_OUT or _is_furniture(attrs)):
            self._leave_out(tag)
        elif tag == "code" and self._pre:
            self._break()
            del self._lines[self._pre_from :]
            self._leave_out(tag)
        elif tag == "pre":
            self._pre_from = self._pre_from if self._pre else len(self._lines)
            self._pre += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == self._left_out:
            self._open -= 1
            if self._open == 0:
                self._go_on()
        elif tag in ("body", "html"):
            self._end_unclosed()
        if tag in _BLOCKS:
            self._break()
        if tag == "pre" and self._pre and not self._left_out:
            self._pre -= 1

    def handle_data(self, data: str) -> None:
        if self._left_out in _RAW:
            return
        self._inline.append(data)
        self._inline_length += len(data)
        if self._inline_length > LONGEST_LINE:
            self._break()

    def parse_html_declaration(self, i: int) -> int:
        # Of declarations only comments may hold a `>`; `<![` makes older parsers raise.
        if self.rawdata.startswith("<!--", i):
            return self.parse_comment(i)
        if self.rawdata.startswith("<![CDATA[", i):
            end = self.rawdata.find("]]>", i)
            return -1 if end < 0 else end + 3
        end = self.rawdata.find(">", i)
        if self.rawdata.find("[", i, max(end, i)) >= 0 and self.rawdata[i : i + 9].lower() == "<!doctype":
            end = self.rawdata.find("]>", i) + 1
        return end + 1 if end > 0 else -1

    def _leave_out(self, tag: str) -> None:
        """Begin to leave out an element."""
        self._left_out, self._open = tag, 1
        self._outside = self._lines, self._inline
        self._lines, self._inline, self._inline_length = [], [], 0

    def _go_on(self) -> None:
        """Forget what was read since, and go on where the element began."""
        self._left_out = ""
        self._lines, self._inline = self._outside
        self._inline_length = sum(map(len, self._inline))

    def _end_unclosed(self) -> None:
        """Take in what was left out because of an element that was never closed: it hardly meant all the rest."""
        if self._left_out:
            self._break()
            read = [] if self._left_out in _RAW else self._lines
            self._go_on()
            self._break()
            self._lines += read

    def _break(self) -> None:
        """End a line, or in a `pre` several."""
        if self._inline:
            text = "".join(self._inline)
            self._inline, self._inline_length = [], 0
            self._lines += lines_of(text if self._pre else " ".join(text.split()))


def _is_furniture(attrs: list[tuple[str, str | None]]) -> bool:
    """Say whether an element is marked as hidden, as a way around the page, or as what belongs to pages on paper."""
    for name, value in attrs:
        value = (value or "").lower()
        if (
            name == "hidden"
            or (name == "aria-hidden" and value == "true")
            or (name == "role" and not _ROLES.isdisjoint(value.split()))
            or (name == "epub:type" and not _EPUB_TYPES.isdisjoint(value.split()))
        ):
            return True
    return False


def _pieces(file: TextIO) -> Iterator[str]:
    while piece := file.read(_CHUNK_CHARACTERS):
        yield piece


def _encoding(source: Source) -> Encoding:
    with source.open() as file:
        head = file.read(_HEAD_BYTES)
    if _declared(head) is None:
        return encoding_of(source)
    with source.open() as file:
        return _declared_or(chunks(file), head, source.name)


def _declared_or(data: Iterable[bytes], head: bytes, name: str) -> Encoding:
    """Return UTF-8 where the bytes are that, else the encoding that the page names, else what it looks like."""
    declared = _declared(head)
    try:
        found = decoding.detect(data, name)
    except CorpusError as error:
        if declared is None or error.code != "unknown-encoding":
            raise
        return declared
    if declared is None or (found.name.startswith("utf") and declared.name != "iso2022-jp"):
        return found
    return declared


def _declared(head: bytes) -> Encoding | None:
    match = _DECLARED.search(head)
    codec = _CODECS.get(match[1].decode("ascii", "ignore").lower()) if match else None
    return Encoding(codec, "ignore") if codec else None
