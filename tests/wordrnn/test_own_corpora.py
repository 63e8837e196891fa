"""What goes when a corpus goes: the counts, the tokenised text; and what the command line says of a corpus."""

import json
from pathlib import Path

import pytest

from corpora import CorpusError, Document
from corpora.library import CorpusLibrary
from corpora.origin import Origin
from tests.wordrnn.cli.test_arguments import run
from wordrnn import corpus_facts, home, own_corpora, shards
from wordrnn.dataset import DataConfig
from wordrnn.errors import OptionError
from wordrnn.events import Event
from wordrnn.text import sources
from wordrnn.training import preparing
from wordrnn.training.control import Control
from wordrnn.training.request import Request

LINES = "".join(f"We meet on day {n} at the old mill, or write to me.\n" for n in range(60))


@pytest.fixture
def library(tmp_path: Path) -> CorpusLibrary:
    made = own_corpora.library()
    contact = "Write to ann@mail.example, call +44 20 7946 0958, pay with 4111 1111 1111 1111.\n"
    made.add_documents("mails", [Document("one", LINES + contact)], ["here"])
    made.add_documents("notes", [Document("two", LINES.upper())], ["there"])
    return made


def prepare(*paths: str, **options: str) -> Path:
    request = Request(Path("unused"), paths, data=DataConfig(vocabulary_size=100), **options)
    told: list[Event] = []
    return preparing.dataset_for(request, None, told.append, Control()).folder


def test_the_shards_of_a_corpus_go_with_it(library: CorpusLibrary, tmp_path: Path) -> None:
    of_mails, of_both, of_notes = prepare("mails"), prepare("notes", "mails"), prepare("notes")
    held_out = prepare("notes", valid="mails")
    plain = tmp_path / "plain.txt"
    plain.write_text(LINES.lower())
    of_file = prepare(str(plain))
    library.rename("mails", "letters")
    own_corpora.remove("letters")
    assert sorted(home.shards_folder().iterdir()) == sorted([of_notes, of_file])
    assert {of_mails, of_both, held_out}.isdisjoint(home.shards_folder().iterdir())
    assert "letters" not in library


def test_shards_that_were_there_already_are_known_to_be_of_the_corpus(
    library: CorpusLibrary, tmp_path: Path
) -> None:
    """The same text, first read from a file and then from the library."""
    plain = tmp_path / "plain.txt"
    plain.write_text("".join(document.text for document in library.documents("notes")))
    folder = prepare(str(plain))
    assert prepare("notes") == folder
    own_corpora.remove("notes")
    assert not folder.exists()


def test_shards_of_which_nothing_is_known_go_too(library: CorpusLibrary) -> None:
    folder = prepare("notes")
    (folder / "corpora.json").unlink()
    own_corpora.remove("mails")
    assert not folder.exists()


def test_a_damaged_corpus_can_be_removed(library: CorpusLibrary) -> None:
    folder = prepare("notes")
    (home.corpora_folder() / "mails" / "manifest.json").write_text("?")
    own_corpora.remove("mails")
    assert not folder.exists(), "its hash is not known any more"
    with pytest.raises(CorpusError, match="no-such-corpus"):
        own_corpora.remove("mails")


def test_nothing_to_delete_is_no_error() -> None:
    assert shards.delete_shards_of(home.shards_folder(), "0") == 0


def test_facts_are_kept_until_the_corpus_goes(library: CorpusLibrary) -> None:
    found = corpus_facts.facts(library, "mails")
    assert found.documents == 1
    assert found.language == "en"
    assert found.coverage[-1] == (found.vocabulary, 1.0)
    assert [share for _, share in found.coverage] == sorted(share for _, share in found.coverage)
    assert found.redaction.counts == {"email": 1, "number": 1, "card": 1}
    assert {(each.kind, each.found) for each in found.redaction.examples} == {
        ("email", "ann@mail.example"), ("number", "+44 20 7946 0958"), ("card", "4111 1111 1111 1111"),
    }  # fmt: skip
    (kept,) = home.facts_folder().iterdir()
    library.rename("mails", "letters")
    assert corpus_facts.facts(library, "letters") == found
    kept.write_text("damaged")
    assert corpus_facts.facts(library, "letters") == found
    own_corpora.remove("letters")
    assert list(home.facts_folder().iterdir()) == []


def test_a_weight_is_for_the_corpus_of_that_name_before_one_whose_stem_it_is(library: CorpusLibrary) -> None:
    library.add_documents("mails.old", [Document("three", "Old.\n")], ["x"])
    found = sources.documents_of(["mails.old", "mails"], {"mails": 3.0})
    assert [document.weight for document in found] == [1.0, 3.0]
    with pytest.raises(OptionError, match="weight-of-nothing"):
        list(sources.documents_of(["notes"], {"mails": 3.0}))


def test_public_texts_are_known_by_their_origin(library: CorpusLibrary, tmp_path: Path) -> None:
    origin = Origin("Plays", "en", "public domain", "W. S.", "free")
    library.add_documents("plays", [Document("p", "To be.\n")], ["p"], origin)
    assert own_corpora.origins_of(["mails", "plays", str(tmp_path), "gone"]) == [origin]


def test_the_command_line_manages_corpora(library: CorpusLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "corpora", "tag", "mails", "work", "old")[1] == "mails: old, work\n"
    assert run(capsys, "corpora", "tag", "mails", "--remove", "Old")[1] == "mails: work\n"
    assert run(capsys, "corpora", "rename", "mails", "letters")[0] == 0
    assert "work" in next(
        line for line in run(capsys, "corpora")[1].splitlines() if line.startswith("letters")
    )
    out = run(capsys, "corpora", "show", "letters")[1]
    assert "Language: en" in out
    assert "1 e-mail addresses, 1 card numbers" in out
    told = json.loads(run(capsys, "corpora", "show", "letters", "--json")[1])
    assert (told["name"], told["tags"], told["language"]) == ("letters", ["work"], "en")
    assert corpus_facts.CorpusFacts.from_json(told) == corpus_facts.facts(library, "letters")
    assert run(capsys, "corpora", "remove", "letters")[0] == 0
    code, out, errors = run(capsys, "corpora", "remove", "letters")
    assert (code, out, len(errors.splitlines())) == (2, "", 1)
    assert run(capsys, "corpora", "remove", "builtin")[0] == 2
