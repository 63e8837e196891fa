"""The command line: what can be asked for, and how errors are told.

Exit codes: 0 done, 2 the input was wrong (one line on stderr), 1 a fault of ours.
"""

import argparse
import io
import logging
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from wordrnn import home
from wordrnn.cli.stdout import is_of_output, output_ended, output_failed
from wordrnn.config import CELLS, MAX_LAYERS
from wordrnn.errors import StorageError, WordrnnError
from wordrnn.messages import sentence
from wordrnn.training.plan import PRESETS

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line `argv` asks for; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What is piped on is UTF-8 everywhere; a terminal that cannot show a letter shows a mark for it.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    logging.basicConfig(level=logging.WARNING, format="wordrnn: %(message)s", stream=sys.stderr)
    try:
        code = _done(argv)
    except SystemExit:  # as argparse ends, of `--help` too
        if code := output_ended(0):
            raise SystemExit(code) from None
        raise
    return output_ended(code)


def _done(argv: Sequence[str] | None) -> int:
    try:
        arguments = _parser(sys.argv[1:] if argv is None else argv).parse_args(argv)
        if arguments.command is None:
            return _open_app()
        if sys.stdout is None and getattr(arguments, "events", False):
            raise StorageError("cannot-write", path="The output", reason="it is closed")
        if (trouble := home.trouble()) is not None:
            print(f"wordrnn: {sentence(trouble)}", file=sys.stderr)
        # Imported late: `wordrnn predict` answers before another command's libraries would have been read.
        if arguments.command.startswith("memory_"):
            from wordrnn.cli import memory as module
        elif arguments.command.startswith("corpora_"):
            from wordrnn.cli import corpora as module
        elif arguments.command.startswith("models_"):
            from wordrnn.cli import models as module
        elif arguments.command == "lsp":
            from wordrnn.cli import lsp as module
        elif arguments.command == "lab":
            from wordrnn.cli import lab as module
        else:
            from wordrnn.cli import commands as module
        command: Command = getattr(module, arguments.command)
        return command(arguments)
    except WordrnnError as error:
        print(f"wordrnn: {sentence(error)}", file=sys.stderr)
        return 2
    except OSError as error:
        if is_of_output(error):
            return output_failed(error)
        if code := output_ended(0):
            return code
        raise
    except KeyboardInterrupt:
        return 130


def _open_app() -> int:
    """`python -m wordrnn` without arguments: the app is the console script's to open, not the engine's."""
    print(
        "wordrnn: expected a command; `wordrnn` alone opens the app, `--help` lists commands.",
        file=sys.stderr,
    )
    return 2


class _Parser(argparse.ArgumentParser):
    """A parser that tells what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        text = message[:1].upper() + message[1:]
        print(f"wordrnn: {text}. `{self.prog} --help` tells more.", file=sys.stderr)
        raise SystemExit(2)


def _parser(argv: Sequence[str] = ()) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="wordrnn", description="A private, offline next-word predictor.", allow_abbrev=False
    )
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title="commands", parser_class=_Parser, metavar="COMMAND")
    _add_train(commands.add_parser("train", help="train a model on your texts", allow_abbrev=False))
    _add_predict(commands.add_parser("predict", help="suggest the next word", allow_abbrev=False))
    _add_generate(commands.add_parser("generate", help="go on writing", allow_abbrev=False))
    _add_evaluate(
        commands.add_parser("evaluate", help="measure a model on text it has not seen", allow_abbrev=False)
    )
    _add_models(commands.add_parser("models", help="list and manage models", allow_abbrev=False))
    _add_corpora(
        commands.add_parser("corpora", help="list, download, show and manage texts", allow_abbrev=False)
    )
    _add_memory(commands.add_parser("memory", help="what was learned from your typing", allow_abbrev=False))
    _add_lsp(commands.add_parser("lsp", help="predict in other editors", allow_abbrev=False))
    lab = commands.add_parser("lab", help="experiments on recurrent networks", allow_abbrev=False)
    if argv and argv[0] == "lab":  # the options of the experiments stand in their own modules
        from wordrnn.cli.lab import add_arguments

        add_arguments(lab, _Parser, _whole_or_zero)
    return parser


def _add_train(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command="train")
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders, or names of corpora (builtin)"
    )
    target = parser.add_mutually_exclusive_group()
    target.add_argument("--name", help="the model's name in the library")
    target.add_argument("--out", metavar="DIR", help="a new or empty folder for the model instead")
    parser.add_argument(
        "--valid", metavar="PATH", help="held-out text; otherwise a twentieth of PATH is held out"
    )
    effort = parser.add_mutually_exclusive_group()
    effort.add_argument("--preset", choices=PRESETS, help="how long to train: 5, 20 or 60 minutes")
    effort.add_argument("--minutes", type=_above_zero, metavar="M", help="how long to train")
    effort.add_argument("--epochs", type=_whole, metavar="N", help="how often to read the text")
    parser.add_argument("--cell", choices=CELLS, help="lstm if left out")
    parser.add_argument("--units", type=_whole, metavar="N", help="width of the recurrent state")
    parser.add_argument("--layers", type=int, choices=range(1, MAX_LAYERS + 1))
    parser.add_argument("--embedding", type=_whole, metavar="N", help="width of a word's vector")
    parser.add_argument("--vocabulary", type=_vocabulary, metavar="N", help="most words that it may know")
    parser.add_argument("--tokenizer", choices=("word", "bpe"), help="word if left out")
    parser.add_argument(
        "--pretokenized", action="store_true", help="split at white space only; a line end is <eos>"
    )
    parser.add_argument(
        "--weight",
        type=_weight,
        action="append",
        default=[],
        metavar="NAME=W",
        help="how much the file or folder NAME of PATH counts beside the others; 1 if left out",
    )
    parser.add_argument(
        "--no-redact", action="store_true", help="keep e-mail addresses, phone and card numbers"
    )
    parser.add_argument(
        "--from", dest="base", metavar="M", help="go on from the model M on this text: a new model, M stays"
    )
    parser.add_argument("--seed", type=_whole_or_zero, metavar="N", help="1 if left out")
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on with a run that was stopped or cut off; with --minutes, so much longer, also after its end",
    )
    parser.add_argument(
        "--plan", action="store_true", help="only tell what to expect: time, memory, coverage; train nothing"
    )
    parser.add_argument(
        "--workers",
        action="store_true",
        help="train together with the other machines that TF_CONFIG names; start the same command on each of them",
    )
    parser.add_argument(
        "--gpus", type=_whole, metavar="N", help="train on N GPUs of this machine; one if left out"
    )
    parser.add_argument(
        "--wait", type=_above_zero, metavar="SECONDS", help="for the other workers to come; 300 if left out"
    )
    parser.add_argument("--events", action="store_true", help="tell what happens in JSON lines on stdout")


def _add_predict(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command="predict")
    parser.add_argument(
        "text", metavar="TEXT", help="what has been typed; without a space at the end, part of a word"
    )
    _add_model(parser)
    parser.add_argument("-k", type=_whole, default=5, help="how many suggestions")
    parser.add_argument("--memory", action="store_true", help="with what was learned from your typing")
    _add_strong_language(parser)
    parser.add_argument("--json", action="store_true")


def _add_lsp(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command="lsp")
    _add_model(parser)
    parser.add_argument(
        "--sure", type=_share, default=0.2, metavar="P", help="how probable a word shown unasked has to be"
    )
    parser.add_argument(
        "--words", type=int, choices=range(1, 6), default=3, help="shown behind the caret, at most"
    )
    parser.add_argument("-k", type=int, choices=range(1, 21), default=5, help="words in a list")
    _add_strong_language(parser)


def _add_generate(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command="generate")
    parser.add_argument("text", metavar="TEXT", nargs="?", default="")
    _add_model(parser)
    parser.add_argument(
        "--words", type=_whole, default=50, metavar="N", help="then the last sentence is brought to its end"
    )
    parser.add_argument(
        "--temperature", type=_number, default=0.8, metavar="X", help="0 takes the likeliest word"
    )
    parser.add_argument("--top-p", type=_number, default=1.0, metavar="X")
    parser.add_argument("--top-k", type=_whole_or_zero, default=0, metavar="N")
    parser.add_argument(
        "--repetition-penalty", type=_number, metavar="X", help="above 1 against loops, which 1 lets be"
    )
    parser.add_argument("--seed", type=_whole_or_zero, metavar="N")
    _add_strong_language(parser)


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command="evaluate")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, corpora, or - for stdin")
    _add_model(parser)
    parser.add_argument("--parts", choices=("rnn", "ngram", "mixture", "all"), default="all")
    parser.add_argument(
        "--memory", action="store_true", help="also with memory, learning as the text goes by"
    )
    parser.add_argument("--pretokenized", action="store_true")
    parser.add_argument("--keystrokes", action="store_true", help="also count the keystrokes saved")
    parser.add_argument("-k", type=_whole, default=3, help="how many suggestions are in view")
    _add_strong_language(parser)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--words", action="store_true", help="every word as it is measured, then the figures: JSON lines"
    )


def _add_models(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command="models_list", json=False)
    actions = parser.add_subparsers(parser_class=_Parser, metavar="ACTION")
    listing = actions.add_parser("list", help="all models")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(command="models_list")
    for name, text, names in (
        ("show", "what a model is made from", ["model"]),
        ("use", "make a model the active one", ["model"]),
        ("rename", "give a model another name", ["model", "name"]),
        ("delete", "move a model to the bin", ["model"]),
        ("restore", "take a model out of the bin", ["model"]),
        ("export", "write a model to one file", ["model", "file"]),
    ):
        action = actions.add_parser(name, help=text)
        for argument in names:
            action.add_argument(argument, metavar={"model": "M"}.get(argument, argument.upper()))
        action.set_defaults(command=f"models_{name}", events=False)
        if name == "export":
            _add_export(action)
            _add_events(action)
    taking = actions.add_parser("import", help="take models from files: shared ones, and ARPA files")
    taking.add_argument("files", metavar="FILE", nargs="+")
    taking.add_argument(
        "--name", metavar="NAME", default="", help="of the model; one like the file's if left out"
    )
    taking.add_argument(
        "--pretokenized",
        action="store_true",
        help="(ARPA) text is split at white space only, as its words are",
    )
    taking.set_defaults(command="models_import")
    _add_events(taking)
    copying = actions.add_parser("duplicate", help="copy a model")
    copying.add_argument("model", metavar="M")
    copying.add_argument("name", metavar="NAME", nargs="?", help="one like the model's if left out")
    copying.set_defaults(command="models_duplicate")
    _add_events(copying)
    noting = actions.add_parser("notes", help="print the notes on a model, or replace them")
    noting.add_argument("model", metavar="M")
    noting.add_argument("text", metavar="TEXT", nargs="?", help="- is the standard input")
    noting.set_defaults(command="models_notes")
    binned = actions.add_parser("bin", help="what lies in the bin")
    binned.add_argument("--empty", action="store_true", help="delete it for good")
    binned.add_argument("--json", action="store_true")
    binned.set_defaults(command="models_bin")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("wordrnn", "keras", "litert", "onnx", "arpa"),
        help="what FILE's ending means (.wordrnn, .keras, .tflite, .onnx, .arpa) if left out, else wordrnn; "
        "keras, litert and onnx hold the network alone, arpa the n-gram alone",
    )


def _add_events(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--events",
        action="store_true",
        help="tell what happens in JSON lines on stdout; `cancel` on stdin, or its end, stops it",
    )


def _add_memory(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command="memory_show", json=False)
    actions = parser.add_subparsers(parser_class=_Parser, metavar="ACTION")
    for name, text, argument in (
        ("show", "how much it holds", ""),
        ("learn", "learn a text; - is the standard input", "FILE"),
        ("forget", "forget a word as if it had never been seen", "WORD"),
        ("block", "forget a word and never learn it again", "WORD"),
        ("unblock", "let a blocked word be learned again", "WORD"),
        ("export", "write it to a file", "FILE"),
        ("import", "add an exported one", "FILE"),
        ("clear", "forget everything", ""),
    ):
        action = actions.add_parser(name, help=text)
        if argument:
            action.add_argument(argument.lower(), metavar=argument)
        if name == "learn":
            _add_model(action)
        action.add_argument("--json", action="store_true")
        action.set_defaults(command=f"memory_{name}")


def _add_corpora(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command="corpora_list", json=False)
    actions = parser.add_subparsers(parser_class=_Parser, metavar="ACTION")
    listing = actions.add_parser("list", help="the corpora of the library, and those to be had")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(command="corpora_list")
    getting = actions.add_parser("get", help="download a public corpus")
    getting.add_argument("name", metavar="NAME", help="as `corpora list` has it")
    getting.set_defaults(command="corpora_get")
    reading = actions.add_parser("read", help="print the text that would be trained on")
    reading.add_argument("path", metavar="PATH")
    reading.set_defaults(command="corpora_read")
    showing = actions.add_parser("show", help="what is in a corpus of the library")
    showing.add_argument("name", metavar="NAME")
    showing.add_argument("--json", action="store_true")
    showing.set_defaults(command="corpora_show")
    removing = actions.add_parser("remove", help="delete a corpus from the library")
    removing.add_argument("name", metavar="NAME")
    removing.set_defaults(command="corpora_remove")
    renaming = actions.add_parser("rename", help="give a corpus another name")
    renaming.add_argument("name", metavar="NAME")
    renaming.add_argument("new", metavar="NEW")
    renaming.set_defaults(command="corpora_rename")
    tagging = actions.add_parser("tag", help="add tags to a corpus, or take some away")
    tagging.add_argument("name", metavar="NAME")
    tagging.add_argument("tags", nargs="*", metavar="TAG")
    tagging.add_argument("--remove", action="append", default=[], metavar="TAG")
    tagging.set_defaults(command="corpora_tag")


def _add_strong_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--strong-language", action="store_true", help="with slurs and vulgar words, which are else left out"
    )


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="M", help="a model's name or folder; otherwise the active model")


def _above_zero(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"expected a number above 0, got {text}")
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a number, got {text}") from None


def _whole_or_zero(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"expected a whole number from 0, got {text}")
    return int(text)


def _share(text: str) -> float:
    value = _number(text)
    if value > 1:
        raise argparse.ArgumentTypeError(f"expected a number from 0 to 1, got {text}")
    return value


def _whole(text: str) -> int:
    value = int(text) if text.lstrip("+-").isdigit() else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number above 0, got {text}")
    return value


def _vocabulary(text: str) -> int:
    value = _whole(text)
    if value < 10:
        raise argparse.ArgumentTypeError(f"expected at least 10 words, got {text}")
    return value


def _weight(text: str) -> tuple[str, float]:
    name, _, value = text.rpartition("=")
    try:
        weight = float(value)
    except ValueError:
        weight = -1.0
    if not name or not 0 <= weight <= 100:
        raise argparse.ArgumentTypeError(f"expected NAME=W with W from 0 to 100, got {text}")
    return name, weight
