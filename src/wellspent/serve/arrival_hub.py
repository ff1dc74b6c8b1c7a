"""The arrival hub: looks once a second for what has come in, for all pages that listen.

One loop looks however many listen, and none while nobody does. What is told are counts by route,
nothing of a person.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from wellspent.errors import StoreUnavailable, TooMany
from wellspent.records.routed_queue import Arrival

LOOKS_EVERY_SECONDS = 1.0
SIGN_OF_LIFE_SECONDS = 15.0
MOST_LISTENERS = 200
MOST_TOLD = 100
"""So many of the newest are looked at: more at once came by an import, and are told as so many."""

_log = logging.getLogger("wellspent.serve")


@dataclass(frozen=True, slots=True)
class News:
    """How many arrived, by route, and the place after which all of them were stored."""

    routes: Mapping[str, int]
    since: int


class ArrivalHub:
    """Tells pages what has arrived since they were made. Used on the server's loop only."""

    def __init__(self, look: Callable[[], Sequence[Arrival]]) -> None:
        self._look = look
        self._known: dict[int, tuple[int, str]] | None = None
        self._looks = 0
        self._listening: set[asyncio.Event] = set()
        self._watching: asyncio.Task[None] | None = None
        self._closed = False

    def close(self) -> None:
        """End all listening: the server stops."""
        self._closed = True
        self._wake_all()

    def check_room(self) -> None:
        """Raise TooMany when as many listen as the server has room for."""
        if len(self._listening) >= MOST_LISTENERS:
            raise TooMany(
                f"{MOST_LISTENERS} pages listen for arrivals already",
                wait_seconds=60,
                next_step="Load the page again to see what is new.",
            )

    async def listen(self, since: int) -> AsyncGenerator[News | None]:
        """Give how many arrived after the place `since`, by route, each time that more did.

        None is a sign of life after a while without news. Ends when the server stops.
        """
        self.check_room()
        woken = asyncio.Event()
        self._listening.add(woken)
        self._begin_to_watch()
        begun, told = self._looks, News({}, since)
        try:
            while not self._closed:
                woken.clear()
                news = self._news(since, begun)
                if news != told:
                    told = news
                    yield news
                if not await _woken(woken):
                    yield None
        finally:
            self._listening.discard(woken)

    def _news(self, since: int, begun: int) -> News:
        """Gather what was stored after `since`, or before it and routed late.

        The first look after listening began may find what the page shows already.
        """
        new = {
            place: route
            for place, (seen, route) in (self._known or {}).items()
            if place > since or (place < since and seen > begun + 1)
        }
        return News(dict(Counter(new.values())), min([since, *(place - 1 for place in new)]))

    def _begin_to_watch(self) -> None:
        if self._watching is None or self._watching.done():
            self._known = None
            self._watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        while self._listening and not self._closed:
            try:
                found = await run_in_threadpool(self._look)
            except StoreUnavailable as error:
                _log.warning("arrivals can't be looked up for a moment: %s", error.what)
            else:
                self._note(found)
            await asyncio.sleep(LOOKS_EVERY_SECONDS)

    def _note(self, found: Sequence[Arrival]) -> None:
        """Remember what is new among those found."""
        self._looks += 1
        before = self._known
        if before is None:
            self._known = {one.place: (0, one.route.value) for one in found}
            self._wake_all()
            return
        floor = min(before, default=0)
        fresh = [one for one in found if one.place not in before and one.place > floor]
        if not fresh:
            return
        grown = before | {one.place: (self._looks, one.route.value) for one in fresh}
        self._known = dict(sorted(grown.items())[-MOST_TOLD:])
        self._wake_all()

    def _wake_all(self) -> None:
        for woken in self._listening:
            woken.set()


async def _woken(event: asyncio.Event) -> bool:
    """Wait for news, at most until a sign of life is due; return whether there is any."""
    try:
        async with asyncio.timeout(SIGN_OF_LIFE_SECONDS):
            return await event.wait()
    except TimeoutError:
        return False
