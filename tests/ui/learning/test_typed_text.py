"""Model of a document: each character with where it comes from; what is learned is compared with that."""

import re
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from ui.learning.typed_text import FINISHED, UNFINISHED, Stretch, TypedText, units


@dataclass
class Paper:
    """A text, and what follows its changes."""

    typed: TypedText = field(default_factory=TypedText)
    content: str = ""
    now: float = 0.0
    origins: list[int] = field(default_factory=list)  # of each place: above 0 typed, and each one once
    number: int = 0

    def length(self) -> int:
        return units(self.content)

    def text(self, start: int, end: int) -> str:
        return self.content.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")

    def type(self, text: str, place: int | None = None) -> None:
        for letter in text:
            self.put(letter, place, True)
            place = None if place is None else place + 1

    def put(self, text: str, place: int | None, typed: bool) -> None:
        at = len(self.content) if place is None else place
        position = units(self.content[:at])
        self.content = self.content[:at] + text + self.content[at:]
        self.origins[at:at] = [self._next() if typed else 0 for _ in text]
        self.typed.change(position, 0, units(text), typed, self.now)

    def remove(self, start: int, end: int) -> None:
        position, removed = units(self.content[:start]), units(self.content[start:end])
        self.content = self.content[:start] + self.content[end:]
        del self.origins[start:end]
        self.typed.change(position, removed, 0, False, self.now)

    def _next(self) -> int:
        self.number += 1
        return self.number

    def after(self, seconds: float) -> list[str]:
        self.now += seconds
        return [stretch.text for stretch in self.typed.settled(self, self.now)]


def test_a_sentence_is_learned_once_it_is_finished_and_has_settled() -> None:
    paper = Paper()
    paper.type("The room was full. And ")
    assert paper.after(FINISHED - 1) == []
    assert paper.after(1) == ["The room was full. "]
    assert paper.after(UNFINISHED) == ["And "]
    assert not paper.typed.is_waiting
    assert paper.after(1000) == []


def test_the_last_word_waits_until_it_is_whole() -> None:
    paper = Paper()
    paper.type("Dear commit")
    assert paper.after(UNFINISHED) == ["Dear "]
    paper.type("tee,")
    assert paper.after(UNFINISHED) == []
    paper.type("\n")
    assert paper.after(UNFINISHED) == ["committee,\n"]


def test_what_stands_before_is_told_with_it() -> None:
    paper = Paper()
    paper.put("Opened. ", None, False)
    paper.type("Typed. ")
    paper.now += FINISHED
    assert paper.typed.settled(paper, paper.now) == [Stretch("Typed. ", "Opened. ")]


def test_what_is_deleted_again_right_away_is_not_learned() -> None:
    paper = Paper()
    paper.type("I hate this. ")
    paper.after(2)
    paper.remove(0, 13)
    assert paper.after(1000) == []
    assert not paper.typed.is_waiting


def test_what_is_changed_has_to_settle_again() -> None:
    paper = Paper()
    paper.type("The rom was full. ")
    paper.after(FINISHED - 1)
    paper.type("o", 5)
    assert paper.after(FINISHED - 1) == []
    assert paper.after(1) == ["The room was full. "]


def test_what_was_pasted_is_not_learned_nor_a_word_with_a_part_of_it() -> None:
    paper = Paper()
    paper.type("one un")
    paper.put("believ", None, False)
    paper.type("able two ")
    paper.put("pasted words ", None, False)
    paper.type("three ")
    assert paper.after(UNFINISHED) == ["one ", "two ", "three "]
    assert not paper.typed.is_waiting


def test_a_word_that_was_learned_is_not_learned_again_where_letters_are_added() -> None:
    paper = Paper()
    paper.type("the cat sat. ")
    assert paper.after(UNFINISHED) == ["the cat sat. "]
    paper.type("s", 7)
    assert paper.after(UNFINISHED) == []
    assert not paper.typed.is_waiting
    paper.type("big ", 4)
    assert paper.after(UNFINISHED) == ["big "]


def test_who_types_without_a_pause_is_learned_from_too() -> None:
    paper, learned = Paper(), []
    for _ in range(120):
        paper.type("word ")
        learned += paper.after(1)
    assert 95 <= sum(text.count("word") for text in learned) < 120


def test_off_the_record_what_waits_is_dropped() -> None:
    paper = Paper()
    paper.type("The room was full. ")
    paper.typed.drop()
    assert paper.after(UNFINISHED) == []


def test_the_whole_text_is_learned_where_that_is_asked_for_but_nothing_twice() -> None:
    paper = Paper()
    paper.put("Opened text. ", None, False)
    paper.type("Typed text. ")
    assert paper.after(UNFINISHED) == ["Typed text. "]
    paper.put("Pasted text. ", None, False)
    for _ in range(2):
        paper.typed.ask_for_all(paper.length())
    assert paper.after(0) == ["Opened text. ", "Pasted text. "]
    paper.typed.ask_for_all(paper.length())
    assert paper.after(0) == []


def test_letters_that_take_two_places_are_followed() -> None:
    paper = Paper()
    paper.type("A 🐈 sat. 𝒜nd ")
    assert paper.after(UNFINISHED) == ["A 🐈 sat. 𝒜nd "]
    paper.put("🐈", 0, False)
    paper.type("there ")
    assert paper.after(UNFINISHED) == ["there "]


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.integers(0, 60), st.text("ab. \n🐈", max_size=8)),
        st.tuples(st.just("paste"), st.integers(0, 60), st.text("xy. ", min_size=1, max_size=8)),
        st.tuples(st.just("remove"), st.integers(0, 60), st.integers(1, 6)),
        st.tuples(st.just("wait"), st.sampled_from([0.5, 3.0, 6.0, 25.0]), st.none()),
    ),
    max_size=25,
)


@given(OPERATIONS)
@settings(max_examples=300)
def test_only_whole_words_that_were_typed_are_learned_and_each_once(operations: list[tuple]) -> None:
    paper = Paper()
    learned: set[int] = set()
    mixed: set[int] = (
        set()
    )  # was part of a word that was not typed as a whole, when it might have been learned

    def wait(seconds: float) -> None:
        paper.now += seconds
        begin = 0
        for chunk in re.split(r"(\s)", paper.content):
            origins = paper.origins[begin : begin + len(chunk)]
            if not all(origins):
                mixed.update(origins)
            begin += len(chunk)
        for stretch in paper.typed.settled(paper, paper.now):
            found = [
                at
                for at in range(len(paper.content))
                if paper.content.startswith(stretch.text, at)
                and paper.content[:at].endswith(stretch.context)
                and all(paper.origins[at : at + len(stretch.text)])
                and not learned & set(paper.origins[at : at + len(stretch.text)])
            ]
            assert found, f"{stretch} was not typed as a whole, or learned before"
            at = found[0]
            end = at + len(stretch.text)
            learned.update(paper.origins[at:end])
            assert at == 0 or paper.content[at - 1].isspace()
            assert paper.content[end - 1].isspace() or paper.content[end].isspace()

    for name, place, what in operations:
        if name == "wait":
            wait(place)
        elif name == "remove":
            paper.remove(min(place, len(paper.content)), min(place + what, len(paper.content)))
        elif name == "type":
            paper.type(what, min(place, len(paper.content)))
        else:
            paper.put(what, min(place, len(paper.content)), False)
    wait(1000.0)
    wait(1000.0)
    # What was typed as a whole, and never changed since it was learned, has been learned.
    place = 0
    for chunk in paper.content.split(" "):
        origins = paper.origins[place : place + len(chunk)]
        behind = paper.origins[place + len(chunk) : place + len(chunk) + 1]
        if (
            chunk.isascii()
            and "\n" not in chunk
            and behind
            and chunk
            and all(origins)
            and not (learned | mixed) & set(origins)
        ):
            raise AssertionError(f"{chunk!r} was typed, and not learned")
        place += len(chunk) + 1
