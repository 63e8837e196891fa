"""What there is to say of a word of a measured text, in words."""

from ui.evaluate import measured_text
from ui.evaluate.measured_text import Paragraph, Unit
from ui.language.translation import translate
from ui.language.wording import number, percent


def part_title(part: str) -> str:
    """Return what a part is called."""
    return {
        "ngram": translate("Parts", "n-gram"),
        "rnn": translate("Parts", "network"),
        "mixture": translate("Parts", "mixture"),
        "memory": translate("Parts", "mixture + memory"),
    }[part]


def share(probability: float) -> str:
    """Return a probability with the digits that tell small ones apart: "41 %", "0.37 %", "1 in 52,000"."""
    if probability >= 0.1 or probability == 0:
        return percent(probability)
    if probability >= 0.001:
        return f"{number(probability * 100, 2 if probability < 0.01 else 1)}\u202f%"
    return translate("Words", "1 in {count}").format(count=number(1 / probability, 0))


def offered(unit: Unit, letters: int | None) -> str:
    """Return after how many letters a word was offered."""
    if unit.words == (0, 0):
        return "–"
    if letters is None:
        return translate("Words", "never")
    if letters == 0:
        return translate("Words", "at once")
    return translate("Words", "after %n letter(s)", letters)


def described(paragraph: Paragraph, unit: Unit, part: str) -> str:
    """Return in words what the heat map shows of a word."""
    text = paragraph.text[unit.start : unit.end]
    found = measured_text.facts(paragraph, unit, part)
    if found is None:
        return text
    said = [text, translate("Words", "probability {share}").format(share=share(found.probability))]
    if found.rank:
        said.append(translate("Words", "place {rank}").format(rank=number(found.rank, 0)))
    if not measured_text.is_known(paragraph, unit):
        said.append(translate("Words", "not in the vocabulary"))
    if unit.words != (0, 0):
        said.append(translate("Words", "offered {when}").format(when=offered(unit, found.letters)))
    return ", ".join(said)
