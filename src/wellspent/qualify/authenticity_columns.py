"""Authenticity of many enquiries as columns: the same readings and points, without the words.

What one enquiry's `authenticity_of` says, these say for a million: both look up the same table.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from typing import Final

import numpy as np

from wellspent.profile.arrays import Codes, Flags, Floats
from wellspent.qualify.authenticity import AuthenticityTable
from wellspent.qualify.enquiry_kind import kind_of
from wellspent.qualify.read_signals import read_signals
from wellspent.qualify.signals.intent import intent_in
from wellspent.records.authenticity import EnquiryKind, SignalReading
from wellspent.records.enquiry import Enquiry
from wellspent.records.lead import Lead
from wellspent.records.scorecard import Scorecard

KINDS: Final = tuple(EnquiryKind)
AT_A_TIME: Final = 5_000
WORTH_PROCESSES: Final = 40_000
"""Fewer enquiries are judged sooner than another process has started."""

LEAST_POINTS: Final = 0.05
"""Log-odds below which a reading moves nothing."""

LEAST_TOLD: Final = 0.1
"""The share of enquiries that have to tell something before authenticity is told of them all."""

_CODES: Final = {kind: code for code, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class AuthenticityColumns:
    """Authenticity of many enquiries: one entry an enquiry in each array.

    `kind` is a place in `KINDS`. `told` says where a signal read anything that moves the score or
    tells the kind; what an enquiry with nothing in it reads as well (no address, no message) isn't
    that. `tellers` counts the enquiries in which each signal, by its label, did so.
    """

    probability: Floats
    low: Floats
    high: Floats
    kind: Codes
    certainty: Floats
    told: Flags
    tellers: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.probability)

    def tell(self) -> bool:
        """Return whether enough of them tell something, so that no odd sign means something too."""
        return len(self) > 0 and float(self.told.mean()) >= LEAST_TOLD


def authenticity_columns(
    scorecard: Scorecard, enquiries: Iterable[Enquiry], *, count: int = 0, processes: int = 1
) -> AuthenticityColumns:
    """Return the authenticity of enquiries, in their order.

    Several `processes` share the work where `count` (how many there are, as far as known) is large
    enough to be worth it.
    """
    blocks = _blocks(enquiries)
    if processes < 2 or count < WORTH_PROCESSES:
        table = AuthenticityTable(scorecard)
        return _joined([_judge(table, block) for block in blocks])
    work = partial(_judge_there, scorecard)
    # Not forked: the process may hold locks of an engine's threads.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return _joined(list(_in_turn(pool, work, blocks, most_waiting=2 * processes)))


def columns_of_nothing(scorecard: Scorecard, count: int) -> AuthenticityColumns:
    """Return what is known of so many enquiries of which signals can read nothing."""
    one = authenticity_columns(scorecard, [Enquiry(lead=Lead())])
    return AuthenticityColumns(
        probability=np.repeat(one.probability, count),
        low=np.repeat(one.low, count),
        high=np.repeat(one.high, count),
        kind=np.repeat(one.kind, count),
        certainty=np.repeat(one.certainty, count),
        told=np.repeat(one.told, count),
        tellers={},
    )


def _blocks(enquiries: Iterable[Enquiry]) -> Iterator[list[Enquiry]]:
    rest = iter(enquiries)
    while block := list(islice(rest, AT_A_TIME)):
        yield block


def _in_turn(
    pool: ProcessPoolExecutor,
    work: "partial[AuthenticityColumns]",
    blocks: Iterator[list[Enquiry]],
    *,
    most_waiting: int,
) -> Iterator[AuthenticityColumns]:
    """Give results in order, with only a few blocks in memory at once."""
    waiting = [pool.submit(work, block) for block in islice(blocks, most_waiting)]
    while waiting:
        yield waiting.pop(0).result()
        waiting += [pool.submit(work, block) for block in islice(blocks, 1)]


_table_there: list[AuthenticityTable] = []


def _judge_there(scorecard: Scorecard, block: Sequence[Enquiry]) -> AuthenticityColumns:
    """Judge a block in another process, which keeps the table between blocks."""
    if not _table_there or _table_there[0].scorecard != scorecard:
        _table_there[:] = [AuthenticityTable(scorecard)]
    return _judge(_table_there[0], block)


def _judge(table: AuthenticityTable, block: Sequence[Enquiry]) -> AuthenticityColumns:
    probability, low, high, certainties = np.empty((4, len(block)))
    kinds = np.empty(len(block), dtype=np.int32)
    told = np.zeros(len(block), dtype=np.bool_)
    tellers: Counter[str] = Counter()
    for row, enquiry in enumerate(block):
        readings = read_signals(enquiry)
        score = table.score(readings)
        kind, certainty = kind_of(intent_in(enquiry.lead), readings)
        probability[row], low[row], high[row] = score.probability, score.low, score.high
        certainties[row] = certainty
        kinds[row] = _CODES[kind]
        telling = _telling(table, readings)
        tellers.update(telling)
        told[row] = bool(telling) or kind is not EnquiryKind.UNSURE
    return AuthenticityColumns(probability, low, high, kinds, certainties, told, tellers)


def _telling(table: AuthenticityTable, readings: Iterable[SignalReading]) -> list[str]:
    """Return the labels of signals that read something that moves the score."""
    return [
        one.label
        for one in readings
        if (one.signal, one.value) not in _read_of_nothing()
        and abs(table.points(one)) >= LEAST_POINTS
    ]


@cache
def _read_of_nothing() -> frozenset[tuple[str, str]]:
    """Return what is read off an enquiry with nothing in it."""
    return frozenset((one.signal, one.value) for one in read_signals(Enquiry(lead=Lead())))


def _joined(parts: Sequence[AuthenticityColumns]) -> AuthenticityColumns:
    if not parts:
        nothing, codes = np.empty(0), np.empty(0, np.int32)
        return AuthenticityColumns(nothing, nothing, nothing, codes, nothing, codes == 0, {})
    return AuthenticityColumns(
        probability=np.concatenate([part.probability for part in parts]),
        low=np.concatenate([part.low for part in parts]),
        high=np.concatenate([part.high for part in parts]),
        kind=np.concatenate([part.kind for part in parts]),
        certainty=np.concatenate([part.certainty for part in parts]),
        told=np.concatenate([part.told for part in parts]),
        tellers=sum((Counter(part.tellers) for part in parts), Counter[str]()),
    )
