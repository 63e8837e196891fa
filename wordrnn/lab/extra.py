"""The libraries of the extra `[lab]`: scikit-learn and matplotlib, imported when they are needed."""

import importlib
from typing import Any

from wordrnn import own_process


def require(module: str) -> Any:
    """Return a module of the extra. Raises UnavailableError where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise own_process.missing_part("needs-lab", error.name or module) from error
