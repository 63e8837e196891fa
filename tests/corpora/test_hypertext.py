from pathlib import Path

import pytest

from corpora.formats import hypertext
from tests.corpora.made import error_of, lines_of, text_of


def lines(*pieces: str) -> list[str]:
    return list(hypertext.lines(pieces))


def test_blocks_are_lines_and_inline_markup_is_none() -> None:
    page = "<h1>A <em>new</em> day</h1><p>It be&shy;gan\nwell,<br>as &lsquo;days&rsquo;&nbsp;do.<ul><li>one<li>two</ul>"
    assert lines(page) == ["A new day", "It began well,", "as ‘days’ do.", "one", "two"]


@pytest.mark.parametrize(
    "left_out",
    [
        "<script>if (a < b) { say('x') }</script>",
        "<style>p { color: red }</style>",
        "<nav><ul><li>Home<li>About</ul></nav>",
        "<div role='navigation'>Home <div>About</div></div>",
        "<span aria-hidden='true'>x</span>",
        "<template><b>x</b></template>",
        "<button>Send</button>",
        "<svg><text>x</text></svg>",
        "<!-- a > b -->",
        "<![CDATA[ x ]]>",
        "<![if !IE]>",
        "<?php x ?>",
        "<a epub:type='noteref' href='#1'>1</a>",
        "<script/>",
        "<title/>",
    ],
)
def test_what_is_no_prose_is_left_out_without_breaking_the_line_it_stands_in(left_out: str) -> None:
    found = " ".join(lines(f"<p>before{left_out} after</p><p>more"))
    assert " ".join(found.split()) == "before after more"


def test_code_blocks_are_left_out_and_other_preformatted_text_keeps_its_lines() -> None:
    page = "<p>a</p><pre>$ <code>x = 1\n</code></pre><pre>roses are red\nviolets are blue</pre><p>b <code>c</code>"
    assert lines(page) == ["a", "roses are red", "violets are blue", "b c"]


def test_what_is_never_closed_swallows_nothing_but_code() -> None:
    assert lines("<p>a</p><nav><p>b</p><p>c</p>") == ["a", "b", "c"]
    assert lines("<body><p>a</p><nav><p>b</p></body><p>c</p>") == ["a", "b", "c"]
    assert lines("<p>a</p><script>b c d") == ["a"]
    assert lines("<p>a</p><p>b <a href='") == ["a", "b"]


def test_a_page_cut_anywhere_reads_the_same() -> None:
    page = "<p>one &amp; two &#233;</p><!-- no --><p class='x'>three</p><script>no</script><p>four"
    whole = lines(page)
    assert whole == ["one & two é", "three", "four"]
    for cut in range(len(page)):
        assert lines(page[:cut], page[cut:]) == whole


def test_numbers_that_are_no_characters_do_no_harm() -> None:
    digits = "9" * 10_000
    assert lines(f"<p title='&#{digits};'>a &#{digits}; b", f" &#{digits[:5]}", digits, "; c")[0].startswith(
        "a ; b"
    )


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ("<meta charset='utf-8'>", "utf-8"),
        ("<meta charset=iso-8859-1>", "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>", "cp1252"),
        ("<meta charset='iso-8859-1'>", "utf-8"),  # said to be what it is not
        ("", "utf-8"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, head: str, codec: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f"<html><head>{head}</head><body><p>“Café” für señores</p>".encode(codec))
    assert text_of(path) == "“Café” für señores\n"


def test_declared_encodings_that_look_like_others(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes("<meta charset=iso-2022-jp><p>日本語の文".encode("iso-2022-jp"))
    assert text_of(path) == "日本語の文\n"
    path.write_bytes("<meta charset=koi8-r><p>Быть или не быть".encode("koi8-r"))
    assert text_of(path) == "Быть или не быть\n"


def test_xhtml_with_a_declaration(tmp_path: Path) -> None:
    path = tmp_path / "page.xhtml"
    head = '<?xml version="1.0"?><html xmlns="x"><head><title/><script src="a"/></head>'
    path.write_text(head + "<body><p>b</p></body></html>")
    assert text_of(path) == "b\n"


def test_a_gutenberg_page_is_read_without_its_frame(tmp_path: Path) -> None:
    path = tmp_path / "book.html"
    path.write_text(
        "<p>Licence</p><p>*** START OF THE PROJECT GUTENBERG EBOOK X ***</p><p>Text.</p>"
        "<p>*** END OF THE PROJECT GUTENBERG EBOOK X ***</p><p>More licence</p>"
    )
    assert text_of(path) == "Text.\n"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "deep" + "</div>" * 20_000,
        "<p>deep</p>" + "<!--" * 60_000,
        "<p>deep</p>" + "<a <" * 60_000,
        "<p>deep</p>" + "</" * 60_000,
        "<p>deep</p>" + "<![x" * 60_000,
        "<p>deep</p><p " + "a='" * 60_000,
        "<p>deep" + "&#" * 60_000 + ";",
        "<p>deep</p>" + "<nav>" * 40_000 + "</p>" * 40_000,
        "<p>deep</p><script>" + "</scrip" * 60_000,
    ],
)
def test_pages_made_to_hurt(tmp_path: Path, page: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(page)
    assert lines_of(path)[0].startswith("deep")


def test_pages_without_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><script>x</script><nav>Home</nav><body></body>")
    assert error_of(path).code == "empty-file"
    path.write_bytes(b"\x89PNG\r\n" + bytes(100))
    assert error_of(path).code == "binary-file"
