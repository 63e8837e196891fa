"""A small copy of a trained model: to ship, to send, to keep on a small disk."""

import shutil
from pathlib import Path

from wordrnn import model_folder
from wordrnn.errors import StorageError, storage_error
from wordrnn.files import TEMPORARY
from wordrnn.next_word import IntArray
from wordrnn.ngram.model import NGramModel


def pack(source: Path, target: Path, ids: IntArray | None = None, max_ngrams: int | None = None) -> None:
    """Write the model in the folder `source`, made small, into the new folder `target`.

    The network's numbers have 8 bits (`rounding`), the n-gram's probabilities 256 levels (`ngram.compact`): together
    about a quarter of the size, at less than 0.1 % of perplexity. With `max_ngrams`, and the tokens `ids` [N] of the
    text that the n-gram was fitted on, only those that this text needs most are kept; the mixture's weights are then no
    longer the best, see `calibration.stage.calibrate_folder`.

    Raises ModelError where the source is damaged, StorageError where `target` is there or cannot be written.
    """
    model = model_folder.open_folder(source)
    if target.exists():
        raise StorageError("already-there", path=str(target))
    partial = target.with_name(f"{TEMPORARY}{target.name}")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        counted = model.ngram_folder()
        if counted is not None:
            ngram = NGramModel.load(counted)
            if ids is not None and max_ngrams is not None:
                ngram = ngram.pruned(ids, max_ngrams)
            ngram.save(model_folder.ngram_folder(partial), small=True)
        model_folder.publish_small(partial, model)
        partial.rename(target)
    except OSError as error:
        raise storage_error(error, target) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
