import threading

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.wordrnn.fakes import word_tokenizer
from wordrnn.memory import store as memory_module
from wordrnn.memory.store import HALF_LIFE, Memory
from wordrnn.memory.tokens import BEGIN, Token, last_two, new_tokens, remembered
from wordrnn.tokenizer import Tokenizer

TOKENIZER = word_tokenizer("the", "cat", "sat")


def learned(*texts: str) -> Memory:
    memory = Memory()
    for text in texts:
        memory.learn(remembered(TOKENIZER, text))
    return memory


def content(memory: Memory) -> tuple[object, ...]:
    return memory.time, memory.words, memory.after


def test_counts_hand_worked() -> None:
    memory = learned("the cat the cat\n")
    assert memory.time == 5
    assert {word: seen.count for word, seen in memory.words.items()} == {"the": 2, "cat": 2, "\n": 1}
    assert memory.after == {
        ("\n",): {"the": 1},
        ("the",): {"cat": 2},
        ("\n", "the"): {"cat": 1},
        ("cat",): {"the": 1, "\n": 1},
        ("the", "cat"): {"the": 1, "\n": 1},
        ("cat", "the"): {"cat": 1},
    }
    # "the" was learned at the times 1 and 3.
    assert memory.words["the"].lately_at(3 + HALF_LIFE) == pytest.approx((1 + 0.5 ** (2 / HALF_LIFE)) / 2)


def test_what_must_not_be_kept_leaves_a_gap() -> None:
    assert remembered(TOKENIZER, "Call 555, the hunter2 ann@mail.example cat") == [
        "Call", None, None, "the", None, None, None, None, None, None, "cat"
    ]  # fmt: skip
    memory = learned("the 12 cat")
    assert ("the",) not in memory.after
    assert memory.time == 3


WORDS = st.lists(st.sampled_from(["a", "b", "B", "c", "d", "\n", None]), max_size=25)


@given(st.lists(WORDS, max_size=4))
@settings(max_examples=200)
def test_forgetting_is_as_if_a_gap_had_stood_there(texts: list[list[Token]]) -> None:
    forgetful, never = Memory(), Memory()
    for text in texts:
        forgetful.learn(text)
        never.learn([None if token in ("b", "B") else token for token in text])
    known = "b" in forgetful.words or "B" in forgetful.words
    assert forgetful.forget("b") == known
    assert content(forgetful) == content(never)
    assert not forgetful.forget("b")
    # And so it stays, whatever is learned afterwards.
    for memory in (forgetful, never):
        memory.learn(["a", "c", "b", "a"])
    assert content(forgetful) == content(never)


@given(st.lists(WORDS, max_size=4), st.integers(0, 4))
@settings(max_examples=200)
def test_blocking_is_as_if_a_gap_had_stood_there_and_always_will(texts: list[list[Token]], at: int) -> None:
    memory, never = Memory(), Memory()
    for number, text in enumerate(texts):
        if number == at:
            assert memory.block("b")
        memory.learn(text)
        never.learn([None if token in ("b", "B") else token for token in text])
    assert memory.block("B") == (at >= len(texts))
    assert content(memory) == content(never)
    assert not memory.knows("b")
    assert memory.unblock("B") and not memory.unblock("b")
    assert content(memory) == content(never)
    memory.learn(["b"])
    assert memory.words["b"].count == 1


def test_what_one_of_two_memories_blocks_is_in_neither() -> None:
    both, one = learned("the cat sat"), learned("the dog sat")
    one.block("cat")
    both.block("Dog")
    both.add(one)
    assert both.words.keys() == {"the", "sat"}
    assert both.blocked == {"cat": "cat", "dog": "Dog"}
    both.clear(keep_blocked=True)
    assert content(both) == content(Memory()) and both.blocked.keys() == {"cat", "dog"}
    both.clear()
    assert not both.blocked


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5), st.integers(5, 60))
@settings(max_examples=200)
@example([([], ["a", "b", "b", "a"])], 5)  # a word twice in a row, of which only the triple found room
def test_forgetting_leaves_nothing(texts: list[tuple[list[Token], list[Token]]], room: int) -> None:
    # Whatever stood before a text without being learned, and whatever made room.
    memory, other = Memory(), Memory()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory_module, "MAX_NGRAMS", room)
        for number, (before, text) in enumerate(texts):
            (memory if number % 3 else other).learn(text, last_two(before))
        memory.add(other)
    expected = {
        context: kept
        for context, row in memory.after.items()
        if not {"b", "B"} & set(context)
        and (kept := {token: count for token, count in row.items() if token not in ("b", "B")})
    }
    memory.forget("b")
    assert memory.after == expected
    assert not {"b", "B"} & set(memory.words)
    private = memory._before, memory._apart, memory._ngrams  # pyright: ignore[reportPrivateUsage]
    assert private[2] == sum(map(len, memory.after.values()))
    assert not {"b", "B"} & {
        token for kept in private[:2] for one, row in kept.items() for token in (one, *row)
    }


@given(WORDS, st.integers(0, 25), st.booleans())
def test_learning_in_two_parts_is_learning_at_once(text: list[Token], place: int, forget: bool) -> None:
    whole, parts = Memory(), Memory()
    whole.learn(text)
    parts.learn(text[place:], parts.learn(text[:place]))
    for memory in (whole, parts) if forget else ():
        memory.forget("b")
    assert content(parts) == content(whole)


def test_forgetting_leaves_no_trace_in_what_is_followed() -> None:
    memory = learned("the Zoe sat", "ZOE the")
    memory.forget("zoe")
    assert "zoe" not in repr((content(memory), memory.journal)).lower()


def test_what_was_not_learned_is_in_no_pair() -> None:
    memory = learned("the")
    memory.off_the_record = True
    before = memory.learn(["secret", "the"], ("the", "\n"))
    memory.off_the_record = False
    memory.learn(["cat"], before)
    memory.learn(["sat"], ("the", "word"))
    assert memory.after == {("\n",): {"the": 1}, ("the",): {"cat": 1}}


def test_off_the_record_nothing_is_learned() -> None:
    memory = learned("the cat")
    before = repr(content(memory))
    memory.off_the_record = True
    assert memory.learn(["secret", "thing"]) == ("secret", "thing")
    assert repr(content(memory)) == before


def test_adding_and_clearing() -> None:
    both, one = learned("the cat"), learned("the dog the")
    both.add(one)
    assert {word: seen.count for word, seen in both.words.items()} == {"the": 3, "cat": 1, "dog": 1}
    assert both.after["the",] == {"cat": 1, "dog": 1}
    ages = 0.5 ** (1 / HALF_LIFE) + 1 + 0.5 ** (2 / HALF_LIFE)
    assert both.words["the"].lately_at(both.time) == pytest.approx(ages)
    both.clear()
    assert content(both) == content(Memory())


def test_the_oldest_seen_once_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "MAX_NGRAMS", 40)
    memory = Memory()
    memory.learn(["often", "said", None] * 3)
    for number in range(60):
        memory.learn([f"w{number}", f"v{number}", None])
    assert sum(map(len, memory.after.values())) <= 40
    assert memory.after["often",] == {"said": 3}
    assert ("w59",) in memory.after and ("w0",) not in memory.after


def test_where_all_was_seen_twice_room_is_made_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "MAX_NGRAMS", 40)
    memory = Memory()
    memory.learn(["often", "said", None] * 9)
    made = []
    monkeypatch.setattr(
        Memory, "_make_room", lambda self, make=Memory._make_room: (made.append(1), make(self))
    )  # pyright: ignore[reportPrivateUsage]
    for number in range(60):
        memory.learn([f"w{number}", f"v{number}", None] * 2)
    assert sum(map(len, memory.after.values())) <= 40
    assert memory.after["often",] == {"said": 9}
    assert 0 < len(made) < 20


def test_a_text_is_learned_behind_its_context() -> None:
    assert new_tokens(TOKENIZER, "the cat", "") == (["the", "cat"], BEGIN)
    assert new_tokens(TOKENIZER, " sat.", "So the cat") == (["sat", "."], ("the", "cat"))
    assert new_tokens(TOKENIZER, "r", "So fo") == (["for"], ("\n", "So"))
    assert new_tokens(TOKENIZER, "sat", "the 12 ") == (["sat"], ("the", None))
    assert new_tokens(TOKENIZER, "sat", "word " * 1000) == (["sat"], ("word", "word"))


def test_threads_may_learn_and_forget_at_once() -> None:
    memory = Memory()

    def work(word: str) -> None:
        for _ in range(200):
            memory.learn(["the", word, "cat"])
            memory.forget(word)

    threads = [threading.Thread(target=work, args=(word,)) for word in ("x", "y", "z")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert memory.time == 3 * 200 * 3
    assert {word: seen.count for word, seen in memory.words.items()} == {"the": 600, "cat": 600}


def test_split_text_and_pieces_are_kept_by_word() -> None:
    split = word_tokenizer("<x>", kind="pretokenized")
    assert remembered(split, "n't <unk> N 10 u.s.\n") == ["n't", "<unk>", "N", None, "u.s.", "\n"]
    pieces = Tokenizer.fit(["low lower lowest " * 4], "bpe", 20)
    assert remembered(pieces, "lowly “low”, lo'w") == ["lowly", "“", "low", "”", ",", "lo'w"]
