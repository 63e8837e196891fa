"""Text in: files and folders, the built-in corpus and the corpora that the user has added."""

from corpora.document import Document
from corpora.errors import CorpusError
from corpora.readers import read

__all__ = ["CorpusError", "Document", "read"]
