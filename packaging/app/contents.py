"""What goes into the packaged app, and what of the libraries' wheels is left out."""

import importlib.util
import re
import sys
import sysconfig
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

PACKAGES = ("corpora", "wordrnn", "ui")
MIME_TYPE = "application/vnd.wordrnn.model+zip"

NOT_CARRIED = ("huggingface-hub", "libclang", "setuptools", "wheel", "pip")
"""Distributions that others name as needed, without which they do what wordrnn asks of them."""
TRAINS = ("keras", "tensorflow-cpu", "tensorflow", "scikit-learn", "matplotlib")
"""Distributions that only the full app has, with all that they need: see libraries.py."""
_LAID_BESIDE = (
    "tensorflow",
    "keras",
    "sklearn",
    "matplotlib",
    "scipy",
    "h5py",
    "PIL",
    "optree",
    "ml_dtypes",
    "grpc",
)
"""Modules of these, which PyInstaller is not to look into: the full app has their wheels whole."""

_NEVER = (
    # Python's own, for those who develop
    "tkinter", "_tkinter", "idlelib", "lib2to3", "ensurepip", "turtledemo", "test", "pydoc_data", "pip", "pytest",
    "_pytest", "hypothesis", "IPython", "jupyter_client", "PyInstaller", "tensorboard",
    # asked for by libraries that come, for what wordrnn does not do: nothing is fetched from a hub
    "huggingface_hub", "hf_xet", "httpx", "httpcore", "anyio", "requests", "tqdm", "typer", "fsspec",
    # Qt beyond Core, Gui, Widgets, Svg and OpenGL's widget, which pyqtgraph looks for and does without
    *(f"PySide6.Qt{name}" for name in (
        "Concurrent", "DBus", "Designer", "Help", "OpenGL", "OpenGLWidgets", "PrintSupport", "Qml", "Quick",
        "QuickControls2", "QuickTest", "QuickWidgets", "Sql", "SvgWidgets", "Test", "UiTools", "Xml", "Network",
    )),
    "pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.jupyter", "pyqtgraph.console", "pyqtgraph.flowchart",
    "fontTools", "yaml", "OpenGL", "PyQt5", "PyQt6", "PySide2", "shiboken2", "cupy", "numba", "pandas", "torch", "jax",
    "numpy.distutils", "onnx", "onnxruntime", "ai_edge_litert",
)  # fmt: skip
_ONLY_TO_TRAIN = (
    "unittest",
    "doctest",
    "numpy.testing",
    "numpy.f2py",
    "pygments",
    "setuptools",
    "distutils",
    "pydoc",
    "xmlrpc",
)
"""Modules; what they alone need stays out with them. TensorFlow and SciPy import even what is for tests."""
_STANDARD_LEFT_OUT = (
    "test",
    "idlelib",
    "lib2to3",
    "tkinter",
    "turtledemo",
    "turtle",
    "ensurepip",
    "pydoc_data",
    "this",
    "antigravity",
)

NAMED = (
    "PySide6-Essentials", "numpy", "tokenizers", "safetensors", "platformdirs", "charset-normalizer",
    "markdown-it-py", "pypdf", "rich", "pyqtgraph", "pygls",
)  # fmt: skip
"""Whose versions the app tells, or whose code asks for its own."""

_UNWANTED_FILES = (
    # Qt: translations of its own beside the languages of the app; how to draw without a desktop, or on one of ours
    "*/Qt/translations/*", "*/Qt/qml/*", "*/Qt/plugins/egldeviceintegrations/*", "*/Qt/plugins/generic/*",
    "*/Qt/plugins/networkinformation/*", "*/Qt/plugins/tls/*", "*/Qt/plugins/printsupport/*",
    "*/Qt/plugins/sqldrivers/*", "*/Qt/plugins/qmltooling/*", "*/Qt/plugins/vectorimageformats/*",
    "*/Qt/plugins/wayland-graphics-integration-server/*", "*/Qt/plugins/platforms/*eglfs*",
    "*/Qt/plugins/platforms/*linuxfb*", "*/Qt/plugins/platforms/*vkkhrdisplay*", "*/Qt/plugins/platforms/*vnc*",
    "*/Qt/plugins/platforminputcontexts/*virtualkeyboard*", "*/Qt/plugins/imageformats/*pdf*",
    "*/Qt/plugins/imageformats/*webp*", "*/Qt/plugins/imageformats/*tiff*", "*/Qt/plugins/imageformats/*tga*",
    "*/Qt/plugins/imageformats/*icns*", "*/Qt/plugins/imageformats/*jpeg*", "*/Qt/plugins/imageformats/*gif*",
    "*/Qt/plugins/imageformats/*ico*", "*/Qt/plugins/imageformats/*wbmp*", "*/Qt/plugins/platforms/*minimal*",
    "*/Qt/plugins/xcbglintegrations/*", "*/wayland-shell-integration/libivi*",
    "*/wayland-shell-integration/libfullscreen*", "*/wayland-decoration-client/libbradient*",
    "*/Qt/plugins/wayland-graphics-integration-client/*",
    "*/Qt/plugins/platformthemes/*gtk3*",  # GTK must be the system's own; the portal shows its dialogs
    "*/Qt/lib/libQt6Qml*", "*/Qt/lib/libQt6Quick*", "*/Qt/lib/libQt6EglF*", "*/Qt/lib/libQt6VirtualKeyboard*",
    "*/Qt/lib/libQt6Pdf*", "*/Qt/lib/libQt6Network*", "*/Qt/lib/libQt6WaylandCompositor*", "*/Qt/lib/libQt6Sql*",
    "*/Qt/lib/libQt6OpenGL*", "PySide6/QtDBus*",
    # what is read by compilers and testers only
    "*/tests/*", "*/testdata/*", "*.pyi", "*.h", "*.lib", "*.a", "*.pxd", "numpy/_core/include/*", "numpy/_core/lib/*",
    "numpy/_core/_simd*", "numpy/_core/_*_tests*", "pyqtgraph/examples/*", "pyqtgraph/icons/peegee/*",
    "pyqtgraph/colors/*", "*.dist-info/RECORD", "*.dist-info/licenses/*", "*.dist-info/sboms/*",
    "*.dist-info/INSTALLER",
    "*/lib-dynload/_test*", "*/lib-dynload/_xxtestfuzz*", "*/lib-dynload/xxlimited*", "*/lib-dynload/_ctypes_test*",
    # for a terminal's line editing and old networks
    "*/lib-dynload/nis*", "*/lib-dynload/readline*", "*/lib-dynload/_curses*", "*/lib-dynload/_dbm*",
    "*/lib-dynload/_gdbm*",
    # of the system, as the libraries of X are: fonts and settings have to be those of the desktop, and the drivers of
    # the system's OpenGL need its own libstdc++, which is seldom older than that of the machine that built this
    "libstdc++.so*", "libgcc_s.so*", "libzstd.so*", "libxcb-glx.so*",
    *(f"lib{name}" for name in (
        "X*.so*", "bsd.so*", "md.so*", "fontconfig.so*", "freetype.so*", "png16.so*", "brotli*", "expat.so*", "glib-*",
        "gthread-*", "pcre2-*", "dbus-*", "systemd.so*", "gcrypt.so*", "gpg-error.so*", "lz4.so*", "cap.so*",
        "atk-*", "atk-bridge*", "atspi*", "cairo*", "datrie*", "epoxy*", "fribidi*", "gdk*", "gio-*", "gmodule-*",
        "gobject-*",
        "graphite2*", "gtk-*", "harfbuzz*", "jpeg.so*", "pango*", "pixman-*", "thai*", "mount.so*", "blkid.so*",
        "selinux.so*", "krb5*", "k5crypto*", "gssapi_*", "keyutils*", "com_err*", "tirpc*", "nsl*", "readline*",
        "tinfo*",
        "ncurses*", "panel*", "wayland-*", "gdbm*", "db-5*",
    )),
)  # fmt: skip

_WANTED_ALL_THE_SAME = ("PySide6/Qt/translations/qtbase_de.qm",)
"""Qt's own words in the languages of the app."""


def version(root: Path) -> str:
    """Return wordrnn's version, as it stands in the project's own file."""
    found = re.search(
        r'^version = "([^"]+)"', (root / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    if found is None:
        raise ValueError("pyproject.toml: expected a line 'version = \"…\"', got none")
    return found[1]


def modules(root: Path, full: bool) -> list[str]:
    """Return every module of ours: many are imported by name, when they are needed."""
    found = []
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            if name != "ui.__main__":  # the program itself
                found.append(name)
    return [*found, *(_standard_modules() + _modules_of("numpy") if full else ())]


def data_files(root: Path) -> list[tuple[str, str]]:
    """Return the files of ours that are no modules, each with the folder that it goes to."""
    found = []
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            unwanted = path.suffix in (".py", ".pyc", ".ts", ".md") or "__pycache__" in path.parts
            if path.is_file() and (not unwanted or "starter" in path.parts):
                found.append((str(path), str(path.relative_to(root).parent)))
    return found


def excluded(full: bool) -> list[str]:
    """Return the modules that PyInstaller leaves out."""
    return [*_NEVER, *_LAID_BESIDE, *(() if full else _ONLY_TO_TRAIN)]


def is_wanted(name: str) -> bool:
    """Whether a file comes along, by its path in the app's folder."""
    path = name.replace("\\", "/")
    return path in _WANTED_ALL_THE_SAME or not any(
        fnmatch(f"/{path}", each if each[0] == "*" else f"/{each}") for each in _UNWANTED_FILES
    )


def mac_properties(version: str) -> dict[str, Any]:
    """Return what stands in a Mac bundle's Info.plist: the type of shared models is ours, and the app opens them."""
    kind = "org.wordrnn.model"
    return {
        "CFBundleDisplayName": "wordrnn",
        "CFBundleShortVersionString": version,
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "wordrnn model",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [kind],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": kind,
                "UTTypeDescription": "wordrnn model",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["wordrnn"],
                    "public.mime-type": [MIME_TYPE],
                },
            }
        ],
    }


def _standard_modules() -> list[str]:
    """Return the whole standard library: what lies beside the app may import any of it."""
    folder = Path(sysconfig.get_path("stdlib"))
    names = sorted(sys.stdlib_module_names - set(_STANDARD_LEFT_OUT))
    found = []
    for name in names:
        found.append(name)
        for path in sorted((folder / name).rglob("*.py")):
            parts = (name, *path.relative_to(folder / name).with_suffix("").parts)
            if _is_runtime(parts):
                found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def _modules_of(package: str) -> list[str]:
    """Return every module of an installed package, but for its tests."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ValueError(f"{package}: expected it to be installed, it is not")
    folder = Path(spec.origin).parent
    found = []
    for path in sorted(folder.rglob("*.py")):
        parts = (package, *path.relative_to(folder).with_suffix("").parts)
        if _is_runtime(parts):
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def _is_runtime(parts: Sequence[str]) -> bool:
    return not {"tests", "test", "__main__", "conftest", "setup", "idle_test"} & set(parts)
