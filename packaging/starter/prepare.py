"""Makes the text that the starter model learns from, one file a source, from the files that `recipe.toml` names.

    python packaging/starter/prepare.py DATA OUT

DATA holds `english/` and `typing-dev/`. OUT gets

    train/NAME.txt   the text of each source, cleaned, without copies and set phrases, canaries planted in one of them
    valid.txt        blocks of lines of all sources, held out before anything is counted, shuffled
    canaries.json    what was planted and how often, see `canaries.py`
    report.json      what was read, what was left out and why
"""

import argparse
import json
import random
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Self

import canaries
import cleaning

from corpora import read
from wordrnn.text.redaction import redact

RECIPE = Path(__file__).with_name("recipe.toml")
_SHORT = 4  # words; shorter lines (Thank you very much.) may come again
_COPIES = 3  # of a short line
_BLOCK = 40  # lines: whole blocks are held out, for what is said answers what was said before
_NAME_COUNT = 20
_NAME_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the recipe."""

    files: Sequence[str]
    title: str
    licence: str
    credit: str
    clean: Sequence[str] = ()
    cap: int = 0
    thin: Mapping[str, float] = field(default_factory=dict)
    weight: float = 1.0

    @property
    def name(self) -> str:
        """What its file is called: as the first of its own, or the folder they are in."""
        first = Path(self.files[0])
        return first.parent.name if "*" in first.name else first.stem


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the starter model is made from."""

    seed: int
    vocabulary: int
    rare_words: int
    ngrams: int
    units: int
    embedding: int
    held_out: float
    canaries_in: str
    left_out: Sequence[str]
    measured_on: Sequence[str]
    sources: Sequence[Source]

    @classmethod
    def read(cls, path: Path = RECIPE) -> Self:
        """Return the recipe in `path`. Raises TypeError for a key that means nothing."""
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        sources = tuple(Source(**source) for source in content.pop("source"))
        return cls(**content, sources=sources)

    def files_of(self, source: Source, data: Path) -> list[Path]:
        """Return the files of `source` below `data` that are not left out."""
        found = [path for pattern in source.files for path in sorted(data.glob(pattern))]
        return [path for path in found if not self.leaves_out(path.relative_to(data))]

    def leaves_out(self, path: Path) -> bool:
        """Whether the model must not learn from `path`, which is below the data's folder."""
        return any(fnmatch(path.as_posix(), f"*{pattern}") for pattern in self.left_out)


class Filter:
    """Takes lines one after another and lets those through that tell something new."""

    def __init__(self, held_out: Iterable[str], seed: int) -> None:
        """`held_out` are the lines that are measured on."""
        self._held_out = {key for key in map(cleaning.key, held_out) if key.count(" ") >= _SHORT - 1}
        self._seen: Counter[str] = Counter()
        self._openings: Counter[tuple[str, str]] = Counter()
        self._random = random.Random(seed)
        self.dropped: Counter[str] = Counter()

    def lets_through(self, line: str, source: Source) -> bool:
        """Whether to keep `line`, which is clean; the reason against is counted."""
        reason = self._reason_against(line, source)
        if reason:
            self.dropped[reason] += 1
        return not reason

    def _reason_against(self, line: str, source: Source) -> str:
        if not cleaning.is_prose(line):
            return "no prose"
        key = cleaning.key(line)
        words = key.split()
        if key in self._held_out:
            return "measured on"
        self._seen[key] += 1
        if self._seen[key] > (_COPIES if len(words) < _SHORT else 1):
            return "copy"
        for name, share in source.thin.items():
            if name.casefold() in words and self._random.random() >= share:
                return f"thinned: {name}"
        if source.cap:
            opening = (source.name, " ".join(words[:_SHORT]))
            self._openings[opening] += 1
            if self._openings[opening] > source.cap:
                return "set phrase"
        return ""


def names_in(lines: Iterable[str]) -> dict[str, str]:
    """Return words that are hardly ever seen in small letters inside a sentence, by their spelling in small letters."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for line in lines:
        for word in line.split()[1:]:
            bare = word.strip(".,;:!?\"'()")
            if bare.isalpha() and len(bare) > 1:
                (capital if bare.istitle() else small)[bare] += 1
    return {
        word.lower(): word
        for word, count in capital.items()
        if count >= _NAME_COUNT and count >= _NAME_SHARE * (count + small[word.lower()])
    }


def clean(lines: Iterable[str], source: Source, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of `source`, cleaned as it asks for; empty ones are left out."""
    for line in lines:
        for name, step in cleaning.STEPS.items():
            if name in source.clean:
                line = step(line)
        line = cleaning.tidy(redact(line))
        if "capitals" in source.clean:
            line = cleaning.with_capitals(line, names)
        if line:
            yield line


def lines_of(path: Path) -> list[str]:
    """Return the paragraphs of the text in `path`, as a training run would read them: wrapped lines are joined."""
    return [line for document in read([path]) for line in document.text.splitlines()]


def prepare(recipe: Recipe, data: Path, out: Path) -> dict[str, Any]:
    """Write the text of every source into the folder `out`, and return the report."""
    out.mkdir(parents=True, exist_ok=True)
    measured = [
        line for pattern in recipe.measured_on for path in data.glob(pattern) for line in lines_of(path)
    ]
    keep = Filter(measured, recipe.seed)
    careful = [
        line
        for source in recipe.sources
        if "capitals" not in source.clean and "tokens" not in source.clean
        for path in recipe.files_of(source, data)
        for line in lines_of(path)
    ]
    names = names_in(careful)
    report: dict[str, Any] = {"names": len(names), "sources": {}}
    held_out: list[str] = []
    planted = canaries.draw(recipe.seed)
    (out / "train").mkdir(exist_ok=True)
    for source in recipe.sources:
        keep.dropped.clear()
        paths = recipe.files_of(source, data)
        read = [line for path in paths for line in lines_of(path)]
        kept = [line for line in clean(read, source, names) if keep.lets_through(line, source)]
        trained, blocks = _split(kept, recipe, source)
        held_out += blocks
        report["sources"][source.name] = {
            "lines": len(read),
            "kept": len(kept),
            "words": sum(len(line.split()) for line in trained),
            "dropped": dict(keep.dropped),
        }
        if source.name == recipe.canaries_in:
            trained = canaries.planted(trained, planted, recipe.seed)
        _write(out / "train" / f"{source.name}.txt", trained)
    random.Random(recipe.seed).shuffle(held_out)
    _write(out / "valid.txt", held_out)
    canaries.save(out / "canaries.json", planted)
    report["held_out_words"] = sum(len(block.split()) for block in held_out)
    (out / "report.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return report


def _split(lines: Sequence[str], recipe: Recipe, source: Source) -> tuple[list[str], list[str]]:
    """Return the lines to learn from, and the blocks of lines that are held out: of a source by its weight."""
    chance = random.Random(f"{recipe.seed} {source.name}")
    trained, held_out = [], []
    for begin in range(0, len(lines), _BLOCK):
        block = lines[begin : begin + _BLOCK]
        if chance.random() < recipe.held_out * source.weight:
            held_out.append("\n".join(block))
        else:
            trained += block
    return trained, held_out


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)


def main() -> None:
    """Prepare the text and print the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("out", type=Path, metavar="OUT")
    args = parser.parse_args()
    report = prepare(Recipe.read(), args.data, args.out)
    for name, figures in report["sources"].items():
        print(
            f"{name:24} {figures['words']:>10,} words  {figures['kept']:>8,} of {figures['lines']:>8,} lines",
            end="  ",
        )
        print(", ".join(f"{why} {count:,}" for why, count in figures["dropped"].items()))
    print(f"{sum(figures['words'] for figures in report['sources'].values()):,} words in all")


if __name__ == "__main__":
    main()
