"""The command `wordrnn`: without arguments the desktop app, otherwise the command line."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the app or the command line and return the exit code. Qt is not imported for the command line."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # here begin the workers of a frozen app, and never come back
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments:
        from wordrnn import cli

        return cli.main(arguments)
    return _open_app()


def _open_app() -> int:
    from ui import startup
    from wordrnn.home import data_folder

    problem = startup.what_is_missing(data_folder() / "cache" / "qt-works.json")
    if problem:
        print(f"wordrnn: {problem}", file=sys.stderr)
        return 2
    startup.limit_threads()
    from ui import app

    return app.run()


if __name__ == "__main__":
    sys.exit(main())
