"""Errors in English, a sentence or two each: what, expected, got, what to do.

Only the command line and `ui` put errors into words; the code that raises them gives a code and parameters.
"""

import string
from collections.abc import Callable

from wordrnn.errors import WordrnnError

SENTENCES: dict[str, str] = {
    # Options
    "bad-value": "{name}: expected {expected}, got {got}.",
    "unknown-setting": "Unknown setting {name!r}; did you mean {guess!r}?",
    "bad-name": 'A name is 1 to 80 characters without / \\ : * ? " < > |, got {got!r}.',
    "already-there": "{path} is there already: choose another place, or move it away first.",
    "name-taken": "There is a model named {got!r} already: choose another --name, delete it, or go on with --resume.",
    "folder-not-empty": "--out expects a new or empty folder, got {got}, which holds other files.",
    "already-training": "{got!r} is being trained by another process: stop that one first.",
    "not-like-base": "{name}: expected {expected}, as in {model}, which --from goes on from, got {got}; leave it out, or train a new model.",
    "weight-of-nothing": "--weight {got!r} names none of the texts given ({expected}).",
    # Several workers
    "no-tf-config": "--workers expects the addresses of all workers in TF_CONFIG, which is not set: see wordrnn/training/WORKERS.md.",
    "port-taken": "{address} cannot be this worker's address ({reason}): end what uses that port, or give another one in TF_CONFIG to all workers.",
    "workers-missing": "Not all workers were there after {seconds:g} seconds; {workers} did not come: start them with the same TF_CONFIG but an index of their own, and see that they reach each other.",
    "worker-twice": "There is another {worker} already: give every worker an index of its own in TF_CONFIG.",
    "worker-differs": "This worker does not go with the first: {name} is {got}, expected {expected}.",
    "worker-lost": "The run has ended, since {workers} cannot be reached any more: start all workers again, with --resume, to go on from the last snapshot.",
    "chief-failed": "The run has ended by an error, which {worker} tells.",
    "uneven-shares": "The {streams} streams of this run's text cannot be shared out evenly to {got} workers or GPUs: start it with another number of them.",
    "too-few-gpus": "--gpus: expected at most {got}, the GPUs that TensorFlow finds on this machine, got {expected}.",
    "workers-need-tensorflow": "Several workers or GPUs train on TensorFlow only, got KERAS_BACKEND={got}.",
    # Text
    "no-such-path": "There is no file, folder or corpus named {path!r}: check the spelling, or see `wordrnn corpora list`.",
    "too-little-text": "Too little text: expected at least {expected} words and punctuation marks, got {got}; add more.",
    "too-little-held-out": "Too little held-out text to measure with: expected at least {expected} words and punctuation marks, got {got}; add more.",
    "nothing-but-held-out": "All the text to train on is held out by --valid: choose other text for one of them.",
    "no-repeated-words": "No word of the text occurs twice, so there is nothing to learn: add more text.",
    "text-changed": "The text in {path} has changed since the run began: train a new model instead of resuming.",
    "shards-gone": "The tokenised text in {path} is gone or damaged; start the command again to make it anew.",
    "missing-path": "{path}: expected a file or folder, found nothing there; check the spelling.",
    "read-not-allowed": "{path} may not be read by you: change its permissions or choose another file.",
    "cannot-read": "{path} could not be read ({reason}): check the drive and try again.",
    "not-a-file": "{path}: expected a file or folder, got a device or pipe; save the text to a file first.",
    "empty-file": "{path}: expected text, got none; choose a file with words in it.",
    "binary-file": "{path}: expected text, got binary data; export it as plain text first.",
    "unknown-encoding": "{path}: its character encoding could not be recognised; save it as UTF-8.",
    "format-not-yet": "{path}: .{format} files cannot be read yet; save it as .txt or .md.",
    "no-text-in-folder": "{path}: expected at least one readable text file in the folder, found none; add .txt, .docx, .epub or other files with text.",
    "damaged-file": "{path} is no {format} file, or a damaged one ({reason}): get it anew, or save it in another format.",
    "encrypted-file": "{path} is protected by a password or against copying: save a copy without protection and choose that.",
    "pdf-without-text": "{path} has no text in it, only pictures of pages: have its text recognised (OCR) first.",
    "no-prose": "{path}: expected a column or field with sentences, found none; save the text as .txt.",
    "unpacks-too-large": "{path} unpacks to more than {limit:,} bytes, as no text does: do not trust it, or split it.",
    "takes-too-long": "{path} takes far longer to read than a text of its size should: save it in another format.",
    "too-many-files": "{path} holds more than {expected:,} files, the most that wordrnn reads: unpack it and choose the folder.",
    "unsafe-member": "{path} holds a file that would land outside its folder ({member}): do not trust it.",
    "no-text-in-zip": "{path}: expected at least one readable text file in the zip file, found none; choose another.",
    "zip-in-zip": "{path} is a zip file within another: unpack it and choose it by itself.",
    "bad-corpus-name": 'The name of a corpus is 1 to {longest} characters without / \\ : * ? " < > |, got {name!r}; choose another.',
    "corpus-exists": "There is already a corpus named {name}; choose another name or remove that one.",
    "no-such-corpus": "There is no corpus named {name!r}; known are {known}.",
    "corpus-builtin": "The corpus {name} belongs to wordrnn and cannot be removed.",
    "bad-tag": "A tag is 1 to {longest} characters without commas, got {got!r}.",
    "too-many-tags": "A corpus has at most {most} tags: take one away first.",
    "bad-weight": "The weight of a corpus is a number from 0 to {most:g}, got {got}.",
    "reading-ended": "The reading was ended by the system, perhaps for lack of memory: nothing was added; try with fewer files at a time.",
    "corpus-damaged": "The corpus {name} is damaged or was changed: remove it and add its texts again.",
    "corpus-format": "The corpus {name} has format {got}, expected {expected}: update wordrnn, or add its texts again.",
    # Public corpora
    "no-public-corpus": "There is no public corpus named {name!r}; there are {known}.",
    "public-corpus-there": "There is a corpus named {name} in the library already: remove it first to download it again.",
    "download-running": "{name} is being downloaded by another process: wait for that one, or stop it.",
    "download-stopped": "The download was stopped; what has come so far is kept for a day, and gone on with the next time.",
    "offline": "{host} cannot be reached ({reason}): check the connection to the internet and try again.",
    "download-timeout": "{host} has sent nothing for {seconds:g} seconds: try again later; what has come so far is kept for a day.",
    "download-cut": "The connection to {host} broke off: try again; what has come so far is kept for a day, and gone on with.",
    "download-insecure": "There is no secure connection to {host} ({reason}): check the clock and the certificates of this machine.",
    "download-refused": "{host} does not give {url} (HTTP status {status}): try again later, or look for a newer wordrnn.",
    "download-redirect": "{url} leads to {got}, where nothing is read from for safety's sake: nothing was downloaded.",
    "download-size": "{url} has {got:,} bytes, expected {expected:,}: it has changed and was not taken; look for a newer wordrnn.",
    "download-too-long": "{url} has more than the {expected:,} bytes expected: it has changed and was not taken; look for a newer wordrnn.",
    "download-checksum": "{url} was thrown away: its checksum is {got}, expected {expected}; try again, or look for a newer wordrnn.",
    "file-missing": "There is no file at {path}: it may have been moved or renamed.",
    "file-unreadable": "{path} cannot be read ({reason}): check its permissions.",
    "not-text": "{path} is not a text file: open a .txt or .md file, or add it on the Corpora page.",
    # Models
    "no-model": "There is no model at {path}; `wordrnn models list` shows those there are.",
    "not-in-bin": "There is no model {got!r} in the bin; `wordrnn models bin` shows what is there.",
    "builtin-model": "{got} is the model that comes with wordrnn: it stays as it is, and no other has its name; choose another model or name.",
    "no-active-model": "There is no model yet: train one with `wordrnn train builtin --minutes 2`, or name one with --model.",
    "damaged-model": "The model {path} is damaged ({reason}): train it again or import it again.",
    "unreadable-model": "The model {path} cannot be read ({reason}): check its permissions.",
    "other-format": "{path} has format {got}, expected {expected}: it comes from another version of wordrnn; update it.",
    "damaged-tokenizer": "tokenizer.json is no tokenizer of wordrnn ({reason}): train the model again or import it again.",
    "damaged-rare-words": "rare.json holds no rare words of wordrnn ({reason}): train the model again or import it again.",
    "damaged-snapshot": "The snapshot in {path} does not fit its run ({reason}): start a new run.",
    "damaged-ngram": "The n-gram part in {path} is damaged ({file} is missing or not what it should be): train the model again.",
    "ngram-no-text": "The text has no words to count: give at least one word.",
    "missing-weight": "The model has no array {name!r}: train it again or import it again.",
    "unknown-weight": "The model has an array {name!r} that its architecture does not know: train it again or import it again.",
    "weight-shape": "{name}: expected shape {expected}, got {got}; the weights belong to another architecture.",
    "weight-type": "{name}: expected numbers of type {expected}, got {got}; import the model again.",
    "weight-not-finite": "{name} holds values that are no numbers: training diverged or the file is damaged; train it again.",
    "no-parts": "The model has neither a network nor an n-gram part: train it again.",
    "mixture-parts": "The mixture names the parts {got}, expected {expected}: train the model again.",
    "mixture-weights": "The mixture's weights must be 0 or more and sum to 1, got {got}: train the model again.",
    "part-vocabulary": "The parts of the model have vocabularies of different sizes ({sizes}): train it again.",
    "part-missing": "The model {path} has no part {part!r}.",
    "base-without-network": "{model} has no network to go on from yet, only an n-gram: go on with its own run (--resume), or train a new model on all the text.",
    "base-gone": "{model}, which this run goes on from, is gone or was changed before the run had its own copy: bring it back, or start a new run.",
    "run-fault": "The run ended by a fault of wordrnn.",
    "nothing-to-resume": "There is no unfinished run in {path}: start one with `wordrnn train`.",
    "diverged": "Training diverged even with a learning rate far below {rate}: try other settings.",
    # Shared models
    "no-shared-model": "{path}: expected a model in a .wordrnn file, found nothing there; check the spelling.",
    "not-shared-model": "{path} is no shared model of wordrnn, or a damaged one ({reason}): ask for it again.",
    "too-many-members": "{path} holds {got} files, expected at most {expected}: it is no shared model of wordrnn.",
    "member-name": "{path} holds a file that would land outside the model ({member}): do not trust it.",
    "member-kind": "{path} holds {member}, a folder, link or encrypted file: a shared model has plain files only.",
    "member-twice": "{path} holds {member} twice: it was not made by wordrnn.",
    "member-unexpected": "{path} holds {member}, which belongs to no model: it was not made by wordrnn.",
    "member-missing": "{path} lacks {member}: ask for it again.",
    "member-too-large": "{path}: {member} is larger than {limit:,} bytes, the most that wordrnn takes.",
    "shared-too-large": "{path} is larger than {limit:,} bytes unpacked, the most that wordrnn takes.",
    "too-compressed": "{path} would unpack to more than {limit} times its size, as no model does: do not trust it.",
    # Models in the formats of others
    "nothing-to-export": "{model} has no network yet, only an n-gram: train it longer, or export it with --format arpa.",
    "export-too-large": "The network of {model} has more than {limit:,} numbers, the most that a file of that format holds: export it with --format wordrnn.",
    "ngram-over-line": "The n-gram part holds word sequences that go on over the end of a line, as none of wordrnn does: train the model again.",
    "needs-export": "This format needs {missing}, which is not installed: pip install 'wordrnn[export]'.",
    "needs-keras": "A .keras file needs TensorFlow, and {missing} is not installed: pip install 'wordrnn[train]' (Python 3.11 to 3.13).",
    "no-arpa-file": "{path}: expected a file, found none there; check the spelling.",
    "not-arpa": "{path} is no ARPA file that wordrnn can take ({reason}): have it written again, interpolated and in UTF-8.",
    # Memory
    "damaged-memory": "The memory {path} is damaged ({reason}): it was set aside as {aside}, and an empty one takes its place.",
    "unreadable-memory": "The memory {path} cannot be read ({reason}): check its permissions.",
    "memory-busy": "Another program keeps the memory {path} from being written: try again in a moment.",
    "no-memory": "{path} is no exported memory of wordrnn ({reason}): choose another file.",
    "no-memory-file": "There is no file {path}: check the spelling.",
    # This machine
    "disk-full": "The disk is full: {path} was not written; what was there before is whole. Free some space and try again.",
    "no-permission": "{path} may not be written: check its permissions, or choose another folder with WORDRNN_HOME.",
    "cannot-write": "{path} could not be written ({reason}).",
    # The data folder
    "pointer-damaged": "{path}, which names the data folder, is damaged or of a later version, so {folder} is used: choose the folder again in Settings, or delete that file.",
    "data-folder-gone": "The data folder {path} is not there, perhaps on a drive that is not connected, so {folder} is used: connect it and start again, or choose another in Settings.",
    "data-folder-same": "{path} is the data folder already: choose another one.",
    "data-folder-nested": "{path} and the present data folder lie one within the other: choose a folder apart from it.",
    "data-folder-taken": "{path} is not empty, and what is in it is not wordrnn's: choose an empty or a new folder.",
    "data-folder-busy": "A training, an import or a download is going on: let it end, or stop it, and choose the folder then.",
    "too-little-space": "{path} has too little room: expected {expected:,} MB, got {got:,} MB; free some space, or choose another drive.",
    "data-unreadable": "{path} could not be read ({reason}), so that nothing was copied: check its permissions.",
    "data-folder-kept": "The data is still in {path}, and the other folder is not used: {reason}",
    "needs-tensorflow": (
        "Training needs TensorFlow, and {missing} is not installed: pip install 'wordrnn[train]' (Python 3.11 to 3.13); "
        "prediction works without."
    ),
    "no-training-backend": "Training needs Keras on tensorflow, jax or torch, got KERAS_BACKEND={got}.",
    "needs-lsp": "The language server needs {missing}, which is not installed: pip install 'wordrnn[lsp]'.",
    "needs-lab": "The Lab needs {missing} for this, which is not installed: pip install 'wordrnn[lab]'.",
    "needs-full-app": (
        "This app is the one that only predicts, without {missing}: expected the one with training; take it from where "
        "this one came from. Your texts and models stay."
    ),
    "lab-ended": "A process of the experiment ({name}) was ended by the system, perhaps for lack of memory: try smaller settings.",
    "race-training-failed": "A network of the race could not be trained: {reason}",
    "no-lab-data": "{path}: expected a result of `wordrnn lab {experiment} --json`, got something else; save it anew.",
}


NO_GUESS = "Unknown setting {name!r}."


def sentence(
    error: WordrnnError,
    worded: str | Callable[[str], str] = str,
    formatter: string.Formatter | None = None,
) -> str:
    """Return the error in words; an unknown code gives the code and its parameters.

    `worded` is a template to use instead of the English one, or turns that into another language; `formatter` puts the
    parameters in. Both are for the app, which has languages.
    """
    if isinstance(worded, str):
        template = worded
    else:
        english = SENTENCES.get(error.code)
        if english is None:
            return str(error)
        if error.code == "unknown-setting" and not error.params.get("guess"):
            english = NO_GUESS
        template = worded(english)
    return (formatter or string.Formatter()).vformat(template, (), _Params(error.params))


class _Params(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return f"<{key}>"
