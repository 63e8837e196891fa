import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import wordrnn
from tests.wordrnn.arpa.brute_force import BruteForce
from wordrnn import card, home, library
from wordrnn.arpa import importing
from wordrnn.cli.arguments import main
from wordrnn.errors import ModelError
from wordrnn.evaluation.protocol import perplexity
from wordrnn.messages import sentence

# Bigrams of "a b a b a c", worked by hand: p(w) is 0.1 for <unk>, 0.4 a, 0.2 b, 0.1 c, 0.2 </s>.
# After a: 0.5 b and 0.25 c are listed, which leaves 0.25 for words of 0.7 in sum: bow = 0.25 / 0.7.
# After b: 0.8 a, which leaves 0.2 for 0.6: bow = 1/3. After <s>: 0.9 a, so 0.1 for 0.6: bow = 1/6.
BY_HAND = r"""
\data\
ngram 1=6
ngram 2=4

\1-grams:
-1 <unk>
-99 <s> -0.7781512503836436
-0.3979400086720376 a -0.4471580313422192
-0.6989700043360189 b -0.47712125471966244
-1 c
-0.6989700043360189 </s>

\2-grams:
-0.3010299956639812 a b
-0.6020599913279624 a c
-0.09691001300805642 b a
-0.045757490560675115 <s> a

\end\
"""


def arpa(tmp_path: Path, text: str = BY_HAND, name: str = "hand.arpa") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    words, model, kind = importing.read(arpa(tmp_path))
    assert (words, kind) == (["<unk>", "<eos>", "a", "b", "c"], "word")
    found = np.exp(model.step(np.array([2]), model.start())[0][0])  # after a
    # Of what is not listed: bow · p.
    np.testing.assert_allclose(found, [0.1 / 2.8, 0.2 / 2.8, 0.4 / 2.8, 0.5, 0.25], rtol=1e-6)
    found = np.exp(model.step(np.array([1]), model.start())[0][0])  # after <s>
    np.testing.assert_allclose(found, [0.1 / 6, 0.2 / 6, 0.9, 0.2 / 6, 0.1 / 6], rtol=1e-6)


def test_the_perplexity_is_that_of_the_file(tmp_path: Path) -> None:
    file = arpa(tmp_path)
    words, model, _ = importing.read(file)
    # p(a | <s>) p(b | a) p(a | b) p(c | a) p(</s> | c) = 0.9 · 0.5 · 0.8 · 0.25 · 0.2 = 0.018, of five words.
    ids = np.array([words.index(word) for word in ["a", "b", "a", "c", "<eos>"]])
    assert math.exp(-model.score(ids).mean()) == pytest.approx(0.018 ** (-1 / 5), rel=1e-6)
    by_the_book = BruteForce(file).of_text(["a b a c", "", "b x b a", "c c"])
    read = "a b a c <eos> <eos> b <unk> b a <eos> c c <eos>"
    ids = np.array([words.index(word) for word in read.split()])
    np.testing.assert_allclose(model.score(ids) / math.log(10), by_the_book, atol=1e-6)
    assert perplexity(model, ids) == pytest.approx(10 ** -np.mean(by_the_book), rel=1e-6)


def test_an_imported_model_predicts_and_is_listed_and_shared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "import", "--name", "by hand", str(arpa(tmp_path))]) == 0
    best = wordrnn.load("by hand").suggest("a ", k=2)
    assert [(each.word, round(each.probability, 3)) for each in best] == [("b", 0.538), ("c", 0.269)]
    summary = library.list_models()[0]
    assert (summary.problem, summary.cell, summary.vocabulary, summary.corpus) == (None, None, 5, "hand.arpa")
    assert main(["models", "list"]) == 0
    assert "n-gram only, vocabulary 5" in capsys.readouterr().out
    shown = library.model_path("by hand") / "card.md"
    assert card.without_links(shown.read_text(encoding="utf-8")) == shown.read_text(encoding="utf-8")
    assert main(["models", "export", "by hand", str(tmp_path / "m.wordrnn")]) == 0
    assert main(["models", "import", str(tmp_path / "m.wordrnn")]) == 0
    assert [each.word for each in wordrnn.load("m").suggest("a ", k=2)] == ["b", "c"]
    assert main(["models", "import", "--name", "by hand", str(arpa(tmp_path))]) == 2
    assert "by hand" in capsys.readouterr().err


def test_a_file_may_be_sloppy_in_what_does_not_matter(tmp_path: Path) -> None:
    rows = ["\ufeffmade by somebody", *BY_HAND.replace(" ", "\t").split("\n")]
    begin = rows.index("\\2-grams:") + 1
    rows[begin : begin + 4] = reversed(rows[begin : begin + 4])
    words, model, _ = importing.read(arpa(tmp_path, "\r\n".join(rows)))
    expected = importing.read(arpa(tmp_path))[1]
    ids = np.array([words.index(word) for word in ["a", "b", "a", "c", "<eos>"]])
    np.testing.assert_array_equal(model.score(ids), expected.score(ids))


def test_without_an_unknown_word_every_unknown_word_is_improbable(tmp_path: Path) -> None:
    text = BY_HAND.replace("-1 <unk>\n", "").replace("1=6", "1=5").replace("-1 c", "-0.6989700043360189 c")
    # c has what <unk> had: after b and <s> the sums are as before, after a 0.25 is left for 0.4 + 0.2.
    text = text.replace("a -0.4471580313422192", f"a {math.log10(0.25 / 0.6):.9f}")
    model = importing.read(arpa(tmp_path, text))[1]
    found = np.exp(model.step(np.array([2]), model.start())[0][0])
    assert 0 < found[0] < 1e-9
    assert found[1:].sum() == pytest.approx(1, abs=1e-6)


def changed(old: str, new: str) -> Callable[[], str]:
    def text() -> str:
        assert old in BY_HAND
        return BY_HAND.replace(old, new, 1)

    return text


REFUSED = {
    "no words": (lambda: "\\data\\\n\n\\end\\\n", "no words"),
    "another file": (lambda: "a letter\n" * 9, "no \\data\\"),
    "only a head": (
        lambda: "y" * 8_000 + "\n" + "x" * 16_000 + "\n" * 3 + ("y" * 15_000 + "\n") * 99,
        "no \\data\\",
    ),
    "a huge order": (
        lambda: "\\data\\\n" + "".join(f"ngram {n}=1\n" for n in range(1, 200)),
        "more than 6 words",
    ),
    "a huge count": (changed("ngram 2=4", "ngram 2=4000000000"), "more n-grams in its head"),
    "a long count": (changed("ngram 2=4", "ngram 2=" + "9" * 40), "no \\1-grams:"),
    "a count too many": (changed("ngram 2=4", "ngram 2=5"), "fewer n-grams of 2 words"),
    "a count too few": (changed("ngram 2=4", "ngram 2=3"), "more n-grams of 2 words"),
    "counts in no order": (changed("ngram 2=4", "ngram 3=4"), "do not follow"),
    "no number": (changed("-1 c", "nan c"), "no number"),
    "no number at all": (changed("-1 c", "one c"), "no number"),
    "an infinite number": (changed("-1 c", "inf c"), "no number"),
    "a positive logarithm": (changed("-1 c", "0.5 c"), "probability above 1"),
    "a huge weight": (changed("b -0.47712125471966244", "b 300"), "backoff weight"),
    "a long line": (changed("-1 c", "-1 " + "c" * 20_000), "more than 16,384 bytes"),
    "a long word": (changed("-1 c", "-1 " + "c" * 300), "is no word"),
    "a word twice": (changed("-1 c", "-1 a"), "a word twice"),
    "an n-gram twice": (changed("a c", "a b"), "twice"),
    "an unknown word in an n-gram": (changed("a c", "a d"), "none of its words"),
    "an n-gram that is too short": (changed("a c", "a"), "no n-gram of 2 words"),
    "an n-gram over a line's end": (changed("b a", "</s> a"), "in their middle"),
    "a predicted beginning": (changed("a c", "a <s>"), "in their middle"),
    "a control in a word": (changed("-1 c", "-1 c\x1b[2J"), "is no word"),
    "writing turned round": (changed("-1 c", "-1 c\u202e"), "is no word"),
    "sums beyond 1": (changed("-0.045757490560675115 <s> a", "-0.01 <s> a"), "sum to"),
    "sums beyond 1 of words": (changed("-1 c", "-0.1 c"), "sum to"),
    "not interpolated": (changed("-0.6020599913279624 a c", "-2 a c"), "not interpolated"),
    "cut off": (lambda: BY_HAND[: BY_HAND.index("-0.0969")], "fewer n-grams"),
    "no end": (changed("\\end\\", ""), "no \\end\\"),
    "pieces": (lambda: BY_HAND.replace(" a", " ▁a").replace(" b", " ▁b"), "pieces"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_as_it_should_be_is_refused_in_a_sentence(what: str, tmp_path: Path) -> None:
    text, reason = REFUSED[what]
    with pytest.raises(ModelError) as caught:
        importing.import_arpa(arpa(tmp_path, text()))
    assert caught.value.code == "not-arpa"
    assert reason in sentence(caught.value)
    assert not home.models_folder().exists() or not list(home.models_folder().iterdir())


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "m.arpa"
    file.write_bytes(BY_HAND.replace(" c\n", " ç\n").replace("a c", "a ç").encode("latin-1"))
    with pytest.raises(ModelError, match="UTF-8"):
        importing.import_arpa(file)
    file.write_bytes(BY_HAND.encode("utf-16"))
    with pytest.raises(ModelError, match="not-arpa"):
        importing.import_arpa(file)


@pytest.mark.parametrize("name", ["nothing.arpa", "."])
def test_where_there_is_no_file_that_is_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no-arpa-file"):
        importing.import_arpa(tmp_path / name)


@given(st.data())
def test_a_file_with_anything_in_it_is_taken_whole_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(BY_HAND.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=6))
    file = tmp_path_factory.mktemp("arpa") / "m.arpa"
    file.write_bytes(content)
    try:
        words, model, _ = importing.read(file)
    except ModelError as error:
        assert error.code == "not-arpa"
        return
    for context in range(len(words)):
        assert np.exp(model.step(np.array([context]), model.start())[0]).sum() == pytest.approx(1, abs=1e-3)
