import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.mouse import move_to
from ui.lab.legend import PlotLegend
from ui.lab.looks import colour_of
from ui.lab.picture import Axis, Curve, Mark, Picture
from ui.lab.plot import LabPlot, figure_text
from ui.style.theme import Theme
from ui.style.tokens import contrast_ratio
from wordrnn.lab.contenders import LOOKS

STEPS, RIGHT = Axis("steps back", log=True), Axis("right", kind="percent", low=0.0, high=1.0)
CURVES = [Curve("lstm", [(1, 1.0), (10, 0.995), (100, 0.98)]), Curve("simple", [(1, 1.0), (10, 0.5)])]
PICTURE = Picture(STEPS, RIGHT, CURVES, [Mark("chance", y=0.04), Mark("edge", x=10.5)])


@pytest.fixture
def plot(qtbot: QtBot, theme: Theme) -> LabPlot:
    made = LabPlot(theme, "Memory")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.show_picture(PICTURE)
    return made


@pytest.mark.parametrize(
    ("kind", "value", "exact", "text"),
    [
        ("percent", 0.5, False, "50\u202f%"),
        ("percent", 0.123, True, "12.3\u202f%"),
        ("percent", 1.0, True, "100\u202f%"),
        ("power", 1e-6, False, "10⁻⁶"),
        ("power", 2.5e-12, True, "2.5\u202f·\u202f10⁻¹²"),
        ("power", 0.25, True, "0.25"),
        ("power", 0.0, True, "0"),
        ("number", 1500.0, False, "1,500"),
        ("number", 61.84, True, "61.8"),
        ("number", 0.25, False, "0.25"),
        ("number", 3.0, False, "3"),
    ],
)
def test_figures_as_people_read_them(kind: str, value: float, exact: bool, text: str) -> None:
    assert figure_text(Axis("", kind=kind), value, exact) == text  # pyright: ignore[reportArgumentType]


def test_the_last_values_are_told_until_one_looks_elsewhere(plot: LabPlot) -> None:
    assert plot.accessibleDescription() == "steps back: 100 · LSTM 98.0\u202f% · SimpleRNN 50.0\u202f%"
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Home)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.accessibleDescription() == "steps back: 10 · LSTM 100\u202f% · SimpleRNN 50.0\u202f%"
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert plot.accessibleDescription().startswith("steps back: 100")
    QTest.keyClick(plot, Qt.Key.Key_Left)
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.at is None


def test_values_are_read_under_the_mouse(plot: LabPlot) -> None:
    frame = plot._frame()
    move_to(plot, QPoint(round(frame.center().x()), 100))  # half of the way from 1 to 100
    assert plot.at == 10
    shown = plot.grab().toImage()
    move_to(plot, QPoint(2, 100))
    assert plot.at is None
    assert plot.grab().toImage() != shown


def test_without_curves_it_invites(plot: LabPlot) -> None:
    plot.show_picture(Picture(Axis("x"), Axis("y")), "Run it.")
    assert plot.accessibleDescription() == "Run it."
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert not plot.grab().isNull()


def test_each_curve_is_drawn_in_its_colour(plot: LabPlot, theme: Theme) -> None:
    image = plot.grab().toImage()
    found = {image.pixelColor(x, y).name() for x in range(700) for y in range(400)}
    for curve in CURVES:
        assert colour_of(theme, curve.contender).name() in found


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("contender", LOOKS)
def test_every_colour_can_be_seen_in_every_scheme(theme: Theme, dark: bool, contender: str) -> None:
    theme.set_dark(dark)
    assert contrast_ratio(colour_of(theme, contender).name(), theme.tokens.panel) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_no_two_lines_look_alike(theme: Theme, dark: bool) -> None:
    theme.set_dark(dark)
    del dark
    looks = {
        (colour_of(theme, name).name(), look.marker, look.dashes)
        for name, look in LOOKS.items()
        if name != "linear"
    }
    assert len(looks) == len(LOOKS) - 1
    assert all(QColor(colour).isValid() for colour, _, _ in looks)


def test_the_legend_needs_more_lines_where_there_is_less_room(qtbot: QtBot, theme: Theme) -> None:
    legend = PlotLegend(theme)
    qtbot.addWidget(legend)
    legend.show_contenders(list(LOOKS))
    assert "LSTM" in legend.accessibleName() and "Decision tree" in legend.accessibleName()
    assert legend.heightForWidth(300) > legend.heightForWidth(1500) > 0


def test_a_legend_that_was_wide_before_has_all_its_lines(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    legend = PlotLegend(theme)
    box = QVBoxLayout(holder)
    box.addWidget(legend)
    box.addWidget(LabPlot(theme, "Memory"), 1)
    legend.show_contenders(list(LOOKS))
    holder.resize(1600, 600)
    holder.show()
    holder.resize(500, 600)
    qtbot.waitUntil(lambda: legend.height() == legend.heightForWidth(legend.width()) > 40)
