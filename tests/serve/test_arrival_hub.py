"""Live arrival: what pages hear, on a loop that looks far more often than a real one."""

import asyncio
from contextlib import aclosing

import pytest

from wellspent.errors import StoreUnavailable, TooMany
from wellspent.records.route import Route
from wellspent.records.routed_queue import Arrival
from wellspent.serve import arrival_hub
from wellspent.serve.arrival_hub import ArrivalHub, News


class Queue:
    """What the hub looks at: leads by their place, and how often it was looked at."""

    def __init__(self, *places: int) -> None:
        self.places = list(places)
        self.looks = 0
        self.away = False

    def __call__(self) -> list[Arrival]:
        self.looks += 1
        if self.away:
            raise StoreUnavailable("the store is away")
        newest = sorted(self.places, reverse=True)[: arrival_hub.MOST_TOLD]
        return [Arrival(place=one, lead_id=f"L{one}", route=Route.CALL_NOW) for one in newest]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(arrival_hub, "LOOKS_EVERY_SECONDS", 0.005)
    monkeypatch.setattr(arrival_hub, "SIGN_OF_LIFE_SECONDS", 5)


def calls(count: int, *, since: int) -> News:
    return News({"call now": count}, since)


def hear(coroutine):
    async def limited():
        async with asyncio.timeout(20):
            return await coroutine

    return asyncio.run(limited())


async def looked(queue: Queue, more: int = 3) -> None:
    until = queue.looks + more
    while queue.looks < until:
        await asyncio.sleep(0.001)


def test_page_hears_of_what_came_after_it_was_made():
    async def heard():
        queue = Queue(1, 2, 3)
        async with aclosing(ArrivalHub(queue).listen(since=2)) as told:
            first = await anext(told)
            queue.places += [4, 5]
            return first, await anext(told)

    assert hear(heard()) == (calls(1, since=2), calls(3, since=2))


def test_page_hears_of_what_was_stored_before_but_routed_late():
    async def heard():
        queue = Queue(1, 2, 4)
        async with aclosing(ArrivalHub(queue).listen(since=4)) as told:
            waiting = asyncio.create_task(anext(told))
            await looked(queue)
            queue.places.append(3)
            return await waiting

    assert hear(heard()) == calls(1, since=2)


def test_nothing_new_gives_signs_of_life_only(monkeypatch):
    monkeypatch.setattr(arrival_hub, "SIGN_OF_LIFE_SECONDS", 0.02)

    async def heard():
        async with aclosing(ArrivalHub(Queue(1, 2)).listen(since=2)) as told:
            return [await anext(told) for _ in range(3)]

    assert hear(heard()) == [None, None, None]


def test_one_loop_looks_for_all_and_none_while_nobody_listens():
    async def looks():
        queue = Queue(1)
        hub = ArrivalHub(queue)
        listening = [hub.listen(since=0) for _ in range(20)]
        for one in listening:
            assert await anext(one) == calls(1, since=0)
        among_twenty = queue.looks
        for one in listening:
            await one.aclose()
        await asyncio.sleep(0.05)
        at_rest = queue.looks
        await asyncio.sleep(0.05)
        return among_twenty, queue.looks - at_rest

    among_twenty, at_rest = hear(looks())
    assert among_twenty < 20
    assert at_rest == 0


def test_what_came_while_nobody_listened_is_not_told_to_a_page_that_shows_it():
    async def heard():
        queue = Queue(1)
        hub = ArrivalHub(queue)
        async with aclosing(hub.listen(since=0)) as told:
            await anext(told)
        await asyncio.sleep(0.05)
        queue.places += [2, 3]
        async with aclosing(hub.listen(since=3)) as told:
            waiting = asyncio.create_task(anext(told))
            await looked(queue, 5)
            queue.places.append(4)
            return await waiting

    assert hear(heard()) == calls(1, since=3)


def test_listening_ends_when_the_server_stops():
    async def heard():
        hub = ArrivalHub(Queue(1))
        listening = [asyncio.create_task(anext(hub.listen(since=1), "ended")) for _ in range(3)]
        await asyncio.sleep(0.02)
        hub.close()
        return await asyncio.gather(*listening)

    assert hear(heard()) == ["ended"] * 3


def test_only_so_many_may_listen(monkeypatch):
    monkeypatch.setattr(arrival_hub, "MOST_LISTENERS", 2)

    async def heard():
        hub = ArrivalHub(Queue(1))
        listening = [hub.listen(since=0) for _ in range(2)]
        for one in listening:
            await anext(one)
        with pytest.raises(TooMany):
            hub.check_room()
        await listening[0].aclose()
        hub.check_room()
        await listening[1].aclose()

    hear(heard())


def test_store_that_is_away_for_a_moment_ends_nothing():
    async def heard():
        queue = Queue(1)
        async with aclosing(ArrivalHub(queue).listen(since=1)) as told:
            waiting = asyncio.create_task(anext(told))
            await looked(queue)
            queue.away = True
            await looked(queue)
            queue.away = False
            queue.places.append(2)
            return await waiting

    assert hear(heard()) == calls(1, since=1)
