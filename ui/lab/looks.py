"""How a contender looks on the screen: the colour, marks and dashes that it has in print, fitted to the scheme."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.style.theme import Theme
from ui.style.tokens import contrast_ratio
from wordrnn.lab.contenders import LOOKS

_TOKENS = {"#000000": "ink", "#6E6E6E": "muted"}
_LEAST_CONTRAST = 3.3  # of what is drawn, against what is behind it (WCAG 2.2, 1.4.11, asks for 3)
_STEP = 6  # per cent
_STAR = [
    (math.sin(n * math.pi / 5) * (1.25 if n % 2 == 0 else 0.55),
     -math.cos(n * math.pi / 5) * (1.25 if n % 2 == 0 else 0.55))
    for n in range(10)
]  # fmt: skip
_POLYGONS: dict[str, list[tuple[float, float]]] = {
    "s": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    "D": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
    "^": [(0, -1.1), (1.1, 0.9), (-1.1, 0.9)],
    "v": [(0, 1.1), (1.1, -0.9), (-1.1, -0.9)],
    "h": [(math.sin(n * math.pi / 3) * 1.1, -math.cos(n * math.pi / 3) * 1.1) for n in range(6)],
    "P": [(-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4),
          (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4)],
    "*": _STAR,
}  # fmt: skip


def colour_of(theme: Theme, contender: str) -> QColor:
    """Return the colour of a contender, no paler and no darker than can be seen on a card."""
    named = LOOKS[contender].colour
    if named in _TOKENS:
        return theme.colour(_TOKENS[named])
    colour, panel = QColor(named), theme.tokens.panel
    dark = QColor(panel).lightness() < 128
    while contrast_ratio(colour.name(), panel) < _LEAST_CONTRAST:
        colour = colour.lighter(100 + _STEP) if dark else colour.darker(100 + _STEP)
        if colour.lightness() in (0, 255):
            break
    return colour


def pen_of(theme: Theme, contender: str) -> QPen:
    """Return the pen of a contender's line."""
    pen = QPen(colour_of(theme, contender), max(1.5, theme.em(0.11)))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if LOOKS[contender].dashes:
        pen.setDashPattern(LOOKS[contender].dashes)
    return pen


def draw_marker(painter: QPainter, theme: Theme, contender: str, place: QPointF) -> None:
    """Draw a contender's mark around `place`."""
    marker, radius = LOOKS[contender].marker, theme.em(0.24)
    colour = colour_of(theme, contender)
    if marker in ("x", "+"):
        painter.setPen(QPen(colour, max(1.5, theme.em(0.11))))
        ends = ((1, 1), (1, -1)) if marker == "x" else ((1.3, 0), (0, 1.3))
        for x, y in ends:
            by = QPointF(x * radius, y * radius)
            painter.drawLine(place - by, place + by)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if marker == "o":
        painter.drawEllipse(place, radius, radius)
    else:
        corners = [place + QPointF(x * radius, y * radius) for x, y in _POLYGONS[marker]]
        painter.drawPolygon(QPolygonF(corners))
