"""Builds the packaged app: `python packaging/freeze.py`, or `--predict-only` for the one without training.

The result is one folder, build/package/EDITION/wordrnn, and beside it the same as a .tar.gz. The libraries come from a
clean virtual environment with the versions of app/constraints.txt, made in build/package/EDITION/environment and used
again as long as they are the same. `--here` takes the environment of this Python instead.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "packaging" / "app" / "constraints.txt"
EXTRAS = {"full": "train,lab,lsp,package", "predict": "lsp,package"}


def main() -> int:
    """Build what the command line asks for."""
    parser = argparse.ArgumentParser(description="Build the packaged app.", allow_abbrev=False)
    parser.add_argument(
        "--predict-only", action="store_true", help="without training: no TensorFlow, under 150 MB"
    )
    parser.add_argument(
        "--here", action="store_true", help="use this Python's environment instead of a clean one"
    )
    parser.add_argument(
        "--out", type=Path, default=ROOT / "build" / "package", help="where everything is written"
    )
    arguments = parser.parse_args()
    edition = "predict" if arguments.predict_only else "full"
    out = arguments.out.absolute() / edition
    out.mkdir(parents=True, exist_ok=True)
    python = Path(sys.executable) if arguments.here else environment(out / "environment", edition)
    command = [str(python), str(ROOT / "packaging" / "app" / "assemble.py"), edition, str(out)]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "0"}).returncode


def environment(folder: Path, edition: str) -> Path:
    """Return the Python of a clean environment with the libraries of `edition`, made anew where they have changed."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted = hashlib.sha256(CONSTRAINTS.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    mark = folder / "made-of"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return python
    venv.create(folder, clear=True, with_pip=True)
    # wordrnn itself is taken from the source; installed for what it needs, and taken out again.
    pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
    of_what = f"{ROOT}[{EXTRAS[edition]}]"
    subprocess.run([*pip, "install", "-q", "-c", str(CONSTRAINTS), of_what], check=True)
    subprocess.run([*pip, "uninstall", "-q", "-y", "wordrnn"], check=True)
    mark.write_text(wanted, encoding="utf-8")
    return python


if __name__ == "__main__":
    sys.exit(main())
