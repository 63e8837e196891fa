import itertools
import math
from pathlib import Path

import numpy as np
import pytest

from tests.wordrnn.arpa.brute_force import BruteForce
from wordrnn.arpa import importing, writing
from wordrnn.cli.arguments import main
from wordrnn.ngram.model import NGramModel
from wordrnn.tokenizer import EOS_ID, Tokenizer

TEXT = (
    "the cat sat on the mat\nthe dog sat on the cat\n\nthe dog saw the cat on the mat\na cat saw a dog\n"
    "the mat sat\nthe cat saw the dog\na dog sat on a mat and the cat sat on the dog\n"
) * 2
TOKENIZER = Tokenizer.fit([TEXT])
NAMES = writing.spelled(TOKENIZER.vocabulary)


def fitted(order: int = 4, half: bool = False) -> NGramModel:
    return NGramModel.fit(TOKENIZER.encode(TEXT), TOKENIZER.vocab_size, order=order, half=half)


def pruned() -> NGramModel:
    """A model in which the shorter form of an n-gram may be missing."""
    return fitted().pruned(TOKENIZER.encode(TEXT), 20)


def small(tmp_path: Path) -> NGramModel:
    fitted().save(tmp_path / "ngram", small=True)
    return NGramModel.load(tmp_path / "ngram")


def written(model: NGramModel, tmp_path: Path) -> Path:
    file = tmp_path / "cats.arpa"
    writing.write(model, TOKENIZER.vocabulary, file, ["tokenizer: word"])
    return file


@pytest.mark.parametrize("form", ["whole", "half", "pruned", "small", "words alone"])
def test_read_by_the_book_and_read_back_it_is_the_same_distribution(form: str, tmp_path: Path) -> None:
    models = {
        "whole": fitted,
        "half": lambda: fitted(half=True),
        "pruned": pruned,
        "small": lambda: small(tmp_path),
        "words alone": lambda: fitted(order=1),
    }
    model = models[form]()
    file = written(model, tmp_path)
    by_the_book = BruteForce(file)
    words, back, kind = importing.read(file)
    assert (kind, back.sizes) == ("word", model.sizes)
    names = ["<unk>", "</s>", *words[2:]]
    places = [names.index(name) for name in NAMES]  # ids there, by ids here
    # Every context of two words, and those of the text: met and never met, at a beginning and after <unk>.
    contexts = [
        *itertools.product(range(TOKENIZER.vocab_size), repeat=2),
        (EOS_ID, 2, 3, 4),
        (3, EOS_ID, 2, 2),
    ]
    for context in contexts:
        state, other = model.start(), back.start()
        for token in context:
            expected, state = model.step(np.array([token]), state)
            found, other = back.step(np.array([places[token]]), other)
        np.testing.assert_allclose(np.exp(found[0][places]), np.exp(expected[0]), atol=1e-6, rtol=1e-5)
        if context[-2] == EOS_ID or EOS_ID not in context:
            read = tuple("<s>" if token == EOS_ID else NAMES[token] for token in context)
            read = read[read.index("<s>", 1) :] if "<s>" in read[1:] else read
            logs = [by_the_book.log10(name, read) * math.log(10) for name in NAMES]
            np.testing.assert_allclose(np.exp(logs), np.exp(expected[0]), atol=1e-6, rtol=1e-5)


def test_it_is_normalised_after_every_context_it_lists(tmp_path: Path) -> None:
    by_the_book = BruteForce(written(fitted(), tmp_path))
    for context in [(), *by_the_book.weights]:
        if "</s>" not in context and len(context) < by_the_book.order:
            assert sum(10 ** by_the_book.log10(word, context) for word in by_the_book.words) == pytest.approx(
                1, abs=1e-6
            )


def test_other_tools_read_it(tmp_path: Path) -> None:
    kenlm = pytest.importorskip("kenlm")
    model = fitted()
    config = kenlm.Config()
    config.show_progress = False
    read = kenlm.Model(str(written(model, tmp_path)), config)
    for line in ["the cat sat on the mat", "a dog saw an owl", "mat the on"]:
        ids = TOKENIZER.encode(line + "\n")
        expected = model.score(np.concatenate(([EOS_ID], ids)))[1:] / math.log(10)
        scores = [each[0] for each in read.full_scores(" ".join(NAMES[token] for token in ids[:-1]))]
        np.testing.assert_allclose(scores, expected, atol=1e-5)


def test_words_that_would_be_read_as_something_else_are_spelled_otherwise() -> None:
    vocabulary = ["<unk>", "<eos>", "<s>", "\\<s>", "</S>", "<UNK>", "a\u2028b", "a b", "\\ax20b", "ok", "\0"]
    names = writing.spelled(vocabulary)
    assert names[:2] == ["<unk>", "</s>"]
    assert names[9] == "ok"
    assert len({name.lower() for name in names}) == len(names)
    assert not any(writing._SPACES.search(name) for name in names)
    assert not {"<s>", "</s>", "<unk>"} & {name.lower() for name in names[2:]}


def test_the_command_line_says_what_is_not_in_it(
    tmp_path: Path, with_starter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "export", "starter", str(tmp_path / "out"), "--format", "arpa"]) == 0
    assert "Not in it: the network, which has 75% of the mixture.\n" in capsys.readouterr().err
    assert [path.name for path in tmp_path.glob("out*")] == ["out.arpa"]
    assert main(["models", "import", str(tmp_path / "out.arpa")]) == 0
    assert "Imported as out." in capsys.readouterr().out
