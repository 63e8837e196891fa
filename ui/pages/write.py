"""The Write page: the editor, the suggested words with their probabilities, and what they saved."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.documents import TextDocument, read_document, write_document
from ui.editor import Editor, Silence
from ui.errors import show_error
from ui.pages.base import Page
from ui.prediction import Answer, Prediction
from ui.savings import Savings
from ui.settings import Settings
from ui.suggestion_list import PART_NAMES, PART_TOKENS, SuggestionList, SuggestionModel
from ui.theme import Theme
from ui.widgets import Card, EmptyState, label, menu_button, section, set_role, spacing
from ui.word_count import WordCount
from ui.wording import percent, plural
from wordrnn.errors import WordrnnError

FILTERS = "Text (*.txt *.md);;All files (*)"
_COUNT_AFTER_MS = 300
_SILENT = {
    Silence.UNFOCUSED: "click into the text for predictions",
    Silence.SELECTION: "nothing is predicted while text is selected",
    Silence.COMPOSING: "waiting for the letters being composed",
    Silence.INSIDE_WORD: "nothing is predicted inside a word",
    Silence.DISMISSED: "dismissed until the next edit",
}


class WritePage(Page):
    """Where texts are written. It asks for predictions and shows them; the model is chosen elsewhere."""

    model_chosen = Signal(str)  # the name of a model to write with
    title_changed = Signal(str, bool)  # the document's name; whether it has unsaved changes

    def __init__(
        self, theme: Theme, prediction: Prediction, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Untitled", parent)
        self._prediction = prediction
        self._settings = settings
        self._path: Path | None = None
        self._document = TextDocument("")
        self._savings = Savings()
        self._latency: float | None = None
        self._why = ""
        self._model_name: str | None = None
        self._has_models = True  # until it is known
        self.editor = Editor(theme)
        self._words = WordCount(self.editor.document())
        self.suggestions = SuggestionModel(self)
        self._counter = QTimer(self)
        self._counter.setSingleShot(True)
        self._counter.setInterval(_COUNT_AFTER_MS)
        self._counter.timeout.connect(self._tell)
        self._build()
        self.first_focus = self.editor
        self.editor.set_text("")
        self._connect()
        self._tell()

    # ---- models

    def set_models(self, names: Sequence[str], active: str | None) -> None:
        """Show which models there are; without any, the page says what to do."""
        self._model_menu.clear()
        group = QActionGroup(self._model_menu)
        for name in names:
            action = self._model_menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == active)
            action.triggered.connect(lambda _=False, chosen=name: self._choose_model(chosen))
            group.addAction(action)
        self._model_button.setVisible(bool(names))
        self._has_models = bool(names)
        self._choose_view()

    def set_predictor_state(self, name: str | None, problem: str = "", loading: bool = False) -> None:
        """Show the model in use, that it is being opened, or why there is none."""
        self._model_name = name
        shown = name or ("opening…" if loading else "none")
        self._model_button.setText(f"Model: {shown} ▾")
        self._model_button.setAccessibleDescription(f"In use: {shown}")
        if name is None:
            self.editor.clear_predictions()
            self._show_suggestions(())
            self._why = "opening the model…" if loading else problem or "no model is in use"
            self._tell()
        else:
            self.editor.ask()

    def _choose_model(self, name: str) -> None:
        self.editor.setFocus()  # the writing goes on
        self.model_chosen.emit(name)

    def _choose_view(self) -> None:
        """Show the text; without any model, and nothing written yet, what to do about that."""
        begun = self._path is not None or self.is_modified or not self.editor.document().isEmpty()
        self._stack.setCurrentWidget(self._writing if self._has_models or begun else self._empty)

    # ---- documents

    def new_document(self) -> None:
        """Begin an empty text, once what is unsaved has been dealt with."""
        self._when_safe(lambda: self._set_document(None, TextDocument("")))

    def open_document(self) -> None:
        """Ask for a file and open it."""
        self._when_safe(self._choose_and_open)

    def open_path(self, path: Path) -> None:
        """Open the text in `path`."""
        try:
            document = read_document(path)
        except WordrnnError as error:
            show_error(self, error, f"{path.name} cannot be opened.")
            return
        self._settings.folder = str(path.parent)
        self._set_document(path, document)

    def save_document(self) -> bool:
        """Save the text where it came from; gives back whether it is saved."""
        if self._path is None:
            return self.save_document_as()
        return self._save_to(self._path)

    def save_document_as(self) -> bool:
        """Ask where to save the text; gives back whether it is saved."""
        start = self._path or Path(self._settings.folder or Path.home()) / "Untitled.txt"
        name, _ = QFileDialog.getSaveFileName(self, "Save text", str(start), FILTERS)
        return bool(name) and self._save_to(Path(name))

    @property
    def is_modified(self) -> bool:
        """Whether there are changes that are not saved."""
        return self.editor.document().isModified()

    def may_close(self) -> bool:
        """Ask about unsaved changes; gives back whether the text may be closed."""
        if not self.is_modified:
            return True
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Save the changes to {self._name()}?")
        box.setInformativeText("Without saving they are lost.")
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        answer = box.exec()
        if answer == buttons.Save:
            return self.save_document()
        return answer == buttons.Discard

    def show_title(self) -> None:
        """Say the document's name and whether it is edited, to the header and to the window."""
        remarks = ["edited"] if self.is_modified else []
        if self._document.read_as != "utf-8":
            remarks.append(f"read as {self._document.read_as}, will be saved as UTF-8")
        self.header.set_title(self._name(), " · ".join(remarks))
        self.title_changed.emit(self._name(), self.is_modified)

    # ---- layout

    def _build(self) -> None:
        self._build_header()
        self._writing = QWidget()
        row = QHBoxLayout(self._writing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.editor, 1)
        row.addWidget(self._build_panel())
        self._empty = EmptyState(
            self.theme,
            "No model yet",
            "wordrnn learns to predict from texts that you choose. Train a first model: the built-in texts will do, "
            "and the first suggestions come within seconds.",
            "Train a model",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._writing)
        self._stack.addWidget(self._empty)
        self.set_body(self._stack)

    def _build_header(self) -> None:
        text_button = menu_button("Text ▾", "Text: new, open, save")
        menu = QMenu(text_button)
        keys = QKeySequence.StandardKey
        for name, slot, key in (
            ("New", self.new_document, keys.New),
            ("Open…", self.open_document, keys.Open),
            ("Save", self.save_document, keys.Save),
            ("Save as…", self.save_document_as, keys.SaveAs),
        ):
            action = QAction(name, self)
            action.setShortcuts(QKeySequence.keyBindings(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, do=slot: do())
            self.addAction(action)  # so that the shortcut works with the menu closed
            menu.addAction(action)
        text_button.setMenu(menu)
        self._model_button = menu_button("Model: none ▾", "Model")
        self._model_menu = QMenu(self._model_button)
        self._model_button.setMenu(self._model_menu)
        self.header.add(text_button)
        self.header.add(self._model_button)

    def _build_panel(self) -> QWidget:
        content = QWidget()
        set_role(content, "plain")
        box = QVBoxLayout(content)
        spacing(box, self.theme, 0.7, (1.1, 1.2, 1.1, 0.9))
        box.addWidget(section("Next word"))
        self.list = SuggestionList(self.theme)
        self.list.setModel(self.suggestions)
        box.addWidget(self.list)
        self._legend = Legend(self.theme)
        box.addWidget(self._legend)
        box.addSpacing(self.theme.em(0.6))
        box.addWidget(self._build_sure_card())
        box.addStretch(1)
        keys = label("Tab all · Ctrl+→ word\nEsc dismiss · Alt+] next", "small", wrap=True)
        box.addWidget(keys)
        panel = QScrollArea()
        panel.setWidgetResizable(True)
        panel.setWidget(content)
        panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(panel, "sidebar-right")
        self._panel = panel
        self._fit_panel()
        self.theme.changed.connect(self._fit_panel)
        return panel

    def _build_sure_card(self) -> Card:
        card = Card(self.theme, "Show inline")
        line = QHBoxLayout()
        line.addWidget(label("when at least"))
        line.addStretch(1)
        self._sure_figure = label()
        line.addWidget(self._sure_figure)
        card.body.addLayout(line)
        self.sure = QSlider(Qt.Orientation.Horizontal)
        self.sure.setRange(0, 95)
        self.sure.setPageStep(5)
        self.sure.setValue(round(self._settings.sure * 100))
        self.sure.setAccessibleName("How sure a word must be to be shown inline, in percent")
        card.body.addWidget(self.sure)
        self._show_sure()
        return card

    def _fit_panel(self) -> None:
        self._panel.setFixedWidth(self.theme.em(21))
        self.list.setFixedHeight(round(self.theme.em(1) * 3.15) * 5 + self.theme.em(0.3))

    def _connect(self) -> None:
        self.editor.prediction_wanted.connect(self._on_prediction_wanted)
        self.editor.fell_silent.connect(self._on_fell_silent)
        self.editor.ghost_changed.connect(self._on_ghost_changed)
        self.editor.accepted.connect(self._on_accepted)
        self.editor.accept_undone.connect(self._on_accept_undone)
        self.editor.typed.connect(self._savings_add_typed)
        self.editor.textChanged.connect(self._counter.start)
        self.editor.document().modificationChanged.connect(lambda _: self.show_title())
        self._prediction.answered.connect(self._on_answered)
        self._prediction.failed.connect(self._on_failed)
        self.list.clicked.connect(self._on_word_clicked)
        self.list.activated.connect(self._on_word_clicked)
        self.sure.valueChanged.connect(self._on_sure_changed)
        self._empty.acted.connect(lambda: self.page_wanted.emit("train"))

    # ---- predictions

    def _on_prediction_wanted(self, text: str, by_key: bool) -> None:
        if self._prediction.predictor is None:
            return
        self._prediction.request(text, by_key)

    def _on_fell_silent(self, silence: Silence) -> None:
        self._prediction.drop()
        if silence is not Silence.UNFOCUSED:
            self._show_suggestions(())
        if self._model_name:
            self._why = _SILENT[silence]
        self._tell()

    def _on_answered(self, answer: Answer) -> None:
        sure = 0.0 if answer.by_key else self.sure.value() / 100
        words = [s.word for s in answer.suggestions]
        ghosts = [s.word for s in answer.suggestions if s.probability >= sure]
        self._latency = answer.milliseconds
        self._show_suggestions(answer.suggestions)
        self.editor.offer(answer.text, words, ghosts, answer.continuation(sure))
        self._explain(answer, ghosts)

    def _explain(self, answer: Answer, ghosts: Sequence[str]) -> None:
        best = answer.suggestions[0] if answer.suggestions else None
        if self.editor.ghost_word:
            shown = {s.word: s.probability for s in answer.suggestions}.get(self.editor.ghost_word)
            self._why = f"shown: {percent(shown)} sure" if shown is not None else "shown"
        elif best is None:
            self._why = "the model knows no word that begins like this"
        elif self.editor.silence() is Silence.INSIDE_LINE:
            self._why = "shown in the list only: the caret is not at the end of a line"
        elif not ghosts:
            self._why = (
                f"not shown inline: {percent(best.probability)} sure, below {self.sure.value()}\u202f%"
            )
        else:
            self._why = "not offered again: it was just undone"
        self._tell()

    def _on_ghost_changed(self) -> None:
        row = next(
            (i for i, s in enumerate(self.suggestions.suggestions()) if s.word == self.editor.ghost_word), -1
        )
        if self.editor.ghost_word and row >= 0:
            self.list.setCurrentIndex(self.suggestions.index(row))
            self._why = f"shown: {percent(self.suggestions.suggestions()[row].probability)} sure"
            self._tell()
        else:
            self.list.clearSelection()

    def _on_failed(self, error: Exception) -> None:
        self._prediction.set_predictor(None)  # otherwise every letter would bring the same dialog
        self.set_predictor_state(None, "the model failed; choose it again to retry")
        show_error(self, error, "The model could not predict.")

    def _on_word_clicked(self, index: QModelIndex) -> None:
        self.editor.setFocus()
        if not self.editor.take(index.row()):
            self.editor.ask()

    def _on_sure_changed(self) -> None:
        self._settings.sure = self.sure.value() / 100
        self._show_sure()
        self.editor.ask()

    def _show_sure(self) -> None:
        self._sure_figure.setText(f"{self.sure.value()}\u202f% sure")

    def _show_suggestions(self, suggestions: Sequence) -> None:
        self.suggestions.set_suggestions(suggestions)
        self._legend.show_parts([name for s in suggestions for name in s.parts])

    # ---- counts

    def _savings_add_typed(self, characters: int) -> None:
        self._savings.add_typed(characters)
        self._tell()

    def _on_accepted(self, characters: int) -> None:
        self._savings.add_accept(characters)
        self._tell()

    def _on_accept_undone(self, characters: int) -> None:
        self._savings.take_back(characters)
        self._tell()

    def _tell(self) -> None:
        facts = [plural(self._words.total, "word")]
        if self._latency is not None:
            facts.append(f"{self._latency:.1f}\u202fms")
        rate = self._savings.rate
        saved = f"{percent(max(0.0, rate))} of keystrokes saved this session" if rate is not None else ""
        self.set_status([*facts, self._why], saved)

    # ---- the document

    def _name(self) -> str:
        return self._path.name if self._path else "Untitled"

    def _when_safe(self, action: object) -> None:
        if self.may_close() and callable(action):
            action()

    def _choose_and_open(self) -> None:
        start = self._settings.folder or str(Path.home())
        name, _ = QFileDialog.getOpenFileName(self, "Open text", start, FILTERS)
        if name:
            self.open_path(Path(name))

    def _set_document(self, path: Path | None, document: TextDocument) -> None:
        self._path, self._document = path, document
        self.editor.set_text(document.text)
        self._choose_view()
        self.show_title()
        self._tell()
        self.editor.setFocus()

    def _save_to(self, path: Path) -> bool:
        try:
            write_document(path, TextDocument(self.editor.text(), self._document.newline))
        except WordrnnError as error:
            show_error(self, error, f"{path.name} was not saved.")
            return False
        self._path = path
        self._document = TextDocument("", self._document.newline)
        self._settings.folder = str(path.parent)
        self.editor.document().setModified(False)
        self.show_title()
        return True


class Legend(QFrame):
    """What the colours of the bars stand for; only the parts that are there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_parts(self, parts: Sequence[str]) -> None:
        """Explain `parts`, each once; those of before stay while there is nothing to explain."""
        found = [name for name in PART_TOKENS if name in parts]
        if found and found != self._parts:
            self._parts = found
            self.setAccessibleName("Parts of a probability: " + ", ".join(PART_NAMES[p] for p in found))
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for one line."""
        return QSize(self._theme.em(10), self._theme.em(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a square and a name for each part."""
        painter = QPainter(self)
        painter.setFont(self._theme.font(0.92))
        metrics = painter.fontMetrics()
        side, left = self._theme.em(0.7), 0
        middle = self.height() // 2
        for part in self._parts:
            painter.fillRect(left, middle - side // 2, side, side, self._theme.colour(PART_TOKENS[part]))
            left += side + self._theme.em(0.35)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(left, middle + (metrics.ascent() - metrics.descent()) // 2, PART_NAMES[part])
            left += metrics.horizontalAdvance(PART_NAMES[part]) + self._theme.em(1)
