"""The Corpora page: the texts to learn from, what is in them, adding, downloading and removing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from corpora.catalogue import PublicCorpus
from ui.background import Background
from ui.corpora.adding import CorpusAdding
from ui.corpora.catalogue import CorpusCatalogue
from ui.corpora.changes import CorpusChanges
from ui.corpora.corpus_list import CorpusList, CorpusSidebar
from ui.corpora.counting import CorpusCounting
from ui.corpora.details import CorpusDetails
from ui.corpora.job import CorpusJob
from ui.corpora.looking import CorpusLooking
from ui.corpora.shelf import CorpusRow, CorpusShelf
from ui.corpora.strip import JobStrip
from ui.errors import sentence_for, show_error
from ui.folders import local_paths
from ui.language.translation import translate
from ui.language.wording import count
from ui.page import Page
from ui.settings import Settings
from ui.style.theme import Theme
from ui.style.widgets import button, label, set_role
from wordrnn.corpus_facts import CorpusFacts


class CorporaPage(Page):
    """Joins the list, the details and the catalogue; reading, downloading and counting happen in other processes."""

    corpora_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        shelf: CorpusShelf,
        background: Background,
        settings: Settings,
        make_job: Callable[[], CorpusJob],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, translate("Pages", "Corpora"), parent)
        self._shelf, self._background, self._settings = shelf, background, settings
        self._wanted = ""  # to be selected when the library has been read
        self._shown = ""  # whose details are shown
        self._reading = 0  # times the library is being read; only the newest is shown
        self.strip = JobStrip(theme, self)
        self.adding = CorpusAdding(make_job, self.strip, settings, self)
        self.changes = CorpusChanges(shelf, background, self)
        self._looking = CorpusLooking(shelf, background, lambda: self._shown, self)
        self.counting = CorpusCounting(shelf.kept_facts, background, self)
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self.first_focus = self.side.list

    # ---- from outside

    @property
    def corpora(self) -> CorpusList:
        """The corpora that are listed."""
        return self.side.corpora

    @property
    def is_importing(self) -> bool:
        """Whether files are being read or downloaded."""
        return self.adding.is_running

    def page_shown(self) -> None:
        """Read the library again."""
        self.details.make_plot()
        self._instead.setText(self.tr("Reading the library…"))
        self._reading += 1
        ticket = self._reading
        self._background.run(
            lambda: (list(self._shelf.rows()), list(self._shelf.catalogue())),
            lambda read: self._on_read(ticket, *read),
            self._on_failed,
        )

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read files and folders into a new corpus."""
        self.adding.add_paths(paths)

    def unsettled(self) -> str:
        """Have what goes on end, and return that it does: the window closes."""
        self.details.weight.tell()
        self._looking.stop()
        self.adding.cancel()
        self.counting.stop()
        if self.is_importing or self.counting.is_running:
            return self.tr("stopping to read; the window closes by itself")
        return (
            self.tr("keeping what was changed; the window closes by itself") if self.changes.is_busy else ""
        )

    def selected(self) -> CorpusRow | None:
        """Return the corpus that is selected."""
        return self.side.current()

    def select(self, name: str) -> None:
        """Select the corpus `name`."""
        self.side.select(name)

    def show_catalogue(self, shown: bool) -> None:
        """Show the public corpora, or the library."""
        self._library.setVisible(not shown)
        self.catalogue.setVisible(shown)
        text = self.tr("Back to the library") if shown else self.tr("Public corpora")
        if self.focusWidget() is not None and not self.focusWidget().isVisibleTo(self):
            self._turn.setFocus()  # not to whatever comes next
        self._turn.setText(text)
        self._turn.setAccessibleName(text)

    # ---- layout

    def _build(self) -> None:
        self._turn = button(self.tr("Public corpora"), self._turn_over)
        self._add_folder = button(self.tr("Add folder…"), self.adding.choose_folder)
        self._add_files = button(self.tr("Add files…"), self.adding.choose_files, "primary")
        for widget in (self._turn, self._add_folder, self._add_files):
            self.header.add(widget)
        self.side = CorpusSidebar(self.theme)
        self.details = CorpusDetails(self.theme, self._settings)
        self.details.hide()  # until there is a corpus to act on
        self._instead = label("", "muted", wrap=True)
        self._instead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.catalogue = CorpusCatalogue(self.theme)
        self._library = QWidget()
        row = QHBoxLayout(self._library)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.details, 1)
        row.addWidget(self._instead, 1)
        body = _Body()
        set_role(body, "plain")
        outer = QVBoxLayout(body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.strip)
        outer.addWidget(self._library, 1)
        outer.addWidget(self.catalogue, 1)
        self.catalogue.hide()
        self.set_body(body)

    def _connect(self) -> None:
        self.adding.busy_changed.connect(self._set_busy)
        self.adding.added.connect(self._on_added)
        self.adding.ended.connect(self._on_adding_ended)
        self.changes.renamed.connect(self._on_renamed)
        self.changes.ended.connect(self._on_changed)
        self._looking.begins.connect(self._on_beginning)
        self._looking.found.connect(self.details.preview.show_found)
        self._looking.failed.connect(self._on_not_counted)
        self.side.selected.connect(self._on_selected)
        self.catalogue.wanted.connect(self.adding.download)
        self.counting.counted.connect(self._on_counted)
        self.counting.failed.connect(self._on_not_counted)
        self.counting.ended.connect(self.settled)
        details = self.details
        details.rename_wanted.connect(lambda: self._with_own(self.changes.ask_name))
        details.remove_wanted.connect(lambda: self._with_own(self.changes.ask_remove))
        details.preview.wanted.connect(self._looking.search)
        details.tags.changed.connect(lambda tags: self._label(tags=tags))
        details.weight.changed.connect(lambda weight: self._label(weight=weight))

    def _turn_over(self) -> None:
        self.show_catalogue(self.catalogue.isHidden())

    # ---- showing

    def _on_read(self, ticket: int, rows: list[CorpusRow], public: list[tuple[PublicCorpus, bool]]) -> None:
        if ticket != self._reading or self.changes.is_busy:
            return  # what is being changed is read again at its end
        wanted, self._wanted = self._wanted, ""
        self.catalogue.show_corpora(public)
        self.side.set_rows(rows, wanted)
        words = sum(row.words or 0 for row in rows)
        self.set_status(
            [
                self.tr("{n} corpora", "", len(rows)).format(n=count(len(rows))),
                self.tr("{n} word(s)", "", words).format(n=count(words)) if words else "",
            ]
        )

    def _on_failed(self, error: Exception) -> None:
        said = self.tr("The library of corpora could not be read.")
        self._instead.setText(said)
        show_error(self, error, said)

    def _on_selected(self) -> None:
        row = self.selected()
        if row is None:
            return
        if row.name != self._shown:
            self.details.weight.tell()  # of the one before
        known = sorted({tag for each in self.corpora.rows() for tag in each.tags}, key=str.casefold)
        self.details.show_row(row, known)
        self._instead.hide()
        self.details.show()
        if row.name != self._shown:
            self._shown = row.name
            self.details.begin()
            self.counting.count(row.name)
            self._looking.read_beginning()

    def _on_beginning(self, text: str) -> None:
        if not self.details.preview.query():
            self.details.preview.show_beginning(text)

    def _on_counted(self, name: str, facts: CorpusFacts) -> None:
        if name == self._shown:
            self.details.show_facts(facts)

    def _on_not_counted(self, name: str, error: Exception) -> None:
        if name == self._shown:
            self.details.show_problem(sentence_for(error))

    # ---- adding

    def _set_busy(self, busy: bool) -> None:
        self._add_files.setEnabled(not busy)
        self._add_folder.setEnabled(not busy)
        self.catalogue.set_busy(busy)

    def _on_added(self, name: str) -> None:
        self._wanted = name
        self.corpora_changed.emit()

    def _on_adding_ended(self) -> None:
        if self.isVisible():
            self.page_shown()
        self.settled.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and folders."""
        if local_paths(event.mimeData()) and not self.is_importing:
            event.acceptProposedAction()
            self.side.welcome(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the welcome back."""
        self.side.welcome(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.side.welcome(False)
        paths = local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.add_paths(paths)

    # ---- changing

    def _label(self, tags: Sequence[str] | None = None, weight: float | None = None) -> None:
        if self._shown:
            self.changes.label(self._shown, tags, weight)

    def _with_own(self, act: Callable[[CorpusRow], None]) -> None:
        """Call `act` with the corpus that is selected, where it can be changed."""
        row = self.selected()
        if row is not None and not row.builtin:
            act(row)

    def _on_renamed(self, name: str, new: str) -> None:
        if name == self._shown:
            self._wanted = new

    def _on_changed(self) -> None:
        self.page_shown()
        self.corpora_changed.emit()
        self.settled.emit()


class _Body(QWidget):
    """What is under the header, in whatever height there is: wrapped labels in it would squeeze the header."""

    def hasHeightForWidth(self) -> bool:
        """Return that the height is given."""
        return False
