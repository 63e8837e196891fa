"""One command for every format: a model, or its part that a format can carry, as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from wordrnn import exchange, files, model_folder, typed_path
from wordrnn.arpa import writing
from wordrnn.errors import ModelError, OptionError, UnavailableError
from wordrnn.exports.network import Network
from wordrnn.ngram.model import NGramModel
from wordrnn.own_process import missing_part
from wordrnn.progress import Progress, untold

Format = Literal["wordrnn", "keras", "litert", "onnx", "arpa"]
FORMATS: tuple[Format, ...] = get_args(Format)
ENDINGS: dict[Format, str] = {
    "wordrnn": exchange.ENDING,
    "keras": ".keras",
    "litert": ".tflite",
    "onnx": ".onnx",
    "arpa": ".arpa",
}
_MOST_BYTES = 1_900_000_000
"""Of a network in float32: protocol buffers and flatbuffers hold 2 GiB."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written."""

    path: Path
    format: Format
    without: tuple[str, ...]
    """What of the model is not in it, in words."""


def format_of(file: Path) -> Format:
    """Return the format that the ending of `file` means; wordrnn's own where it means none."""
    by_ending: dict[str, Format] = {ending: form for form, ending in ENDINGS.items()}
    return by_ending.get(file.suffix.lower(), "wordrnn")


def export(folder: Path, file: Path, form: Format | None = None, progress: Progress = untold) -> Exported:
    """Write the model in `folder` to `file`, in the format that its ending means or `form`, whose ending it gets.

    A file that is there is replaced, by a whole one or not at all. Raises ModelError where the model is damaged or has
    not the part that goes into the file, UnavailableError where a library is missing, OptionError, StorageError.
    """
    form = form or format_of(file)
    if form == "wordrnn":
        return Exported(exchange.export_model(folder, file, progress), form, ())
    ending = ENDINGS[form]
    target = file.parent / (file.name if file.suffix.lower() == ending else file.name + ending)
    if typed_path.is_folder(file) or typed_path.is_folder(target):
        raise OptionError("bad-value", name="FILE", expected="a file to write", got=f"the folder {file}")
    if form == "arpa":
        return Exported(target, form, _write_ngram(folder, target, progress))
    network = Network.open(folder)
    if 4 * network.config.parameters > _MOST_BYTES:
        raise ModelError("export-too-large", model=network.name, limit=_MOST_BYTES // 4)
    progress(0.1)
    write = _writer(form)
    with files.replacing(target) as temporary:
        write(network, temporary)
    progress(1)
    return Exported(target, form, network.left_out)


def _write_ngram(folder: Path, target: Path, progress: Progress) -> tuple[str, ...]:
    opened = model_folder.open_folder(folder)
    counted = opened.ngram_folder()
    if counted is None:
        raise ModelError("part-missing", path=opened.name, part="ngram")
    model, tokenizer = NGramModel.load(counted), opened.tokenizer()
    without = ("what was learned of your writing",)
    if opened.config is not None:
        weight = opened.mixture_weights.get("network", 0.0)
        without = (f"the network, which has {weight:.0%} of the mixture", *without)
    notes = [
        "An n-gram model of wordrnn, interpolated modified Kneser-Ney.",
        f"tokenizer: {tokenizer.kind}",
        f"vocabulary: {tokenizer.sha256}",
    ]
    with files.replacing(target) as temporary:
        writing.write(model, tokenizer.vocabulary, temporary, notes, progress)
    return without


def _writer(form: Format) -> Callable[[Network, Path], None]:
    """Return what writes a network in the format `form`. Raises UnavailableError."""
    try:
        match form:
            case "onnx":
                from wordrnn.exports import onnx_file as module
            case "litert":
                from wordrnn.exports import litert_file as module
            case _:
                # Brings TensorFlow: never imported by the app, which has this done by a process of its own.
                from wordrnn.exports import keras_file as module
    except ImportError as error:
        missing = error.name or str(error)
        if form == "keras":
            raise missing_part("needs-keras", missing) from error
        raise UnavailableError("needs-export", missing=missing) from error
    return module.write
