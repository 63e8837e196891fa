"""The sentences under the figures: a code and parameters that come from the data, and the English of each code.

As with errors, only the command line and `ui` put them into words, so that they can be translated. A parameter that
names contenders is a list of their codes, written with `:names`; gates that are held are [gate, value], with `:held`.
"""

import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from wordrnn.lab.contenders import NAMES

ENGLISH: dict[str, str] = {
    # memory
    "memory-window-edge": "A window can't see past its edge: {contenders:names} are right up to {inside:.0%} of the time within {window} steps, and {outside:.0%} at best beyond them, where guessing gives {chance:.0%}.",
    "memory-window-beyond": "{contenders:names} are right {accuracy:.0%} of the time beyond their window of {window} steps, where guessing gives {chance:.0%}: something gives the answer away.",
    "memory-gates-all": "{cells:names} are still right {accuracy:.0%} of the time at a distance of {distance}.",
    "memory-gates-some": "{cells:names} are right at least {good:.0%} of the time up to a distance of {distance}, not up to {farthest}; more updates may take them farther.",
    "memory-gates-none": "Against the textbook, {cells:names} are right less than {good:.0%} of the time even at the smallest distance; more updates may help.",
    "memory-simple-forgets": "The SimpleRNN forgets: it is right {at_near:.0%} of the time at a distance of {near}, {at_middle:.0%} at {middle}, and {at_far:.0%} at {far}.",
    "memory-simple-holds": "Against the textbook, the SimpleRNN does not forget here: it is right {at_near:.0%} of the time at a distance of {near}, {at_middle:.0%} at {middle}, and {at_far:.0%} at {far}. With enough updates it can learn to latch.",
    "memory-simple-weak": "The SimpleRNN does not learn this: it is right {at_near:.0%} of the time at a distance of {near}, {at_middle:.0%} at {middle}, and {at_far:.0%} at {far}.",
    # gradient
    "gradient-start-orthogonal": "Before training, from orthogonal matrices, the gradient of h over {lag} steps is multiplied by 10^{best_power:.1f} in {best:names}, at best, and by 10^{worst_power:.1f} in {worst:names}.",
    "gradient-start-gaussian": "Before training, from Gaussian matrices, the gradient of h over {lag} steps is multiplied by 10^{best_power:.1f} in {best:names}, at best, and by 10^{worst_power:.1f} in {worst:names}.",
    "gradient-end-orthogonal": "After epoch {epoch}, from orthogonal matrices, it is multiplied by 10^{best_power:.1f} in {best:names}, at best, and by 10^{worst_power:.1f} in {worst:names}.",
    "gradient-end-gaussian": "After epoch {epoch}, from Gaussian matrices, it is multiplied by 10^{best_power:.1f} in {best:names}, at best, and by 10^{worst_power:.1f} in {worst:names}.",
    "gradient-grows": "The gradient grows over {lag} steps in {cells:names}, by up to {most:.1f} powers of ten: there it explodes.",
    "gradient-cells": "In the {cell:names}, the gradient of c shrinks by {by_cell:.1f} powers of ten over {lag} steps at the end, that of h by {by_hidden:.1f}.",
    "gradient-farther": "Training makes the gradient reach farther back in {cells:names}.",
    "gradient-nearer": "Training makes the gradient reach less far back in {cells:names}.",
    "gradient-textbook": "As the textbook has it, the trained SimpleRNN loses more of its gradient over {lag} steps than {cells:names}.",
    "gradient-against-start": "Against the textbook, before training the SimpleRNN keeps more of its gradient over {lag} steps than {cells:names}.",
    "gradient-against-end": "Against the textbook, the trained SimpleRNN keeps more of its gradient over {lag} steps than {cells:names}.",
    "gradient-diverged": "Training diverged in {cells:names}: a loss or a gradient was no number any more.",
    # shapes
    "shapes-input": "{batch} streams of {steps} words, and each word is {features:,} numbers: {numbers:,} numbers enter the network at once.",
    "shapes-streams": "The {tokens:,} words and marks of the text are cut into {batch} streams of {length:,}; one pass is {windows:,} windows, and the state goes on from each to the next.",
    "shapes-softmax": "What leaves it is largest: a probability for every word of the vocabulary at every place, {numbers:,} numbers.",
    "shapes-trained": "In its training {model} had {batch} streams of {steps} words.",
    # gates
    "gates-mattered": "Of the words before, “{word}” mattered most for “{target}”: with an unknown word in its place, that has a probability of {without:.2%} instead of {probability:.2%}.",
    "gates-against": "No word before speaks for “{target}” as much as “{word}” speaks against it: with an unknown word in its place, that has a probability of {without:.2%} instead of {probability:.2%}.",
    "gates-methods-agree": "Gradient × embedding names the same word.",
    "gates-methods-differ": "Gradient × embedding names “{word}” instead: it follows the slope at this point, while another word in its place is a step of any size.",
    "gates-kept-cell": "{kept:,} of {units:,} units keep more than half of their cell from the first word to the last; the unit in the middle keeps {median:.1%}.",
    "gates-kept-state": "{kept:,} of {units:,} units keep more than half of their state from the first word to the last; the unit in the middle keeps {median:.1%}.",
    "gates-held-all": "With {held:held} in all units, “{target}” goes from {before:.2%} to {after:.2%}.",
    "gates-held-one": "With {held:held} in unit {unit}, “{target}” goes from {before:.2%} to {after:.2%}.",
    "gates-forgets": "It then answers almost as if it had read “{last}” alone: the words before that move {after:.1%} of the probability instead of {before:.1%}.",
    "gates-remembers": "It then still remembers: the words before “{last}” move {after:.1%} of the probability, and {before:.1%} as it was learned.",
    # race
    "race-ngram-ahead": "Kneser–Ney, counted in {seconds:.2f} s, is ahead of every network here: its perplexity is {ngram:.1f}, the lowest of theirs {perplexity:.1f} ({best:names}).",
    "race-ngram-behind": "The lowest perplexity is {perplexity:.1f} ({best:names}); Kneser–Ney, counted in {seconds:.2f} s, has {ngram:.1f}.",
    "race-gru-cheaper": "GRU is cheaper than LSTM: it has {parameters:.0%} fewer parameters, and a pass over the text takes it {gru:.1f} s, the LSTM {lstm:.1f} s.",
    "race-gru-not-cheaper": "Against the textbook, GRU is not cheaper than LSTM here: with {parameters:.0%} fewer parameters, a pass over the text takes it {gru:.1f} s, the LSTM {lstm:.1f} s.",
    "race-gru-faster": "With as many parameters, a pass over the text takes the GRU {gru:.1f} s, less than the {lstm:.1f} s of the LSTM.",
    "race-gru-not-faster": "With as many parameters, a pass over the text takes the GRU {gru:.1f} s, not less than the {lstm:.1f} s of the LSTM.",
    "race-gru-better": "Its perplexity is clearly lower: {gru:.1f} against {lstm:.1f}.",
    "race-gru-worse": "Its perplexity is clearly higher: {gru:.1f} against {lstm:.1f}.",
    "race-gru-level": "Their perplexities, {gru:.1f} and {lstm:.1f}, differ by no more than chance.",
    "race-simple-forgets": "SimpleRNN fails on long dependencies: words further back than {beyond} take {lstm:.1%} off the LSTM's perplexity, and only {simple:.1%} off that of the SimpleRNN.",
    "race-simple-forgets-all": "SimpleRNN fails on long dependencies: words further back than {beyond} take {lstm:.1%} off the LSTM's perplexity, and do not clearly help the SimpleRNN at all.",
    "race-simple-holds": "Against the textbook, SimpleRNN is not clearly behind on long dependencies here: words further back than {beyond} take {simple:.1%} off its perplexity, and {lstm:.1%} off that of the LSTM.",
    "race-nobody-looks-far": "Words further back than {beyond} take {share:.1%} off the LSTM's perplexity here, too little to say anything about long dependencies; more text or more time may.",
    "race-window-edge": "A window can't see past its edge: more than {window} words change nothing for the feed-forward network. They take {share:.1%} off the perplexity of the {best:names}.",
    "race-window-misses-nothing": "A window can't see past its edge: more than {window} words change nothing for the feed-forward network. It misses nothing by that here: they clearly help no other network either.",
    "race-window-crossed": "The feed-forward network changes by {share:.1%} with words beyond its window of {window}, which cannot be: this is a fault of wordrnn.",
    "race-peepholes-better": "Peepholes help here: the perplexity is {peephole:.1f} with them and {lstm:.1f} without.",
    "race-peepholes-worse": "Peepholes do not help here, they cost: the perplexity is {peephole:.1f} with them and {lstm:.1f} without.",
    "race-peepholes-level": "Peepholes make no clear difference here: the perplexity is {peephole:.1f} with them and {lstm:.1f} without.",
    "race-frequent-models": "Of the places where one of the {words} most frequent words comes next, the best language model ({model:names}) names it at {right:.1%}, the best classifier with a window ({classifier:names}) at {classifier_right:.1%}; always naming the most frequent one is right at {chance:.1%}.",
    "race-frequent-classifiers": "Against the textbook, a classifier with a window is ahead where one of the {words} most frequent words comes next: {classifier:names} names it at {classifier_right:.1%} of the places, the best language model ({model:names}) at {right:.1%}; always naming the most frequent one is right at {chance:.1%}.",
}
"""By experiment; a code begins with the experiment's name."""

GATES: dict[str, str] = {
    "input": "the input gate",
    "forget": "the forget gate",
    "output": "the output gate",
    "update": "the update gate",
    "reset": "the reset gate",
}
"""How a gate is called within a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is seen in a figure. Parameters are JSON values."""

    code: str
    params: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values, with its English for people who read those."""
        return {"code": self.code, "params": self.params, "text": worded(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the sentence that `to_json` made `data` of."""
        return cls(str(data["code"]), dict(data["params"]))


def sentence(code: str, /, **params: Any) -> Sentence:
    """Return the sentence `code`; one that has no English, or other parameters, is a mistake of ours."""
    wanted = {name for _, name, _, _ in string.Formatter().parse(ENGLISH[code]) if name}
    assert wanted == set(params), f"{code}: {sorted(wanted ^ set(params))}"
    return Sentence(code, params)


class Wording(string.Formatter):
    """Puts parameters into a sentence; `{cells:names}` is a list of contenders in words, `{gates:held}` one of gates.

    Derive from it for another language.
    """

    def name_of(self, contender: str) -> str:
        """Return how a contender is called within a sentence."""
        return NAMES.get(contender, contender)

    def listed(self, words: Sequence[str]) -> str:
        """Return `a`, `a and b`, or `a, b and c`."""
        return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))

    def held(self, gate: str, value: float) -> str:
        """Return that a gate is held at a value, within a sentence."""
        ends = {0.0: " shut", 1.0: " open"}
        return GATES[gate] + ends.get(float(value), f" held at {value:g}")

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return a parameter as its place in the sentence asks for."""
        if format_spec == "held":
            return self.listed([self.held(gate, at) for gate, at in value])
        if format_spec == "names":
            names = [value] if isinstance(value, str) else value
            return self.listed([self.name_of(each) for each in names])
        return super().format_field(value, format_spec)


def worded(
    sentence: Sentence,
    template: Callable[[str], str] = str,
    wording: Wording | None = None,
) -> str:
    """Return the sentence in words; an unknown code, or one with other parameters, gives the code.

    `template` turns the English one into that of another language, `wording` puts the parameters in.
    """
    english = ENGLISH.get(sentence.code)
    if english is None:
        return sentence.code
    try:
        text = (wording or Wording()).vformat(template(english), (), sentence.params)
    except (KeyError, ValueError, TypeError):  # from a file that another version wrote
        return sentence.code
    return text[:1].upper() + text[1:]
