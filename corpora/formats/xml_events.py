"""XML → the starts and ends of its elements and the characters between, as they come: no tree is built.

A document that declares entities of its own is refused: the few that do are there to fill the memory (a billion
laughs) or to have a file or an address read. Nothing outside the document is ever looked at: expat does so only where
it is given a handler for it, and none is given.
"""

from collections.abc import Iterable
from typing import Protocol
from xml.parsers import expat


class Handler(Protocol):
    """What is told of a document. Names of elements and attributes come as (namespace, name)."""

    def start(self, name: tuple[str, str], attributes: dict[tuple[str, str], str]) -> None:
        """An element begins."""
        ...

    def end(self, name: tuple[str, str]) -> None:
        """An element ends."""
        ...

    def characters(self, text: str) -> None:
        """Characters follow, not necessarily all there are up to the next element."""
        ...


class XmlError(Exception):
    """The document is no well-formed XML, or declares entities."""


def parse(chunks: Iterable[bytes], handler: Handler) -> None:
    """Tell `handler` of the document in `chunks`. Raises XmlError, and what `chunks` and `handler` raise."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: handler.start(
        _name(name), {_name(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: handler.end(_name(name))
    parser.CharacterDataHandler = handler.characters
    parser.EntityDeclHandler = _refuse
    for chunk in chunks:
        _feed(parser, chunk, final=False)
    _feed(parser, b"", final=True)


def _feed(parser: expat.XMLParserType, chunk: bytes, final: bool) -> None:
    try:
        parser.Parse(chunk, final)
    except (
        expat.ExpatError,
        ValueError,
        LookupError,
    ) as error:  # the last two for encodings that it does not know
        raise XmlError(str(error)) from error


def _refuse(*_: object) -> None:
    raise XmlError("it declares entities")


def _name(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition(" ")
    return namespace, local
