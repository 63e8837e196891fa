"""Books (.epub) → lines: the chapters in the order they are read in, without the table of contents."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from corpora import gutenberg
from corpora.blocks import documents
from corpora.document import Document
from corpora.errors import CorpusError
from corpora.formats import hypertext, xml_events, zips
from corpora.formats.zips import Zip
from corpora.source import Source

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_PAGE = re.compile(r"application/xhtml\+xml|text/html|application/x-dtbook\+xml|text/x-oeb1-document")


def read(source: Source) -> Iterator[Document]:
    """Yield the documents of a book. Raises CorpusError, OSError."""
    with zips.opened(source, "epub") as archive:
        yield from documents(source.name, _lines(source, archive), gutenberg.without_frame)


def _lines(source: Source, archive: Zip) -> Iterator[str]:
    encrypted = _encrypted(archive)
    for chapter in _chapters(archive):
        if chapter in encrypted:
            raise CorpusError("encrypted-file", path=source.name)
        yield from hypertext.lines_in(archive.read(chapter), f"{source.name}/{zips.shown(chapter)}")


def _chapters(archive: Zip) -> Iterator[str]:
    """Yield the names of the members to read, each once."""
    package = _Package()
    container = _parsed(archive, _CONTAINER)
    place = next((element.get("full-path", "") for element in container if element.tag == "rootfile"), "")
    for element in _parsed(archive, place):
        package.take(element)
    seen: set[str] = set()
    for item in package.in_order():
        name = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(item)))
        if name in archive and name not in seen:
            seen.add(name)
            yield name


def _encrypted(archive: Zip) -> set[str]:
    """Return the members that are encrypted; fonts often are, which is no matter."""
    if _ENCRYPTION not in archive:
        return set()
    elements = _parsed(archive, _ENCRYPTION)
    return {unquote(element.get("URI", "")) for element in elements if element.tag == "CipherReference"}


def _parsed(archive: Zip, name: str) -> list["_Element"]:
    found = _Elements()
    try:
        xml_events.parse(archive.chunks(name), found)
    except xml_events.XmlError as error:
        raise archive.damaged(f"{name}: {error}") from error
    return found.elements


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    attributes: dict[str, str]

    def get(self, name: str, default: str) -> str:
        return self.attributes.get(name, default)


def _is_contents(item: _Element) -> bool:
    """Say whether a page is the book's table of contents."""
    return "nav" in item.get("properties", "").split()


class _Elements:
    """Gathers the elements that matter, with their attributes; these files hold no text that does."""

    _TAGS = frozenset(("rootfile", "item", "itemref", "CipherReference"))

    def __init__(self) -> None:
        self.elements: list[_Element] = []

    def start(self, name: tuple[str, str], attributes: dict[tuple[str, str], str]) -> None:
        if name[1] in self._TAGS:
            self.elements.append(_Element(name[1], {key[1]: value for key, value in attributes.items()}))

    def end(self, name: tuple[str, str]) -> None:
        pass

    def characters(self, text: str) -> None:
        pass


class _Package:
    """The list of what a book consists of, and in which order it is read."""

    def __init__(self) -> None:
        self._pages: dict[str, str] = {}
        self._spine: list[str] = []

    def take(self, element: _Element) -> None:
        """Note one element of the package document."""
        if element.tag == "itemref":
            self._spine.append(element.get("idref", ""))
        elif _PAGE.fullmatch(element.get("media-type", "")) and not _is_contents(element):
            self._pages[element.get("id", "")] = element.get("href", "")

    def in_order(self) -> Iterator[str]:
        """Yield where the pages are, from the package document."""
        return (self._pages[identifier] for identifier in self._spine if identifier in self._pages)
