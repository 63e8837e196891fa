"""The Models page: what is in the library, which one is active, and what can be done with each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QInputDialog,
    QListView,
    QMessageBox,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from corpora.builtin_corpus import NAME as BUILTIN
from ui.background import Background
from ui.errors import sentence_for, show_error
from ui.pages.base import Page
from ui.run_view import CELL_NAMES
from ui.theme import Theme
from ui.widgets import EmptyState, button, set_role, spacing
from ui.wording import count, day, perplexity, plural, size
from wordrnn.errors import ModelError, WordrnnError
from wordrnn.library import ModelSummary

SummaryRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ModelShelf:
    """What can be done with the models of this machine."""

    list_models: Callable[[], Sequence[ModelSummary]]
    set_active: Callable[[str], None]
    rename: Callable[[str, str], None]
    delete: Callable[[str], None]


def lines_of(model: ModelSummary) -> tuple[str, str]:
    """Return the two lines under a model's name: what it is, and where it comes from."""
    if model.problem and model.training and not model.cell:
        return "unfinished: its training can be resumed on the Train page", size(model.size_bytes)
    if model.problem:
        return f"damaged: {sentence_for(ModelError(model.problem, path=model.name))}", size(model.size_bytes)
    network = "n-gram only, no network yet"
    if model.cell:
        network = f"{CELL_NAMES.get(model.cell, model.cell)} × {model.units}"
        network += f", {plural(model.layers, 'layer')}" if model.layers != 1 else ""
    first = [network, f"vocabulary {count(model.vocabulary)}"]
    if model.training:
        first.append("training unfinished")
    texts = ", ".join("built-in texts" if part == BUILTIN else part for part in model.corpus.split(", "))
    origin = [f"from {texts}"] if texts else []
    return " · ".join(first), " · ".join([*origin, day(model.created), size(model.size_bytes)])


class ModelList(QAbstractListModel):
    """The summaries, by name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models: list[ModelSummary] = []

    def set_models(self, models: Sequence[ModelSummary]) -> None:
        """Show `models`."""
        self.beginResetModel()
        self._models = list(models)
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """Return where `name` stands, -1 where it does not."""
        return next((row for row, model in enumerate(self._models) if model.name == name), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._models)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a model's name, its description, or its summary."""
        if not index.isValid():
            return None
        model = self._models[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return model.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            active = ", active" if model.active else ""
            return f"{model.name}{active}. {'. '.join(lines_of(model))}"
        return model if role == SummaryRole else None


class ModelDelegate(QStyledItemDelegate):
    """Paints a model as a card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for three lines and the gap between cards."""
        return QSize(self._theme.em(20), round(self._theme.em(1) * 7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        model: ModelSummary = index.data(SummaryRole)
        em, colour = self._theme.em, self._theme.colour
        row: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = row.adjusted(1, 1, -1, -em(0.8))
        focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(colour("accent") if selected else colour("line"), 2 if focused else 1))
        painter.setBrush(colour("panel"))
        painter.drawRoundedRect(card, em(0.55), em(0.55))
        inner = card.adjusted(em(1.2), em(0.9), -em(1.2), -em(0.8))
        right = self._paint_perplexity(painter, inner, model)
        text = QRect(inner.left(), inner.top(), inner.width() - right - em(1), inner.height())
        self._paint_text(painter, text, model)
        painter.restore()

    def _paint_perplexity(self, painter: QPainter, inner: QRect, model: ModelSummary) -> int:
        figure, name = self._theme.font(1.5, QFont.Weight.DemiBold), self._theme.font(0.86)
        top = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.setFont(figure)
        painter.setPen(self._theme.colour("ink"))
        painter.drawText(inner, top, perplexity(model.valid_perplexity))
        painter.setFont(name)
        painter.setPen(self._theme.colour("muted"))
        under = inner.adjusted(0, QFontMetrics(figure).height() + self._theme.em(0.2), 0, 0)
        painter.drawText(under, top, "perplexity")
        return QFontMetrics(name).horizontalAdvance("perplexity")

    def _paint_text(self, painter: QPainter, text: QRect, model: ModelSummary) -> None:
        em, colour = self._theme.em, self._theme.colour
        strong = self._theme.font(1.1, QFont.Weight.DemiBold)
        badge = self._theme.font(0.86, QFont.Weight.DemiBold)
        badge_width = QFontMetrics(badge).horizontalAdvance("active") + em(1) if model.active else 0
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        elide = Qt.TextElideMode.ElideRight
        metrics = QFontMetrics(strong)
        name = metrics.elidedText(model.name, elide, text.width() - badge_width - em(0.6))
        painter.setFont(strong)
        painter.setPen(colour("ink"))
        painter.drawText(text, top, name)
        if model.active:
            left = text.left() + metrics.horizontalAdvance(name) + em(0.7)
            box = QRect(left, text.top(), badge_width, metrics.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(box, em(0.4), em(0.4))
            painter.setPen(colour("accent"))
            painter.setFont(badge)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "active")
        line = text.adjusted(0, metrics.height() + em(0.35), 0, 0)
        for words, token in zip(
            lines_of(model), ("surprise" if model.problem else "ink", "muted"), strict=True
        ):
            painter.setFont(self._theme.font())
            painter.setPen(colour(token))
            painter.drawText(line, top, painter.fontMetrics().elidedText(words, elide, line.width()))
            line = line.adjusted(0, painter.fontMetrics().height() + em(0.15), 0, 0)


class ModelsPage(Page):
    """Shows the library; asks before it deletes."""

    active_changed = Signal(str)
    models_changed = Signal()

    def __init__(
        self, theme: Theme, shelf: ModelShelf, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Models", parent)
        self._shelf = shelf
        self._background = background
        self._wanted = ""  # the name to select once the list is read
        self.models = ModelList(self)
        self._activate = button("Make active", self._make_active)
        self._rename = button("Rename…", self._ask_rename)
        self._delete = button("Delete…", self._ask_delete)
        for widget in (self._delete, self._rename, self._activate):
            self.header.add(widget)
        self._build()
        self.first_focus = self.list
        self._on_selection_changed()

    def page_shown(self) -> None:
        """Read the library again."""
        self._background.run(self._shelf.list_models, self._on_models_read, self._on_failed)

    def selected(self) -> ModelSummary | None:
        """Return the model that is selected."""
        index = self.list.currentIndex()
        return index.data(SummaryRole) if index.isValid() else None

    def select(self, name: str) -> None:
        """Select the model `name`."""
        row = self.models.row_of(name)
        if row >= 0:
            self.list.setCurrentIndex(self.models.index(row))

    def _build(self) -> None:
        self.list = QListView()
        self.list.setModel(self.models)
        self.list.setItemDelegate(ModelDelegate(self.theme, self.list))
        self.list.setAccessibleName("Models")
        self.list.setProperty("role", "cards")
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_selection_changed())
        self.list.activated.connect(lambda _: self._make_active())
        page = QWidget()
        set_role(page, "plain")
        box = QVBoxLayout(page)
        spacing(box, self.theme, 0.5, (1.6, 1.3, 1.6, 0.5))
        box.addWidget(self.list)
        self._empty = EmptyState(
            self.theme,
            "No models yet",
            "A model learns from texts that you choose. The built-in texts are enough for a first one.",
            "Train a model",
        )
        self._empty.acted.connect(lambda: self.page_wanted.emit("train"))
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self._empty)
        self.set_body(self._stack)

    def _on_models_read(self, models: Sequence[ModelSummary]) -> None:
        before = self._wanted or (self.selected().name if self.selected() else "")  # pyright: ignore[reportOptionalMemberAccess]
        self._wanted = ""
        self.models.set_models(models)
        self._stack.setCurrentIndex(0 if models else 1)
        active = next((model.name for model in models if model.active), "")
        self.select(before if self.models.row_of(before) >= 0 else active)
        self._on_selection_changed()
        whole = sum(model.size_bytes for model in models)
        self.header.set_title("Models", "")
        self.set_status([plural(len(models), "model"), size(whole) if models else ""])

    def _on_failed(self, error: Exception) -> None:
        show_error(self, error, "The library of models could not be read.")

    def _on_selection_changed(self) -> None:
        model = self.selected()
        for widget in (self._activate, self._rename, self._delete):
            widget.setVisible(model is not None)
        if model is not None:
            self._activate.setEnabled(not model.active and model.problem is None)

    def _make_active(self) -> None:
        model = self.selected()
        if model is not None and not model.active and model.problem is None:
            self._change(lambda: self._shelf.set_active(model.name), model.name)
            self.active_changed.emit(model.name)

    def _ask_rename(self) -> None:
        model = self.selected()
        if model is None:
            return
        name, ok = QInputDialog.getText(self, "Rename model", "New name:", text=model.name)
        if ok and name.strip() and name.strip() != model.name:
            self.rename_model(model.name, name.strip())

    def rename_model(self, name: str, new: str) -> None:
        """Give the model another name."""
        self._change(lambda: self._shelf.rename(name, new), new)

    def _ask_delete(self) -> None:
        model = self.selected()
        if model is None:
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Delete the model {model.name}?")
        box.setInformativeText(
            "It is the active one: predictions stop until another is made active."
            if model.active
            else f"{size(model.size_bytes)} on disk. The texts it learned from stay."
        )
        sure = box.addButton("Delete", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if box.clickedButton() is sure:
            self.delete_model(model.name)

    def delete_model(self, name: str) -> None:
        """Delete the model."""
        self._change(lambda: self._shelf.delete(name), "")

    def _change(self, change: Callable[[], None], select: str) -> None:
        try:
            change()
        except WordrnnError as error:
            show_error(self, error)
            return
        self._wanted = select
        self.page_shown()
        self.models_changed.emit()
