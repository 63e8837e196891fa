"""PDF → lines, by pypdf: pure Python, so a file made to hurt can at most be slow or raise, and has limits for both.

It knows loops among objects, and bounds what a stream unpacks to and what is done for one page; the work for all pages
together is bounded here.
"""

import logging
import time
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

from corpora.blocks import documents, lines_of
from corpora.document import Document
from corpora.errors import CorpusError
from corpora.formats import pdf_lines, zips
from corpora.source import Source, leads_nowhere

_STREAM_BYTES = 32_000_000  # unpacked
_PARSED = 1_000_000  # operands and operators of one stream
_FORMS = 200  # pieces that a page may be put together from
_FREE_BYTES, _RATIO = 32_000_000, 20  # what all pages may unpack to, in any case and in sizes of the file
_FREE_SECONDS, _SECONDS_A_PAGE = 120.0, 5.0
_MOST_CHARACTERS = 100_000_000

# It tells of every fault that it works around; one sentence is told here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(source: Source) -> Iterator[Document]:
    """Yield the documents of a PDF. Raises CorpusError, OSError."""
    pages = _pages(source)
    if not pages:
        raise zips.damaged(source, "pdf", "it has no pages")
    if not any(pages):
        raise CorpusError("pdf-without-text", path=source.name)
    yield from documents(
        source.name, (line for text in pdf_lines.paragraphs(pages) for line in lines_of(text))
    )


def _pages(source: Source) -> list[list[str]]:
    """Return the lines on each page."""
    with (
        source.open() as file,
        pypdf.apply_configuration(
            zlib_maximum_output_length=_STREAM_BYTES,
            lzw_maximum_output_length=_STREAM_BYTES,
            run_length_maximum_output_length=_STREAM_BYTES,
            array_based_stream_maximum_output_length=_STREAM_BYTES,
            stream_parsing_work_maximum_count=_PARSED,
            xform_maximum_invocations_per_extraction=_FORMS,
        ),
    ):
        try:
            reader = PdfReader(file, strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise CorpusError("encrypted-file", path=source.name)
            return _lines(reader, source)
        except CorpusError:
            raise
        except (DependencyError, FileNotDecryptedError, WrongPasswordError) as error:
            raise CorpusError("encrypted-file", path=source.name) from error
        except Exception as error:  # on a stranger's file it may raise almost anything
            if isinstance(error, OSError) and not leads_nowhere(error):
                raise
            raise zips.damaged(source, "pdf", str(error) or type(error).__name__) from error


def _lines(reader: PdfReader, source: Source) -> list[list[str]]:
    """Return the lines on the pages that can be read; raises what the first one raised where none can."""
    work = _Work(source)
    pages: list[list[str]] = []
    first_error: Exception | None = None
    for page in reader.pages:
        try:
            text = _text(page) if work.is_new(page) else ""
        except (CorpusError, DependencyError, FileNotDecryptedError):
            raise
        except Exception as error:  # as above; the other pages may be good
            if isinstance(error, OSError) and not leads_nowhere(error):
                raise
            first_error = first_error or error
            text = ""
        work.count_page(text)
        pages.append(pdf_lines.lines_on(text))
    if first_error and not any(pages):
        raise first_error
    return pages


def _text(page: PageObject) -> str:
    """Return the text of a page, without what is written up or down its margin unless everything is."""
    return page.extract_text(orientations=(0,)) or page.extract_text()


class _Work:
    """What has been done for a file; raises CorpusError where it is beyond what the file can be worth."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._limit = self._left = max(_FREE_BYTES, _RATIO * source.size)
        self._until = time.monotonic() + _FREE_SECONDS
        self._characters = 0
        self._seen: dict[int, object] = {}  # by identity, and kept, so that no other has it

    def is_new(self, page: PageObject) -> bool:
        """Say whether no page before had the same content, and count what it unpacks to."""
        content: Any = page.get("/Contents")
        content = content.get_object() if content is not None else None
        if content is None or id(content) in self._seen:
            return False
        self._seen[id(content)] = content
        for part in content if isinstance(content, list) else [content]:
            self._left -= len(part.get_object().get_data())
            if self._left < 0:
                raise CorpusError("unpacks-too-large", path=self._source.name, limit=self._limit)
        return True

    def count_page(self, text: str) -> None:
        """Count the time for a page, and its text."""
        self._characters += len(text)
        if self._characters > _MOST_CHARACTERS:
            raise CorpusError("unpacks-too-large", path=self._source.name, limit=_MOST_CHARACTERS)
        self._until += _SECONDS_A_PAGE
        if time.monotonic() > self._until:
            raise CorpusError("takes-too-long", path=self._source.name)
