"""What Project Gutenberg and similar e-texts put around and into a book, taken out again."""

import re

_START = re.compile(
    r"^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG.*(?:\n.*)??\*\*\*[ \t]*$", re.MULTILINE
)
_END = re.compile(
    r"^(?:\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG|End of (?:the )?Project Gutenberg's ).*$",
    re.MULTILINE,
)
# A bracket within (a page number) closes for both where the second closing one was forgotten.
_ILLUSTRATION = re.compile(
    r"\[Illustrations?(?::(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,400}|:[^\[\]]{0,400}\[[^\[\]]{0,200})?\]"
)
# Underscores within a name (snake_case) and blanks to fill in (____) are left alone.
# That no letter stands before is asked behind the underscore: a pattern that begins with a letter is searched faster.
_ITALICS = re.compile(r"_(?<![^\W\d]_)([^_\n]{1,500})_+(?!\w)")


def without_frame(text: str) -> str:
    """Return `text` without licence notes before the start and after the end mark, and without illustrations."""
    if "PROJECT GUTENBERG" in text or "Project Gutenberg" in text:
        text = "".join(_books(text))
    if "[Illustration" in text:
        text = _ILLUSTRATION.sub("", text)
    return text


def without_italics(text: str) -> str:
    """Return `text`, one paragraph a line, without the underscores that mark _emphasis_."""
    return _ITALICS.sub(r"\1", text) if "_" in text else text


def _books(text: str) -> list[str]:
    """Return what stands between start and end marks; a missing mark is the text's own start or end."""
    kept: list[str] = []
    position = 0
    first = _START.search(text)
    end = _END.search(text)
    if first and not (end and end.start() < first.start()):
        position = first.end()
    while True:
        end = _END.search(text, position)
        kept.append(text[position : end.start() if end else len(text)])
        following = _START.search(text, end.end()) if end else None
        if following is None:
            return kept
        position = following.end()
