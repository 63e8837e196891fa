"""What the person is to know of the data folder when the app starts."""

from PySide6.QtWidgets import QWidget

from ui.errors import sentence_for, show_error
from ui.settings import Settings
from wordrnn import home
from wordrnn.errors import StorageError, WordrnnError


def keep(settings: Settings, error: WordrnnError) -> None:
    """Keep for the next start why the data folder is still the one of `settings`, though another was to be used."""
    settings.not_moved = sentence_for(error)
    settings.sync()


def tell(parent: QWidget, settings: Settings) -> None:
    """Say that the chosen folder cannot be used, or once that the last change of it came to nothing."""
    trouble = home.trouble()
    if trouble is not None:
        show_error(parent, trouble)
    reason, settings.not_moved = settings.not_moved, ""
    if reason:
        folder = str(home.data_folder())
        show_error(parent, StorageError("data-folder-kept", path=folder, reason=reason))
