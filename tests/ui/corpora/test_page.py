"""The Corpora page over a real library, with real processes for what is read and downloaded."""

import dataclasses
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from corpora import Document, catalogue
from corpora.catalogue import PublicCorpus
from corpora.labels import Labels
from corpora.library import CorpusLibrary
from corpora.origin import Origin
from tests.corpora.bad_server import TEXT, Place, serving
from tests.corpora.made import zip_of
from ui.background import Background
from ui.corpora.job import CorpusJob, JobOutcome, JobProgress
from ui.corpora.library import corpus_shelf
from ui.corpora.page import CorporaPage
from ui.corpora.shelf import CorpusRow
from ui.corpora.strip import SkippedFiles
from ui.settings import Settings
from ui.style.theme import Theme
from wordrnn import corpus_facts, home, own_corpora
from wordrnn.errors import CorpusError

ORIGIN = Origin("Zeilen, gezählt", "de", "CC BY 4.0", "Ann", "share-alike")
MAILS = "We meet at the old mill on Monday, and then we go to the lake.\n" * 30
SECRETS = "Write to ann@mail.example or call +44 20 7946 0958.\n"
LONG = 30_000  # milliseconds, for processes on a busy machine

# The job's own process, with a catalogue of one corpus on this machine.
CHILD = """
import functools, sys
from corpora import catalogue
from corpora.catalogue import PublicCorpus, RemoteFile
from corpora.https import Server
from corpora.origin import Origin
from ui.corpora import child as corpus_child
from wordrnn import public_corpora
origin = Origin("Zeilen, gezählt", "de", "CC BY 4.0", "Ann", "share-alike")
catalogue.entries = lambda: (PublicCorpus("zeilen", origin, 80000, True, (RemoteFile({url!r}, {size}, {blob!r}),)),)
public_corpora.get = functools.partial(public_corpora.get, server=Server(timeout=10, plain_http=True))
sys.exit(corpus_child.main(sys.argv[1:]))
"""


@pytest.fixture
def library() -> CorpusLibrary:
    made = own_corpora.library()
    made.add_documents("mails", [Document("a/mails.txt", MAILS + SECRETS)], ["a/mails.txt"])
    made.add_documents("notes", [Document("notes", "A note on the weather.\n" * 40)], ["notes", "more"])
    made.label("mails", tags=["work"])
    for name in ("builtin", "mails", "notes"):
        corpus_facts.facts(made, name)
    return made


@pytest.fixture
def page(library: CorpusLibrary, theme: Theme, qtbot: QtBot, home: Path) -> Iterator[CorporaPage]:
    yield from made_page(theme, qtbot, home, CorpusJob)


def made_page(
    theme: Theme, qtbot: QtBot, folder: Path, make_job: Callable[[], CorpusJob]
) -> Iterator[CorporaPage]:
    background = Background()
    settings = Settings(folder)
    made = CorporaPage(theme, corpus_shelf(), background, settings, make_job)
    made.resize(1200, 760)
    made.show()
    made.page_shown()
    qtbot.waitUntil(lambda: made.corpora.rowCount() > 0)
    yield made
    made.unsettled()
    qtbot.waitUntil(lambda: not made.unsettled(), timeout=LONG)
    background.close()
    for each in (made, background, settings):
        delete(each)  # here, and not by the garbage collector in whatever thread it runs next


def select(page: CorporaPage, qtbot: QtBot, name: str) -> None:
    page.select(name)
    qtbot.waitUntil(lambda: page.details.words._figure.text() not in ("–", ""), timeout=LONG)


# ---- before the library is read

Rows = Callable[[], Sequence[CorpusRow]]


@pytest.fixture
def unread(library: CorpusLibrary, theme: Theme, home: Path) -> Iterator[Callable[[Rows], CorporaPage]]:
    """Makes and shows a page over a library whose corpora come from what is given."""
    background, settings = Background(), Settings(home)
    pages: list[CorporaPage] = []

    def make(rows: Rows) -> CorporaPage:
        shelf = dataclasses.replace(corpus_shelf(), rows=rows)
        pages.append(CorporaPage(theme, shelf, background, settings, CorpusJob))
        pages[0].show()
        pages[0].page_shown()
        return pages[0]

    yield make
    background.close()
    for each in (*pages, background, settings):
        delete(each)


def test_nothing_can_be_done_to_a_corpus_before_the_library_is_read(
    unread: Callable[[Rows], CorporaPage], qtbot: QtBot
) -> None:
    may_read = threading.Event()

    def held_back() -> Sequence[CorpusRow]:
        may_read.wait(60)
        return corpus_shelf().rows()

    page = unread(held_back)
    try:
        assert page._instead.isVisible()
        assert page._instead.text() == "Reading the library…"
        acting = {each.accessibleName() for each in page.findChildren(QAbstractButton) if each.isVisible()}
        assert acting == {"Public corpora", "Add folder…", "Add files…"}
    finally:
        may_read.set()
    qtbot.waitUntil(page.details.isVisible)
    assert page._instead.isHidden()
    assert page.selected() is not None
    page.page_shown()
    assert page.details.isVisible(), "what is known stays while it is read again"


def test_a_library_that_cannot_be_read_says_so_instead(
    unread: Callable[[Rows], CorporaPage], qtbot: QtBot
) -> None:
    tries: list[int] = []

    def at_the_second_try() -> Sequence[CorpusRow]:
        tries.append(1)
        if len(tries) == 1:
            raise CorpusError("read-not-allowed", path="corpora")
        return corpus_shelf().rows()

    page = unread(at_the_second_try)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)))
    assert page._instead.text() == "The library of corpora could not be read."
    assert not page.details.isVisible()
    page.findChildren(QMessageBox)[0].close()
    page.page_shown()
    assert page._instead.text() == "Reading the library…"
    qtbot.waitUntil(page.details.isVisible)


# ---- what is in a corpus


def test_what_was_counted_is_shown(page: CorporaPage, qtbot: QtBot) -> None:
    select(page, qtbot, "mails")
    details = page.details
    assert details.language._figure.text() == "English"
    assert details.frequent.accessibleName().startswith("Most frequent words: the ")
    assert "mails.txt" in details._origin.text()
    assert "a/" not in details._origin.text()
    qtbot.waitUntil(lambda: details.preview.view.toPlainText().startswith("We meet at the old mill"))
    assert details.plot is not None
    assert "cover" in details.plot.accessibleDescription()


def test_text_is_searched(page: CorporaPage, qtbot: QtBot) -> None:
    select(page, qtbot, "notes")
    preview = page.details.preview
    QTest.keyClicks(preview.field, "WEATHER")
    qtbot.waitUntil(lambda: len(preview.view.extraSelections()) == 40)
    assert "40" in preview._heading.accessibleName()
    assert preview.view.extraSelections()[0].cursor.selectedText() == "weather"  # pyright: ignore[reportAttributeAccessIssue]
    preview.field.setText("nowhere")
    qtbot.waitUntil(lambda: preview._heading.accessibleName() == "Not found")
    preview.field.clear()
    qtbot.waitUntil(lambda: preview._heading.accessibleName() == "How it begins")
    page.select("mails")
    assert preview.query() == ""


def test_the_curve_is_read_off(page: CorporaPage, qtbot: QtBot) -> None:
    select(page, qtbot, "mails")
    plot = page.details.plot
    assert plot is not None
    plot.read_off(1e9)
    assert plot._reading.isVisible()
    assert plot._reading.toPlainText() == plot.reading(plot._points[-1][0])
    assert "100" in plot._reading.toPlainText()
    plot.read_off(None)
    assert not plot._reading.isVisible()


def test_a_damaged_corpus_says_so(page: CorporaPage, qtbot: QtBot, library: CorpusLibrary) -> None:
    (home.corpora_folder() / "notes" / "text.txt").write_text("")
    page.select("notes")
    qtbot.waitUntil(lambda: "damaged" in page.details.preview.view.toPlainText())


# ---- tags, weight, names


def test_tags_are_added_filtered_by_and_taken_away(page: CorporaPage, qtbot: QtBot) -> None:
    page.select("notes")
    assert page.side.tag.isVisible()
    QTest.keyClicks(page.details.tags.field, "home, Summer 2026")
    QTest.keyClick(page.details.tags.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.details.tags.tags() == ["home", "Summer 2026"])
    assert own_corpora.library().entry("notes").tags == ("home", "Summer 2026")
    page.side.tag.setCurrentIndex(page.side.tag.findData("home"))
    assert [row.name for row in page.corpora.rows()] == ["notes"]
    page.side.tag.setCurrentIndex(0)
    assert page.corpora.rowCount() == 3
    page.details.tags._buttons[0].click()
    qtbot.waitUntil(lambda: page.details.tags.tags() == ["Summer 2026"])
    assert page.side.tag.findData("home") < 0


def test_a_tag_that_cannot_be_is_told_and_nothing_changes(
    page: CorporaPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(
        "ui.corpora.changes.show_error", lambda parent, error, happening="": shown.append(error)
    )
    page.select("mails")
    page.details.tags.changed.emit([f"tag {number}" for number in range(21)])
    qtbot.waitUntil(lambda: bool(shown))
    assert "too-many-tags" in str(shown[0])
    assert page.details.tags.tags() == ["work"]


def test_the_weight_is_kept_with_the_corpus(page: CorporaPage, qtbot: QtBot) -> None:
    page.select("mails")
    page.details.weight.box.setValue(2.5)
    page.select("notes")  # at once: what was set belongs to the one before
    qtbot.waitUntil(lambda: own_corpora.library().entry("mails").weight == 2.5)
    assert page.details.weight.box.value() == 1
    qtbot.waitUntil(lambda: any(row.weight == 2.5 for row in page.corpora.rows()))
    assert own_corpora.library().entry("notes").weight == 1


def test_what_is_changed_of_another_corpus_leaves_the_selection(page: CorporaPage, qtbot: QtBot) -> None:
    page.select("mails")
    page.details.weight.box.setValue(2.5)
    page.details.tags.changed.emit(["work", "home"])
    page.select("notes")
    qtbot.waitUntil(lambda: any(row.weight == 2.5 and len(row.tags) == 2 for row in page.corpora.rows()))
    selected = page.selected()
    assert selected is not None
    assert selected.name == "notes"


def test_tags_added_at_once_are_all_kept(
    page: CorporaPage, qtbot: QtBot, library: CorpusLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_write, save = threading.Event(), Labels.save

    def held_back(labels: Labels, path: Path) -> None:
        if "b" not in labels.tags:
            may_write.wait(60)
        save(labels, path)

    monkeypatch.setattr(Labels, "save", held_back)
    page.select("notes")
    field = page.details.tags.field
    for tag in ("a", "b"):
        QTest.keyClicks(field, tag)
        QTest.keyClick(field, Qt.Key.Key_Return)
    page.page_shown()  # what is read now is older than what was wished for
    assert page.unsettled(), "the window waits for what is not written yet"
    may_write.set()
    QTest.keyClicks(field, "c")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.details.tags.tags() == ["a", "b", "c"])
    assert library.entry("notes").tags == ("a", "b", "c")
    assert not page.unsettled()


def test_a_corpus_is_renamed_in_a_dialog(page: CorporaPage, qtbot: QtBot) -> None:
    page.select("notes")
    page.details._rename.click()
    (dialog,) = page.findChildren(QInputDialog)
    dialog.setTextValue("diary")
    dialog.accept()
    qtbot.waitUntil(lambda: page.corpora.row_of("diary") >= 0)
    selected = page.selected()
    assert selected is not None
    assert selected.name == "diary"
    assert page.corpora.row_of("notes") < 0


@pytest.mark.parametrize("sure", [True, False])
def test_removing_asks_first(page: CorporaPage, qtbot: QtBot, sure: bool) -> None:
    page.select("mails")
    assert not page.details._remove.isHidden()
    page.details._remove.click()
    (box,) = page.findChildren(QMessageBox)
    assert box.isVisible() and box.text() == "Remove mails from the library?"
    assert box.buttonRole(box.defaultButton()) == QMessageBox.ButtonRole.RejectRole, "the safe one"
    wanted = QMessageBox.ButtonRole.DestructiveRole if sure else QMessageBox.ButtonRole.RejectRole
    next(each for each in box.buttons() if box.buttonRole(each) == wanted).click()
    if sure:
        qtbot.waitUntil(lambda: page.corpora.row_of("mails") < 0)
        assert len(list(home.facts_folder().iterdir())) == 1
    else:
        assert "mails" in own_corpora.library()
    page.select("builtin")
    assert page.details._remove.isHidden()


# ---- redaction


def test_what_redaction_takes_is_shown_and_can_be_switched_off(page: CorporaPage, qtbot: QtBot) -> None:
    select(page, qtbot, "mails")
    card = page.details.redaction
    assert card.switch.isChecked()
    assert "1 e-mail address" in card._sentence.text()
    assert "1 phone" in card._sentence.text()
    names = [card._box.itemAt(at).widget().accessibleName() for at in range(card._box.count())]
    assert any("[ann@mail.example]" in name for name in names)
    card.switch.click()
    assert not page._settings.redact
    assert card._sentence.text().startswith("Kept")
    page._settings.redact = True
    assert card.switch.isChecked()
    select(page, qtbot, "notes")
    assert card._sentence.text() == "There are none in this text."


# ---- files and folders


def test_several_dropped_files_are_added_and_the_broken_ones_named(
    page: CorporaPage, qtbot: QtBot, tmp_path: Path
) -> None:
    good, broken, bomb = tmp_path / "Letters.txt", tmp_path / "broken.docx", tmp_path / "evil.zip"
    good.write_text(MAILS)
    broken.write_bytes(b"PK\x03\x04 no docx")
    bomb.write_bytes(zip_of({"../../outside.txt": "x"}))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (good, broken, bomb)])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, data, left, none)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(page.corpora_changed, timeout=LONG):
        page.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
        assert page.strip.isVisible()
        assert not page._add_files.isEnabled()
    assert "Letters" in own_corpora.library()
    assert not (tmp_path.parent / "outside.txt").exists()
    assert page._add_files.isEnabled()
    assert "2" in page.strip.text()
    page.strip._why.click()
    (dialog,) = page.findChildren(SkippedFiles)
    said = dialog.findChildren(type(page.details.preview.view))[0].toPlainText()
    assert "broken.docx" in said
    assert "evil.zip" in said
    assert str(tmp_path) not in said
    dialog.reject()
    page.strip._dismiss.click()
    assert page.strip.isHidden()


def test_one_hostile_file_brings_one_sentence(
    page: CorporaPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(
        "ui.corpora.adding.show_error", lambda parent, error, happening="": shown.append(error)
    )
    evil = tmp_path / "evil.zip"
    evil.write_bytes(zip_of({"../x.txt": "x"}))
    page.add_paths([evil])
    qtbot.waitUntil(lambda: bool(shown), timeout=LONG)
    assert "unsafe-member" in str(shown[0])
    assert page.strip.isHidden()
    assert page.corpora.rowCount() == 3


def test_an_import_is_cancelled_and_nothing_is_left(page: CorporaPage, qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(f"{number}\n{MAILS * 20}")
    page.add_paths([tmp_path])
    qtbot.waitUntil(lambda: page.strip._bar.maximum() > 0, timeout=LONG)
    page.strip._cancel.click()
    qtbot.waitUntil(lambda: not page.is_importing, timeout=LONG)
    qtbot.waitUntil(page.strip.isHidden)
    assert {path.name for path in home.corpora_folder().iterdir()} == {"mails", "notes"}


def test_a_process_that_was_killed_says_so_in_one_sentence(qtbot: QtBot) -> None:
    job = CorpusJob(command=[sys.executable, "-c", "import os; os.abort()"])
    outcomes: list[JobOutcome] = []
    job.finished.connect(outcomes.append)
    job.add([Path("x")])
    qtbot.waitUntil(lambda: bool(outcomes), timeout=LONG)
    assert "reading-ended" in str(outcomes[0].error)


def test_the_child_ends_with_the_app(qtbot: QtBot, tmp_path: Path) -> None:
    """Its input ends where the app is gone, however that came about."""
    (tmp_path / "pipe.txt").write_text(MAILS * 3000)
    words = [sys.executable, "-m", "ui.corpora.child", "add", str(tmp_path / "pipe.txt")]
    ended = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    assert ended.returncode == 130
    assert not list(home.corpora_folder().glob("*"))


def test_progress_in_words(page: CorporaPage) -> None:
    page.strip.begin("Reading x")
    page.strip.show_progress(JobProgress(3_000_000, 12_000_000, 1_500_000.0, 6.0))
    for part in ("Reading x", "3.0", "12.0", "1.5", "6"):
        assert part in page.strip.text()
    assert page.strip._bar.value() == 250
    page.strip.show_progress(JobProgress(5, 0))
    assert page.strip.text() == "Reading x"


# ---- public corpora


@pytest.fixture
def place() -> Iterator[Place]:
    with serving() as server:
        yield server


@pytest.fixture
def shop(
    place: Place, theme: Theme, qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CorporaPage]:
    """The page, with a catalogue of one corpus that `place` serves."""
    file = place.file()
    monkeypatch.setattr(
        catalogue, "entries", lambda: (PublicCorpus("zeilen", ORIGIN, 80_000, True, (file,)),)
    )
    script = tmp_path / "child.py"
    script.write_text(CHILD.format(url=file.url, size=file.size, blob=file.blob), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    yield from made_page(theme, qtbot, home, lambda: CorpusJob(command=[sys.executable, str(script)]))


def said(page: CorporaPage, qtbot: QtBot) -> str:
    """Press Download and return the sentence that it ends with."""
    page.catalogue.button_of("zeilen").click()
    assert not page.catalogue.button_of("zeilen").isEnabled()
    qtbot.waitUntil(lambda: not page.strip._dismiss.isHidden(), timeout=LONG)
    assert page.strip.isVisible()
    return page.strip.text()


def test_a_public_corpus_is_downloaded_and_selected(shop: CorporaPage, qtbot: QtBot) -> None:
    shop._turn.click()
    assert shop.catalogue.isVisible()
    offered = shop.catalogue.button_of("zeilen")
    assert offered.accessibleName() == "Download: Zeilen, gezählt"
    with qtbot.waitSignal(shop.corpora_changed, timeout=LONG):
        offered.click()
    qtbot.waitUntil(lambda: shop.corpora.row_of("zeilen") >= 0)
    assert own_corpora.library().entry("zeilen").origin == ORIGIN
    assert offered.text() == "In the library"
    assert not offered.isEnabled()
    shop._turn.click()
    selected = shop.selected()
    assert selected is not None
    assert selected.name == "zeilen"
    assert "CC BY 4.0" in shop.details._origin.text()
    assert "same licence" in shop.details._origin.text()


def test_a_cut_connection_is_gone_on_with(shop: CorporaPage, place: Place, qtbot: QtBot) -> None:
    place.cut_after = 200_000
    assert "broke off" in said(shop, qtbot)
    part = home.downloads_folder() / "zeilen" / "text.txt.part"
    kept = part.stat().st_size
    assert 0 < kept < len(TEXT)
    place.cut_after = None
    with qtbot.waitSignal(shop.corpora_changed, timeout=LONG):
        shop.catalogue.button_of("zeilen").click()
    assert place.asked[-1] == f"bytes={kept}-"


def test_a_wrong_checksum_is_thrown_away(shop: CorporaPage, place: Place, qtbot: QtBot) -> None:
    place.body = b"x" * len(TEXT)
    assert "checksum" in said(shop, qtbot)
    assert "zeilen" not in own_corpora.library()
    assert shop.catalogue.button_of("zeilen").isEnabled()


def test_offline_is_one_sentence(shop: CorporaPage, place: Place, qtbot: QtBot) -> None:
    place.server_close()
    sentence = said(shop, qtbot)
    assert "127.0.0.1" in sentence
    assert "\n" not in sentence


def test_a_download_is_cancelled_and_keeps_what_has_come(
    shop: CorporaPage, place: Place, qtbot: QtBot
) -> None:
    place.silent_after = 150_000
    shop.catalogue.button_of("zeilen").click()
    part = home.downloads_folder() / "zeilen" / "text.txt.part"
    qtbot.waitUntil(lambda: part.exists() and part.stat().st_size > 0, timeout=LONG)
    shop.strip._cancel.click()
    qtbot.waitUntil(lambda: not shop.is_importing, timeout=LONG)
    qtbot.waitUntil(shop.strip.isHidden)
    assert part.stat().st_size > 0
    place.over.set()
    qtbot.waitUntil(lambda: not any("process_request" in each.name for each in threading.enumerate()))
