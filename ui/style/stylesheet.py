"""The one style sheet, made from the colour tokens and the size of the font."""

from collections.abc import Callable
from pathlib import Path

from ui.style.tokens import Tokens

_ICONS = Path(__file__).with_name("icons")


def style_sheet(t: Tokens, em: Callable[[float], int]) -> str:
    """Return the application's style sheet; `em` turns font heights into pixels.

    Widgets are addressed by the dynamic property `role`. Ticks and arrows come from files whose colour is fixed, for
    a style sheet cannot tint them.
    """
    radius, pad, box = em(0.55), em(0.45), em(1.05)
    tick = _icon("check-on-dark" if t.on_accent != "#ffffff" else "check-on-light")
    return f"""
QWidget#window, QWidget[role="page"], QScrollArea, QWidget[role="plain"] {{ background: {t.background}; }}
QWidget[role="rail"] {{ background: {t.side}; border: none; border-right: 1px solid {t.line}; }}
QWidget[role="header"] {{ background: {t.background}; border: none; border-bottom: 1px solid {t.line}; }}
QWidget[role="sidebar-left"] {{ background: {t.background}; border: none; border-right: 1px solid {t.line}; }}
QWidget[role="sidebar-right"] {{ background: {t.background}; border: none; border-left: 1px solid {t.line}; }}
QFrame[role="card"] {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: {radius}px; }}
QFrame[role="hairline"] {{ background: {t.line}; border: none; }}
QFrame[role="find"] {{ background: {t.panel}; border: none; border-bottom: 1px solid {t.line}; }}
QFrame[role="strip"] {{ background: {t.accent_soft}; border: none; }}
QStatusBar {{ background: {t.background}; border-top: 1px solid {t.line}; color: {t.muted}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {t.muted}; }}
QLabel {{ background: transparent; color: {t.ink}; }}
QLabel[role="title"] {{ font-weight: 600; font-size: {em(1.1)}px; }}
QLabel[role="heading"] {{ font-weight: 600; font-size: {em(1.45)}px; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="small"] {{ color: {t.muted}; font-size: {em(0.92)}px; }}
QLabel[role="section"] {{ color: {t.muted}; font-weight: 600; font-size: {em(0.86)}px; }}
QLabel[role="figure"] {{ font-weight: 600; font-size: {em(1.5)}px; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="warning"] {{ color: {t.surprise}; }}

QPushButton, QToolButton[role="button"] {{
  background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; border-radius: {radius}px;
  padding: {pad}px {em(0.9)}px;
}}
QPushButton:hover, QToolButton[role="button"]:hover {{ background: {t.track}; }}
QPushButton:pressed, QToolButton[role="button"]:pressed {{ background: {t.line}; }}
QPushButton:focus, QToolButton[role="button"]:focus {{ border: 1px solid {t.accent}; }}
QPushButton:disabled, QToolButton[role="button"]:disabled {{ color: {t.muted}; background: {t.background}; }}
QPushButton[role="primary"] {{
  background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; font-weight: 600;
}}
QPushButton[role="primary"]:hover {{ border: 1px solid {t.ink}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {t.ink}; padding: {pad - 1}px {em(0.9) - 1}px; }}
QPushButton[role="primary"]:disabled {{
  background: {t.track}; color: {t.muted}; border: 1px solid {t.line};
}}
QToolButton[role="button"][state="off-the-record"] {{ color: {t.surprise}; border: 1px solid {t.surprise}; }}
QToolButton[role="button"] {{ padding: {pad - 1}px {em(0.9)}px; }}
QPushButton::menu-indicator, QToolButton[role="button"]::menu-indicator {{ image: none; }}
QToolButton[role="fold"] {{
  border: 1px solid transparent; border-radius: {radius}px; color: {t.muted}; padding: {em(0.2)}px;
}}
QToolButton[role="fold"]:hover {{ color: {t.ink}; }}
QToolButton[role="fold"]:focus {{ border: 1px solid {t.accent}; }}
QToolButton[role="flat"] {{
  border: 1px solid transparent; border-radius: {radius}px; color: {t.muted}; padding: {em(0.25)}px {em(0.4)}px;
}}
QToolButton[role="flat"]:hover {{ background: {t.track}; color: {t.ink}; }}
QToolButton[role="flat"]:checked {{ background: {t.accent_soft}; color: {t.accent}; font-weight: 600; }}
QToolButton[role="flat"]:focus {{ border: 1px solid {t.accent}; }}
QToolButton[role="nav"] {{
  color: {t.muted}; background: transparent; border: 1px solid transparent; border-radius: {radius}px;
  padding: {em(0.35)}px {em(0.1)}px; font-size: {em(0.86)}px;
}}
QToolButton[role="nav"]::menu-indicator {{ image: none; }}
QToolButton[role="nav"]:hover {{ background: {t.track}; color: {t.ink}; }}
QToolButton[role="nav"]:checked {{ background: {t.accent_soft}; color: {t.accent}; }}
QToolButton[role="nav"]:focus {{ border: 1px solid {t.accent}; }}

QPushButton[role="tag"] {{
  background: {t.accent_soft}; color: {t.ink}; border: 1px solid transparent; padding: {pad}px {em(0.7)}px;
}}
QPushButton[role="tag"]:hover {{ border: 1px solid {t.muted}; }}
QPushButton[role="tag"]:focus {{ border: 1px solid {t.accent}; }}
QPushButton[role="segment"] {{
  border-radius: 0; border-right: none; padding: {pad}px {em(0.1)}px; font-weight: 400;
}}
QPushButton[role="segment"][place="first"] {{
  border-top-left-radius: {radius}px; border-bottom-left-radius: {radius}px;
}}
QPushButton[role="segment"][place="last"] {{
  border-right: 1px solid {t.line}; border-top-right-radius: {radius}px; border-bottom-right-radius: {radius}px;
}}
QPushButton[role="segment"]:checked {{ background: {t.accent_soft}; color: {t.accent}; font-weight: 600; }}
QPushButton[role="segment"]:focus {{ border: 1px solid {t.accent}; }}

QTabBar {{ background: transparent; border: none; }}
QTabBar::tab {{
  background: transparent; color: {t.muted}; border: 1px solid transparent; border-radius: {radius}px;
  padding: {em(0.2)}px 0;
}}
QTabBar::tab:hover {{ color: {t.ink}; }}
QTabBar::tab:selected {{ color: {t.accent}; font-weight: 600; }}
QTabBar::tab:selected:focus {{ border: 1px solid {t.accent}; }}

QTextEdit, QPlainTextEdit {{
  background: {t.panel}; color: {t.ink}; border: none;
  selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QPlainTextEdit[role="boxed"] {{ border: 1px solid {t.line}; border-radius: {radius}px; padding: {em(0.2)}px; }}
QPlainTextEdit[role="boxed"]:focus {{ border: 1px solid {t.accent}; }}
QListView, QTreeView {{
  background: {t.panel}; border: 1px solid transparent; border-radius: {radius}px; outline: none; color: {t.ink};
}}
QTreeView::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
QTreeView:focus {{ border: 1px solid {t.accent}; }}
QListView:focus {{ border: 1px solid {t.accent}; }}
QListView[role="cards"], QListView[role="list"] {{ background: transparent; }}
QListView[role="cards"]:focus {{ border: 1px solid transparent; }}
QListView[role="boxed"] {{ background: {t.panel}; border: 1px solid {t.line}; padding: {em(0.25)}px; }}
QListView[role="boxed"]:focus {{ border: 1px solid {t.accent}; }}
QLineEdit {{
  background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; border-radius: {radius}px;
  padding: {pad}px {em(0.5)}px; selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QLineEdit:focus {{ border: 1px solid {t.accent}; }}
QTableView {{
  background: {t.panel}; color: {t.ink}; border: 1px solid transparent; border-radius: {radius}px; outline: none;
  selection-background-color: {t.accent_soft}; selection-color: {t.ink};
}}
QTableView:focus {{ border: 1px solid {t.accent}; }}
QTableView::item {{ padding: 0 {em(0.4)}px; }}
QTableView::indicator {{
  width: {box}px; height: {box}px; border: 1px solid {t.muted}; border-radius: {em(0.28)}px; background: {t.panel};
}}
QTableView::indicator:checked {{ background: {t.accent}; border: 1px solid {t.accent}; image: url({tick}); }}
QHeaderView {{ background: {t.panel}; border: none; }}
QHeaderView::section {{
  background: {t.panel}; color: {t.muted}; border: none; font-weight: 400; padding: {em(0.2)}px {em(0.4)}px;
}}
QCheckBox {{ spacing: {em(0.55)}px; color: {t.ink}; background: transparent; }}
QCheckBox::indicator {{
  width: {box}px; height: {box}px; border: 1px solid {t.muted}; border-radius: {em(0.28)}px; background: {t.panel};
}}
QCheckBox::indicator:checked {{ background: {t.accent}; border: 1px solid {t.accent}; image: url({tick}); }}
QCheckBox::indicator:focus, QCheckBox::indicator:hover {{ border: 2px solid {t.accent}; }}
QAbstractSpinBox, QComboBox {{
  background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; border-radius: {radius}px;
  padding: {em(0.3)}px {em(0.5)}px; min-height: {em(1.4)}px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QAbstractSpinBox:focus, QComboBox:focus {{ border: 1px solid {t.accent}; }}
QAbstractSpinBox QLineEdit {{ border: none; background: transparent; padding: 0 0 0 {em(0.4)}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
  subcontrol-origin: border; width: {em(1.7)}px; border: none; background: transparent;
}}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox::up-arrow {{ image: url({_icon("arrow-up")}); width: {em(0.75)}px; height: {em(0.75)}px; }}
QAbstractSpinBox::down-arrow {{ image: url({_icon("arrow-down")}); width: {em(0.75)}px; height: {em(0.75)}px; }}
QComboBox::drop-down {{ border: none; width: {em(1.9)}px; }}
QComboBox::down-arrow {{ image: url({_icon("arrow-down")}); width: {em(0.85)}px; height: {em(0.85)}px; }}
QComboBox QAbstractItemView {{
  background: {t.panel}; color: {t.ink}; border: 1px solid {t.line};
  selection-background-color: {t.accent_soft}; selection-color: {t.ink};
}}
QSlider {{ min-height: {em(1.4)}px; background: transparent; }}
QSlider::groove:horizontal {{ height: {em(0.4)}px; border-radius: {em(0.2)}px; background: {t.track}; }}
QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: {em(0.2)}px; }}
QSlider::handle:horizontal {{
  width: {em(0.95)}px; margin: -{em(0.35)}px 0; border-radius: {em(0.5)}px;
  background: {t.panel}; border: 1px solid {t.muted};
}}
QSlider::handle:horizontal:focus {{ border: 2px solid {t.accent}; }}
QProgressBar {{
  background: {t.track}; border: none; border-radius: {em(0.22)}px; max-height: {em(0.45)}px; min-height: {em(0.45)}px;
}}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {em(0.22)}px; }}
QScrollArea {{ border: none; }}
QScrollBar:vertical {{ background: transparent; width: {em(0.75)}px; margin: 0; }}
QScrollBar::handle:vertical {{
  background: {t.ghost}; border-radius: {em(0.2)}px; min-height: {em(2)}px; margin: {em(0.15)}px;
}}
QScrollBar::handle:vertical:hover {{ background: {t.muted}; }}
QScrollBar:horizontal {{ background: transparent; height: {em(0.75)}px; margin: 0; }}
QScrollBar::handle:horizontal {{
  background: {t.ghost}; border-radius: {em(0.2)}px; min-width: {em(2)}px; margin: {em(0.15)}px;
}}
QScrollBar::handle:horizontal:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; padding: {em(0.3)}px; }}
QMenu::item {{ padding: {em(0.35)}px {em(1.4)}px; border-radius: {em(0.3)}px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {em(0.3)}px {em(0.5)}px; }}
QToolTip {{ background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; padding: {em(0.25)}px; }}
"""


def _icon(name: str) -> str:
    return f'"{(_ICONS / name).as_posix()}.svg"'
