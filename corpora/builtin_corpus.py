"""The small corpus that is always there: everyday English written for wordrnn, and some of Python's own reference."""

import re
from collections.abc import Iterator
from importlib import resources

from corpora.document import Document
from corpora.paragraphs import paragraphs
from corpora.statistics import word_count

NAME = "builtin"
REFERENCE_SHARE = (
    1 / 5
)  # of all words, at most: it teaches plain explanation, but the corpus is for everyday writing

_UNDERLINE = re.compile(r"[*=\-~^\"]{3,}")
_NO_SENTENCE = re.compile(r"\s*(?:[+|]|>>>|\.\.\.|-\[)|.*::=", re.DOTALL)
_BULLET = re.compile(r"\A(?:[*•+-]|\d+\.|\[\d+\]) +")
_BROKEN_COMPOUND = re.compile(r"(?<=\w)-\n\s*(?=\w)")
_EMPHASIS = re.compile(r"\*{1,2}([^*\s](?:[^*\n]*[^*\s])?)\*{1,2}")
_LITERAL = re.compile(r"\"([^\"\s]+)\"")
_CODE = re.compile(r"[=<>_{}\[\]@%*|^&~\"\\]|\(\)|\w\.\w+\.\w")
_FOOTNOTE_MARK = re.compile(r" \[\d+\]")


def documents() -> Iterator[Document]:
    """Yield the documents of the built-in corpus, always the same for one version of wordrnn and Python."""
    own_words = 0
    for file in sorted((resources.files("corpora") / "builtin").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            text = paragraphs(file.read_text(encoding="utf-8"))
            own_words += word_count(text)
            yield Document(f"{NAME}/{file.name}", text)
    yield from _reference_documents(int(own_words * REFERENCE_SHARE / (1 - REFERENCE_SHARE)))


def plain_topic(topic: str) -> str:
    """Return the sentences of a reference topic, one paragraph a line, without headings, code, grammar and tables."""
    body = topic.split("-[ Footnotes ]-", 1)[0]
    lines = (line for block in re.split(r"\n[ \t]*\n", body) for line in _paragraph(block))
    text = "\n".join(lines)
    return text + "\n" if text else ""


def _reference_documents(budget: int) -> Iterator[Document]:
    """Yield whole topics with together at most `budget` words, those with the least code in them first."""
    seen: set[str] = set()
    for name, topic in _plain_topics():
        # Some topics share paragraphs ("if" and "else").
        lines = [line for line in topic.splitlines(keepends=True) if line not in seen]
        seen.update(lines)
        text = "".join(lines)
        size = word_count(text)
        if 0 < size <= budget:
            budget -= size
            yield Document(f"{NAME}/python/{name}", text)


def _plain_topics() -> list[tuple[str, str]]:
    """Return the names and sentences of all topics, those with the least beside their sentences first.

    The list is empty where Python came without its topics.
    """
    try:
        from pydoc_data.topics import topics
    except ImportError:  # left out of some small installations
        return []
    plain = {name: plain_topic(topic) for name, topic in topics.items()}
    ranked = sorted(topics, key=lambda name: (-len(plain[name]) / max(1, len(topics[name])), name))
    return [(name, plain[name]) for name in ranked if len(plain[name]) > len(topics[name]) * 0.4]


def _paragraph(block: str) -> Iterator[str]:
    """Yield the paragraph that a block holds, if it is one of whole sentences."""
    lines = block.strip("\n").split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    is_heading = len(lines) > 1 and _UNDERLINE.fullmatch(lines[-1])
    if not indents or min(indents) >= 3 or is_heading or any(map(_NO_SENTENCE.match, lines)):
        return
    text = _BULLET.sub("", " ".join(_BROKEN_COMPOUND.sub("-", "\n".join(lines)).split()))
    text = _FOOTNOTE_MARK.sub("", _LITERAL.sub(r"\1", _EMPHASIS.sub(r"\1", text)))
    if text.endswith((".", "?", "!")) and word_count(text) >= 6 and not _CODE.search(text):
        yield text
