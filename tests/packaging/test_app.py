"""The packaged app, as far as it can be tried without building it: what goes in, and what the desktop is told."""

import configparser
import importlib.util
import os
import re
import struct
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from tests.packaging.starter import script
from ui import __main__ as entry

ROOT = Path(__file__).parents[2]
APP = ROOT / "packaging" / "app"
LINUX = APP / "linux"


@pytest.fixture(scope="module")
def contents() -> ModuleType:
    return script("contents", APP)


@pytest.fixture(scope="module")
def libraries() -> ModuleType:
    return script("libraries", APP)


@pytest.fixture(scope="module")
def icu() -> ModuleType:
    return script("icu", APP)


def desktop_entry(text: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser["Desktop Entry"]


# What goes in -------------------------------------------------------------------------------------------------------


def test_every_module_and_every_file_of_ours_goes_in(contents: ModuleType) -> None:
    modules = contents.modules(ROOT, full=False)
    assert {"wordrnn.cli.lab_race", "wordrnn.lab.racing.training", "ui.corpora.child", "ui.app"} <= set(
        modules
    )
    assert set(entry._CHILDREN) <= set(modules), "what the app runs of itself must be in it"
    assert not [name for name in modules if importlib.util.find_spec(name.split(".")[0]) is None]
    there = {Path(source).relative_to(ROOT).as_posix() for source, _ in contents.data_files(ROOT)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for package, patterns in project["tool"]["setuptools"]["package-data"].items():
        for pattern in patterns:
            wanted = {
                path.relative_to(ROOT).as_posix() for path in (ROOT / package).glob(pattern) if path.is_file()
            }
            assert wanted - there <= {"wordrnn/py.typed"}, "the wheel has it, the app has not"


def test_the_whole_standard_library_is_there_for_what_lies_beside(contents: ModuleType) -> None:
    modules = set(contents.modules(ROOT, full=True))
    assert {
        "unittest.mock",
        "concurrent.futures.process",
        "numpy.testing",
        "numpy.polynomial.chebyshev",
    } <= modules
    assert not [name for name in modules if name.startswith(("test.", "idlelib", "numpy.testing.tests"))]


def test_what_is_left_out_of_the_app(contents: ModuleType) -> None:
    qt = "PySide6/Qt"
    for name in (
        f"{qt}/plugins/platforms/libqxcb.so", f"{qt}/plugins/platforms/libqoffscreen.so",
        f"{qt}/lib/libQt6WaylandClient.so.6", f"{qt}/translations/qtbase_de.qm", "wordrnn/starter/ngram/ngram.json",
        "libpython3.11.so.1.0", "libcrypto.so.3", "libxcb-cursor.so.0",
    ):  # fmt: skip
        assert contents.is_wanted(name), name
        assert contents.is_wanted(name.replace("/", "\\")), "as Windows writes it"
    for name in (
        f"{qt}/plugins/platformthemes/libqgtk3.so", f"{qt}/lib/libQt6Quick.so.6", f"{qt}/translations/qtbase_fr.qm",
        "numpy/_core/tests/data.txt", "numpy/_core/include/numpy/arrayobject.h", "libglib-2.0.so.0", "libstdc++.so.6",
        "libX11.so.6",
    ):  # fmt: skip
        assert not contents.is_wanted(name), name


def test_of_wheels_headers_and_tests_are_left_out_but_not_what_is_imported(libraries: ModuleType) -> None:
    for name in (
        "tensorflow/include/xla/array.h", "scipy/stats/tests/test_rank.py", "keras/src/layers/layer_test.py",
        "tensorflow/python/framework/ops.pyi", "../../bin/saved_model_cli", "pkg_resources/__init__.py",
    ):  # fmt: skip
        assert libraries.is_left_out(name), name
    for name in (
        "tensorflow/_api/v2/test/__init__.py", "h5py/tests/__init__.py", "tensorflow/libtensorflow_cc.so.2",
        "tensorflow/python/framework/test_util.py", "scipy/stats/_page_trend_test.py", "six.py",
        "numpy.libs/libgfortran.so.5",
    ):  # fmt: skip
        assert not libraries.is_left_out(name), name


def test_libraries_bring_what_they_need(libraries: ModuleType) -> None:
    found = libraries.closure(["rich", "no-such-library"])
    assert {"rich", "markdown-it-py", "mdurl", "pygments"} == set(found)
    assert set(libraries.closure(["rich"], without=["markdown-it-py"])) == {"rich", "pygments"}


def test_a_library_laid_beside_is_imported_without_its_source(libraries: ModuleType, tmp_path: Path) -> None:
    libraries.lay_beside([distribution("mdurl")], tmp_path)
    assert not list(tmp_path.rglob("*.py"))
    script = "import sys; sys.path.insert(0, sys.argv[1]); import mdurl; print(mdurl.__file__, mdurl.encode('a b'))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(tmp_path / "mdurl" / "__init__.pyc"), "a%20b"]


def test_a_compiled_module_is_used_whatever_time_its_source_has(
    libraries: ModuleType, tmp_path: Path
) -> None:
    source = tmp_path / "thing.py"
    source.write_text("VALUE = 'compiled'\n")
    import py_compile

    cached = Path(str(py_compile.compile(str(source))))
    cached.write_bytes(libraries.without_source(cached.read_bytes(), source.read_bytes()))
    source.write_text("VALUE = 'source, touched'\n")
    done = subprocess.run(
        [sys.executable, "-B", "-c", "import thing; print(thing.VALUE)"],
        capture_output=True, text=True, check=True, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.stdout.strip() == "compiled"


def test_the_data_of_icu_gets_small_and_keeps_what_it_has(icu: ModuleType) -> None:
    bundle = (
        b"\x20\x00\xda\x27" + bytes(8) + b"ResB" + bytes(16) + struct.pack("<5I", 0, 0, 0, 0, 7) + b"12345678"
    )
    header = b"\x20\x00\xda\x27\x14\x00\x00\x00\x00\x00\x02\x00CmnD".ljust(32, b"\0") + b"icudt73l"
    items = {"brkitr/th.dict": b"d" * 40, "coll/de.res": b"c" * 33, "fr.res": b"f" * 5, "zu.res": bundle}
    package = icu.write(header, items)
    got_header, got = icu.read(icu.package_in(b"ELF and so on" + package + b"behind it"))
    assert got_header == header
    assert {name: body.rstrip(b"\0") for name, body in got.items()} == items | {"zu.res": bundle[: 32 + 28]}
    assert [name for name in items if icu.is_wanted(name)] == ["coll/de.res"]
    with pytest.raises(ValueError, match="another"):
        icu.package_in(b"no such library")


# What the desktop is told -------------------------------------------------------------------------------------------


def test_the_desktop_entry_has_what_its_standard_asks_for() -> None:
    entry = desktop_entry((LINUX / "wordrnn.desktop").read_text(encoding="utf-8"))
    assert entry["Type"] == "Application"
    assert entry["Exec"] == "wordrnn %F"
    assert entry["Terminal"] == "false"
    for name in ("Categories", "Keywords", "MimeType"):
        assert entry[name].endswith(";"), "a list ends so"
    assert {"Name", "Icon", "Comment", "Comment[de]"} <= set(entry)


def test_one_type_is_meant_everywhere(contents: ModuleType) -> None:
    kind = contents.MIME_TYPE
    assert desktop_entry((LINUX / "wordrnn.desktop").read_text())["MimeType"] == f"{kind};"
    names = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    mime = ElementTree.parse(LINUX / "wordrnn-mime.xml").find("m:mime-type", names)
    assert mime is not None
    assert mime.get("type") == kind
    glob = mime.find("m:glob", names)
    assert glob is not None and glob.get("pattern") == "*.wordrnn"
    told = contents.mac_properties("1.0")["UTExportedTypeDeclarations"][0]["UTTypeTagSpecification"]
    assert told == {"public.filename-extension": ["wordrnn"], "public.mime-type": [kind]}


def test_icons_are_drawn_in_every_size(tmp_path: Path, qapp: object) -> None:
    desktop = script("desktop", APP)
    desktop.render_icons(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2 * len(desktop.SIZES)
    for size in desktop.SIZES:
        image = QImage(str(tmp_path / f"{size}.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() == 0, "round corners"
        assert image.pixelColor(size // 2, size // 10).name() == "#2f6f6b", "the app's accent"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="for desktops on Linux")
def test_install_sh_tells_the_desktop_and_takes_it_back(tmp_path: Path, qapp: object) -> None:
    desktop = script("desktop", APP)
    folder = tmp_path / 'the "app" for 100 % $us'  # all that the standard gives a meaning within quotes
    folder.mkdir()
    program = folder / "wordrnn"
    program.write_text('#!/bin/sh\necho "opened $1"\n')
    program.chmod(0o755)
    desktop.write(folder, desktop.render_icons(tmp_path / "icons"))
    home = tmp_path / "home"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}

    def install(*words: str) -> None:
        subprocess.run(
            ["sh", str(folder / "install.sh"), *words], check=True, env=environment, capture_output=True
        )

    install()
    told = desktop_entry((home / ".local/share/applications/wordrnn.desktop").read_text(encoding="utf-8"))
    opened = subprocess.run(
        arguments_of(told["Exec"], "/a model.wordrnn"), capture_output=True, text=True, check=True
    )
    assert opened.stdout == "opened /a model.wordrnn\n"
    assert (home / ".local/bin/wordrnn").resolve() == program
    assert (home / ".local/share/icons/hicolor/48x48/mimetypes/wordrnn-model.png").exists()
    install("--remove")
    ours = [path for path in home.rglob("*") if path.is_file() and "wordrnn" in path.name]
    assert not ours


def arguments_of(line: str, file: str) -> list[str]:
    """Return what a desktop starts for an Exec line: strings are unescaped first, then quoting, then field codes."""
    unescaped = re.sub(r"\\(.)", lambda found: {"s": " ", "n": "\n", "t": "\t"}.get(found[1], found[1]), line)
    quoted = re.fullmatch(r'"((?:[^"\\]|\\.)*)" %F', unescaped)
    assert quoted is not None, line
    return [re.sub(r"\\(.)", r"\1", quoted[1]).replace("%%", "%"), file]


def test_pins_are_pins() -> None:
    lines = (APP / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 40
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in pins), "no path or address of a machine"
