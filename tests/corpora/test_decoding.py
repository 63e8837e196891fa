import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.decoding import decode, detect, normalise
from corpora.errors import CorpusError

GERMAN = "Größere Häuser stehen an der Straße, schöne Gärten dahinter.\n" * 10
RUSSIAN = "Она была ошеломлена, согнулась и точно состарилась сразу на десять лет.\n" * 3
JAPANESE = """これは昔の人が静かに暮らしたところです。私は学生です。
昨日は雨が降ったので、家で本を読みました。
ありがとうございます。来週また会いましょう。
駅までどのくらいかかりますか。歩いて十分です。
"""

# Characters that may stay what they are: no controls, no marks of writing direction, nothing that is not seen.
seen_characters = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))


@given(st.text(seen_characters | st.just("\n")))
def test_utf8_text_comes_back_in_nfc(text: str) -> None:
    assert decode(text.encode(), "x") == unicodedata.normalize("NFC", text)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "\r" not in once
    assert "\0" not in once


@given(st.text(seen_characters | st.just("\n")))
def test_all_line_ends_read_alike(text: str) -> None:
    expected = normalise(text)
    for line_end in ("\r\n", "\r", "\x85", "\u2028"):
        assert normalise(text.replace("\n", line_end)) == expected


@given(st.binary())
def test_any_bytes_are_text_or_a_corpus_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data, "x"), str)
    except CorpusError as error:
        assert error.code in ("binary-file", "unknown-encoding")


@given(st.binary(max_size=200), st.integers(1, 50))
def test_chunks_make_no_difference_to_bytes_in_utf8(data: bytes, size: int) -> None:
    text = (
        "é" + data.decode("latin-1").translate(dict.fromkeys([*range(32), *range(127, 160)], "x"))
    ).encode()
    chunks = [text[i : i + size] for i in range(0, len(text), size)]
    assert detect(chunks, "x").name == detect([text], "x").name == "utf-8"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_unicode_encodings_and_their_marks(mark: bytes, encoding: str) -> None:
    text = "Thanks for the quick reply — naïve café.\n"
    assert decode(mark + text.encode(encoding), "x") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("It’s “quoted” here – and a café too.\n" * 3, "cp1252"),
        (GERMAN, "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("Bugün hava çok güzel, değil mi? Şimdi okula gidiyorum, kapıyı kapatın lütfen.\n" * 3, "cp1254"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        ("Dzień dobry, proszę pana, gdzie jest łazienka? Już późno, śpij.\n" * 5, "iso8859-2"),
    ],
)
def test_older_encodings_are_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


def test_rare_letters_late_in_the_text_decide() -> None:
    text = "Plain words only.\n" * 5000 + GERMAN
    assert decode(text.encode("latin-1"), "x") == text


def test_damaged_utf8_loses_the_damaged_bytes_only() -> None:
    assert decode(GERMAN.encode() + b"caf\xff\xe9 \n", "x") == GERMAN + "caf \n"


def test_a_character_cut_off_at_the_end_is_dropped() -> None:
    assert decode("é".encode()[:1].join([b"caf", b""]), "x") == "caf"


def test_a_few_nul_bytes_are_dropped() -> None:
    assert decode(b"hello\0 world\n", "x") == "hello world\n"


def test_what_is_not_seen_is_dropped() -> None:
    assert normalise("\ufeffso\xadft\u200b hy\u2060phen") == "soft hyphen"
    assert normalise("a\u200db") == "ab"
    persian = "می\u200cخواهم"  # the zero-width non-joiner is part of the spelling
    assert normalise(persian) == persian


def test_letters_are_composed() -> None:
    assert normalise("cafe\u0301") == "café"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + b"abc" * 50,
        b"%PDF-1.7\nsome text",
        b"\0" * 100,
        b"\x7fELF\x02\x01\x01" + b"\0" * 60,
        b"some text\n" * 100_000 + bytes(range(32)) * 50_000,  # found out only far behind the beginning
    ],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(CorpusError) as caught:
        decode(data, "photo.txt")
    assert (caught.value.code, caught.value.params) == ("binary-file", {"path": "photo.txt"})


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"", "x") == ""
