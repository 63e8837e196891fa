"""Makes the app's folder out of this Python's environment: `python assemble.py EDITION FOLDER`; `freeze.py` calls it.

PyInstaller's folder, the libraries for training beside it, all made smaller, then icons, licences and what a desktop
needs to know, and the archive.
"""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import contents  # noqa: E402
import desktop  # noqa: E402
import icu  # noqa: E402
import libraries  # noqa: E402
import licences  # noqa: E402
import smaller  # noqa: E402

ROOT = HERE.parents[1]


def main(edition: str, out: Path) -> int:
    """Build the folder `out`/wordrnn and its archive; say how large they are."""
    full = edition == "full"
    icons = desktop.render_icons(out / "icons")
    freeze(edition, out, icons)
    folder = out / ("wordrnn.app/Contents/Resources" if sys.platform == "darwin" else "wordrnn")
    inner = out / "wordrnn.app/Contents/Frameworks" if sys.platform == "darwin" else folder / "_internal"
    beside = libraries.closure(contents.TRAINS, contents.NOT_CARRIED) if full else {}
    carried = libraries.closure(contents.NAMED, contents.NOT_CARRIED)
    libraries.lay_beside([each for name, each in beside.items() if name not in carried], inner)
    smaller.make(inner)
    for library in inner.glob("PySide6/Qt/lib/libicudata.so.*"):
        icu.make_small(library, out / "work" / "icu")
    licences.collect(folder / "licences", inner, {**carried, **beside}, HERE / "texts", ROOT)
    if sys.platform == "linux":
        desktop.write(folder, icons)
    say_size(out / "wordrnn.app" if sys.platform == "darwin" else folder)
    if sys.platform == "linux":
        say_size(
            archive(
                folder, out / f"wordrnn-{contents.version(ROOT)}-{edition}-linux-{os.uname().machine}.tar.gz"
            )
        )
    return 0


def freeze(edition: str, out: Path, icons: Path) -> None:
    """Have PyInstaller make its folder."""
    environment = {
        "WORDRNN_EDITION": edition,
        "WORDRNN_ICON": str(icons / "256.png"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--distpath", str(out), "--workpath", str(out / "work")]
    subprocess.run(
        [*command, *folders, str(HERE / "wordrnn.spec")], check=True, cwd=ROOT, env=os.environ | environment
    )


def archive(folder: Path, file: Path) -> Path:
    """Write `folder` to a .tar.gz in which everything is owned by nobody in particular, in a fixed order."""

    def neutral(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        return entry

    with tarfile.open(file, "w:gz", compresslevel=6) as packed:
        for path in sorted([folder, *folder.rglob("*")]):
            packed.add(
                path,
                f"{folder.name}/{path.relative_to(folder)}".removesuffix("/."),
                recursive=False,
                filter=neutral,
            )
    return file


def say_size(path: Path) -> None:
    """Tell how many bytes a file, or the files of a folder, have."""
    files = (
        [path]
        if path.is_file()
        else [each for each in path.rglob("*") if each.is_file() and not each.is_symlink()]
    )
    print(f"{path.name}: {sum(each.stat().st_size for each in files) / 1e6:.1f} MB, {len(files)} files")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
