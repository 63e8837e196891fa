"""The models of the library that a text can be measured by."""

from collections.abc import Sequence
from dataclasses import dataclass

from wordrnn import library, starter_model
from wordrnn.errors import ModelError
from wordrnn.home import models_folder


@dataclass(frozen=True, slots=True)
class EvaluableModel:
    """A model that can predict."""

    name: str
    kind: str
    """Of its tokens."""
    active: bool

    @property
    def with_memory(self) -> bool:
        """Whether a memory can be measured with it: one of pieces of words cannot."""
        return self.kind != "bpe"


def evaluable_models() -> Sequence[EvaluableModel]:
    """Return the starter and the models of the library that can predict, by name; their files are not checked."""
    from wordrnn.model_folder import describe  # numpy: not before the window is shown

    active, found = library.answering_name(), []
    folder = models_folder()
    paths = sorted(folder.iterdir(), key=lambda path: path.name.lower()) if folder.is_dir() else []
    starter = starter_model.folder()
    if starter is not None and library.is_builtin(starter.name):
        paths.insert(0, starter)
    for path in paths:
        if path.name.startswith(".") or not path.is_dir():
            continue
        try:
            info = describe(path).info
        except ModelError:
            continue
        found.append(EvaluableModel(path.name, str(info["training"].get("tokenizer")), path.name == active))
    return found
