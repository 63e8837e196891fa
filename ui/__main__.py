"""The command `wordrnn`: without arguments, or with models to open, the desktop app; otherwise the command line."""

import sys
from collections.abc import Sequence
from pathlib import Path

_MODELS = ".wordrnn"
_CHILDREN = ("ui.corpora.child", "ui.display_probe")
"""What the packaged app runs of itself beside the command line, see `wordrnn.own_process`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the app or the command line and return the exit code. Qt is not imported for the command line."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if getattr(sys, "frozen", False):
        child = _begin_packaged(arguments)
        if child is not None:
            return child
    if all(argument.lower().endswith(_MODELS) for argument in arguments):  # no command ends so
        return _open_app([Path(argument).absolute() for argument in arguments])
    from wordrnn import cli

    return cli.main(arguments)


def _begin_packaged(arguments: Sequence[str]) -> int | None:
    """Do what comes first in the packaged app; return the exit code where it is a child that has done its work."""
    import multiprocessing

    multiprocessing.freeze_support()  # here begin the workers of a packaged app, and never come back
    from wordrnn import own_process

    own_process.forget_own_libraries()
    if len(arguments) < 2 or arguments[0] != own_process.MODULE or arguments[1] not in _CHILDREN:
        return None
    from importlib import import_module

    return import_module(arguments[1]).main(arguments[2:])


def _open_app(models: Sequence[Path] = ()) -> int:
    from ui import startup
    from wordrnn.home import data_folder

    problem = startup.what_is_missing(data_folder() / "cache" / "qt-works.json")
    if problem:
        print(f"wordrnn: {problem}", file=sys.stderr)
        return 2
    startup.limit_threads()
    from ui import app

    return app.run(models)


if __name__ == "__main__":
    sys.exit(main())
