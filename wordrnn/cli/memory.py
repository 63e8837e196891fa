"""`wordrnn memory …`: what the user's own memory holds, and how it is taught, emptied and carried elsewhere."""

import argparse
import json

from corpora.document import Document
from wordrnn import home, library, typed_path
from wordrnn.cli import stdin
from wordrnn.errors import OptionError
from wordrnn.memory import file as memory_file
from wordrnn.memory.store import Memory
from wordrnn.memory.tokens import remembered, single_word
from wordrnn.model_folder import open_folder
from wordrnn.text import sources

_SHOWN = 20


def memory_show(arguments: argparse.Namespace) -> int:
    """Print how much the memory holds, and the words met most often lately."""
    memory = memory_file.load()
    # What came from a file may hold what a terminal would obey.
    shown = (item for item in memory.words.items() if item[0].isprintable() and not item[0].isspace())
    lately = {word: seen.lately_at(memory.time) for word, seen in shown}
    words = sorted(lately, key=lambda word: (-lately[word], word))[:_SHOWN]
    if arguments.json:
        _print_json(_facts(memory) | {"lately": words, "blocked": sorted(memory.blocked.values())})
        return 0
    print(f"{len(memory):,} different words and marks, of {memory.time:,} learned: {home.memory_path()}")
    if words:
        print("Lately: " + " ".join(words))
    blocked = sorted(word for word in memory.blocked.values() if word.isprintable())
    if blocked:
        print("Blocked: " + " ".join(blocked))
    return 0


def memory_learn(arguments: argparse.Namespace) -> int:
    """Learn a text: numbers, addresses and what looks like a password are left out."""
    tokenizer = open_folder(library.model_path(arguments.model)).tokenizer()
    texts = [stdin.text()] if arguments.file == "-" else _texts(arguments.file)
    memory = memory_file.load()
    before = memory.time
    for text in texts:
        memory.learn(remembered(tokenizer, text))
    memory_file.save(memory)
    return _done(arguments, memory, f"Learned {memory.time - before:,} words and marks.")


def memory_forget(arguments: argparse.Namespace) -> int:
    """Forget a word, in capitals or not, with all that it stood beside. Raises OptionError where it is not known."""
    memory = memory_file.load()
    if not memory.forget(arguments.word):
        raise OptionError(
            "bad-value", name="WORD", expected="a word that was learned", got=repr(arguments.word)
        )
    memory_file.save(memory)
    return _done(arguments, memory, "Forgotten.")


def memory_block(arguments: argparse.Namespace) -> int:
    """Forget a word and never learn it again. Raises OptionError where it is no single word, or blocked already."""
    word = single_word(arguments.word)
    memory = memory_file.load()
    if not memory.block(word):
        raise OptionError("bad-value", name="WORD", expected="a word that is not blocked yet", got=repr(word))
    memory_file.save(memory)
    return _done(arguments, memory, "Blocked: it is forgotten, and never learned again.")


def memory_unblock(arguments: argparse.Namespace) -> int:
    """Let a word be learned again. Raises OptionError where it is not blocked."""
    memory = memory_file.load()
    if not memory.unblock(arguments.word.strip()):
        raise OptionError(
            "bad-value", name="WORD", expected="a word that is blocked", got=repr(arguments.word)
        )
    memory_file.save(memory)
    return _done(arguments, memory, "It may be learned again.")


def memory_export(arguments: argparse.Namespace) -> int:
    """Write the memory to a file."""
    file = typed_path.expanded(arguments.file)
    memory = memory_file.load()
    memory_file.export_to(memory, file)
    return _done(arguments, memory, f"{file}: what you typed can be read in it by whoever has it.")


def memory_import(arguments: argparse.Namespace) -> int:
    """Add an exported memory to this one."""
    memory = memory_file.load()
    memory_file.import_from(memory, typed_path.expanded(arguments.file))
    memory_file.save(memory)
    return _done(arguments, memory, f"Added: {len(memory):,} different words and marks now.")


def memory_clear(arguments: argparse.Namespace) -> int:
    """Forget everything."""
    memory_file.clear()
    return _done(arguments, Memory(), "Everything is forgotten.")


def _texts(path: str) -> list[str]:
    sources.check([path])
    documents: list[Document] = list(sources.documents_of([path]))
    return [document.text for document in documents]


def _facts(memory: Memory) -> dict[str, object]:
    return {"words": len(memory), "learned": memory.time, "path": str(home.memory_path())}


def _done(arguments: argparse.Namespace, memory: Memory, sentence: str) -> int:
    if arguments.json:
        _print_json(_facts(memory))
    else:
        print(sentence)
    return 0


def _print_json(result: dict[str, object]) -> None:
    print(json.dumps(result, ensure_ascii=False, indent=1))
