"""The server: documents and requests of one editor, answered by one model.

The model is opened, and asked, in a thread: the loop goes on reading meanwhile, so that a request that is cancelled, or
overtaken by the next letter, is not answered at all.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from wordrnn import __version__
from wordrnn.continuation import PredictorLike, prepare
from wordrnn.errors import WordrnnError
from wordrnn.lsp import offers
from wordrnn.lsp.offers import Offer
from wordrnn.lsp.positions import Encoding, offset_of, units
from wordrnn.messages import sentence

log = logging.getLogger(__name__)

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Options:
    """What the person chose, on the command line or in the editor's `initializationOptions`."""

    sure: float = 0.2
    """How probable a word has to be to be shown unasked, from 0 to 1."""
    words: int = 3
    """Shown behind the caret at the most, from 1 to 5."""
    suggestions: int = 5
    """In a list, from 1 to 20."""

    def with_those_of(self, given: Any) -> "Options":
        """Return these options with what an editor says of them. Raises ValueError for what cannot be."""
        if given is None:
            return self
        if not isinstance(given, Mapping):
            raise ValueError("initializationOptions: expected an object")
        bounds = {"sure": (0, 1), "words": (1, 5), "suggestions": (1, 20)}
        chosen: dict[str, Any] = {}
        for name in bounds.keys() & given.keys():
            value, (low, high) = given[name], bounds[name]
            number = isinstance(value, (int, float) if name == "sure" else int) and not isinstance(
                value, bool
            )
            if not number or not low <= value <= high:
                raise ValueError(f"{name}: expected a number from {low} to {high}, got {value!r}")
            chosen[name] = value
        return replace(self, **chosen)


def serve(load: Callable[[], PredictorLike], options: Options) -> int:
    """Serve the editor at the other end of stdin and stdout until it says goodbye; return the exit code."""
    server(load, options).start_io()
    return 0


def server(load: Callable[[], PredictorLike], options: Options) -> LanguageServer:
    """Return a server that answers with the predictor that `load` opens once an editor is there."""
    # Whole documents: pygls ends lines where Python does, which an editor that sends changes of lines does not.
    made = LanguageServer("wordrnn", __version__, types.TextDocumentSyncKind.Full)
    session = _Session(made, load, options)

    # pygls marks what answers, which methods do not let be done to them.
    @made.feature(types.INITIALIZE)
    def on_initialize(params: types.InitializeParams) -> None:
        session.begin(params.initialization_options)

    @made.feature(types.TEXT_DOCUMENT_INLINE_COMPLETION)
    async def inline(params: types.InlineCompletionParams) -> types.InlineCompletionList | None:
        return await session.inline(params)

    @made.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions())
    async def listed(params: types.CompletionParams) -> types.CompletionList | None:
        return await session.listed(params)

    @made.feature(types.SHUTDOWN)
    def on_shutdown(params: None) -> None:
        session.end()

    return made


class _Session:
    """One editor's requests."""

    def __init__(self, server: LanguageServer, load: Callable[[], PredictorLike], options: Options) -> None:
        self._server, self._load, self._options = server, load, options
        self._thread = ThreadPoolExecutor(1, "predictor")  # a predictor answers one question at a time
        self._loading: asyncio.Task[PredictorLike | None] | None = None
        self._asked = 0  # requests that came as far as the thread

    def begin(self, options: Any) -> None:
        """Take the editor's `options`, and begin to open the model."""
        try:
            self._options = self._options.with_those_of(options)
        except ValueError as error:
            self._say(f"wordrnn: {error}; the default is used.")
        self._loading = asyncio.ensure_future(self._opened())

    def end(self) -> None:
        """Answer nothing any more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def inline(self, params: types.InlineCompletionParams) -> types.InlineCompletionList | None:
        """Return what may be shown behind the caret; asked for by a key, however unsure it is."""
        invoked = params.context.trigger_kind == types.InlineCompletionTriggerKind.Invoked
        chosen, wanted = self._options, _Wanted()
        sure = 0.0 if invoked else chosen.sure

        def ask(predictor: PredictorLike, text: str, caret: int) -> list[Offer]:
            asked = {"sure": sure, "words": chosen.words, "is_wanted": wanted}
            return offers.inline(predictor, text, caret, **asked)

        found = await self._ask(params, ask, wanted)
        if found is None:
            return None
        items = [
            types.InlineCompletionItem(
                offer.text, filter_text=typed, range=self._range(params.position, typed)
            )
            for offer, typed in found
        ]
        return types.InlineCompletionList(items)

    async def listed(self, params: types.CompletionParams) -> types.CompletionList | None:
        """Return words with their probabilities; the editor asks again after each letter."""
        k = self._options.suggestions
        found = await self._ask(params, lambda predictor, text, at: offers.listed(predictor, text, at, k))
        if found is None:
            return None
        items = [
            types.CompletionItem(
                label=offer.word,
                kind=types.CompletionItemKind.Text,
                detail=f"{100 * offer.probability:.0f} %",
                sort_text=f"{rank:02}",
                # What was typed, as it was typed: the editor is to leave none of the words out.
                filter_text=typed or offer.text,
                preselect=rank == 0,
                text_edit=types.TextEdit(self._range(params.position, typed), offer.text),
            )
            for rank, (offer, typed) in enumerate(found)
        ]
        return types.CompletionList(is_incomplete=True, items=items)

    async def _ask(
        self,
        params: types.InlineCompletionParams | types.CompletionParams,
        ask: Callable[[PredictorLike, str, int], Sequence[Offer]],
        wanted: "_Wanted | None" = None,
    ) -> list[tuple[Offer, str]] | None:
        """Return each offer with the letters that it takes the place of; None without a model."""
        text = self._server.workspace.get_text_document(params.text_document.uri).source
        place = params.position
        caret = offset_of(text, place.line, place.character, self._encoding)
        predictor = await asyncio.shield(self._loading) if self._loading else None
        if predictor is None:
            return None
        # What has come in meanwhile is read first: perhaps that nobody waits for this any more.
        await asyncio.sleep(0)
        self._asked += 1
        number = self._asked
        try:
            found = await self._in_thread(lambda: ask(predictor, text, caret))
        except asyncio.CancelledError:
            if wanted:
                wanted.is_so = False
            raise
        with suppress(RuntimeError):  # the editor has said good-bye meanwhile
            before = offers.around(text, caret)[0]
            self._thread.submit(prepare, predictor, before, lambda: number == self._asked)
        return [(offer, text[caret - offer.replaces : caret]) for offer in found]

    def _range(self, place: types.Position, typed: str) -> types.Range:
        """Return the range of the letters `typed` before `place`."""
        begin = types.Position(place.line, max(0, place.character - units(typed, self._encoding)))
        return types.Range(begin, place)

    @property
    def _encoding(self) -> Encoding:
        agreed = types.PositionEncodingKind(self._server.workspace.position_encoding or "utf-16")
        return cast(Encoding, agreed.value)

    async def _opened(self) -> PredictorLike | None:
        """Return the predictor; None where it cannot be opened, which is said."""
        try:
            return await self._in_thread(self._load)
        except WordrnnError as error:
            self._say(f"wordrnn: {sentence(error)}")
            return None

    async def _in_thread(self, work: Callable[[], _Answer]) -> _Answer:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _say(self, text: str) -> None:
        log.warning("%s", text.removeprefix("wordrnn: "))
        self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, text))


class _Wanted:
    """Whether somebody still waits for an answer."""

    def __init__(self) -> None:
        self.is_so = True

    def __call__(self) -> bool:
        return self.is_so
