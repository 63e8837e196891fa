"""Numbers, times and sizes as people read them, in the language in use: pure functions."""

import math
from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from ui.language.translation import translate

_NARROW = "\u202f"  # narrow no-break space between a number and its unit


def percent(share: float) -> str:
    """Return a share as "41 %"; below one percent "<1 %", so that a shown word never reads 0 %."""
    if 0 < share < 0.01:
        return f"<1{_NARROW}%"
    return f"{share * 100:.0f}{_NARROW}%"


def number(value: float, decimals: int = 1) -> str:
    """Return a number with so many decimals and its thousands apart: "17,740.5"."""
    return QLocale().toString(float(value), "f", decimals)


def count(value: float) -> str:
    """Return a whole number with its thousands apart: "17,740"."""
    return number(value, 0)


def short_count(value: int) -> str:
    """Return a number in few figures: "950", "48k", "2.1M"."""
    if value < 1000:
        return str(value)
    if value < 999_500:
        return f"{number(value / 1000, 0 if value >= 9950 else 1)}k"
    return f"{number(value / 1_000_000)}M"


def perplexity(value: float | None) -> str:
    """Return a perplexity with the precision that means something: "88.4", "1,097"; "–" where there is none."""
    if value is None or not math.isfinite(value):
        return "–"
    return number(value) if value < 1000 else count(value)


def duration(seconds: float | None) -> str:
    """Return a time: "45 s", "4 min 10 s", "1 h 05 min"; "–" where it is not known."""
    if seconds is None or not math.isfinite(seconds):
        return "–"
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole}{_NARROW}s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}{_NARROW}min {rest:02d}{_NARROW}s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}{_NARROW}h {minutes:02d}{_NARROW}min"


def size(octets: int) -> str:
    """Return a size on disk: "640 kB", "12.3 MB"."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))}{_NARROW}kB" if octets else f"0{_NARROW}kB"
    if octets < 1_000_000_000:
        return f"{number(octets / 1_000_000)}{_NARROW}MB"
    return f"{number(octets / 1_000_000_000)}{_NARROW}GB"


def day(iso: str) -> str:
    """Return the day of an ISO time as "22 Nov 2026", or the text itself where it is none."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    # How Qt is to write a day: d is its number, MMM the month's short name, yyyy the year.
    form = translate("Wording", "d MMM yyyy")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), form)
