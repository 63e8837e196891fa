"""The jobs of an experiment in this process, where it is not the processes that are tested: each takes a moment."""

from collections.abc import Mapping
from typing import Any

from wordrnn.lab.experiment import Stopped
from wordrnn.lab.side_by_side import Told, Work


def run(work: Work, jobs: Mapping[str, Any], told: Told, stopped: Stopped) -> dict[str, Any]:
    results: dict[str, Any] = {}
    for name, job in jobs.items():
        if stopped():
            break
        results[name] = work(job, lambda item, name=name: told(name, item), stopped)
    return results
