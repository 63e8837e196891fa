"""The side of the Write page: the words with their probabilities, why, and how much is shown inline."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.settings import Settings
from ui.style.legend import Legend
from ui.style.theme import Theme
from ui.style.widgets import Fold, label, section, set_role, spacing
from ui.write.keys import Keys
from ui.write.restraint import RestraintCard
from ui.write.suggestion_list import SuggestionList, SuggestionModel
from ui.write.why import WhyView
from wordrnn.continuation import SuggestionLike

_SHARE = 0.4  # of the page's width, at the most
_LEAST_EM = 15
_HINTS = ("accept", "accept_word", "dismiss", "next")


class SuggestionPanel(QScrollArea):
    """Shows suggestions; a click or Enter on one chooses it."""

    word_chosen = Signal(int)  # its row

    def __init__(self, theme: Theme, keys: Keys, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self._settings = settings
        self._widest = 10_000
        self.suggestions = SuggestionModel(self)
        self.restraint = RestraintCard(theme, settings)
        self._build()
        self.list.clicked.connect(self._on_chosen)
        self.list.activated.connect(self._on_chosen)
        theme.changed.connect(self._fit)
        settings.changed.connect(self._on_setting_changed)
        keys.changed.connect(self._show_keys)

    def show_suggestions(self, suggestions: Sequence[SuggestionLike]) -> None:
        """Show `suggestions` in place of those before."""
        self.suggestions.set_suggestions(suggestions)
        self._legend.show_parts([name for s in suggestions for name in s.parts])
        self._explain()

    def select(self, word: str) -> SuggestionLike | None:
        """Mark `word` as the one that is shown inline, none where it is ""; gives back its suggestion."""
        found = self.suggestions.suggestions()
        row = next((row for row, s in enumerate(found) if word and s.word == word), -1)
        if row < 0:
            self.list.setCurrentIndex(QModelIndex())
            self.list.clearSelection()
        else:
            self.list.setCurrentIndex(self.suggestions.index(row))
        self._explain()
        return found[row] if row >= 0 else None

    def toggle_why(self) -> None:
        """Open or close what says why."""
        self._settings.show_why = not self._settings.show_why

    def _build(self) -> None:
        content = QWidget()
        set_role(content, "plain")
        box = QVBoxLayout(content)
        spacing(box, self._theme, 0.7, (1.1, 1.2, 1.1, 0.9))
        box.addWidget(section(self.tr("Next word")))
        self.list = SuggestionList(self._theme, self._keys)
        self.list.setModel(self.suggestions)
        box.addWidget(self.list)
        self._legend = Legend(self._theme)
        box.addWidget(self._legend)
        self.why = WhyView(self._theme)
        self._why_fold = Fold(self._theme, self.tr("Why this word"), self.why)
        self._why_fold.set_open(self._settings.show_why)
        self._why_fold.opened.connect(self._on_why_opened)
        box.addWidget(self._why_fold)
        box.addWidget(self.restraint)
        box.addStretch(1)
        self._hints = label("", "small", wrap=True)
        box.addWidget(self._hints)
        self.setWidgetResizable(True)
        self.setWidget(content)
        self._content = content
        content.installEventFilter(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self, "sidebar-right")
        selection = self.list.selectionModel()
        selection.currentChanged.connect(lambda *_: self._explain())
        self._fit()
        self._show_keys()

    def fit_into(self, width: int) -> None:
        """Take no more than a part of `width`, the page's: with large letters the text needs the room."""
        self._widest = round(width * _SHARE)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the width that the content needs, once that has been laid out anew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        border = self.width() - self.contentsRect().width()
        beside = border + self.verticalScrollBar().sizeHint().width()
        least = max(self._theme.em(_LEAST_EM), self._content.minimumSizeHint().width() + beside)
        self.setFixedWidth(min(self._theme.em(21), max(self._widest, least)))
        row = round(self._theme.em(1) * 3.15)
        self.list.setFixedHeight(row * self._settings.list_length + self._theme.em(0.3))

    def _explain(self) -> None:
        found = self.suggestions.suggestions()
        row = max(0, self.list.currentIndex().row())
        self.why.show_suggestion(found[row] if row < len(found) else None)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.word_chosen.emit(index.row())

    def _on_why_opened(self, opened: bool) -> None:
        self._settings.show_why = opened

    def _on_setting_changed(self, name: str) -> None:
        if name == "show_why":
            self._why_fold.set_open(self._settings.show_why)
        elif name == "list_length":
            self._fit()

    def _show_keys(self) -> None:
        said = {
            "accept": self.tr("{key} all"),
            "accept_word": self.tr("{key} word"),
            "dismiss": self.tr("{key} dismiss"),
            "next": self.tr("{key} next"),
        }
        shown = [said[name].format(key=key) for name in _HINTS if (key := self._keys.text(name))]
        self._hints.setText("\n".join(" · ".join(shown[at : at + 2]) for at in range(0, len(shown), 2)))
