"""Where a network is trained: here, on several GPUs, or on several machines."""

from dataclasses import dataclass

from wordrnn.training import roll_call
from wordrnn.training.cluster import Cluster


@dataclass(frozen=True, slots=True)
class Where:
    """Where a network is trained: on one device of this machine, unless told otherwise."""

    cluster: Cluster | None = None
    gpus: int | None = None  # of this machine
    wait: float = roll_call.WAIT_SECONDS  # for the other workers of the cluster

    @property
    def is_shared(self) -> bool:
        """Whether there are several workers, or GPUs were asked for."""
        return len(self.cluster.addresses if self.cluster else ()) > 1 or self.gpus is not None


HERE = Where()
