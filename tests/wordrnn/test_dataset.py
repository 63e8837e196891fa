from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora import Document
from wordrnn.dataset import DataConfig, Stopped, Streams, open_dataset, prepare
from wordrnn.errors import CorpusError
from wordrnn.text.spool import Span, Spool, split
from wordrnn.text.workers import Workers

LINE = "the cat sat on the mat and the dog ran to the old house\n"


def documents(count: int, lines: int = 30) -> list[Document]:
    return [
        Document(f"d{index}", f"number {index} is here again {index}\n" + LINE * lines)
        for index in range(count)
    ]


def test_text_is_written_once_and_found_again(tmp_path: Path) -> None:
    first = prepare(documents(3), None, DataConfig(), tmp_path)
    stamp = (first.folder / "train.bin").stat().st_mtime_ns
    again = prepare(documents(3), None, DataConfig(), tmp_path)
    assert again.folder == first.folder
    assert (again.folder / "train.bin").stat().st_mtime_ns == stamp
    assert sorted(path.name for path in tmp_path.iterdir()) == [first.folder.name]


def test_changed_text_and_changed_settings_are_noticed(tmp_path: Path) -> None:
    keys = {
        prepare(documents(3), None, DataConfig(), tmp_path).key,
        prepare([*documents(2), Document("d2", LINE * 29)], None, DataConfig(), tmp_path).key,
        prepare(documents(3), None, DataConfig(vocabulary_size=10), tmp_path).key,
        prepare(documents(3), documents(1), DataConfig(), tmp_path).key,
        prepare([Document("w", d.text, weight=2) for d in documents(3)], None, DataConfig(), tmp_path).key,
    }
    assert len(keys) == 5


def test_whole_documents_are_held_out_where_there_are_many(tmp_path: Path) -> None:
    dataset = prepare(documents(100, 4), None, DataConfig(), tmp_path)
    held_out = dataset.tokenizer.decode(dataset.valid)
    assert held_out.count("number") == 5  # a twentieth of 100
    assert held_out.startswith("number")
    assert len(dataset.train) == 19 * len(dataset.valid)


def test_blocks_of_a_single_document_are_held_out_and_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    lines = [f"line {index} ends here {index}\n" for index in range(400)]
    dataset = prepare([Document("one", "".join(lines))], None, DataConfig(), tmp_path)
    parts = [dataset.tokenizer.decode(part) for part in (dataset.train, dataset.valid)]
    assert 0.03 < len(dataset.valid) / (len(dataset.train) + len(dataset.valid)) < 0.08
    found = sorted(line for part in parts for line in part.splitlines())
    known = {line.split()[1] for line in lines if line.split()[1] in dataset.tokenizer.vocabulary}
    assert len(found) == 400
    assert [line for line in found if "<unk>" not in line] == sorted(
        line.strip() for line in lines if line.split()[1] in known
    )


def test_the_vocabulary_comes_from_the_training_part_only(tmp_path: Path) -> None:
    held_out = [Document("valid", "zebra zebra zebra\n" * 20)]
    dataset = prepare(documents(2), held_out, DataConfig(), tmp_path)
    assert "zebra" not in dataset.tokenizer.vocabulary
    assert dataset.coverage == pytest.approx(0.25)  # of "zebra zebra zebra <eos>"


def test_a_weight_repeats_and_thins(tmp_path: Path) -> None:
    def train_tokens(weight: float) -> int:
        text = [Document("d", LINE * 400, weight=weight)]
        return len(prepare(text, documents(1), DataConfig(), tmp_path).train)

    assert train_tokens(2.0) == 2 * train_tokens(1.0)
    assert train_tokens(0.5) == pytest.approx(train_tokens(1.0) / 2, rel=0.05)
    assert train_tokens(2.25) == pytest.approx(train_tokens(1.0) * 2.25, rel=0.05)


def test_addresses_and_numbers_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    text = [Document("d", "write to ann@example.org or call +44 20 7946 0958 today\n" * 60)]
    assert "ann" not in prepare(text, None, DataConfig(), tmp_path).tokenizer.vocabulary
    kept = prepare(text, None, DataConfig(redact=False), tmp_path).tokenizer.vocabulary
    assert {"ann", "7946"} <= set(kept)


@pytest.mark.parametrize("text", ["one two three\n", "", "\n\n"])
def test_too_little_text_is_refused_and_nothing_left_behind(tmp_path: Path, text: str) -> None:
    with pytest.raises(CorpusError) as caught:
        prepare([Document("d", text)], None, DataConfig(), tmp_path)
    assert caught.value.code == "too-little-text"
    assert list(tmp_path.iterdir()) == []


def test_one_long_line_is_split_at_words(tmp_path: Path) -> None:
    line = " ".join(f"w{index % 50}" for index in range(4000)) + "\n"
    dataset = prepare([Document("d", line)], None, DataConfig(), tmp_path)
    assert len(dataset.train) + len(dataset.valid) == 4001
    assert 100 <= len(dataset.valid) <= 400
    assert dataset.coverage == 1.0  # no word was cut in two


def test_a_line_without_any_space_is_split_between_characters(tmp_path: Path) -> None:
    dataset = prepare([Document("d", "私は本を読む。" * 3000 + "\n")], None, DataConfig("bpe", 200), tmp_path)
    assert "\ufffd" not in dataset.tokenizer.decode(dataset.valid)


def test_a_text_that_comes_twice_is_read_once(tmp_path: Path) -> None:
    once = prepare(documents(3), None, DataConfig(), tmp_path)
    twice = prepare([*documents(3), *documents(2)], None, DataConfig(), tmp_path)
    assert (twice.key, twice.documents) == (once.key, 3)


def test_what_is_held_out_is_not_trained_on_too(tmp_path: Path) -> None:
    *rest, last = documents(4)
    dataset = prepare([*rest, last], [last], DataConfig(), tmp_path)
    assert "3" not in dataset.tokenizer.vocabulary  # a word of the last one only
    assert (dataset.documents, dataset.left_out) == (3, 1)
    apart = prepare(rest, [last], DataConfig(), tmp_path)
    assert (apart.key, apart.left_out) == (dataset.key, 0)
    with pytest.raises(CorpusError) as caught:
        prepare([last], [last], DataConfig(), tmp_path)
    assert caught.value.code == "nothing-but-held-out"


def test_of_two_runs_on_one_text_at_once_both_have_it(tmp_path: Path) -> None:
    quicker: list[str] = []

    def another_run_ends_first() -> bool:
        if list(tmp_path.glob(".tmp-*/shards")) and not quicker:
            quicker.append("")
            quicker[0] = prepare(documents(3), None, DataConfig(), tmp_path).key
        return False

    dataset = prepare(documents(3), None, DataConfig(), tmp_path, stop=another_run_ends_first)
    assert [dataset.key] == quicker
    assert [path.name for path in tmp_path.iterdir()] == quicker


def test_a_held_out_text_that_is_too_short_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        prepare(documents(3), [Document("v", "two words\n")], DataConfig(), tmp_path)
    assert caught.value.code == "too-little-held-out"


def test_words_that_never_come_twice_are_refused(tmp_path: Path) -> None:
    text = "".join(f"a{index}b\n" for index in range(400)).replace("\n", " ")
    with pytest.raises(CorpusError) as caught:
        prepare([Document("d", text)], documents(1), DataConfig(), tmp_path)
    assert caught.value.code == "no-repeated-words"


def test_shards_that_were_damaged_are_made_anew(tmp_path: Path) -> None:
    first = prepare(documents(3), None, DataConfig(), tmp_path)
    tokens = first.train.tolist()
    (first.folder / "train.bin").unlink()
    assert prepare(documents(3), None, DataConfig(), tmp_path).train.tolist() == tokens


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".tmp-dead").mkdir(parents=True)
    (tmp_path / ".tmp-dead" / "text").write_text("private")
    dataset = prepare(documents(3), None, DataConfig(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [dataset.key]


def test_damaged_shards_are_noticed(tmp_path: Path) -> None:
    dataset = prepare(documents(3), None, DataConfig(), tmp_path)
    with (dataset.folder / "train.bin").open("ab") as file:
        file.write(b"\0\0")
    with pytest.raises(CorpusError):
        open_dataset(dataset.folder)


def test_a_large_vocabulary_is_kept_in_wider_numbers(tmp_path: Path) -> None:
    words = " ".join(f"w{index}" for index in range(70_000)) + "\n"
    dataset = prepare([Document("d", words)], documents(1), DataConfig("pretokenized", 1_000_000), tmp_path)
    assert dataset.train.dtype == np.uint32
    assert int(dataset.train.max()) == 70_001


@given(count=st.integers(12, 400), batch=st.integers(1, 9), bptt=st.integers(1, 12))
@settings(max_examples=60)
def test_windows_read_every_target_once_and_in_order(count: int, batch: int, bptt: int) -> None:
    ids = np.arange(count, dtype=np.uint16)
    streams = Streams(ids, batch, bptt)
    windows = [streams.window(index) for index in range(streams.windows)]
    assert {window.shape for window in windows} == {(batch, bptt + 1)}
    targets = np.concatenate([window[:, 1:] for window in windows], axis=1)
    read = np.concatenate([window[:, :-1] for window in windows], axis=1)
    real = targets >= 0
    assert (targets[real] == read[real] + 1).all()
    assert [streams.targets(index) for index in range(streams.windows)] == [
        int((window[:, 1:] >= 0).sum()) for window in windows
    ]
    flat = targets[: streams.filled, : streams.length].reshape(-1)
    assert flat.tolist() == list(range(1, streams.tokens + 1))
    assert real.sum() == streams.tokens


@given(count=st.integers(12, 400), parts=st.integers(1, 4), streams=st.integers(1, 3))
@settings(max_examples=40)
def test_a_part_of_the_streams_reads_its_own_ids_only(count: int, parts: int, streams: int) -> None:
    ids = np.arange(count, dtype=np.uint16)
    whole = Streams(ids, parts * streams, 7)
    for first in range(0, parts * streams, streams):
        span = whole.span(first, streams)
        own = np.zeros_like(ids)
        own[span] = ids[span]
        part = Streams(own, parts * streams, 7)
        for index in range(whole.windows):
            assert (part.window(index, first, streams) == whole.window(index)[first : first + streams]).all()


def test_held_out_text_is_kept_letter_by_letter(tmp_path: Path) -> None:
    text = "One UNKNOWNWORD here.\n" * 5
    dataset = prepare(documents(3), [Document("v", text)], DataConfig(), tmp_path)
    assert dataset.valid_text == text
    (dataset.folder / "valid.txt").unlink()  # as an earlier version left it
    assert open_dataset(dataset.folder).valid_text == ""


@pytest.mark.parametrize("config", [DataConfig(), DataConfig("pretokenized")])
def test_several_processes_make_the_same_shards(
    config: DataConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [
        Document(f"d{n}", f"mail me{n}@here.org of don't\n" + f"word{n} word{n} " * n + "\n" + LINE * 9)
        for n in range(30)
    ]
    texts[7] = Document("heavy", texts[7].text, weight=2.5)
    alone = prepare(texts, None, config, tmp_path / "alone")
    monkeypatch.setattr("wordrnn.text.spool._TASK_BYTES", 700)
    with Workers(2, enough=1000) as workers:
        shared = prepare(texts, None, config, tmp_path / "shared", workers=workers)
    assert shared.key == alone.key
    assert shared.tokenizer.to_json() == alone.tokenizer.to_json()
    assert (shared.train.tolist(), shared.valid.tolist()) == (alone.train.tolist(), alone.valid.tolist())


def test_reading_stops_when_asked_to(tmp_path: Path) -> None:
    read: list[Document] = []

    def endless() -> Iterator[Document]:
        while True:
            read.append(Document(f"d{len(read)}", LINE))
            yield read[-1]

    with pytest.raises(Stopped):
        prepare(endless(), None, DataConfig(), tmp_path, stop=lambda: len(read) > 3)
    assert len(read) == 4
    assert list(tmp_path.iterdir()) == []


def test_of_many_documents_larger_than_what_is_held_out_blocks_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wordrnn.text.spool.MAX_VALID_BYTES", 900)
    dataset = prepare(documents(40), None, DataConfig(), tmp_path)
    assert 100 < len(dataset.valid) < 400  # of 14 tokens a line of 56 bytes


def test_blocks_that_follow_each_other_are_read_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wordrnn.text.spool.MAX_VALID_BYTES", 500)
    (tmp_path / "text").write_text(LINE * 1000)
    spool = Spool(tmp_path / "text", [Span(0, len(LINE) * 1000, 1.0)], "")
    train, valid = split(spool)
    assert len(train.spans) == len(valid.spans) + 1  # not one for each of the hundreds of blocks
    covered = sorted((span.start, span.end) for span in (*train.spans, *valid.spans))
    assert [start for start, _ in covered] == [0, *(end for _, end in covered[:-1])]
    assert covered[-1][1] == len(LINE) * 1000
