"""The card with the figures of every part of every model, what they say, and how they were counted."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from ui.evaluate import results
from ui.evaluate.results_table import ResultsTable
from ui.evaluate.run import Measurement
from ui.style.theme import Theme
from ui.style.widgets import Card, button, label, section, spacing

_PATIENCE_MS = 700  # while the number of suggestions is still being changed


class TableCard(Card):
    """Who knew best."""

    row_chosen = Signal(str, str)  # model and part
    copy_wanted = Signal()
    export_wanted = Signal()
    suggestions_changed = Signal(int)

    def __init__(self, theme: Theme, k: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.body.addWidget(self._heading(theme))
        self.table = ResultsTable(theme)
        self.warning = label("", "warning", wrap=True)
        self.findings = label("", "muted", wrap=True)
        self.protocol = label("", "small", wrap=True)
        for widget in (self.warning, self.table, self.findings, self.protocol):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.suggestions = QSpinBox()
        self.suggestions.setRange(1, 9)
        self.suggestions.setValue(k)
        self.suggestions.setAlignment(Qt.AlignmentFlag.AlignRight)
        name = label(self.tr("Suggestions in view"))
        name.setBuddy(self.suggestions)
        self.suggestions.setAccessibleName(self.tr("Suggestions in view"))
        self.suggestions.setToolTip(
            self.tr("A word counts as offered when it is among so many. Another number measures anew.")
        )
        row = QHBoxLayout()
        spacing(row, theme, 0.6)
        row.addWidget(name)
        row.addWidget(self.suggestions)
        row.addStretch(1)
        self.body.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(lambda: self.suggestions_changed.emit(self.suggestions.value()))
        self.suggestions.valueChanged.connect(lambda _: self._timer.start())
        self.table.clicked.connect(lambda index: self._on_row(index.row()))
        self.table.activated.connect(lambda index: self._on_row(index.row()))

    def show_measurements(
        self, measurements: Mapping[str, Measurement], found: results.Results, k: int
    ) -> None:
        """Show the figures so far."""
        self.table.show_results(found)
        warnings = [
            results.training_warning(each.model, each.overlap, each.overlap_known)
            for each in measurements.values()
        ]
        self._say(self.warning, [text for text in warnings if text])
        kinds = {name: each.kind for name, each in measurements.items()}
        trained = {name for name, each in measurements.items() if results.was_in_training(each.overlap)}
        self._say(self.findings, results.findings(found, kinds, trained))
        shown = [each.kind for each in measurements.values() if each.figures]
        protocols = [results.protocol_sentence(kind, k) for kind in dict.fromkeys(shown)]
        if protocols:
            strong = any(each.strong_language for each in measurements.values())
            protocols += [results.strong_language_sentence(strong), results.part_protocols()]
        self._say(self.protocol, protocols)
        for each in (self._copy, self._export):
            each.setEnabled(bool(found))

    def _heading(self, theme: Theme) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        spacing(row, theme, 0.5)
        row.addWidget(section(self.tr("Who knew best")))
        row.addStretch(1)
        self._copy = button(
            self.tr("Copy"),
            self.copy_wanted.emit,
            description=self.tr("Copy the table, for a document or a spreadsheet"),
        )
        self._export = button(
            self.tr("Export…"),
            self.export_wanted.emit,
            description=self.tr("Save the figures as CSV or JSON"),
        )
        row.addWidget(self._copy)
        row.addWidget(self._export)
        return head

    def _say(self, widget: QWidget, sentences: list[str]) -> None:
        widget.setText("\n\n".join(sentences))  # pyright: ignore[reportAttributeAccessIssue]
        widget.setVisible(bool(sentences))

    def _on_row(self, number: int) -> None:
        row = self.table.figures.row(number)
        self.row_chosen.emit(row.model, row.part)
