"""The server with a real client at the other end of its pipes, and the model that comes with wordrnn."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled
from pygls.lsp.client import LanguageClient

from wordrnn.lsp.server import Options

URI = "file:///letter.txt"
ROOT = Path(__file__).parents[3]


class Editor(LanguageClient):
    """As much of an editor as there has to be."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.said: list[str] = []
        self.version = 0

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def on_message(params: types.ShowMessageParams) -> None:
            self.said.append(params.message)

    async def begin(self, *arguments: str, options: Any = None) -> types.InitializeResult:
        await self.start_io(sys.executable, "-m", "wordrnn", "lsp", *arguments, cwd=str(ROOT))
        asked = types.InitializeParams(
            capabilities=types.ClientCapabilities(), initialization_options=options
        )
        result = await self.initialize_async(asked)
        self.initialized(types.InitializedParams())
        return result

    def show(self, text: str) -> None:
        self.version += 1
        item = types.TextDocumentItem(URI, "plaintext", self.version, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, text: str) -> None:
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(version=self.version, uri=URI)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))

    async def inline(
        self, line: int, character: int, by_key: bool = False
    ) -> list[types.InlineCompletionItem]:
        found = await self.text_document_inline_completion_async(self.asked(line, character, by_key))
        assert isinstance(found, types.InlineCompletionList)
        return list(found.items)

    def asked(self, line: int, character: int, by_key: bool = False) -> types.InlineCompletionParams:
        kinds = types.InlineCompletionTriggerKind
        context = types.InlineCompletionContext(kinds.Invoked if by_key else kinds.Automatic)
        return types.InlineCompletionParams(
            context, types.TextDocumentIdentifier(URI), types.Position(line, character)
        )

    async def listed(self, line: int, character: int) -> list[types.CompletionItem]:
        asked = types.CompletionParams(types.TextDocumentIdentifier(URI), types.Position(line, character))
        found = await self.text_document_completion_async(asked)
        assert isinstance(found, types.CompletionList) and found.is_incomplete
        return list(found.items)

    async def end(self) -> None:
        await self.shutdown_async(None)
        self.exit(None)
        await self.stop()


def with_editor(use: Callable[[Editor], Awaitable[None]], *arguments: str, options: Any = None) -> Editor:
    """Start a server, let `use` do what it wants with it, and end it."""

    async def run() -> Editor:
        editor = Editor()
        await editor.begin(*arguments, options=options)
        try:
            await use(editor)
        finally:
            await editor.end()
        return editor

    return asyncio.run(asyncio.wait_for(run(), 60))


def test_words_come_with_probabilities_and_take_the_place_of_the_letters() -> None:
    async def use(editor: Editor) -> None:
        editor.show("Dear Anna,\n\nthanks for the qu")
        items = await editor.listed(2, 17)
        assert {"question", "quick"} <= {item.label for item in items}
        best = items[0]
        assert best.detail and 1 <= int(best.detail.removesuffix(" %")) <= 100
        assert isinstance(best.text_edit, types.TextEdit)
        assert best.text_edit.range == types.Range(types.Position(2, 15), types.Position(2, 17))
        assert best.text_edit.new_text == best.label
        assert [item.sort_text for item in items] == sorted(item.sort_text or "" for item in items)

    with_editor(use)


def test_places_are_counted_in_utf_16_and_texts_are_followed() -> None:
    async def use(editor: Editor) -> None:
        before = "e\u0301 😀😀 thanks for the"
        units = len(before.encode("utf-16-le")) // 2
        editor.show("x")
        editor.change(f"{before} qu")
        (item, *_) = await editor.inline(0, units + 3, by_key=True)
        assert item.range == types.Range(types.Position(0, units + 1), types.Position(0, units + 3))
        assert str(item.insert_text).startswith("qu")
        editor.change(f"{before} wea")
        (item, *_) = await editor.inline(0, units + 4, by_key=True)
        assert str(item.insert_text).startswith("wea")
        assert await editor.inline(0, 2, by_key=True) == []  # a space follows: not the line's end

    with_editor(use)


def test_unasked_only_what_is_sure_is_shown() -> None:
    async def use(editor: Editor) -> None:
        editor.show("The ")
        assert await editor.inline(0, 4) == []
        assert len(await editor.inline(0, 4, by_key=True)) == 3
        editor.change("I would like to thank y")
        (item,) = await editor.inline(0, 23)
        assert str(item.insert_text).split(" ")[0] == "you"

    with_editor(use, "--sure", "0.6", "--words", "1")


def test_an_editor_s_own_options_count_and_wrong_ones_are_told() -> None:
    async def few(editor: Editor) -> None:
        editor.show("The ")
        assert len(await editor.listed(0, 4)) == 2

    assert with_editor(few, options={"suggestions": 2}).said == []

    async def many(editor: Editor) -> None:
        editor.show("The ")
        assert len(await editor.listed(0, 4)) == 5

    (said,) = with_editor(many, options={"suggestions": "many"}).said
    assert "suggestions: expected a number from 1 to 20, got 'many'" in said


def test_what_nobody_waits_for_is_cancelled() -> None:
    async def use(editor: Editor) -> None:
        editor.show("Thanks for the qu")
        # The model is still being opened, so that none of these is answered before it is cancelled.
        pending = [
            asyncio.ensure_future(editor.text_document_inline_completion_async(editor.asked(0, 17, True)))
            for _ in range(3)
        ]
        await asyncio.sleep(0)
        waiting = list(editor.protocol._request_futures)
        for number in waiting[:2]:
            editor.cancel_request(types.CancelParams(number))
        ended = await asyncio.gather(*pending, return_exceptions=True)
        assert [isinstance(each, JsonRpcRequestCancelled) for each in ended] == [True, True, False]
        assert await editor.inline(0, 17, by_key=True)

    with_editor(use)


def test_without_a_model_it_says_so_and_offers_nothing() -> None:
    async def use(editor: Editor) -> None:
        editor.show("The ")
        asked = editor.asked(0, 4, True)
        assert await editor.text_document_inline_completion_async(asked) is None

    editor = with_editor(use, "--model", "nobody")
    assert len(editor.said) == 1 and "nobody" in editor.said[0]


def test_options_are_checked() -> None:
    assert Options().with_those_of(None) == Options()
    assert Options().with_those_of({"sure": 1, "other": "x"}) == Options(sure=1)
    for wrong in (3, {"sure": True}, {"words": 2.5}, {"words": 6}, {"sure": -0.1}):
        with pytest.raises(ValueError):
            Options().with_those_of(wrong)
