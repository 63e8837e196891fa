"""An ARPA file by the book: dictionaries, and one rule. Slow, and nothing of wordrnn's in it."""

from collections.abc import Sequence
from pathlib import Path

Context = tuple[str, ...]


class BruteForce:
    """log10 p(w | h) = what is listed for h w; or else bow(h), where h is listed, plus log10 p(w | h')."""

    def __init__(self, file: Path) -> None:
        self.listed: dict[Context, float] = {}
        self.weights: dict[Context, float] = {}
        length = 0
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("\\") and line.endswith("-grams:"):
                length = int(line[1:].split("-")[0])
            fields = line.split()
            if length and len(fields) > length and not line.startswith("\\"):
                ngram = tuple(fields[1 : length + 1])
                self.listed[ngram] = float(fields[0])
                self.weights[ngram] = float(fields[length + 1]) if len(fields) > length + 1 else 0.0
        self.words = [ngram[0] for ngram in self.listed if len(ngram) == 1 and ngram[0] != "<s>"]
        self.order = max(map(len, self.listed))

    def log10(self, word: str, context: Context) -> float:
        context = context[len(context) - self.order + 1 :] if len(context) >= self.order else context
        if (*context, word) in self.listed:
            return self.listed[*context, word]
        return self.weights.get(context, 0.0) + self.log10(word, context[1:])

    def of_text(self, sentences: Sequence[str]) -> list[float]:
        """Return log10 of every word of the sentences, the end of each one too; unknown ones are `<unk>`."""
        found = []
        for sentence in sentences:
            context: Context = ("<s>",)
            for word in [*sentence.split(), "</s>"]:
                known = word if word in self.words else "<unk>"
                found.append(self.log10(known, context))
                context = (*context, known)
        return found
