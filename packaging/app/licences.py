"""Collects the licences of all that is in the packaged app, from the wheels used and the system's."""

import re
import shutil
import subprocess
import sysconfig
from collections.abc import Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path

_TEXT = re.compile(
    r"(.*[-_.])?(licen[cs]es?|copying|notice|authors|third_party_notices)([-_.].*)?", re.IGNORECASE
)
_GIVEN = {
    "tokenizers": "Apache-2.0",
    "flatbuffers": "Apache-2.0",
    "tensorflow-cpu": "Apache-2.0",
    "tensorflow": "Apache-2.0",
}
"""Whose wheels say under which licence they are, but do not carry its text."""
_QT = ("PySide6-Essentials", "shiboken6")


def collect(
    target: Path, inner: Path, libraries: Mapping[str, Distribution], texts: Path, root: Path
) -> list[str]:
    """Write the licences below `target`, and a list of them; return the names of what has no text of its own.

    `inner` is the app's folder of libraries, `texts` has those licences that wheels only name.
    """
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(root / "LICENSE", target / "wordrnn.txt")
    shutil.copy(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", target / "Python.txt")
    lines, without = [], []
    for name, found in {**libraries, "pyinstaller": distribution("pyinstaller")}.items():
        lines.append(f"{found.name} {found.version} – {licence_of(found)}")
        if found.name.replace("_", "-").lower() in {each.lower() for each in _QT}:
            continue
        copied = _copy_texts(found, target / name)
        if not copied and name in _GIVEN:
            copied = 1
            (target / name).mkdir()
            shutil.copy(texts / _GIVEN[name], target / name / f"{_GIVEN[name]}.txt")
        if not copied:
            without.append(name)
    qt = target / "Qt"
    qt.mkdir(exist_ok=True)
    for name in ("LGPL-3", "GPL-3"):
        shutil.copy(texts / name, qt / f"{name}.txt")
    notice = (texts / "Qt.txt").read_text(encoding="utf-8")
    (qt / "README.txt").write_text(
        notice.format(version=distribution("PySide6-Essentials").version), encoding="utf-8"
    )
    system = _of_the_system(inner, target / "system")
    listed = [
        *sorted(lines, key=str.lower),
        *(["", "Of the system it was built on:", *system] if system else []),
    ]
    (target / "README.txt").write_text(_HEAD + "\n".join(listed) + "\n", encoding="utf-8")
    return without


_HEAD = """wordrnn is under the MIT licence, see wordrnn.txt. It comes with the following, each under its own licence,
whose text is in the folder of its name. Qt and PySide are under the LGPL: Qt/README.txt tells where their source is,
and how to put other builds of them in their place.

Python – Python Software Foundation License
"""


def licence_of(found: Distribution) -> str:
    """Return what a wheel says of its licence, in a line."""
    said = found.metadata
    classifiers = [
        each.split(" :: ")[-1] for each in said.get_all("Classifier") or () if each.startswith("License ::")
    ]
    for text in (said["License-Expression"], "; ".join(classifiers), said["License"]):
        if text and text.strip():
            return text.strip().splitlines()[0][:200]
    return "see its text"


def _copy_texts(found: Distribution, target: Path) -> int:
    copied = 0
    for file in found.files or ():
        source = Path(str(file.locate()))
        is_text = any(_TEXT.fullmatch(part) for part in file.parts[-1:]) or "licenses" in file.parts
        if is_text and source.is_file() and source.suffix not in (".py", ".pyc", ".pyi", ".so", ".h"):
            name = "-".join(
                part for part in file.parts if not part.endswith(".dist-info") and part != "licenses"
            )
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
            copied += 1
    return copied


def _of_the_system(inner: Path, target: Path) -> list[str]:
    """Copy the copyright files of the Debian packages that libraries were taken from; return the packages."""
    if shutil.which("dpkg") is None:
        return []
    packages: dict[str, list[str]] = {}
    for path in sorted(inner.glob("*.so*")):
        asked = subprocess.run(["dpkg", "-S", f"*/{path.name}"], capture_output=True, text=True)
        for line in asked.stdout.splitlines()[:1]:
            packages.setdefault(line.split(":")[0], []).append(path.name)
    for package in packages:
        text = Path("/usr/share/doc") / package / "copyright"
        if text.exists():
            target.mkdir(exist_ok=True)
            shutil.copy(text, target / f"{package}.txt")
    return [f"{package}: {', '.join(names)}" for package, names in sorted(packages.items())]
