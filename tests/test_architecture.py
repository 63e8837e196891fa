"""Which way imports point, read from the source and seen in a fresh Python."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TRAINING = {
    "backend", "layers", "softmax", "model", "network", "replicas", "shared_network", "team", "trainer", "probe",
}  # fmt: skip
EXPORTS = {"keras_file", "keras_cells"}
MAY_IMPORT = {
    "corpora": {"corpora"},
    "wordrnn": {"corpora", "wordrnn"},
    "ui": {"corpora", "wordrnn", "ui"},
}
HEAVY = {"tensorflow", "keras", "jax", "torch"}
OF_THE_LAB = {"sklearn", "scipy", "matplotlib"}  # the extra [lab]


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    """Return the dotted names that a module imports, lazily too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def top_level(names: set[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


def all_modules() -> list[Path]:
    return [path for package in MAY_IMPORT for path in modules(package)]


@pytest.mark.parametrize("path", all_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    found = top_level(imports_of(path))
    assert found & set(MAY_IMPORT) <= MAY_IMPORT[package]
    assert "tests" not in found


@pytest.mark.parametrize("path", all_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_libraries_stay_where_they_belong(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    names = imports_of(path)
    found = top_level(names)
    trains = path.parent == ROOT / "wordrnn" / "training" and path.stem in TRAINING
    writes_keras = path.parent == ROOT / "wordrnn" / "exports" and path.stem in EXPORTS
    if not trains:
        assert not found & HEAVY
    if package != "ui":
        assert not found & {"PySide6", "pyqtgraph"}
    if ROOT / "wordrnn" / "lab" not in path.parents:
        assert not found & OF_THE_LAB
    if package == "corpora":
        assert "numpy" not in found
    modules = {f"wordrnn.training.{name}" for name in TRAINING}
    imported = {
        name for name in names if any(name == module or name.startswith(module + ".") for module in modules)
    }
    starts = (
        trains or path.name == "run.py" or (writes_keras and imported == {"wordrnn.training.backend.keras"})
    )
    assert not imported or starts, "only the run starts the trainer"
    loads_keras = {name for name in names for each in EXPORTS if f"wordrnn.exports.{each}" in name}
    may = writes_keras or path == ROOT / "wordrnn" / "exports" / "export.py"
    assert not loads_keras or may, "only an export starts what writes Keras' files"
    if package == "ui":
        assert not {name for name in names if name.startswith("wordrnn.exports.export")}


def modules_after(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(' '.join(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return top_level(set(result.stdout.split()))


def test_importing_the_engine_and_the_app_loads_no_tensorflow() -> None:
    assert not modules_after("import wordrnn, ui.app") & HEAVY


def test_the_command_line_loads_no_qt_and_no_tensorflow() -> None:
    loaded = modules_after("import ui.__main__\nui.__main__.main(['models', 'list'])")
    assert not loaded & (HEAVY | OF_THE_LAB | {"PySide6"})


def test_the_lab_lists_its_experiments_without_the_libraries_of_its_extra() -> None:
    loaded = modules_after("import ui.__main__\nui.__main__.main(['lab'])")
    assert not loaded & (HEAVY | OF_THE_LAB | {"PySide6"})
