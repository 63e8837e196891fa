"""The pane beside the models: what the chosen one learned from, its parts, how far to trust it, notes, its card."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.language.wording import count, number
from ui.models.facts import card_text, facts_of, licence_of, parts_of, settings_of
from ui.models.reliability_figure import ReliabilityFigure
from ui.models.shelf import ModelDetails
from ui.models.words import beaten
from ui.style.part_bar import PartBar
from ui.style.scroll import make_upright
from ui.style.theme import Theme
from ui.style.widgets import Fold, button, label, menu_button, section, set_role, spacing
from wordrnn.model_summary import ModelSummary

_SAVE_MS = 1200  # after the last letter of a note
_NARROW = "\u202f"


class NotesEdit(QPlainTextEdit):
    """Plain notes that say when they are left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it is left."""
        super().focusOutEvent(event)
        self.left.emit()


class FactGrid(QWidget):
    """Names and values in two columns."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 5)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show `facts` in the place of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, value) in enumerate(facts):
            shown = label(breakable(value), wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label(breakable(name), "muted", wrap=True), row, 0, top)
            self._grid.addWidget(shown, row, 1, top)

    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(self._theme.em(0.9))
        self._grid.setVerticalSpacing(self._theme.em(0.25))


class ModelDetailsPane(QScrollArea):
    """Shows one model; says what is wanted of it."""

    use_wanted = Signal()
    fine_tune_wanted = Signal()
    notes_changed = Signal(str, str)  # the model's name, its notes

    def __init__(self, theme: Theme, menu: QMenu, parent: QWidget | None = None) -> None:
        """`menu` holds what else can be done with the model."""
        super().__init__(parent)
        self._theme = theme
        self._model: ModelSummary | None = None
        self._noted = ("", "")  # the model's name, its notes as they are kept
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_SAVE_MS)
        self._saving.timeout.connect(self.save_notes)
        make_upright(self)
        set_role(self, "sidebar-right")
        self._build(menu)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_model(self, model: ModelSummary) -> None:
        """Show what the list knows of a model; `show_details` adds the rest."""
        if self._noted[0] != model.name:
            self.save_notes()
            self._set_notes(model.name, model.notes)
            self.show_details(ModelDetails(model.name, notes=model.notes))
        self._model = model
        self._name.setText(breakable(model.name))
        self._show_use(model)
        tunable = model.cell is not None and model.problem is None
        text = self.tr("Teach it your texts…") if model.builtin else self.tr("Fine-tune…")
        self._tune.setText(text)
        self._tune.setAccessibleName(text)
        self.notes.setVisible(not model.builtin)
        self._notes_head.setVisible(not model.builtin)
        self._tune.setEnabled(tunable)
        self._tune.setToolTip(
            self.tr("Goes on from this model on other texts, as a new model; this one stays.")
            if tunable
            else self.tr("Only a model with a network can be trained on.")
        )
        self._warning.setText(beaten(model))
        self._warning.setVisible(bool(self._warning.text()))
        self._more.setAccessibleName(self.tr("More for {name}").format(name=model.name))

    def show_details(self, details: ModelDetails) -> None:
        """Show the rest of a model."""
        if self._noted[0] == details.name and not self.notes.document().isModified():
            self._set_notes(details.name, details.notes)
        facts = facts_of(details)
        self._learned.show_facts(facts)
        self._learned_head.setVisible(bool(facts))
        self._settings.show_facts(settings_of(details))
        self._settings_fold.setVisible(bool(details.training))
        parts = parts_of(details)
        self._bar.show_parts([(part.token, part.weight) for part in parts], [part.text for part in parts])
        self._parts.show_facts([(part.name, part.text) for part in parts])
        for widget in (self._parts_head, self._bar, self._parts):
            widget.setVisible(bool(parts))
        licence = licence_of(details.card)
        self._licence.setText(breakable(licence))
        for widget in (self._licence, self._licence_head):
            widget.setVisible(bool(licence))
        self.card.setPlainText(card_text(details.card))
        self._card_fold.setVisible(bool(details.card))
        self._show_calibration(details)

    def save_notes(self) -> None:
        """Have what was noted kept, if anything is new."""
        self._saving.stop()
        name, kept = self._noted
        text = self.notes.toPlainText().strip()
        if name and text != kept.strip():
            self._noted = (name, text)
            self.notes.document().setModified(False)
            self.notes_changed.emit(name, text)

    def unsaved_notes(self) -> tuple[str, str] | None:
        """Return a model's name and its notes where they are not kept yet."""
        name, kept = self._noted
        text = self.notes.toPlainText().strip()
        return (name, text) if name and text != kept.strip() else None

    def forget_notes(self) -> None:
        """Let go of the notes: their model is gone."""
        self._set_notes("", "")

    def _show_use(self, model: ModelSummary) -> None:
        unfinished = model.problem is not None and model.training
        text = self.tr("Active") if model.active else self.tr("Make active")
        if unfinished:
            text = self.tr("Resume on the Train page")
        self._use.setText(text)
        self._use.setAccessibleName(text)
        self._use.setEnabled(unfinished or (not model.active and model.problem is None))

    # ---- layout

    def _build(self, menu: QMenu) -> None:
        content = QWidget()
        set_role(content, "plain")
        self._box = QVBoxLayout(content)
        self._name = label("", "heading", wrap=True)
        self._use = button(self.tr("Make active"), self.use_wanted.emit, "primary")
        self._tune = button(self.tr("Fine-tune…"), self.fine_tune_wanted.emit)
        self._more = menu_button(self.tr("More ▾"), self.tr("More"))
        self._more.setMenu(menu)
        self._actions = QGridLayout()
        self._actions.addWidget(self._use, 0, 0, 1, 2)
        self._actions.addWidget(self._tune, 1, 0)
        self._actions.addWidget(self._more, 1, 1)
        for widget in (self._use, self._tune, self._more):
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._warning = label("", "warning", wrap=True)
        self.notes = NotesEdit()
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setPlaceholderText(self.tr("What it is for, what you tried …"))
        self.notes.setToolTip(self.tr("Kept with the model on this computer; not exported with it."))
        self.notes.setTabChangesFocus(True)
        set_role(self.notes, "boxed")
        self.notes.textChanged.connect(self._on_notes_edited)
        self.notes.left.connect(self.save_notes)
        self._notes_head = section(self.tr("Notes"))
        self._learned_head = section(self.tr("Learned from"))
        self._learned = FactGrid(self._theme)
        self._parts_head = section(self.tr("Parts"))
        self._bar = PartBar(self._theme)
        self._parts = FactGrid(self._theme)
        self._calibration_head = section(self.tr("Calibration"))
        self._figure = ReliabilityFigure(self._theme)
        self._calibration = label("", "small", wrap=True)
        self._licence_head = section(self.tr("Licence and limits"))
        self._licence = label("", "small", wrap=True)
        self._settings = FactGrid(self._theme)
        self._settings_fold = Fold(self._theme, self.tr("Settings"), self._settings)
        self.card = QPlainTextEdit()
        self.card.setReadOnly(True)
        self.card.setAccessibleName(self.tr("Card of the model"))
        self.card.setTabChangesFocus(True)
        set_role(self.card, "boxed")
        self._card_fold = Fold(self._theme, self.tr("Card"), self.card)
        self._box.addWidget(self._name)
        self._box.addLayout(self._actions)
        for widget in (
            self._warning, self._notes_head, self.notes, self._learned_head, self._learned,
            self._parts_head, self._bar, self._parts, self._calibration_head, self._figure, self._calibration,
            self._licence_head, self._licence, self._settings_fold, self._card_fold,
        ):  # fmt: skip
            if widget.property("role") == "section":
                widget.setContentsMargins(0, self._theme.em(0.5), 0, 0)
            self._box.addWidget(widget)
        self._box.addStretch(1)
        self.setWidget(content)

    def _restyle(self) -> None:
        em = self._theme.em
        spacing(self._box, self._theme, 0.6, (1.3, 1.2, 1.3, 1.2))
        self._actions.setSpacing(em(0.5))
        self.notes.setFixedHeight(em(5))
        self.card.setFixedHeight(em(16))
        self.setMinimumWidth(em(17))
        self.setMaximumWidth(em(27))
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # ---- what is shown

    def _show_calibration(self, details: ModelDetails) -> None:
        shown = bool(details.reliability)
        for widget in (self._calibration_head, self._figure, self._calibration):
            widget.setVisible(shown)
        if not shown:
            return
        first = details.reliability[0]
        self._figure.show_reliability(first)
        text = self.tr(
            "Of the words offered before a letter is typed, how many were meant: on the dashed line, 70 % means 70 of "
            "100. Off by {error} on average, over {places} places of held-out text; chance alone would be {chance}."
        )
        error, chance = (f"{number(share * 100)}{_NARROW}%" for share in (first.error, first.error_by_chance))
        self._calibration.setText(text.format(error=error, places=count(first.count), chance=chance))

    def _set_notes(self, name: str, text: str) -> None:
        self._noted = (name, text.strip())
        if self.notes.toPlainText().strip() != text.strip():
            self.notes.setPlainText(text.strip())
        self.notes.document().setModified(False)
        self._saving.stop()

    def _on_notes_edited(self) -> None:
        if self.unsaved_notes() is not None:
            self._saving.start()


def breakable(text: str, longest: int = 14) -> str:
    """Return `text` with places to break in words that no line has room for."""
    words = []
    for word in text.split(" "):
        pieces = [word[start : start + longest] for start in range(0, len(word), longest)] or [""]
        words.append("\u200b".join(pieces))
    return " ".join(words)
