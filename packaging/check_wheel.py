"""Builds the wheel and the sdist, and tries each in an empty environment: `python packaging/check_wheel.py`.

Needs the package `build`. From a folder that is not the source, without training: the command predicts, the window
opens (without a screen), and every file that is no module is there. The sdist must be enough to build the same wheel.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "packaging" / "app" / "constraints.txt"
WINDOW = (
    "from ui.application import Application; from ui.app import build; import sys; from PySide6.QtCore import QTimer;"
    "made = Application(['wordrnn']); app = build(made); app.window.show(); app.start();"
    "app.loader.loaded.connect(lambda name, _: (print(name, app.window.windowTitle()), made.quit()));"
    "QTimer.singleShot(120_000, made.quit); made.exec(); app.close()"
)


def main() -> int:
    """Build and try; return 1 where something is not as it should be."""
    parser = argparse.ArgumentParser(description="Try the wheel and the sdist.", allow_abbrev=False)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "wheel", help="where they are written")
    out = parser.parse_args().out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("wordrnn-*.whl"), *out.glob("wordrnn-*.tar.gz")):
        old.unlink()
    # The wheel is built from the sdist: what is missing there is missing in both.
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    wheel, sdist = next(out.glob("*.whl")), next(out.glob("*.tar.gz"))
    print(
        f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB; {sdist.name}: {sdist.stat().st_size / 1e6:.1f} MB"
    )
    problems = missing(wheel)
    for package in (wheel, sdist):
        problems += tried(package)
    for problem in problems:
        print(f"FAIL {problem}")
    print("all is well" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0


def missing(wheel: Path) -> list[str]:
    """Return what of the source's packages is not in the wheel."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "wordrnn", "ui", "corpora"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    read_by_people = (".md", ".ts")  # documents beside the code, and what translations are compiled from
    return [
        f"{wheel.name}: no {name}"
        for name in tracked
        if name not in inside and not name.endswith(read_by_people)
    ]


def tried(package: Path) -> list[str]:
    """Install `package` into an empty environment and use it there; return what went wrong."""
    problems = []
    with tempfile.TemporaryDirectory(prefix="wordrnn-wheel-") as folder:
        venv.create(folder, with_pip=True)
        bin_ = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        pip = [str(bin_ / "python"), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
        subprocess.run([*pip, "-c", str(CONSTRAINTS), str(package)], check=True)
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        environment |= {"WORDRNN_HOME": str(Path(folder) / "home"), "QT_QPA_PLATFORM": "offscreen"}
        for what, command, expected in (
            ("predict", [str(bin_ / "wordrnn"), "predict", "Thanks for the qu"], "qu"),
            ("corpora", [str(bin_ / "wordrnn"), "corpora", "list"], "builtin"),
            ("window", [str(bin_ / "python"), "-c", WINDOW], "starter"),
        ):
            done = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600
            )
            good = done.returncode == 0 and expected in done.stdout
            print(
                f"{'ok  ' if good else 'FAIL'} {package.name}: {what}: {done.stdout.strip()[:120]!r}",
                flush=True,
            )
            if not good:
                problems.append(f"{package.name}: {what}: exit code {done.returncode}: {done.stderr[-1000:]}")
    return problems


if __name__ == "__main__":
    sys.exit(main())
