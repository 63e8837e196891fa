"""The Corpora page: the texts to learn from, what is in them, adding, downloading and removing."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from corpora.library import LONGEST_NAME
from corpora.search import Found
from ui.background import Background
from ui.corpora.catalogue import CorpusCatalogue
from ui.corpora.corpus_list import CorpusList, CorpusSidebar
from ui.corpora.counting import CorpusCounting
from ui.corpora.details import CorpusDetails
from ui.corpora.job import CorpusJob, JobOutcome
from ui.corpora.shelf import CorpusRow, CorpusShelf
from ui.corpora.strip import JobStrip
from ui.errors import sentence_for, show_error
from ui.language.translation import translate
from ui.language.wording import count
from ui.page import Page
from ui.settings import Settings
from ui.style.theme import Theme
from ui.style.widgets import button, set_role
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
        self._make_job = make_job
        self._job: CorpusJob | None = None
        self._downloading = False
        self._wanted = ""  # to be selected when the library has been read
        self._shown = ""  # whose details are shown
        self._superseded = threading.Event()  # of the search that runs
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
        return self._job is not None and self._job.is_running

    def page_shown(self) -> None:
        """Read the library again."""
        self.details.make_plot()
        self._background.run(
            lambda: (list(self._shelf.rows()), list(self._shelf.catalogue())), self._on_read, self._on_failed
        )

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read files and folders into a new corpus."""
        if self.is_importing or not paths:
            return
        if len(paths) == 1:
            what = self.tr("Reading {name}").format(name=paths[0].name)
        else:
            what = self.tr("Reading {n} files and folders", "", len(paths)).format(n=count(len(paths)))
        self._begin(what, downloading=False).add(paths)

    def download(self, name: str) -> None:
        """Download a public corpus into the library; what came of an earlier try is gone on with."""
        if not self.is_importing:
            self._begin(self.tr("Downloading {name}").format(name=name), downloading=True).get(name)

    def cancel_import(self) -> None:
        """Stop reading or downloading; of files nothing is kept, of a download what has come."""
        if self._job is not None and self.is_importing:
            self.strip.ending()
            self._job.cancel()

    def unsettled(self) -> str:
        """Have what goes on end, and return that it does: the window closes."""
        self.details.weight.tell()
        self._superseded.set()
        self.cancel_import()
        self.counting.stop()
        busy = self.is_importing or self.counting.is_running
        return self.tr("stopping to read; the window closes by itself") if busy else ""

    def selected(self) -> CorpusRow | None:
        """Return the corpus that is selected."""
        return self.side.current()

    def select(self, name: str) -> None:
        """Select the corpus `name`."""
        self.side.select(name)

    def remove_corpus(self, name: str) -> None:
        """Remove the corpus, and what was made from it in the cache."""
        self._change(lambda: self._shelf.remove(name))

    def rename_corpus(self, name: str, new: str) -> None:
        """Give the corpus another name."""
        self._change(lambda: self._shelf.rename(name, new))

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
        self._add_folder = button(self.tr("Add folder…"), self._choose_folder)
        self._add_files = button(self.tr("Add files…"), self._choose_files, "primary")
        for widget in (self._turn, self._add_folder, self._add_files):
            self.header.add(widget)
        self.strip = JobStrip(self.theme)
        self.side = CorpusSidebar(self.theme)
        self.details = CorpusDetails(self.theme, self._settings)
        self.catalogue = CorpusCatalogue(self.theme)
        self._library = QWidget()
        row = QHBoxLayout(self._library)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.details, 1)
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
        self.strip.cancelled.connect(self.cancel_import)
        self.side.selected.connect(self._on_selected)
        self.catalogue.wanted.connect(self.download)
        self.counting.counted.connect(self._on_counted)
        self.counting.failed.connect(self._on_not_counted)
        self.counting.ended.connect(self.settled)
        details = self.details
        details.rename_wanted.connect(self._ask_name)
        details.remove_wanted.connect(self._ask_remove)
        details.preview.wanted.connect(self._search)
        details.tags.changed.connect(lambda tags: self._label(tags, None))
        details.weight.changed.connect(lambda weight: self._label(None, weight))

    def _turn_over(self) -> None:
        self.show_catalogue(self.catalogue.isHidden())

    # ---- showing

    def _on_read(self, read: tuple[list[CorpusRow], list]) -> None:
        rows, public = read
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
        show_error(self, error, self.tr("The library of corpora could not be read."))

    def _on_selected(self) -> None:
        row = self.selected()
        if row is None:
            return
        if row.name != self._shown:
            self.details.weight.tell()  # of the one before
        known = sorted({tag for each in self.corpora.rows() for tag in each.tags}, key=str.casefold)
        self.details.show_row(row, known)
        if row.name != self._shown:
            self._shown = row.name
            self.details.begin()
            self.counting.count(row.name)
            self._show_beginning(row.name)

    def _show_beginning(self, name: str) -> None:
        def show(text: str) -> None:
            if name == self._shown and not self.details.preview.query():
                self.details.preview.show_beginning(text)

        self._background.run(
            lambda: self._shelf.preview(name), show, lambda error: self._on_not_counted(name, error)
        )

    def _search(self, wanted: str) -> None:
        self._superseded.set()
        superseded = self._superseded = threading.Event()
        name = self._shown
        if not wanted:
            self._show_beginning(name)
            return

        def show(found: Found) -> None:
            if not superseded.is_set() and name == self._shown:
                self.details.preview.show_found(found)

        self._background.run(
            lambda: self._shelf.search(name, wanted, superseded.is_set),
            show,
            lambda error: self._on_not_counted(name, error),
        )

    def _on_counted(self, name: str, facts: CorpusFacts) -> None:
        if name == self._shown:
            self.details.show_facts(facts)

    def _on_not_counted(self, name: str, error: Exception) -> None:
        if name == self._shown:
            self.details.show_problem(sentence_for(error))

    # ---- adding

    def _begin(self, what: str, downloading: bool) -> CorpusJob:
        self._downloading = downloading
        if self._job is not None:
            self._job.deleteLater()
        self._job = self._make_job()
        self._job.setParent(self)
        self._job.progressed.connect(self.strip.show_progress)
        self._job.finished.connect(self._on_job_finished)
        self.strip.begin(what)
        self._set_busy(True)
        return self._job

    def _set_busy(self, busy: bool) -> None:
        self._add_files.setEnabled(not busy)
        self._add_folder.setEnabled(not busy)
        self.catalogue.set_busy(busy)

    def _on_job_finished(self, outcome: JobOutcome) -> None:
        self._set_busy(False)
        self.strip.end(outcome)
        if outcome.error is not None and self._downloading:
            self.strip.say(sentence_for(outcome.error))
        elif outcome.error is not None:
            show_error(self, outcome.error, self.tr("Nothing was added."))
        elif outcome.name:
            self._wanted = outcome.name
            self.corpora_changed.emit()
        if self.isVisible():
            self.page_shown()
        self.settled.emit()

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Add texts"), self._settings.folder or str(Path.home())
        )
        self._add_chosen(names)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Add a folder"), self._settings.folder or str(Path.home())
        )
        self._add_chosen([name] if name else [])

    def _add_chosen(self, names: Sequence[str]) -> None:
        if names:
            self._settings.folder = str(Path(names[0]).parent)
            self.add_paths([Path(name) for name in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and folders."""
        if _paths_of(event) and not self.is_importing:
            event.acceptProposedAction()
            self.side.welcome(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the welcome back."""
        self.side.welcome(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.side.welcome(False)
        paths = _paths_of(event)
        if paths:
            event.acceptProposedAction()
            self.add_paths(paths)

    # ---- changing

    def _label(self, tags: Sequence[str] | None, weight: float | None) -> None:
        name = self._shown
        if name:
            self._change(lambda: self._shelf.label(name, tags, weight))

    def _change(self, change: Callable[[], CorpusRow | None]) -> None:
        """Change the library in a thread, for the disk may be slow, and show what came of it."""

        def on_done(row: CorpusRow | None) -> None:
            if row is not None and row.name != self._shown:
                self._wanted = row.name
            self.page_shown()
            self.corpora_changed.emit()

        def on_failed(error: Exception) -> None:
            show_error(self, error)
            self.page_shown()  # what is shown is not what was wished for

        self._background.run(change, on_done, on_failed)

    def _ask_name(self) -> None:
        row = self.selected()
        if row is None or row.builtin:
            return
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Rename"))
        dialog.setLabelText(self.tr("Name of the corpus"))
        dialog.setTextValue(row.name)
        for field in dialog.findChildren(QLineEdit):
            field.setAccessibleName(self.tr("Name of the corpus"))
            field.setMaxLength(LONGEST_NAME)
        dialog.textValueSelected.connect(lambda new: self._on_named(row.name, new))
        dialog.open()

    def _on_named(self, name: str, new: str) -> None:
        if new.strip() and new != name:
            self.rename_corpus(name, new)

    def _ask_remove(self) -> None:
        row = self.selected()
        if row is None or row.builtin:
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Remove {name} from the library?").format(name=row.title))
        box.setInformativeText(
            self.tr(
                "What was prepared from it for training goes as well, so that a run that was interrupted cannot go on. "
                "The files it was read from, and models trained on it, stay."
            )
        )
        sure = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if box.clickedButton() is sure:
            self.remove_corpus(row.name)


class _Body(QWidget):
    """What is under the header, in whatever height there is: wrapped labels in it would squeeze the header."""

    def hasHeightForWidth(self) -> bool:
        """Return that the height is given."""
        return False


def _paths_of(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
