"""The text that is open: where it came from, whether it is saved, and what is asked before it is lost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.background import Background
from ui.errors import show_error
from ui.settings import Settings
from ui.text.column import TextColumn, plain
from ui.text.filling import Filling
from ui.write import documents
from ui.write.autosave import Autosave
from ui.write.desk_questions import DeskQuestions
from ui.write.documents import Stamp, TextDocument, Writer
from ui.write.recovery import Kept, RecoveryShelf, Unsaved
from wordrnn.errors import StorageError


class Desk(QObject):
    """Opens, saves and keeps the one text of the editor. Files are read and written in threads."""

    changed = Signal()  # its name, whether it is saved, or how it is encoded
    leaving = Signal()  # the text that is there is about to go
    opened = Signal()  # another text is there, whole

    def __init__(
        self,
        column: TextColumn,
        settings: Settings,
        background: Background,
        shelf: RecoveryShelf,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._widget = parent
        self._column = column
        self._settings = settings
        self._background = background
        self._ask = DeskQuestions(parent)
        self._path: Path | None = None
        self._document = TextDocument("")  # all but its text, which the editor has
        self._stamp: Stamp | None = None
        self._ticket = 0  # of the text that is open or being opened
        self._coming: str | None = None  # the whole of a text that is being put in
        self._comes_modified = False  # and whether it is saved nowhere
        self._filled_at = -1  # revision of the text as it was put in
        self._writer = Writer()
        self._being_written: list[Path] = []
        self._told = 0  # number of the writing that was heard of last; what was begun before it is no news
        self.filling = Filling(column, self)
        self._shelf = shelf
        self._autosave = Autosave(background, shelf.place(), self._take_unsaved, self)
        column.document().modificationChanged.connect(self._on_modification_changed)
        column.textChanged.connect(self._on_text_changed)

    @property
    def path(self) -> Path | None:
        """The file of the text, None where it has none yet."""
        return self._path

    @property
    def document(self) -> TextDocument:
        """How the file is written; its text is left out."""
        return self._document

    @property
    def name(self) -> str:
        """What the text is called."""
        return self._path.name if self._path else self.tr("Untitled")

    @property
    def is_modified(self) -> bool:
        """Whether there are changes that are not saved."""
        if self._coming is not None:
            return self._comes_modified
        return self._column.document().isModified()

    # ---- what a person does

    def new(self) -> None:
        """Begin an empty text, once what is unsaved has been dealt with."""
        if self.may_close():
            self._show(None, TextDocument(""), None)

    def new_with(self, text: str) -> bool:
        """Begin a new text with `text`, unsaved; returns whether what was there could be closed."""
        if not self.may_close():
            return False
        self._show(None, TextDocument(text), None, modified=True)
        return True

    def open(self) -> None:
        """Ask for a file and open it."""
        if not self.may_close():
            return
        path = self._ask.which_to_open(self._settings.folder or str(Path.home()))
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path, again: bool = False) -> None:
        """Open the text in `path`; what is there now is replaced once that is read, and asked about where it grew.

        `again`: nobody asks for it now, so it gives way to what is there, and that it is gone is no news.
        """
        self._ticket += 1
        ticket, version = self._ticket, self._version()

        def read() -> tuple[Stamp | None, TextDocument]:
            return documents.stamp_of(path), documents.read_document(path)

        def gives_way() -> bool:
            if again:
                return not self._column.text()
            return self._version() == version or self.may_close()  # a slow disk leaves time to write

        def on_read(found: tuple[Stamp | None, TextDocument]) -> None:
            if ticket == self._ticket and gives_way():
                self._settings.folder = str(path.parent)
                self._show(path, found[1], found[0])

        def on_failed(error: Exception) -> None:
            if not again:
                show_error(self._widget, error, self.tr("{name} cannot be opened.").format(name=path.name))

        self._background.run(read, on_read, on_failed)

    def reopen(self) -> None:
        """Open the text again that was open last, where it is still there and nothing was written meanwhile."""
        if self._settings.document:
            self.open_path(Path(self._settings.document), again=True)

    def save(self) -> None:
        """Save the text where it came from, or ask where to."""
        if self._path is None:
            self.save_as()
        else:
            self._save_to(self._path)

    def save_as(self) -> None:
        """Ask where to save the text."""
        path = self._ask.where_to_save(self._start())
        if path is not None:
            self._save_to(path)

    def may_close(self) -> bool:
        """Ask about unsaved changes; gives back whether the text may be closed."""
        if not self.is_modified:
            return True
        answer = self._ask.about_changes(self.name)
        if answer is None:
            return False
        return self._save_now() if answer else True

    def keep(self) -> None:
        """Write what is not saved to where the next start finds it, now: something went wrong."""
        if self.is_modified:
            self._autosave.write()

    def closing(self) -> None:
        """Keep nothing: the text was saved, or is not wanted."""
        self._autosave.close()

    # ---- recovery

    def find_unsaved(self, on_found: Callable[[list[tuple[Kept, Unsaved]]], None]) -> None:
        """Hand over what windows left behind that did not end as they should."""

        def on_failed(error: Exception) -> None:
            show_error(self._widget, error)

        self._background.run(self._shelf.claim, on_found, on_failed)

    def recover(self, kept: Kept, unsaved: Unsaved) -> bool:
        """Open `unsaved` as a text with changes; gives back whether what is there now could be closed."""
        if not self.may_close():
            return False
        self._autosave.close()
        # What is kept stays where it is and belongs to this window from now on: at no moment it is nowhere.
        self._autosave = Autosave(self._background, kept, self._take_unsaved, self)
        self._show(unsaved.path, unsaved.document, unsaved.stamp, modified=True)
        return True

    def _take_unsaved(self) -> Callable[[], Unsaved]:
        document, path, stamp, coming = self._document, self._path, self._stamp, self._coming
        if coming is not None:
            return lambda: Unsaved(replace(document, text=coming), path, stamp)
        raw = self._column.document().toRawText()
        return lambda: Unsaved(replace(document, text=plain(raw)), path, stamp)

    def _on_text_changed(self) -> None:
        if self.is_modified:
            self._autosave.touch()

    def _on_modification_changed(self, modified: bool) -> None:
        if self._coming is None:
            if not modified:
                self._autosave.clear()
            self.changed.emit()

    # ---- showing

    def _show(
        self, path: Path | None, document: TextDocument, stamp: Stamp | None, modified: bool = False
    ) -> None:
        self.leaving.emit()
        self._ticket += 1
        self._told = self._writer.begin()
        self._path, self._stamp = path, stamp
        self._settings.document = str(path or "")
        self._document = replace(document, text="")
        self._coming, self._comes_modified = document.text, modified
        if not modified:
            self._autosave.clear()  # what was there is not wanted, and is not to be written later, half replaced

        def on_filled() -> None:
            self._coming = None
            self._filled_at = self._column.document().revision()
            if self._comes_modified:  # it may have been saved meanwhile
                self._column.document().setModified(True)
                self._autosave.touch()
            self.changed.emit()
            self.opened.emit()

        self.filling.fill(document.text, on_filled)
        self.changed.emit()

    def _text(self) -> str:
        """Return the text, all of it even where it is still being put in."""
        return self._column.text() if self._coming is None else self._coming

    def _version(self) -> int:
        """Return what tells one state of the text from another; 0 as it was put in, or is being put in."""
        revision = self._column.document().revision()
        return 0 if self._coming is not None or revision == self._filled_at else revision

    # ---- saving

    def _start(self) -> str:
        name = self.tr("Untitled") + ".txt"
        return str(self._path or Path(self._settings.folder or Path.home()) / name)

    def _save_to(self, path: Path) -> None:
        document = self._prepared(path)
        if document is None:
            return
        version, number = self._version(), self._writer.begin()
        self._being_written.append(path)

        def on_saved(stamp: Stamp | None) -> None:
            self._being_written.remove(path)
            if number > self._told:
                self._told = number
                self._saved(path, document, stamp, version)

        def on_failed(error: Exception) -> None:
            self._being_written.remove(path)
            self._not_saved(path, error)

        self._background.run(lambda: self._writer.write(number, path, document), on_saved, on_failed)

    def _save_now(self) -> bool:
        """Save before the text is closed, which cannot go on meanwhile; gives back whether it is saved."""
        path = self._path or self._ask.where_to_save(self._start())
        document = self._prepared(path) if path else None
        if path is None or document is None:
            return False
        number = self._writer.begin()
        try:
            stamp = self._writer.write(number, path, document)
        except (StorageError, OSError) as error:
            self._not_saved(path, error)
            return False
        self._told = number
        self._saved(path, document, stamp, self._version())
        return True

    def _prepared(self, path: Path) -> TextDocument | None:
        """Return what to write to `path`, None where somebody thinks better of it."""
        if path == self._path and path not in self._being_written:  # else the change may be this window's own
            now = documents.stamp_of(path)
            if now is not None and now != self._stamp and not self._ask.about_other_changes(path.name):
                return None
        document = replace(self._document, text=self._text())
        if document.encoding != "utf-8" and not document.fits():
            if not self._ask.about_encoding(path.name, document.encoding):
                return None
            document = replace(document, encoding="utf-8", mark=False)
        return document

    def _saved(self, path: Path, document: TextDocument, stamp: Stamp | None, version: int) -> None:
        self._path, self._stamp = path, stamp
        self._document = replace(document, text="")
        self._settings.folder = str(path.parent)
        self._settings.document = str(path)
        if self._version() == version:  # else letters came while it was written
            self._take_as_saved()
        elif self.is_modified:
            self._autosave.touch()  # what is kept tells of the file as it is now
        self.changed.emit()

    def _take_as_saved(self) -> None:
        if self._coming is None:
            self._column.document().setModified(False)
        else:
            self._comes_modified = False
            self._autosave.clear()

    def _not_saved(self, path: Path, error: Exception) -> None:
        show_error(self._widget, error, self.tr("{name} was not saved.").format(name=path.name))
