"""Hand-over: what one turn of the server's loop brought goes to the disk, and comes back, together.

Waking the other thread costs as much as reading a form; so it is done once for many.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from wellspent.errors import StoreUnavailable
from wellspent.jobs.receive_enquiry import Intake
from wellspent.records.submission import Submission

Waiting = list[tuple[Submission, asyncio.Future[Submission]]]


class HandOver:
    """Gives submissions to the intake, and waits for them without holding up the loop."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._waiting: dict[asyncio.AbstractEventLoop, Waiting] = {}

    async def keep(self, submission: Submission) -> Submission:
        """Return a submission as it is kept, once it is on disk.

        InputError when it says nothing at all; StoreUnavailable when too many wait already.
        """
        checked = self._intake.checked(submission)
        loop = asyncio.get_running_loop()
        if loop not in self._waiting:
            self._waiting[loop] = []
            loop.call_soon(self._hand_over, loop)
        kept: asyncio.Future[Submission] = loop.create_future()
        self._waiting[loop].append((checked, kept))
        return await kept

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        waiting = self._waiting.pop(loop)
        futures = [future for _, future in waiting]

        def tell(outcomes: Sequence[Submission | Exception]) -> None:
            with suppress(RuntimeError):  # the loop has ended: nobody waits any more
                loop.call_soon_threadsafe(_settle, futures, outcomes)

        try:
            self._intake.receive_all([submission for submission, _ in waiting], tell)
        except StoreUnavailable as error:
            _settle(futures, [error] * len(futures))


def _settle(
    futures: Sequence[asyncio.Future[Submission]], outcomes: Sequence[Submission | Exception]
) -> None:
    for future, outcome in zip(futures, outcomes, strict=True):
        if future.done():  # whoever sent it has left
            continue
        if isinstance(outcome, Exception):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)
