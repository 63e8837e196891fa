"""Tells a screen reader of a prediction, politely: it waits until the reader has said what it is saying."""

from PySide6 import QtGui
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ui.language.translation import translate


def announcement(prediction: str, key: str) -> str:
    """Return what is said of a prediction; `key` takes it, where there is one."""
    if not key:
        return translate("Announcer", "Prediction: {words}").format(words=prediction)
    return translate("Announcer", "Prediction: {words}. {key} takes it.").format(words=prediction, key=key)


def announce(widget: QWidget, text: str) -> bool:
    """Say `text`; gives back whether there is a screen reader, and a Qt (6.8 or later) that can tell it."""
    event_type = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if event_type is None or not text or not QAccessible.isActive():
        return False
    event = event_type(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)
    return True
