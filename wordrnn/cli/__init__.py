"""The command line."""

from wordrnn.cli.arguments import main

__all__ = ["main"]
