"""The Write page: the editor, the suggested words with their probabilities, and what they saved."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ui.background import Background
from ui.errors import show_error
from ui.language.wording import percent
from ui.page import Page
from ui.settings import ZOOMS, Settings
from ui.style.theme import Theme
from ui.style.widgets import EmptyState, menu_button
from ui.write import inline_status
from ui.write.announcer import announce, announcement
from ui.write.desk import Desk
from ui.write.editor import Editor, Silence
from ui.write.find_bar import FindBar
from ui.write.keys import Keys
from ui.write.prediction import Prediction
from ui.write.recovery import RecoveryShelf
from ui.write.recovery_strip import RecoveryStrip
from ui.write.savings_total import SavingsTotal
from ui.write.suggestion_panel import SuggestionPanel
from ui.write.word_count import WordCount
from wordrnn.completion import edit_for
from wordrnn.continuation import Answer, Continuation

_COUNT_AFTER_MS = 300


class WritePage(Page):
    """Where texts are written. It asks for predictions and shows them; the model is chosen elsewhere."""

    model_chosen = Signal(str)  # the name of a model to write with
    title_changed = Signal(str, bool)  # the document's name; whether it has unsaved changes

    def __init__(
        self,
        theme: Theme,
        prediction: Prediction,
        settings: Settings,
        keys: Keys,
        background: Background,
        shelf: RecoveryShelf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", parent)
        self._prediction = prediction
        self._settings = settings
        self._keys = keys
        self._savings = SavingsTotal(settings, self)
        self._latency: float | None = None
        self._why = ""
        self._model_name: str | None = None
        self._has_models = True  # until it is known
        self.editor = Editor(theme, keys)
        self.editor.set_zoom(settings.zoom)
        self._words = WordCount(self.editor.document())
        self.desk = Desk(self.editor, settings, background, shelf, self)
        self.panel = SuggestionPanel(theme, keys, settings)
        self.find_bar = FindBar(theme, self.editor, background)
        self.recovery = RecoveryStrip(theme, self.desk.recover)
        self._counter = QTimer(self)
        self._counter.setSingleShot(True)
        self._counter.setInterval(_COUNT_AFTER_MS)
        self._counter.timeout.connect(self._tell)
        self._build()
        self.first_focus = self.editor
        self._connect()
        self._set_up_prediction()
        self.show_title()
        self._tell()

    # ---- models

    def set_models(self, names: Sequence[str], active: str | None) -> None:
        """Show which models there are; without any, the page says what to do."""
        self._model_menu.clear()
        group = self._model_group
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
        shown = name or (self.tr("opening…") if loading else self.tr("none"))
        self._model_button.setText(self.tr("Model: {name} ▾").format(name=shown.replace("&", "&&")))
        self._model_button.setAccessibleDescription(self.tr("In use: {name}").format(name=shown))
        calibration = getattr(self._prediction.predictor, "calibration", None) if name else None
        self.panel.restraint.set_reliability(calibration.reliability if calibration else ())
        if name is None:
            self.editor.clear_predictions()
            self.panel.show_suggestions(())
            self._say(self.tr("opening the model…") if loading else problem or self.tr("no model is in use"))
        else:
            self._say("")  # until it has answered
            self.editor.ask()

    def _choose_model(self, name: str) -> None:
        self.editor.setFocus()  # the writing goes on
        self.model_chosen.emit(name)

    def _choose_view(self) -> None:
        """Show the text; without any model, and nothing written yet, what to do about that."""
        begun = self.desk.path is not None or not self.editor.document().isEmpty()
        begun = begun or self.desk.is_modified or self.editor.is_filling
        self._stack.setCurrentWidget(self._writing if self._has_models or begun else self._empty)

    # ---- the document

    def open_path(self, path: Path) -> None:
        """Open the text in `path`."""
        self.desk.open_path(path)

    @property
    def is_modified(self) -> bool:
        """Whether there are changes that are not saved."""
        return self.desk.is_modified

    def may_close(self) -> bool:
        """Ask about unsaved changes; gives back whether the text may be closed."""
        return self.desk.may_close()

    def closing(self) -> None:
        """Remember what was counted, and leave nothing behind that is to be recovered."""
        self.recovery.release()
        self.desk.closing()
        self._savings.remember()

    def reopen(self) -> None:
        """Open the text again that was open when the app ended last."""
        self.desk.reopen()

    def find_unsaved(self) -> None:
        """Look for what was not saved when the app ended last, and offer it."""
        self.desk.find_unsaved(self.recovery.offer)

    def show_title(self) -> None:
        """Say the document's name and whether it is edited, to the header and to the window."""
        remarks = [self.tr("edited")] if self.desk.is_modified else []
        if self.desk.document.encoding != "utf-8":
            remarks.append(self.desk.document.encoding.replace("_", "-").upper())
        self.header.set_title(self.desk.name, " · ".join(remarks))
        self.title_changed.emit(self.desk.name, self.desk.is_modified)

    # ---- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the text its room."""
        super().resizeEvent(event)
        self.panel.fit_into(self.width())

    def _build(self) -> None:
        self._build_header()
        text = QVBoxLayout()
        text.setContentsMargins(0, 0, 0, 0)
        text.setSpacing(0)
        text.addWidget(self.recovery)
        text.addWidget(self.find_bar)
        text.addWidget(self.editor, 1)
        self._writing = QWidget()
        row = QHBoxLayout(self._writing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(text, 1)
        row.addWidget(self.panel)
        self._empty = EmptyState(
            self.theme,
            self.tr("No model yet"),
            self.tr(
                "wordrnn learns to predict from texts that you choose. Train a first model: the built-in texts will "
                "do, and the first suggestions come within seconds."
            ),
            self.tr("Train a model"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._writing)
        self._stack.addWidget(self._empty)
        self.set_body(self._stack)

    def _build_header(self) -> None:
        text_button = menu_button(self.tr("Text ▾"), self.tr("Text: new, open, save, find, zoom"))
        menu = QMenu(text_button)
        for name, shown, act in (
            ("new", self.tr("New"), self.desk.new),
            ("open", self.tr("Open…"), self.desk.open),
            ("save", self.tr("Save"), self.desk.save),
            ("save_as", self.tr("Save as…"), self.desk.save_as),
            ("", "", None),
            ("find", self.tr("Find…"), self.find_bar.open),
            ("find_next", self.tr("Find next"), lambda: self.find_bar.go(1)),
            ("find_previous", self.tr("Find previous"), lambda: self.find_bar.go(-1)),
            ("", "", None),
            ("zoom_in", self.tr("Larger"), lambda: self._zoom_by(1)),
            ("zoom_out", self.tr("Smaller"), lambda: self._zoom_by(-1)),
            ("zoom_reset", self.tr("Normal size"), lambda: self._zoom_to(100)),
            ("why", "", self.panel.toggle_why),
        ):
            if act is None:
                menu.addSeparator()
                continue
            action = QAction(shown, self)
            self._keys.bind(action, name)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, do=act: do())
            self.addAction(action)  # so that the shortcut works with the menu closed
            if shown:
                menu.addAction(action)
        text_button.setMenu(menu)
        self._model_button = menu_button("", self.tr("Model"))
        self._model_button.setText(self.tr("Model: {name} ▾").format(name=self.tr("none")))
        self._model_menu = QMenu(self._model_button)
        self._model_group = QActionGroup(self._model_menu)
        self._model_button.setMenu(self._model_menu)
        self.header.add(text_button)
        self.header.add(self._model_button)

    def _connect(self) -> None:
        self.editor.prediction_wanted.connect(self._on_prediction_wanted)
        self.editor.fell_silent.connect(self._on_fell_silent)
        self.editor.ghost_changed.connect(self._on_ghost_changed)
        self.editor.accepted.connect(self._savings.add_accept)
        self.editor.accept_undone.connect(self._savings.take_back)
        self.editor.typed.connect(self._savings.add_typed)
        for counted in (self.editor.accepted, self.editor.accept_undone, self.editor.typed):
            counted.connect(self._tell)
        self.editor.textChanged.connect(self._counter.start)
        self.editor.zoom_wanted.connect(self._zoom_by)
        self.editor.file_dropped.connect(self._on_file_dropped)
        self.desk.changed.connect(self.show_title)
        self.desk.opened.connect(self._on_opened)
        self._prediction.answered.connect(self._on_answered)
        self._prediction.went_on.connect(self._on_went_on)
        self._prediction.failed.connect(self._on_failed)
        self.panel.word_chosen.connect(self._on_word_chosen)
        self._settings.changed.connect(self._on_setting_changed)
        self._empty.acted.connect(lambda: self.page_wanted.emit("train"))

    # ---- predictions

    def _on_prediction_wanted(self, text: str, by_key: bool) -> None:
        if self._prediction.predictor is None:
            return
        mode = self._settings.mode
        if mode == "automatic" or (mode == "request" and by_key):
            self._prediction.request(text, by_key)
            return
        self._prediction.drop()
        if not self.editor.ghost_text:
            self.editor.clear_predictions()
            self.panel.show_suggestions(())
            self._say(inline_status.why_not_asked(mode, self._keys.text("ask")))

    def _on_fell_silent(self, silence: Silence) -> None:
        self._prediction.drop()
        if silence is not Silence.UNFOCUSED:
            self.panel.show_suggestions(())
        if self._model_name:
            self._say(inline_status.why_silent(silence))

    def _on_answered(self, answer: Answer) -> None:
        sure = 0.0 if answer.by_key else self._settings.sure
        edits = [edit_for(answer.text, s.word, s.completion) for s in answer.suggestions]
        pairs = zip(edits, answer.suggestions, strict=True)
        shown = [edit for edit, suggestion in pairs if suggestion.probability >= sure]
        self._latency = answer.milliseconds
        self.panel.show_suggestions(answer.suggestions)
        self.editor.offer(answer.text, edits, shown)
        if not self.editor.ghost_word:
            best = answer.suggestions[0].probability if answer.suggestions else None
            self._say(inline_status.why_not_shown(best, self.editor.silence(), sure))

    def _on_went_on(self, further: Continuation) -> None:
        sure = 0.0 if further.by_key else self._settings.sure
        self.editor.go_on(further.text, further.first.word, further.words(sure))
        if self._settings.announce and self.editor.ghost_text:
            announce(self.editor, announcement(self.editor.ghost_text.strip(), self._keys.text("accept")))

    def _on_ghost_changed(self) -> None:
        found = self.panel.select(self.editor.ghost_word)
        if self.editor.ghost_word:
            self._say(inline_status.why_shown(found.probability if found else None))

    def _on_failed(self, error: Exception) -> None:
        self._prediction.set_predictor(None)  # otherwise every letter would bring the same dialog
        self.set_predictor_state(None, self.tr("the model failed; choose it again to retry"))
        show_error(self, error, self.tr("The model could not predict."))

    def _on_word_chosen(self, row: int) -> None:
        taken = self.editor.take(row)  # first: the focus brings another prediction, or none on request
        self.editor.setFocus()
        if not taken:
            self.editor.ask()

    # ---- settings

    def _on_setting_changed(self, name: str) -> None:
        if name in ("delay", "list_length", "words_ahead"):
            self._set_up_prediction()
        if name in ("mode", "sure", "list_length", "words_ahead"):
            if name == "mode":
                self.editor.clear_predictions()
            self.editor.ask()
        elif name == "zoom":
            self.editor.set_zoom(self._settings.zoom)

    def _set_up_prediction(self) -> None:
        settings = self._settings
        self._prediction.set_up(settings.delay, settings.list_length, settings.words_ahead)

    def _zoom_by(self, steps: int) -> None:
        self._zoom_to(round(self._settings.zoom / 10) * 10 + 10 * steps)

    def _zoom_to(self, percents: int) -> None:
        self._settings.zoom = min(max(percents, ZOOMS[0]), ZOOMS[1])

    # ---- counts

    def _say(self, why: str) -> None:
        self._why = why
        self._tell()

    def _tell(self) -> None:
        facts = [self.tr("%n word(s)", "", self._words.total), self._why]  # the figure gives way first
        if self._latency is not None:
            facts.append(f"{self._latency:.1f}\u202fms")
        self.set_status(facts, self._saved())

    def _saved(self) -> str:
        rate, in_all = self._savings.session.rate, self._savings.in_all().rate
        if in_all is None:
            return ""
        if rate is None:
            return self.tr("keys saved: {share} in all").format(share=percent(max(0.0, in_all)))
        return self.tr("keys saved: {share} this session, {in_all} in all").format(
            share=percent(max(0.0, rate)), in_all=percent(max(0.0, in_all))
        )

    # ---- what happens to the document

    def _on_opened(self) -> None:
        self._choose_view()
        self._tell()
        self.editor.setFocus()

    def _on_file_dropped(self, path: str) -> None:
        if self.desk.may_close():
            self.desk.open_path(Path(path))
