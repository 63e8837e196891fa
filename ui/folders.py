"""Files and folders as the pages meet them: dropped on them, looked for in dialogs, shown in a window of the system."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices

from ui.settings import Settings


def local_paths(data: QMimeData) -> list[Path]:
    """Return the files and folders of this machine that are dragged or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def start_folder(settings: Settings) -> Path:
    """Return the folder in which a dialog begins to look: the one of the last time."""
    return Path(settings.folder or Path.home())


def open_folder(folder: Path) -> bool:
    """Show a folder in the system's own window; return whether that could be done."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
