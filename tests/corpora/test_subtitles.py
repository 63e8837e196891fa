from pathlib import Path

import pytest

from tests.corpora.made import error_of, lines_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "film.srt"


def cues(*texts: str) -> str:
    times = [f"00:{i // 60:02}:{i % 60:02}" for i in range(len(texts))]
    return "\n".join(
        f"{i}\n{time},000 --> {time},900\n{text}\n"
        for i, (time, text) in enumerate(zip(times, texts, strict=True), 1)
    )


def test_sentences_run_over_subtitles(path: Path) -> None:
    path.write_text(cues("I never said", "that I would", "come. Never.", "You did!"))
    assert lines_of(path) == ["I never said that I would come. Never.", "You did!"]


def test_an_ellipsis_goes_on_where_the_next_begins_small(path: Path) -> None:
    path.write_text(cues("I was going to...", "...say so.", "Well…", "Then don't."))
    assert lines_of(path) == ["I was going to... ...say so.", "Well…", "Then don't."]


def test_each_speaker_has_a_line(path: Path) -> None:
    path.write_text(cues("- Who is it\n- Me", "- And you?\n– Also me."))
    assert lines_of(path) == ["Who is it", "Me", "And you?", "Also me."]


def test_markup_sounds_and_names_are_left_out(path: Path) -> None:
    path.write_text(
        cues(
            "<i>So</i> {\\an8}it <font color='#fff'>is</font>.",
            "[door slams]",
            "(SIGHS) Fine.",
            "♪ La la ♪",
            "MAN #2: Hey!",
            "DR. NO: Hm.",
        )
    )
    assert lines_of(path) == ["So it is.", "Fine.", "La la MAN #2: Hey!", "Hm."]


def test_numbers_that_are_said_stay_and_the_numbers_of_subtitles_go(path: Path) -> None:
    path.write_text(cues("How many?", "42", "Forty-two?\n\nAfter a blank line."))
    assert lines_of(path) == ["How many?", "42 Forty-two?", "After a blank line."]
    path.write_text(
        "1\n0:00:01,0 --> 0:00:02,0\nNo blank lines.\n2\n0:00:03,0 --> 0:00:04,0\nNone at all.\n3\n"
    )
    assert lines_of(path) == ["No blank lines.", "None at all."]


def test_web_subtitles(tmp_path: Path) -> None:
    path = tmp_path / "talk.vtt"
    path.write_text(
        "WEBVTT - a talk\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot read\nnor this\n\n"
        "intro\n00:01.000 --> 00:02.000 align:start\n<v Ann>Good <c.loud>morning</c> &amp; welcome\n\n"
        "00:00:02.000 --> 00:00:03.000\nGood morning & welcome\nto <00:00:02.500>all of you.\n"
    )
    assert lines_of(path) == ["Good morning & welcome to all of you."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(path: Path, encoding: str) -> None:
    path.write_bytes(cues("C’est à vous, dit-elle.", "Déjà vu ?").replace("\n", "\r\n").encode(encoding))
    assert lines_of(path) == ["C’est à vous, dit-elle.", "Déjà vu ?"]


def test_nothing_is_said(path: Path) -> None:
    path.write_text(cues("[music]", "♪♪", " "))
    assert error_of(path).code == "empty-file"


def test_where_nobody_ends_a_sentence_lines_end_somewhere(path: Path) -> None:
    path.write_text(cues(*(f"and then we went to {i}" for i in range(1000))))
    assert 15 < len(lines_of(path)) < 30


@pytest.mark.parametrize(
    "row", ["<" * 200_000, "A:" * 100_000, "AB " * 100_000, "(" * 200_000, "{\\" * 100_000]
)
def test_rows_made_to_hurt(path: Path, row: str) -> None:
    path.write_text(cues(row, "The end."))
    assert lines_of(path)[-1].endswith("The end.")
