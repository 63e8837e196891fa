"""`wordrnn lsp`: predictions in other editors."""

import argparse
import sys

import wordrnn
from wordrnn import own_process


def lsp(arguments: argparse.Namespace) -> int:
    """Serve an editor on stdin and stdout."""
    try:
        from wordrnn.lsp.server import Options, serve
    except ImportError as error:
        raise own_process.missing_part("needs-lsp", error.name or "pygls") from error
    if sys.stdin is None:
        return 0  # as where it is empty: there is no editor to serve
    options = Options(arguments.sure, arguments.words, arguments.k)
    return serve(lambda: wordrnn.load(arguments.model, strong_language=arguments.strong_language), options)
