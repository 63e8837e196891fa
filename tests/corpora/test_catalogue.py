import json
import re
from importlib import resources
from urllib.parse import urlsplit

import pytest

from corpora import CorpusError, catalogue
from corpora.library import checked_name


def test_what_can_be_had_can_be_checked() -> None:
    files = [file for corpus in catalogue.entries() for file in corpus.files]
    assert len(files) >= 7
    for file in files:
        place = urlsplit(file.url)
        assert (place.scheme, place.hostname) == ("https", "raw.githubusercontent.com")
        assert re.search("/[0-9a-f]{40}/", place.path), "the address of a branch would change its bytes"
        assert re.fullmatch("[0-9a-f]{40}", file.blob)
        assert file.size > 0
        assert "/" not in file.name


def test_names_and_files_are_told_apart() -> None:
    entries = catalogue.entries()
    assert len({corpus.name for corpus in entries}) == len(entries)
    assert len({file.blob for corpus in entries for file in corpus.files}) == sum(
        len(corpus.files) for corpus in entries
    )
    for corpus in entries:
        assert checked_name(corpus.name) == corpus.name == corpus.name.casefold()
        assert len({file.name for file in corpus.files}) == len(corpus.files)


def test_every_corpus_says_whose_it_is() -> None:
    for corpus in catalogue.entries():
        assert all((corpus.origin.title, corpus.origin.language, corpus.origin.licence))
        assert corpus.origin.attribution
        assert 0 < corpus.words < corpus.size
    stated = json.loads((resources.files("corpora") / "catalogue.json").read_text(encoding="utf-8"))
    unlicensed = {each["name"] for each in stated["corpora"] if each["licence"] == "none stated"}
    assert unlicensed == {"ptb-train", "ptb-valid", "ptb-test"}
    assert all(catalogue.entry(name).origin.use == "measuring" for name in unlicensed)


def test_a_corpus_is_found_by_its_name() -> None:
    found = catalogue.entry(" TinyShakespeare")
    assert (found.name, found.size, found.pretokenized) == ("tinyshakespeare", 1_115_394, False)
    assert catalogue.entry("ptb-valid").pretokenized


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(CorpusError) as caught:
        catalogue.entry("ptb")
    assert caught.value.code == "no-public-corpus"
    assert "ptb-train" in str(caught.value.params["known"])
