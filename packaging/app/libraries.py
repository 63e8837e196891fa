"""The libraries of the environment: which ones something needs, and how those for training come to lie beside the app.

They lie there as in their wheels, since TensorFlow and SciPy import much of themselves by name, and read files beside
their modules. Python source is left out where it is compiled, but for the parts of which TensorFlow reads the source.
"""

import importlib.util
import re
import shutil
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

_HEADER = 16  # bytes of a .pyc before the code
_UNCHECKED = (1).to_bytes(4, "little")  # PEP 552: found by its name alone, not compared with a source
_WITH_SOURCE = ("tensorflow/python/autograph/",)
_LEFT_OUT = (
    r"tensorflow/include/.*",  # headers
    r"tensorflow/(xla_aot_runtime_src|tools/pip_package)/.*",
    r"(?!h5py/).*/tests/.*",  # h5py imports its own
    r"(tensorflow|keras)/.*_test\.py|.*/conftest\.py|.*/testdata/.*|matplotlib/mpl-data/sample_data/.*",
    r".*\.(pyi|pyx|pxd|h|hpp|inc|cc|cpp|c|a|lib|proto|f90|tp|typed)",
    r"(_distutils_hack|pkg_resources|distutils-precedence\.pth)(/.*)?",
    r"\.\..*",  # programs and manual pages, outside of the libraries
)


def closure(names: Iterable[str], without: Iterable[str] = ()) -> dict[str, Distribution]:
    """Return the distributions `names` and all that they need here, but for `without` and what is not installed."""
    left_out = set(without)
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        key = _key(waiting.pop())
        if key in found or key in left_out:
            continue
        try:
            found[key] = distribution(key)
        except PackageNotFoundError:
            continue
        for line in found[key].requires or ():
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                waiting.append(wanted.name)
    return dict(sorted(found.items()))


def lay_beside(distributions: Iterable[Distribution], folder: Path) -> int:
    """Copy the modules and data of `distributions` into `folder` where they are not there yet; return their bytes."""
    size = 0
    for each in distributions:
        for file in each.files or ():
            name = file.as_posix()
            source = Path(str(file.locate()))
            if "__pycache__" in name or is_left_out(name) or not source.is_file():
                continue
            target = folder / name
            if target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            size += _lay(source, target, name)
    return size


def is_left_out(name: str) -> bool:
    """Whether a file of a wheel, by its path there, is of no use to who only runs it."""
    return any(re.fullmatch(pattern, name) for pattern in _LEFT_OUT)


def without_source(compiled: bytes, source: bytes) -> bytes:
    """Return a compiled module that is used whatever the time of its source is, or whether there is one."""
    return compiled[:4] + _UNCHECKED + importlib.util.source_hash(source) + compiled[_HEADER:]


def _lay(source: Path, target: Path, name: str) -> int:
    cached = Path(importlib.util.cache_from_source(str(source)))
    if source.suffix != ".py" or not cached.exists():
        shutil.copy(source, target)
        return target.stat().st_size
    code = without_source(cached.read_bytes(), source.read_bytes())
    size = len(code)
    if name.startswith(_WITH_SOURCE):
        shutil.copy(source, target)
        size += target.stat().st_size
        target = target.parent / "__pycache__" / cached.name
        target.parent.mkdir(exist_ok=True)
    else:
        target = target.with_suffix(".pyc")
    target.write_bytes(code)
    return size


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
