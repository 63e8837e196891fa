"""What is taken out of a text before training: the switch, how much it would be, and some of it in its place."""

import html
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from ui.language.wording import count
from ui.settings import Settings
from ui.style.theme import Theme
from ui.style.widgets import Card, Fold, label, spacing
from wordrnn.text.redaction_preview import Example, RedactionPreview

_KINDS = ("email", "card", "number")


class RedactionCard(Card):
    """One switch for all texts, and a preview for the one that is selected."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Before training"), parent)
        self._theme, self._settings = theme, settings
        self._preview: RedactionPreview | None = None
        self.switch = QCheckBox(self.tr("Redact"))
        what = self.tr(
            "E-mail addresses, phone and card numbers are taken out of every text before it is trained on."
        )
        self.switch.setAccessibleName(self.switch.text())
        self.switch.setAccessibleDescription(what)
        self.switch.setChecked(settings.redact)
        self.switch.toggled.connect(self._on_toggled)
        settings.changed.connect(self._on_changed)
        self._sentence = label("", wrap=True)
        self._examples = QWidget()
        self._box = QVBoxLayout(self._examples)
        spacing(self._box, theme, 0.3, (1.4, 0, 0, 0))
        self._fold = Fold(theme, self.tr("Show some of it"), self._examples)
        for widget in (self.switch, label(what, "muted", wrap=True), self._sentence, self._fold):
            self.body.addWidget(widget)
        theme.changed.connect(self._show_examples)
        self.show_preview(None)

    def show_preview(self, preview: RedactionPreview | None) -> None:
        """Show what would be taken out of the corpus that is selected; None while that is counted."""
        self._preview = preview
        self._fold.set_open(False)
        self._fold.setVisible(preview is not None and bool(preview.examples))
        self._say()
        self._show_examples()

    def _on_toggled(self, on: bool) -> None:
        self._settings.redact = on
        self._say()

    def _on_changed(self, name: str) -> None:
        if name == "redact":
            self.switch.setChecked(self._settings.redact)

    def _say(self) -> None:
        preview = self._preview
        if preview is None:
            self._sentence.setText("")
            return
        if not preview.counts.total():
            self._sentence.setText(self.tr("There are none in this text."))
            return
        parts = ", ".join(
            self._counted(kind, preview.counts[kind]) for kind in _KINDS if preview.counts[kind]
        )
        text = (
            self.tr("Of this text: {parts}.")
            if self._settings.redact
            else self.tr("Kept in this text: {parts}.")
        )
        self._sentence.setText(text.format(parts=parts))

    def _counted(self, kind: str, number: int) -> str:
        if kind == "email":
            text = self.tr("{n} e-mail address(es)", "", number)
        elif kind == "card":
            text = self.tr("{n} card number(s)", "", number)
        else:
            text = self.tr("{n} phone or other long number(s)", "", number)
        return text.format(n=count(number))

    def _show_examples(self) -> None:
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for example in _in_order(self._preview.examples if self._preview else ()):
            self._box.addWidget(self._line(example))

    def _line(self, example: Example) -> QLabel:
        made = label("", "small", wrap=True)
        made.setTextFormat(Qt.TextFormat.RichText)
        before, found, after = (html.escape(part) for part in (example.before, example.found, example.after))
        colour = self._theme.tokens.surprise
        made.setText(f'{before}<s style="color:{colour}">{found}</s>{after}')
        made.setAccessibleName(f"{example.before}[{example.found}]{example.after}")
        return made


def _in_order(examples: Sequence[Example]) -> list[Example]:
    return sorted(examples, key=lambda example: _KINDS.index(example.kind))
