"""Counts the words of a document as it changes, looking at the paragraphs that changed only."""

from PySide6.QtGui import QTextDocument

from wordrnn.completion import count_words


class WordCount:
    """How many words a document has; a long one is not read again at every pause."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._counts: list[int] = [0]  # of each paragraph
        self.total = 0
        document.contentsChange.connect(self._on_change)
        self._recount(0, self._document.blockCount(), 1)

    def _on_change(self, position: int, removed: int, added: int) -> None:
        document = self._document
        first = document.findBlock(position).blockNumber()
        last_block = document.findBlock(position + added)  # Qt may count one more than there is
        last = (last_block if last_block.isValid() else document.lastBlock()).blockNumber()
        new = last - first + 1
        old = new - (document.blockCount() - len(self._counts))
        self._recount(first, new, old)

    def _recount(self, first: int, new: int, old: int) -> None:
        """Count `new` paragraphs from `first` on, in place of the `old` ones that were there."""
        block = self._document.findBlockByNumber(first)
        counts = []
        for _ in range(new):
            counts.append(count_words(block.text()))
            block = block.next()
        self.total += sum(counts) - sum(self._counts[first : first + old])
        self._counts[first : first + old] = counts
