import io

import pytest

from wordrnn.cli.progress import Display, duration
from wordrnn.events import event


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 s"), (59.4, "59 s"), (250, "4 min 10 s"), (7500, "2 h 5 min")]
)
def test_times_read_well(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_what_happens_is_told_in_words() -> None:
    stream = io.StringIO()
    display = Display(stream)
    display.show(event("stage", name="reading"))
    display.show(event("ngram", valid_perplexity=141.19, seconds=0.5))
    numbers = {"elapsed_seconds": 1.0, "eta_seconds": 250.0, "tokens_per_second": 15_000.0, "epochs": 3.0}
    display.show(event("step", epoch=0.5, progress=0.2, train_loss=5.0, raw_loss=5.1, **numbers))
    display.show(
        event(
            "epoch",
            epoch=1,
            train_loss=5.0,
            valid_loss=4.6,
            valid_perplexity=99.5,
            valid_top1=0.2,
            valid_top3=0.3,
            best=True,
            **numbers,
        )
    )
    display.show(event("done", ok=True, stopped=False, message="Done.", model="m", folder="f"))
    display.close()
    told = stream.getvalue()
    for words in ("Reading the text", "141.2", "epoch 1: held-out perplexity 99.5 (best so far)", "Done."):
        assert words in told


def test_names_and_paths_are_told_as_they_are() -> None:
    stream = io.StringIO()
    told = {"ok": True, "stopped": False, "message": "Done."}
    Display(stream).show(event("done", **told, model="cats [old] :cat:", folder="/texts/[b]/a[/b]"))
    assert stream.getvalue() == "Done. Model cats [old] :cat:: /texts/[b]/a[/b]\n"
