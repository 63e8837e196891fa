"""The public corpora that can be had, each with its licence and size."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from corpora.catalogue import PublicCorpus
from ui.corpora.details import about
from ui.language.language_names import language_name
from ui.language.wording import count, size
from ui.style.scroll import make_upright
from ui.style.theme import Theme
from ui.style.widgets import Card, button, label, set_role, spacing


class CorpusCatalogue(QScrollArea):
    """A card for each corpus; which one is wanted is told by `wanted`."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._busy = False
        self._buttons: dict[str, QPushButton] = {}
        self._there: set[str] = set()
        make_upright(self)
        content = QWidget()
        set_role(content, "plain")
        self._box = QVBoxLayout(content)
        self._box.addWidget(label(self.tr("Public corpora"), "heading"))
        text = self.tr(
            "Texts that others have made public. They come from where each is kept, are checked on arrival, and stay "
            "on this machine; nothing is sent but the request for the file."
        )
        self._box.addWidget(label(text, "muted", wrap=True))
        self._cards = QVBoxLayout()
        self._box.addLayout(self._cards)
        self._box.addStretch(1)
        self.setWidget(content)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_corpora(self, corpora: Sequence[tuple[PublicCorpus, bool]]) -> None:
        """Show what there is, and of each whether it is in the library."""
        self._there = {corpus.name for corpus, there in corpora if there}
        if list(self._buttons) != [corpus.name for corpus, _ in corpora]:
            self._make([corpus for corpus, _ in corpora])
        self._check()

    def set_busy(self, busy: bool) -> None:
        """Say whether something else is being read or downloaded."""
        self._busy = busy
        self._check()

    def button_of(self, name: str) -> QPushButton:
        """Return the button that downloads the corpus `name`."""
        return self._buttons[name]

    def _make(self, corpora: Sequence[PublicCorpus]) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._buttons = {}
        for corpus in corpora:
            self._cards.addWidget(self._card(corpus))

    def _card(self, corpus: PublicCorpus) -> QWidget:
        card = Card(self._theme)
        row = QHBoxLayout()
        row.setSpacing(self._theme.em(1))
        text = QVBoxLayout()
        text.setSpacing(self._theme.em(0.25))
        text.addWidget(label(corpus.origin.title, "title", wrap=True))
        facts = (
            language_name(corpus.origin.language),
            self.tr("{n} word(s)", "", corpus.words).format(n=count(corpus.words)),
            size(corpus.size),
        )
        text.addWidget(label(" · ".join(facts), wrap=True))
        text.addWidget(label(about(corpus.origin), "small", wrap=True))
        made = button(self.tr("Download"), lambda: self.wanted.emit(corpus.name))
        self._buttons[corpus.name] = made
        made.setProperty("title", corpus.origin.title)
        row.addLayout(text, 1)
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        return card

    def _check(self) -> None:
        for name, made in self._buttons.items():
            there = name in self._there
            made.setText(self.tr("In the library") if there else self.tr("Download"))
            made.setEnabled(not there and not self._busy)
            made.setAccessibleName(f"{made.text()}: {made.property('title')}")

    def _restyle(self) -> None:
        spacing(self._box, self._theme, 0.85, (1.6, 1.3, 1.6, 1.3))
        self._cards.setSpacing(self._theme.em(0.7))
