from corpora.statistics import statistics, word_count, words


def test_words_keep_apostrophes_and_marks() -> None:
    assert list(words("Don't say “l’été” 3 times_over, नमस्ते!")) == [
        "Don't",
        "say",
        "l’été",
        "3",
        "times",
        "over",
        "नमस्ते",
    ]


def test_counts_over_several_texts() -> None:
    counted = statistics(["the cat\nthe dog\n", "a cat\n"], top=2)
    assert (counted.paragraphs, counted.words, counted.vocabulary) == (3, 6, 4)
    assert counted.characters == 7 + 7 + 5
    assert counted.top_words == [("cat", 2), ("the", 2)]


def test_nothing_counts_as_nothing() -> None:
    assert statistics([]).top_words == []
    assert word_count("") == 0
