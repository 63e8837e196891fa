import sys

import pytest

from corpora import builtin_corpus
from corpora.paragraphs import paragraphs
from corpora.statistics import word_count

TOPIC = """\
The "del" statement
*******************

   del_stmt ::= "del" target_list

Deletion of a *name* removes the binding of that "name" from the
local namespace.  It is an error to reference a non-
existing name. [1]

* Items of a list are sentences, too, if they are whole ones:

  >>> del x

* Deletion of attribute references is passed to the primary
  object involved.

+---+---+
| a | b |
+---+---+

-[ Footnotes ]-

[1] This is a footnote that nobody needs to read here.
"""


def own_words() -> int:
    return sum(
        word_count(document.text)
        for document in builtin_corpus.documents()
        if document.source.endswith(".txt")
    )


def test_a_topic_becomes_its_sentences() -> None:
    assert builtin_corpus.plain_topic(TOPIC).splitlines() == [
        "Deletion of a name removes the binding of that name from the local namespace. "
        "It is an error to reference a non-existing name.",
        "Deletion of attribute references is passed to the primary object involved.",
    ]


def test_our_own_text_is_large_enough_and_in_the_contract() -> None:
    assert own_words() >= 6000
    for document in builtin_corpus.documents():
        assert document.text.endswith("\n")
        assert paragraphs(document.text) == document.text


def test_our_own_text_does_not_repeat_itself() -> None:
    lines = [
        line for d in builtin_corpus.documents() for line in d.text.splitlines() if len(line.split()) > 9
    ]
    assert len(lines) == len(set(lines))


def test_the_reference_is_at_most_a_fifth() -> None:
    pytest.importorskip("pydoc_data.topics")
    total = sum(word_count(document.text) for document in builtin_corpus.documents())
    reference = total - own_words()
    assert total * 0.15 < reference <= total * builtin_corpus.REFERENCE_SHARE


def test_without_the_reference_our_own_text_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydoc_data.topics", None)
    assert all(document.source.endswith(".txt") for document in builtin_corpus.documents())
    assert own_words() >= 6000
