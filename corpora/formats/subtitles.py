"""Subtitles (.srt, .vtt) → lines: what is said, a sentence that runs over several of them in one line.

Numbers, times, markup, notes for the deaf and speakers' names in capitals are left out.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from corpora.blocks import LONGEST_LINE, documents, encoding_of, lines_of
from corpora.document import Document
from corpora.source import Source

_TIME = re.compile(r"\s*(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{1,2}")
_NUMBER = re.compile(r"\s*\d{1,9}\s*")
_NUMBER_REFERENCE = re.compile(r"&#\d{8,};?")  # of no character; thousands of digits would raise
_NO_SPEECH = re.compile(r"\s*(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|\Z)")
_MARKUP = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_SOUND = re.compile(r"\[[^\[\]]{0,200}\]|\((?=[^()a-z]{2,200}\))[^()]{0,200}\)|[♪♫]")
_SPEAKER = re.compile(r"(?=[^:]{0,30}[^\W\d_]{2})[^\Wa-z\d_][^a-z:\d]{1,30}:(?=\s)")
_DASH = re.compile(r"[-–—‐]\s*(?=\S)")
_ENDED = re.compile(r"""[.!?…:;。！？]["”’'»)\]]*\Z""")
_LONGEST = 1000  # characters; where nobody ends a sentence, somebody has to

_Cue = list[str]


def read(source: Source) -> Iterator[Document]:
    """Yield the documents of a file of subtitles. Raises CorpusError, OSError."""
    with source.open_text(encoding_of(source)) as file:
        yield from documents(source.name, _sentences(_spoken(_cues(_rows(file)))))


def _rows(file: TextIO) -> Iterator[str]:
    while row := file.readline(LONGEST_LINE):
        yield row


def _cues(rows: Iterable[str]) -> Iterator[_Cue]:
    """Yield the rows of each subtitle; a blank row within one does not end it in the files of some programs."""
    cue: _Cue = []
    since_blank = 0  # rows
    aside = False
    for row in rows:
        if _TIME.match(row):
            yield _without_number(cue, since_blank == 1)
            cue, since_blank, aside = [], 2, False
        elif not row.strip():
            since_blank, aside = 0, False
        elif aside or (since_blank == 0 and _NO_SPEECH.match(row)):
            aside = True
        else:
            cue.append(row)
            since_blank += 1
    yield _without_number(cue, False)


def _without_number(cue: _Cue, alone: bool) -> _Cue:
    """Return the cue without the number, or where it stands `alone` the name, of the next one at its end."""
    return cue[:-1] if cue and (alone or _NUMBER.fullmatch(cue[-1])) else cue


def _spoken(cues: Iterable[_Cue]) -> Iterator[tuple[str, bool]]:
    """Yield what is spoken, with whether somebody else begins to speak."""
    last = ""
    for cue in cues:
        for row in cue:
            text = _NUMBER_REFERENCE.sub("", _MARKUP.sub("", row))
            text = _SOUND.sub("", html.unescape(text)).strip()
            speaker = _SPEAKER.match(text)
            words = " ".join((text[speaker.end() :] if speaker else text).split())
            if words and not (words == last and words.count(" ") >= 2):  # live captions show each row twice
                dash = _DASH.match(words)
                yield words[dash.end() :] if dash else words, bool(dash)
            last = words or last


def _sentences(spoken: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """Yield lines that end where a sentence does, or a speaker."""
    line = ""
    for words, other in spoken:
        if line and (other or len(line) > _LONGEST or not _goes_on(line, words)):
            yield from lines_of(line)
            line = ""
        line = f"{line} {words}" if line else words
    yield from lines_of(line)


def _goes_on(line: str, words: str) -> bool:
    """Say whether `words` belong to the sentence that `line` is, or begins with."""
    if line.endswith(("...", "…", ":", ";")) and (words[0].islower() or words.startswith(("...", "…"))):
        return True
    return not _ENDED.search(line[-10:])
