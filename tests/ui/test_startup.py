import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui import __main__, startup


def test_a_display_or_a_platform_is_needed() -> None:
    assert not startup.has_display({})
    assert startup.has_display({"DISPLAY": ":0"})
    assert startup.has_display({"QT_QPA_PLATFORM": "offscreen"})


def test_missing_libraries_are_named_with_their_packages() -> None:
    text = startup.explain(
        "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory"
    )
    assert "libEGL.so.1" in text
    assert "libxcb-cursor0" in text
    assert "wordrnn predict" in text
    assert "\n" not in text
    cursor = "qt.qpa.plugin: From 6.5.0, xcb-cursor0 or libxcb-cursor0 is needed to load the Qt xcb platform plugin."
    assert "sudo apt install" in startup.explain(cursor)
    assert "does not answer" in startup.explain(f"could not connect to display :99\n{cursor}")
    assert "does not answer" in startup.explain("qt.qpa.xcb: could not connect to display :99")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt brings its libraries there")
def test_success_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    monkeypatch.setattr(startup, "_try_in_a_child", lambda: tries.append(1))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    known = tmp_path / "cache" / "qt.json"
    assert startup.what_is_missing(known) is None
    assert startup.what_is_missing(known) is None
    assert len(tries) == 1
    monkeypatch.setenv("DISPLAY", ":77")
    assert startup.what_is_missing(known) is None
    assert len(tries) == 2, "another display is tried anew"
    known.write_text("not json")
    assert startup.what_is_missing(known) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is always a display")
def test_without_a_display_one_sentence_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert __main__.main([]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "wordrnn predict" in err


def test_the_command_line_never_imports_qt_and_the_app_never_tensorflow() -> None:
    script = (
        "import sys, ui.__main__\n"
        "try: ui.__main__.main(['--help'])\n"
        "except SystemExit: pass\n"
        "assert not any(m.startswith('PySide6') for m in sys.modules), 'Qt'\n"
        "import ui.app\n"
        "assert 'tensorflow' not in sys.modules and 'keras' not in sys.modules, 'TensorFlow'\n"
        "assert 'pyqtgraph' not in sys.modules, 'the plot is made when it is looked at'\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


_ARRAYS = """
import ctypes, sys
from ui import startup
if "mend" in sys.argv:
    startup.return_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
class Facts(ctypes.Structure):
    _fields_ = [(f"n{number}", ctypes.c_size_t) for number in range(10)]
libc.mallinfo2.restype = Facts
libc.free(libc.malloc(10_000_000))  # the largest so far
before = libc.mallinfo2().n3
array = libc.malloc(600_000)
print(libc.mallinfo2().n3 - before)  # blocks that have a mapping of their own, which goes with them
"""


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or not hasattr(ctypes.CDLL(None), "mallinfo2"),
    reason="needs glibc 2.33",
)
@pytest.mark.parametrize(("arguments", "mapped"), [(["mend"], "1"), ([], "0")])
def test_large_arrays_go_back_to_the_system(arguments: list[str], mapped: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    command = [sys.executable, "-c", _ARRAYS, *arguments]
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == mapped
