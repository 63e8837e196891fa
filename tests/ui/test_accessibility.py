"""Every control of every page has a name and a role for screen readers, and is reached with the Tab key."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as PytestQtTimeoutError
from pytestqt.qtbot import QtBot

import ui
from tests.ui.conftest import app_with_two_words
from ui.app import App, Pages
from ui.help.about import About
from ui.write.editor import Editor

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTabBar, QTextEdit,
)  # fmt: skip
TABS = ("memory", "gradient", "gates", "race", "shapes")  # of the Lab
PAGES = (*(name for name in Pages.__dataclass_fields__ if name != "lab"), *(f"lab/{tab}" for tab in TABS))
MEANINGLESS = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane}


@pytest.fixture(scope="module")
def built(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, module_patch: pytest.MonkeyPatch
) -> Iterator[App]:
    """One window for the whole walk: it is only looked at."""
    module_patch.setenv("WORDRNN_HOME", str(tmp_path_factory.mktemp("home")))
    with app_with_two_words(qapp) as made:
        yield made


@pytest.fixture(scope="module")
def module_patch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def is_part(widget: QWidget) -> bool:
    """Whether the widget belongs to a larger one, which has the name."""
    if isinstance(widget, QHeaderView):  # its cells are children of the table's own interface
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QComboBox, QAbstractSpinBox)):
            return True
        parent = parent.parentWidget()
    return isinstance(widget, (QScrollBar, QHeaderView)) or widget.objectName() in (
        "qt_toolbar_ext_button",
        "qt_spinbox_lineedit",
    )


def controls_of(widget: QWidget) -> list[QWidget]:
    return [w for w in widget.findChildren(QWidget) if isinstance(w, CONTROLS) and not is_part(w)]


def can_have_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r} in {type(widget.parent()).__name__}"


@pytest.fixture
def shown(built: App, qtbot: QtBot, request: pytest.FixtureRequest) -> QWidget:
    page, _, tab = request.param.partition("/")
    built.window.show_page(page)
    if tab:
        built.pages.lab.show_tab(tab)
    built.window.activateWindow()
    qtbot.wait(50)  # what the page reads from disk is there
    return built.window


@pytest.mark.parametrize("shown", PAGES, indirect=True)
def test_every_control_has_a_name_and_a_role(shown: QWidget) -> None:
    found = controls_of(shown)
    assert len(found) > len(PAGES)
    nameless = [told(w) for w in found if not w.accessibleName().strip()]
    assert nameless == []
    roleless = []
    for widget in found:
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or interface.role() in MEANINGLESS:
            roleless.append(told(widget))
    assert roleless == []


@pytest.mark.parametrize("shown", PAGES, indirect=True)
def test_tab_reaches_every_control_and_is_caught_by_none(shown: QWidget) -> None:
    wanted = {w for w in controls_of(shown) if can_have_focus(w)}
    start = next(w for w in controls_of(shown) if w in wanted)
    start.setFocus()
    reached: set[QWidget] = set()
    for _ in range(2 * len(wanted) + 5):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
        if isinstance(focused, Editor):
            QTest.keyClick(focused, Qt.Key.Key_Escape)  # Tab is a letter there
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is not focused, f"Tab does not leave {told(focused)}"
    # Of buttons that exclude each other Tab reaches one, and the arrows the others.
    groups = {w.group() for w in reached if isinstance(w, QAbstractButton) and w.group() is not None}
    missed = [w for w in wanted - reached if not (isinstance(w, QAbstractButton) and w.group() in groups)]
    assert [told(w) for w in missed] == []


@pytest.mark.parametrize("dialog", ["about", "introduction"])
def test_dialogs_have_names_and_let_the_keyboard_out(built: App, qtbot: QtBot, dialog: str) -> None:
    made = About(built.theme, built.window) if dialog == "about" else built.introduce()
    made.show()
    assert made.windowTitle()
    assert [told(w) for w in controls_of(made) if not w.accessibleName()] == []
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


def test_the_walk_leaves_out_no_experiment(built: App) -> None:
    assert tuple(built.pages.lab.tabs) == TABS


def test_the_editor_keeps_no_letter_of_the_walk(built: App) -> None:
    assert built.pages.write.editor.toPlainText().strip("\t") == ""


def test_icons_are_vectors_in_one_colour() -> None:
    icons = sorted((Path(ui.__file__).parent / "style" / "icons").iterdir())
    assert {icon.suffix for icon in icons} == {".svg"}
    for icon in icons:
        assert "<svg" in icon.read_text(encoding="utf-8")


@pytest.mark.parametrize("shown", PAGES, indirect=True)
def test_nothing_needs_the_mouse(shown: QWidget) -> None:
    unreachable = [
        told(w)
        for w in controls_of(shown)
        if w.isVisible()
        and w.isEnabled()
        and not w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(w, QAbstractButton) and w.group() is not None)
        and not isinstance(w.parent(), QLineEdit)  # the button that clears it
    ]
    assert unreachable == []


@pytest.fixture
def twice_as_large(built: App) -> Iterator[None]:
    font = QFont(built.theme.font())
    twice = QFont(font)
    twice.setPixelSize(28)
    built.theme.set_base_font(twice)
    yield
    built.theme.set_base_font(font)


def cut_off(window: QWidget) -> list[str]:
    return [
        f"{told(area)}: {area.widget().minimumSizeHint().width()} in {area.viewport().width()}: "
        + ", ".join(
            f"{told(w)} {w.minimumSizeHint().width()}"
            for w in area.widget().findChildren(QWidget)
            if w.isVisible() and w.minimumSizeHint().width() > area.viewport().width() * 0.8
        )
        for area in window.findChildren(QScrollArea)
        if area.isVisible()
        and area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.widget().minimumSizeHint().width() > area.viewport().width()
    ]


@pytest.mark.parametrize("shown", PAGES, indirect=True)
def test_large_letters_are_cut_off_nowhere(twice_as_large: None, shown: QWidget, qtbot: QtBot) -> None:
    with suppress(PytestQtTimeoutError):
        qtbot.waitUntil(lambda: not cut_off(shown))
    assert cut_off(shown) == []
    assert shown.width() <= 1366  # of the smallest screens that laptops have
