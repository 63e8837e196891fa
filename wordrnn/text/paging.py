"""Memory maps that are read from end to end and need not stay in memory."""

import mmap

import numpy as np
import numpy.typing as npt


def release(array: npt.NDArray[np.generic]) -> None:
    """Give the pages of a read-only memory map back to the system, which reads them again when asked; else nothing.

    They would be given back when memory is short, but until then they count as this process's.
    """
    mapped = getattr(array, "_mmap", None)
    if mapped is not None and hasattr(mapped, "madvise"):  # Windows trims by itself
        mapped.madvise(mmap.MADV_DONTNEED)
