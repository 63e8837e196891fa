"""A strip above a page's body: what is going on or has just happened, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from ui.style.theme import Theme
from ui.style.widgets import ElidedLabel, button, set_role, spacing


class Notice(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "strip")
        self._theme = theme
        self._text = ElidedLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._action = button(self.tr("Cancel"), self._on_action)
        self._close = button(self.tr("Close"), self.clear)
        self._on_acted: Callable[[], object] | None = None
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 2)
        self._row.addWidget(self._bar, 1)
        self._row.addWidget(self._action)
        self._row.addWidget(self._close)
        self.hide()
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def text(self) -> str:
        """What it says; "" where it is hidden."""
        return self._text.accessibleName() if not self.isHidden() else ""

    def say(self, text: str, action: str = "", on_acted: Callable[[], object] | None = None) -> None:
        """Say what has happened, with a button for what may follow."""
        self._show(text, action, on_acted)
        self._bar.hide()
        self._close.show()

    def show_progress(self, text: str, share: float, on_cancelled: Callable[[], object]) -> None:
        """Say what is going on and how far it is; it can be cancelled."""
        self._show(text, self.tr("Cancel"), on_cancelled)
        self._bar.setAccessibleName(text)
        self._bar.setValue(round(share * 1000))
        self._bar.show()
        self._close.hide()

    def clear(self) -> None:
        """Say nothing."""
        self._on_acted = None
        self.hide()

    def act(self) -> None:
        """Do what the button does."""
        self._on_action()

    def _show(self, text: str, action: str, on_acted: Callable[[], object] | None) -> None:
        self._text.set_text(text)
        self._action.setText(action.replace("&", "&&"))
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._on_acted = on_acted
        self.show()

    def _on_action(self) -> None:
        if self._on_acted is not None:
            self._on_acted()

    def _restyle(self) -> None:
        spacing(self._row, self._theme, 0.8, (1.4, 0.4, 1.4, 0.4))
        self._bar.setMaximumWidth(self._theme.em(16))
