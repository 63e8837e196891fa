"""The Corpora page: the texts to learn from, what is in them, adding and removing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.background import Background
from ui.corpus_import import CorpusImport, ImportOutcome
from ui.corpus_shelf import CorpusDetails, CorpusRow, CorpusShelf
from ui.errors import sentence_for, show_error
from ui.pages.base import Page
from ui.settings import Settings
from ui.theme import Theme
from ui.widgets import Card, CardGrid, ElidedLabel, FigureCard, button, label, section, set_role, spacing
from ui.wording import count, plural, short_count
from wordrnn.errors import WordrnnError

RowRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class CorpusList(QAbstractListModel):
    """The corpora of the library."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CorpusRow] = []

    def set_rows(self, rows: Sequence[CorpusRow]) -> None:
        """Show `rows`."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """Return where `name` stands, -1 where it does not."""
        return next((at for at, row in enumerate(self._rows) if row.name == name), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a corpus's title, its description, or its row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.title if row.words is None else f"{row.title}, {plural(row.words, 'word')}"
        return row if role == RowRole else None


class CorpusDelegate(QStyledItemDelegate):
    """Paints a corpus: its title, its words at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for a line."""
        return QSize(self._theme.em(10), round(self._theme.em(1) * 2.6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        corpus: CorpusRow = index.data(RowRole)
        em, colour = self._theme.em, self._theme.colour
        row: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(row, em(0.45), em(0.45))
        inner = row.adjusted(em(0.8), 0, -em(0.8), 0)
        words = "" if corpus.words is None else short_count(corpus.words)
        painter.setFont(self._theme.font())
        painter.setPen(colour("ink") if selected else colour("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(words) - em(0.8)
        weight = QFont.Weight.DemiBold if selected else QFont.Weight.Normal
        painter.setFont(self._theme.font(1.0, weight))
        painter.setPen(colour("ink"))
        title = painter.fontMetrics().elidedText(corpus.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class FrequentWords(QWidget):
    """The most frequent words as bars, the most frequent filling the width."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: Sequence[tuple[str, int]] = ()
        theme.changed.connect(self.updateGeometry)

    def show_words(self, words: Sequence[tuple[str, int]]) -> None:
        """Show `words`, the most frequent first."""
        self._words = list(words)[:12]
        self.setAccessibleName("Most frequent words: " + ", ".join(f"{w} {count(n)}" for w, n in self._words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a line each."""
        return QSize(self._theme.em(12), self._line() * max(1, len(self._words)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing is cut."""
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        """Paint a word, its bar and its number on each line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font())
        metrics = QFontMetrics(self._theme.font())
        most = max([1, *(number for _, number in self._words)])
        widest = max([0, *(metrics.horizontalAdvance(w) for w, _ in self._words)]) + 2
        words = min(self.width() // 3, widest)
        figures = max([0, *(metrics.horizontalAdvance(count(n)) for _, n in self._words)])
        em = self._theme.em
        room = max(0, self.width() - words - figures - em(1.8))
        for at, (word, number) in enumerate(self._words):
            line = QRect(0, at * self._line(), self.width(), self._line())
            painter.setPen(self._theme.colour("ink"))
            shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, words)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count(number))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            height = em(0.45)
            bar = QRect(words + em(0.9), line.center().y() - height // 2, round(room * number / most), height)
            painter.drawRoundedRect(bar, height / 2, height / 2)

    def _line(self) -> int:
        return round(self._theme.em(1) * 1.75)


class CorporaPage(Page):
    """Shows the library of corpora; reading files happens in a process of its own."""

    corpora_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        shelf: CorpusShelf,
        background: Background,
        settings: Settings,
        make_import: Callable[[], CorpusImport],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "Corpora", parent)
        self._shelf = shelf
        self._background = background
        self._settings = settings
        self._make_import = make_import
        self._import: CorpusImport | None = None
        self._wanted = ""
        self.corpora = CorpusList(self)
        self.setAcceptDrops(True)
        self._remove = button("Remove…", self._ask_remove)
        self._add_folder = button("Add folder…", self._choose_folder)
        self._add_files = button("Add files…", self._choose_files, "primary")
        for widget in (self._remove, self._add_folder, self._add_files):
            self.header.add(widget)
        self._build()
        self.first_focus = self.list
        self._on_selection_changed()

    @property
    def is_importing(self) -> bool:
        """Whether files are being read."""
        return self._import is not None and self._import.is_running

    def page_shown(self) -> None:
        """Read the library again."""
        self._background.run(lambda: list(self._shelf.rows()), self._on_rows_read, self._on_failed)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read files and folders into a new corpus."""
        if self.is_importing or not paths:
            return
        self._import = self._make_import()
        self._import.setParent(self)
        self._import.progressed.connect(self._reading.set_text)
        self._import.finished.connect(self._on_import_finished)
        self._reading.set_text(
            "Reading " + (paths[0].name if len(paths) == 1 else f"{len(paths)} files and folders") + "…"
        )
        self._set_importing(True)
        self._import.start_import(paths)

    def cancel_import(self) -> None:
        """Stop reading; nothing of it is kept."""
        if self._import is not None:
            self._import.cancel()

    def closing(self) -> None:
        """Stop reading: the window closes."""
        self.cancel_import()

    def selected(self) -> CorpusRow | None:
        """Return the corpus that is selected."""
        index = self.list.currentIndex()
        return index.data(RowRole) if index.isValid() else None

    def select(self, name: str) -> None:
        """Select the corpus `name`."""
        row = self.corpora.row_of(name)
        if row >= 0:
            self.list.setCurrentIndex(self.corpora.index(row))

    # ---- layout

    def _build(self) -> None:
        body = QWidget()
        set_role(body, "plain")
        outer = QVBoxLayout(body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_strip())
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._build_list())
        row.addWidget(self._build_details(), 1)
        outer.addLayout(row, 1)
        self.set_body(body)

    def _build_strip(self) -> QWidget:
        self._strip = QFrame()
        set_role(self._strip, "strip")
        row = QHBoxLayout(self._strip)
        spacing(row, self.theme, 1, (1.4, 0.6, 1.4, 0.6))
        self._reading = ElidedLabel()
        busy = QProgressBar()
        busy.setRange(0, 0)
        busy.setTextVisible(False)
        busy.setMaximumWidth(self.theme.em(9))
        busy.setAccessibleName("Reading files")
        row.addWidget(self._reading, 1)
        row.addWidget(busy)
        row.addWidget(button("Cancel", self.cancel_import))
        self._strip.hide()
        return self._strip

    def _build_list(self) -> QWidget:
        side = QFrame()
        set_role(side, "sidebar-left")
        box = QVBoxLayout(side)
        spacing(box, self.theme, 0.6, (1.0, 1.3, 1.0, 1.0))
        heading = section("Library")
        heading.setContentsMargins(self.theme.em(0.3), 0, 0, 0)
        box.addWidget(heading)
        self.list = QListView()
        self.list.setModel(self.corpora)
        self.list.setItemDelegate(CorpusDelegate(self.theme, self.list))
        self.list.setAccessibleName("Corpora")
        self.list.setProperty("role", "list")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_selection_changed())
        box.addWidget(self.list, 1)
        self._drop_hint = label("Drop files or folders anywhere on this page.", "small", wrap=True)
        self._drop_hint.setContentsMargins(self.theme.em(0.3), 0, 0, 0)
        box.addWidget(self._drop_hint)
        side.setFixedWidth(self.theme.em(19))
        self.theme.changed.connect(lambda: side.setFixedWidth(self.theme.em(19)))
        return side

    def _build_details(self) -> QWidget:
        self._details = QWidget()
        set_role(self._details, "plain")
        box = QVBoxLayout(self._details)
        spacing(box, self.theme, 1, (1.6, 1.3, 1.6, 1.3))
        self._title = ElidedLabel(role="heading")
        box.addWidget(self._title)
        self._words, self._vocabulary, self._documents = (
            FigureCard(self.theme, name) for name in ("Words", "Different words", "Documents")
        )
        box.addWidget(CardGrid(self.theme, (self._words, self._vocabulary, self._documents)))
        self._lower = lower = QHBoxLayout()
        lower.setSpacing(self.theme.em(0.85))
        frequent = Card(self.theme, "Most frequent words")
        self._frequent = FrequentWords(self.theme)
        frequent.body.addWidget(self._frequent)
        frequent.body.addStretch(1)
        preview = Card(self.theme, "How it begins")
        self._preview = QPlainTextEdit()
        self._preview.setReadOnly(True)
        self._preview.setAccessibleName("Beginning of the text")
        self._preview.setTabChangesFocus(True)
        self._preview.document().setDocumentMargin(0)
        preview.body.addWidget(self._preview, 1)
        preview.setMinimumHeight(self.theme.em(12))
        lower.addWidget(frequent, 2)
        lower.addWidget(preview, 3)
        box.addLayout(lower, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._details)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview under the words where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < self.theme.em(50)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._lower.setDirection(direction)

    # ---- showing

    def _on_rows_read(self, rows: Sequence[CorpusRow]) -> None:
        selected = self.selected()
        before = self._wanted or (selected.name if selected else "")
        self._wanted = ""
        self.corpora.set_rows(rows)
        self.select(before if self.corpora.row_of(before) >= 0 else (rows[0].name if rows else ""))
        self._on_selection_changed()
        whole = sum(row.words or 0 for row in rows)
        self.set_status([plural(len(rows), "corpus", "corpora"), plural(whole, "word") if whole else ""])

    def _on_failed(self, error: Exception) -> None:
        show_error(self, error, "The library of corpora could not be read.")

    def _on_selection_changed(self) -> None:
        row = self.selected()
        self._remove.setVisible(row is not None and not row.builtin)
        if row is None:
            return
        self._title.set_text(row.title)
        name = row.name
        self._background.run(
            lambda: self._shelf.details(name),
            lambda details: self._show_details(name, details),
            lambda error: self._show_problem(name, error),
        )

    def _show_details(self, name: str, details: CorpusDetails) -> None:
        row = self.selected()
        if row is None or row.name != name:  # another one was selected meanwhile
            return
        self._words.show_figure(count(details.words))
        again = f"each used {details.words / details.vocabulary:.0f} times" if details.vocabulary else ""
        self._vocabulary.show_figure(count(details.vocabulary), again)
        self._documents.show_figure(count(details.documents))
        self._frequent.show_words(details.frequent)
        self._preview.setPlainText(details.preview)

    def _show_problem(self, name: str, error: Exception) -> None:
        row = self.selected()
        if row is not None and row.name == name:
            for card in (self._words, self._vocabulary, self._documents):
                card.show_figure("–")
            self._frequent.show_words(())
            self._preview.setPlainText(sentence_for(error))

    # ---- adding

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Add texts", self._settings.folder or str(Path.home()))
        self._add_chosen(names)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, "Add a folder", self._settings.folder or str(Path.home())
        )
        self._add_chosen([name] if name else [])

    def _add_chosen(self, names: Sequence[str]) -> None:
        if names:
            self._settings.folder = str(Path(names[0]).parent)
            self.add_paths([Path(name) for name in names])

    def _set_importing(self, importing: bool) -> None:
        self._strip.setVisible(importing)
        self._add_files.setEnabled(not importing)
        self._add_folder.setEnabled(not importing)

    def _on_import_finished(self, outcome: ImportOutcome) -> None:
        self._set_importing(False)
        if outcome.error is not None:
            show_error(self, outcome.error, "Nothing was added.")
        elif outcome.name:
            self._wanted = outcome.name
            self.corpora_changed.emit()
        self.page_shown()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and folders."""
        if self._paths_of(event) and not self.is_importing:
            event.acceptProposedAction()
            self._drop_hint.setText("Let go to add.")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the welcome back."""
        self._drop_hint.setText("Drop files or folders anywhere on this page.")

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self._drop_hint.setText("Drop files or folders anywhere on this page.")
        paths = self._paths_of(event)
        if paths:
            event.acceptProposedAction()
            self.add_paths(paths)

    def _paths_of(self, event: QDropEvent) -> list[Path]:
        return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]

    # ---- removing

    def _ask_remove(self) -> None:
        row = self.selected()
        if row is None or row.builtin:
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Remove {row.title} from the library?")
        box.setInformativeText("The files it was read from, and models trained on it, stay.")
        sure = box.addButton("Remove", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if box.clickedButton() is sure:
            self.remove_corpus(row.name)

    def remove_corpus(self, name: str) -> None:
        """Remove the corpus."""
        try:
            self._shelf.remove(name)
        except WordrnnError as error:
            show_error(self, error)
            return
        self.page_shown()
        self.corpora_changed.emit()
