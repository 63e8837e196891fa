"""Earlier runs beside the present one: which of their curves are drawn, and their settings in a small table."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.language.wording import count, day, duration, perplexity, short_count
from ui.style.theme import Theme
from ui.style.widgets import Card, label, section
from ui.train.past_runs import PastRun
from ui.train.plot import Overlay, overlay_pen
from ui.train.run_view import CELL_NAMES
from ui.train.run_words import share

_MOST_ROWS = 5  # in view; the others are scrolled to
_Index = QModelIndex | QPersistentModelIndex


class RunsModel(QAbstractTableModel):
    """Runs by their settings and results; the first column says whether the curve is drawn, and how."""

    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._runs: list[PastRun] = []
        self._styles: dict[str, int] = {}  # name → style, of those that are drawn
        self._titles = (
            self.tr("Run"), self.tr("Text"), self.tr("Network"), self.tr("Vocabulary"), self.tr("Trained"),
            self.tr("Perplexity"), self.tr("Top-3"), self.tr("Made"),
        )  # fmt: skip

    def set_runs(self, runs: Sequence[PastRun]) -> None:
        """Show these runs; those that are drawn stay so."""
        self.beginResetModel()
        if not self._runs and runs:
            self._styles = {runs[0].name: 0}  # the newest, so that there is a curve before the first run
        self._runs = list(runs)
        names = {run.name for run in runs}
        self._styles = {name: style for name, style in self._styles.items() if name in names}
        self.endResetModel()
        self.chosen_changed.emit()

    def overlays(self) -> list[Overlay]:
        """Return the curves that are to be drawn."""
        return [
            Overlay(run.name, run.held_out, self._styles[run.name])
            for run in self._runs
            if run.name in self._styles
        ]

    def restyle(self) -> None:
        """Draw the samples of the lines anew."""
        self.layoutChanged.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many runs there are."""
        return 0 if parent.isValid() else len(self._runs)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many facts there are of a run."""
        return 0 if parent.isValid() else len(self._titles)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return that the first column can be checked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def headerData(self, number: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[number]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a fact of a run, its check mark, or a sample of its line."""
        run = self._runs[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._facts(run)[index.column()]
        if index.column() > 0:
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if run.name in self._styles else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole:
            return self._sample(self._styles.get(run.name))
        if role == Qt.ItemDataRole.SizeHintRole:
            # The room that the style sheet gives a cell is not in Qt's own reckoning.
            width = QFontMetrics(self._theme.font()).horizontalAdvance(run.name)
            return QSize(width + self._theme.em(5.5), self._theme.em(2))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Draw the curve of {run}").format(run=run.name)
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Draw the curve of a run, or draw it no more."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0:
            return False
        name = self._runs[index.row()].name
        if Qt.CheckState(value) == Qt.CheckState.Checked:  # pyright: ignore[reportArgumentType]
            taken = set(self._styles.values())
            self._styles[name] = next(style for style in range(len(taken) + 1) if style not in taken)
        else:
            self._styles.pop(name, None)
        self.dataChanged.emit(index, index)
        self.chosen_changed.emit()
        return True

    def _facts(self, run: PastRun) -> tuple[str, ...]:
        network = f"{CELL_NAMES.get(run.cell, run.cell)} {run.units} × {run.layers}" if run.cell else "–"
        vocabulary = count(run.vocabulary)
        if run.tokenizer == "bpe":
            vocabulary = self.tr("{count} pieces").format(count=vocabulary)
        return (
            run.name, f"{run.corpus}, {short_count(run.train_tokens)}", network, vocabulary,
            duration(run.seconds), perplexity(run.perplexity), share(run.top3), day(run.created),
        )  # fmt: skip

    def _sample(self, style: int | None) -> QPixmap:
        width, height = self._theme.em(1.8), self._theme.em(0.9)
        pixmap = QPixmap(width * 2, height * 2)
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(Qt.GlobalColor.transparent)
        if style is not None:
            painter = QPainter(pixmap)
            painter.setPen(overlay_pen(self._theme, style))
            painter.drawLine(0, height // 2, width, height // 2)
            painter.end()
        return pixmap


class RunsCard(Card):
    """The table of earlier runs; a checked one is drawn in the plot."""

    overlays_changed = Signal(list)  # of Overlay

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._theme = theme
        self.body.addWidget(section(self.tr("Earlier runs")))
        hint = self.tr("Perplexities compare where the text and the vocabulary are the same.")
        self.body.addWidget(label(hint, "small", wrap=True))
        self.model = RunsModel(theme, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Earlier runs; the space bar draws a curve"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setCornerButtonEnabled(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setAccessibleName(self.tr("Runs"))
        self.table.horizontalHeader().setAccessibleName(self.tr("Facts about a run"))
        for corner in self.table.findChildren(QAbstractButton):
            corner.setAccessibleName(self.tr("All runs"))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)  # the text's name gives way
        header.setMinimumSectionSize(theme.em(3))
        header.setHighlightSections(False)
        self.body.addWidget(self.table)
        self.model.chosen_changed.connect(lambda: self.overlays_changed.emit(self.model.overlays()))
        self.model.modelReset.connect(self._fit)
        theme.changed.connect(self._on_theme)
        self.hide()

    def show_runs(self, runs: Sequence[PastRun]) -> None:
        """Show the runs; without any the card is away."""
        self.model.set_runs(runs)
        self.setVisible(bool(runs))

    def _on_theme(self) -> None:
        self.model.restyle()
        self._fit()

    def _fit(self) -> None:
        em = self._theme.em
        self.table.setIconSize(QSize(em(1.8), em(0.9)))
        self.table.verticalHeader().setDefaultSectionSize(em(2))
        rows = min(_MOST_ROWS, max(1, self.model.rowCount()))
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(header + rows * em(2) + em(1))  # a bar may come to the foot
