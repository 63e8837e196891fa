"""Dialogs that ask before something happens: whether to go on, or for a name. An answer that is no calls nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QInputDialog, QLineEdit, QMessageBox, QWidget


def ask(
    parent: QWidget,
    question: str,
    told: str,
    sure: str,
    on_sure: Callable[[], object],
    icon: QMessageBox.Icon = QMessageBox.Icon.Question,
    check: QCheckBox | None = None,
) -> QMessageBox:
    """Ask before something that is not simply undone; the safe answer is the one that Return gives.

    `told` says what comes of it, `sure` is the button that calls `on_sure`; `check` is shown below them. Gives back the
    open dialog.
    """
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(icon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(told)
    if check is not None:
        box.setCheckBox(check)
    go_on = box.addButton(sure, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    for each in box.buttons():
        each.setAccessibleName(each.text().replace("&", ""))

    def on_finished(_: int) -> None:
        if box.clickedButton() is go_on:
            on_sure()

    box.finished.connect(on_finished)
    box.open()
    return box


def ask_name(
    parent: QWidget,
    title: str,
    text: str,
    suggested: str,
    on_named: Callable[[str], object],
    longest: int | None = None,
) -> QInputDialog:
    """Ask for a name of at most `longest` letters; `on_named` is called with it, blanks around it cut off.

    It is not called with an empty one. Gives back the open dialog.
    """
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(text)
    dialog.setTextValue(suggested)
    for field in dialog.findChildren(QLineEdit):
        field.setAccessibleName(text)
        if longest is not None:
            field.setMaxLength(longest)

    def on_selected(name: str) -> None:
        if name.strip():
            on_named(name.strip())

    dialog.textValueSelected.connect(on_selected)
    dialog.open()
    return dialog
