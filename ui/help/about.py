"""What wordrnn is, its version, and the versions and licences of what it stands on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ui.errors import installed
from ui.style.theme import Theme
from ui.style.widgets import button, label, spacing

LICENCES = {
    "PySide6-Essentials": "LGPL-3.0",
    "pyqtgraph": "MIT",
    "numpy": "BSD-3-Clause",
    "tokenizers": "Apache-2.0",
    "safetensors": "Apache-2.0",
    "platformdirs": "MIT",
    "charset-normalizer": "MIT",
    "markdown-it-py": "MIT",
    "pypdf": "BSD-3-Clause",
    "rich": "MIT",
    "keras": "Apache-2.0",
    "tensorflow-cpu": "Apache-2.0",
    "tensorflow": "Apache-2.0",
}


def components() -> list[str]:
    """Return a line for each library that is installed here: its name, version and licence."""
    import importlib.metadata

    lines = []
    for name, licence in LICENCES.items():
        try:
            lines.append(f"{name} {importlib.metadata.version(name)} – {licence}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return lines


class About(QDialog):
    """One paragraph, and the list below it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("About wordrnn"))
        versions = installed()
        here = [f"{name} {version}" for name, version in versions.items() if name not in LICENCES]
        self._report = "\n".join([" · ".join(here), *components()])
        box = QVBoxLayout(self)
        spacing(box, theme, 0.7, (1.6, 1.4, 1.6, 1.2))
        mark = QLabel()
        mark.setPixmap(theme.pixmap("app", "accent", 3, self.devicePixelRatioF()))
        box.addWidget(mark)
        box.addWidget(label(f"wordrnn {versions.get('wordrnn', '')}".strip(), "heading"))
        box.addWidget(
            label(
                self.tr(
                    "Predicts the next word from models that are trained on your own texts, on this machine. "
                    "Nothing is sent anywhere. Free software under the MIT licence, without warranty."
                ),
                wrap=True,
            )
        )
        box.addWidget(label(self.tr("It stands on"), "muted"))
        parts = QPlainTextEdit(self._report)
        parts.setReadOnly(True)
        parts.setTabChangesFocus(True)
        parts.setAccessibleName(self.tr("Versions and licences"))
        parts.setMinimumHeight(theme.em(11))
        box.addWidget(parts, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = button(self.tr("Copy"), self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        for each in buttons.buttons():
            each.setAccessibleName(each.text().replace("&", ""))
        box.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        self.resize(theme.em(38), theme.em(32))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
