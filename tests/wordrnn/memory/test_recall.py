import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wordrnn.fakes import Remembering, Table, word_tokenizer
from wordrnn.errors import OptionError
from wordrnn.evaluation import evaluate, letters_before_offer
from wordrnn.memory.recall import Recall
from wordrnn.memory.store import HALF_LIFE, Memory
from wordrnn.memory.tokens import last_two, remembered
from wordrnn.memory.weights import SPLIT_TEXT, TYPED_TEXT, MemoryWeights, default_weights
from wordrnn.predictor import Predictor, Suggestion
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.ranking import lexicon_of

WORDS = ["the", "cat", "sat", ".", "The"]  # ids 2 to 6
TOKENIZER = word_tokenizer(*WORDS)
MODEL = [0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.1]
PLAIN = MemoryWeights(0.5, 4, 0.0, 0.8, 1, 0.5, 0)


def recall(memory: Memory, weights: MemoryWeights = PLAIN) -> Recall:
    return Recall(memory, TOKENIZER, lexicon_of(TOKENIZER), weights)


def predictor(text: str = "") -> Predictor:
    result = Predictor(TOKENIZER, {"ngram": Table(MODEL)}, {"ngram": 1.0})
    result.attach_memory(Memory(), PLAIN)
    if text:
        result.learn(text)
    return result


def words(suggestions: list[Suggestion]) -> list[str]:
    return [suggestion.word for suggestion in suggestions]


# Distributions --------------------------------------------------------------------------------------------------------


def test_probabilities_hand_worked() -> None:
    memory = Memory()
    memory.learn(["the", "cat", "the", "Zoe"])
    # N = 4: λ₁ = .5 * 4 / (4 + 4) = 1/4; single words: the 1/2, cat 1/4, Zoe 1/4.
    # After "the": n = 2, t = 2: λ₂ = .8 * 2 / (2 + 2) = .4, cat 1/2, Zoe 1/2.
    # After "cat the": n = 1: λ₃ = .5 * 1 / 1 = .5, all of it for Zoe.
    recalled = recall(memory).after((None, None))
    assert recalled.base == pytest.approx(3 / 4)
    assert recalled.known.tolist() == pytest.approx([0, 0, 1 / 8, 1 / 16, 0, 0, 0])
    assert recalled.new.tolist() == pytest.approx([1 / 16])
    recalled = recall(memory).after(("cat", "the"))
    assert recalled.base == pytest.approx(3 / 4 * 0.6 * 0.5)
    assert recalled.known[2] == pytest.approx(1 / 8 * 0.6 * 0.5)
    assert recalled.known[3] == pytest.approx((1 / 16 * 0.6 + 0.2) * 0.5)
    assert recalled.new.tolist() == pytest.approx([(1 / 16 * 0.6 + 0.2) * 0.5 + 0.5])
    # One token of a new word, one such word: half of P(<unk>) is for words seen, half for words never seen.
    assert recalled.unknown.tolist() == pytest.approx([1 / 2])


def test_what_was_learned_lately_counts_more() -> None:
    memory = Memory()
    memory.learn(["cat", *[None] * (HALF_LIFE - 1), "the"])
    recalled = recall(memory, MemoryWeights(1, 0, 1.0, 0, 1, 0, 1)).after((None, None))
    assert recalled.known.tolist() == pytest.approx([0, 0, 2 / 3, 1 / 3, 0, 0, 0])


def test_after_long_silence_all_count_alike() -> None:
    memory = Memory()
    memory.learn(["cat", "the", "the", *[None] * (2000 * HALF_LIFE)])
    for times in range(2):
        recalled = recall(memory, MemoryWeights(1, 0, 1.0, 0, 1, 0, 1)).after((None, None))
        assert recalled.known.tolist() == pytest.approx([0, 0, 2 / 3, 1 / 3, 0, 0, 0]), times


TYPED = st.lists(
    st.lists(st.sampled_from([*WORDS, "Zoe", "ZOE", "sAt", "Xavier", "42", "\n"]), max_size=12), max_size=5
)


@given(TYPED, st.sampled_from([PLAIN, SPLIT_TEXT, TYPED_TEXT]))
@settings(max_examples=60)
def test_probabilities_sum_to_1_and_following_is_reading_anew(
    texts: list[list[str]], weights: MemoryWeights
) -> None:
    memory = Memory()
    following = recall(memory, weights)
    model = np.array(MODEL, np.float32)
    for number, text in enumerate(texts):
        memory.learn(remembered(TOKENIZER, " ".join(text)))
        if number == 2:
            memory.forget("Zoe")
        following.follow()
        for end in range(len(text) + 1):
            before = last_two(remembered(TOKENIZER, " ".join(text[:end])))
            got, anew = following.after(before), recall(memory, weights).after(before)
            assert got.known == pytest.approx(anew.known, rel=1e-5)
            assert sorted(got.new) == pytest.approx(sorted(anew.new), rel=1e-5)
            assert got.base + got.known.sum() + got.new.sum() == pytest.approx(1, abs=1e-5)
            mixed = got.over_vocabulary(model)
            assert mixed.sum() == pytest.approx(1, abs=1e-5)
            assert (mixed >= 0).all()
            shares, new = got.shares([model], following.spellings)
            assert sum(share.sum() for share in shares) + new.total == pytest.approx(1, abs=1e-5)


def test_default_weights_by_kind() -> None:
    assert default_weights("pretokenized") is SPLIT_TEXT
    assert default_weights("word") is TYPED_TEXT


# Suggestions ----------------------------------------------------------------------------------------------------------


def test_an_empty_memory_changes_nothing() -> None:
    without = Predictor(TOKENIZER, {"ngram": Table(MODEL)}, {"ngram": 1.0})
    for text in ("", "the ", "the c", "x", "The cat. "):
        assert predictor().suggest(text) == without.suggest(text)
    forgetful = predictor("Zoe")
    forgetful.forget("zoe")
    assert forgetful.suggest("the c") == without.suggest("the c")
    forgetful.attach_memory(None)
    assert forgetful.suggest("the c") == without.suggest("the c")


def test_a_name_learned_once_is_offered_after_its_first_letters() -> None:
    typist = Predictor(TOKENIZER, {"ngram": Table(MODEL)}, {"ngram": 1.0})
    assert words(typist.suggest("so Xa")) == []
    typist.learn("Dear Xavier, the cat sat.\n")
    (first, *_) = typist.suggest("so Xa")
    assert (first.word, first.completion) == ("Xavier", "vier")
    assert 0.5 < first.probability < 1
    assert set(first.parts) == {"ngram", "memory"}
    assert sum(first.parts.values()) == pytest.approx(first.probability)
    for _ in range(3):
        typist.learn("Dear Xavier, the cat sat.\n")
    assert words(typist.suggest("Dear "))[0] == "Xavier"
    assert words(typist.suggest("so xa")) == ["Xavier"]
    assert words(typist.suggest("so XA")) == ["XAVIER"]
    assert typist.forget("Xavier")
    assert words(typist.suggest("so Xa")) == []
    assert not typist.forget("xavier")


def test_suggestions_hand_worked() -> None:
    # As in the distributions' test, after "Zoe the" (no triple): base .75 * .6 = .45.
    # the .45 * .2 + .125 * .6 = .165, The .45 * .1 = .045, cat .45 * .1 + (.0625 * .6 + .2) = .2825, sat .09.
    # Zoe .2375 + half of <unk>'s .45 * .2 = .2825. After a space <eos> (.045) and . (.045) cannot follow.
    typist = predictor()
    assert typist.memory is not None
    typist.memory.learn(["the", "cat", "the", "Zoe"])
    found = typist.suggest("Zoe the ", k=4)
    found[:2] = sorted(found[:2], key=lambda one: one.word, reverse=True)  # equal but for rounding
    assert words(found) == ["cat", "Zoe", "the", "sat"]
    total = 1 - 0.045 - 0.045
    expected = [0.2825 / total, 0.2825 / total, 0.21 / total, 0.09 / total]
    assert [one.probability for one in found] == pytest.approx(expected, rel=1e-5)
    assert found[1].parts == pytest.approx({"ngram": 0.045 / total, "memory": 0.2375 / total}, rel=1e-5)


def test_a_variant_in_case_joins_its_word() -> None:
    typist = predictor("CAT " * 30)
    (first, *_) = typist.suggest("the ")
    assert first.word == "CAT"
    assert words(typist.suggest("the C")) == ["CAT"]
    assert words(typist.suggest("the c")) == ["cat"]
    assert first.parts["memory"] > first.parts["ngram"] > 0


def test_marks_that_only_the_memory_knows_are_not_offered() -> None:
    assert words(predictor("☺ ☺ ☺ the").suggest("☺ ☺ ", k=10)) == ["the", "sat", "cat"]


def test_numbers_and_secrets_are_never_offered() -> None:
    typist = predictor("call 5551234 or hunter2 or me@mail.example or p@sse! now")
    for prefix in ("5", "hu", "me", "pa", "ss", "ma"):
        assert words(typist.suggest("call " + prefix)) == []
    assert words(typist.suggest("call no")) == ["now"]


def test_learning_behind_a_context() -> None:
    typist = predictor()
    typist.learn("the ")
    typist.learn("Zoe ", "the ")
    assert words(typist.suggest("the "))[0] == "Zoe"
    assert typist.memory is not None and typist.memory.words["the"].count == 1


def test_half_a_character_is_no_reason_to_fail() -> None:
    typist = predictor("the Zoe sat")
    typist.learn("the \ud83d", "the \udc00")
    assert typist.forget("\ud83d")  # by the sign that stands for it
    assert typist.suggest("\ud83d the Z")[0].word == "Zoe"


def test_only_one_word_is_forgotten_at_a_time() -> None:
    with pytest.raises(OptionError):
        predictor().forget("two words")
    with pytest.raises(OptionError):
        predictor().forget(" ")


def test_one_word_has_the_probability_that_it_is_offered_with() -> None:
    asked = predictor("the Zoe sat. The zebra sat")
    for text in ("", "the ", "the z", "the Z", "The cat s", "Zoe"):
        for offered in asked.suggest(text, 10):
            assert asked.suggestion(offered.word, text) == offered
    assert asked.suggestion("cat", "the z") == asked.suggestion("cat", "the ")
    assert asked.suggestion("nowhere", "the ").probability == 0
    before = asked.suggestion("zoe", "the ")
    assert before.parts["memory"] > 0.05
    assert asked.forget("Zoe")
    assert asked.suggestion("zoe", "the ").probability == 0


def test_a_blocked_word_is_neither_learned_nor_read() -> None:
    asked = predictor("the Zoe sat")
    assert asked.memory is not None and asked.memory.block("Zoe")
    asked.learn("the zoe sat, the Zoe sat")
    asked.read("the Zoe sat")
    assert "zoe" not in repr(asked.suggest("the ", 10)).lower()
    asked.memory.unblock("Zoe")
    asked.learn("the Zoe sat")
    assert asked.suggest("the Z")[0].word == "Zoe"


def test_two_predictors_share_a_memory() -> None:
    one, other = predictor(), predictor()
    other.attach_memory(one.memory)
    one.learn("Xavier")
    assert words(other.suggest("Xa")) == ["Xavier"]


def test_words_of_pieces() -> None:
    tokenizer = Tokenizer.fit(["the cat sat on the mat " * 4], "bpe", 30)
    typist = Predictor(tokenizer, {"network": Remembering(tokenizer.vocab_size)}, {"network": 1.0})
    before = typist.suggest("the c")
    typist.learn("the cat, Xavier said\n")
    assert words(typist.suggest("so Xa"))[0] == "Xavier"
    for text in ("the c", "the ", "the", "so Xa"):
        found = typist.suggest(text)
        assert sum(one.probability for one in found) <= 1 + 1e-6
        for one in found:
            assert sum(one.parts.values()) == pytest.approx(one.probability)
    typist.forget("cat")
    typist.forget("the")
    typist.forget("Xavier")
    typist.forget("said")
    typist.attach_memory(None)
    assert typist.suggest("the c") == before


def test_learning_and_asking_from_many_threads() -> None:
    typist = predictor()
    wrong: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(60):
                typist.learn(f"the {name} cat {name}{'x' * (number % 7)}\n")
                assert all(0 < one.probability <= 1 + 1e-6 for one in typist.suggest(f"the {name[0]}"))
                typist.forget(name)
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("Xa", "Yb", "Zc")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert not {"Xa", "Yb", "Zc"} & set(typist.memory.words if typist.memory else ())


# Evaluation -----------------------------------------------------------------------------------------------------------

TEXT = "the Zoe sat. The zoe, the cat sat\nZoe sat. Xavier the Zoe 12 cat.\n"


def model() -> Predictor:
    return Predictor(TOKENIZER, {"network": Remembering(TOKENIZER.vocab_size)}, {"network": 1.0})


def test_each_token_is_predicted_before_it_is_learned() -> None:
    typist = Predictor(TOKENIZER, {"ngram": Table(MODEL)}, {"ngram": 1.0})
    result = evaluate(typist, ["the cat"], names=["memory"], keystrokes=False, latency_letters=0)["memory"]
    # the: nothing is learned yet, .2. cat: N = 1, λ₁ = .053 / 671, and nothing for cat: (1 − λ₁) * .1
    expected = (0.2 * 0.1 * (1 - 0.053 / 671)) ** -0.5
    assert result["perplexity"] == pytest.approx(expected, rel=1e-6)


@given(st.lists(st.sampled_from([*WORDS, "Zo", "zoe", "Zoe", "Zoes", "CATS", "Cat", "x", "\n"]), max_size=30))
@settings(max_examples=40)
def test_evaluation_is_what_predictors_say_that_learn_as_they_go(more: list[str]) -> None:
    texts = [TEXT, TOKENIZER.spelled(" ".join(more))[0], TEXT]
    for k in (1, 2):
        result = evaluate(model(), texts, names=["mixture", "memory"], k=k, latency_letters=0)
        memory = Memory()
        typist = model()
        typist.attach_memory(memory)
        used = without = 0
        for text in texts:
            spans = TOKENIZER.spelled(text)[1]
            tokens, done, before = remembered(TOKENIZER, text), 0, (None, "\n")
            for start, end in typist.word_spans(text):
                while spans[done][0] < start:
                    before = memory.learn([tokens[done]], before)
                    done += 1
                typed = letters_before_offer(typist, text, start, end, k)
                without += end - start + 1
                used += end - start + 1 if typed is None else typed + 1
            memory.learn(tokens[done:], before)
        assert result["memory"]["keystroke_savings"] == pytest.approx(1 - used / without)


def test_memory_has_every_figure_and_leaves_the_others_alone() -> None:
    both = evaluate(model(), [TEXT], names=["rnn", "mixture", "memory"], latency_letters=20)
    alone = evaluate(model(), [TEXT], names=["mixture"], latency_letters=20)
    assert both["memory"].keys() == both["mixture"].keys() == alone["mixture"].keys()
    assert both["memory"]["tokens"] == alone["mixture"]["tokens"]
    for figure in ("perplexity", "top1", "keystroke_savings"):
        assert both["mixture"][figure] == alone["mixture"][figure]
    assert (
        evaluate(model(), [TEXT] * 5, names=["memory"])["memory"]["perplexity"] < both["memory"]["perplexity"]
    )


def test_pieces_are_refused() -> None:
    tokenizer = Tokenizer.fit(["the cat sat " * 4], "bpe", 30)
    typist = Predictor(tokenizer, {"network": Remembering(tokenizer.vocab_size)}, {"network": 1.0})
    with pytest.raises(OptionError):
        evaluate(typist, [TEXT], names=["memory"])
