"""Authenticity of many enquiries as columns: the same readings and points, without the words.

What one enquiry's `authenticity_of` says, these say for a million: both look up the same table.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import Final

import numpy as np

from wellspent.profile.arrays import Codes, Floats
from wellspent.qualify.authenticity import AuthenticityTable
from wellspent.qualify.enquiry_kind import kind_of
from wellspent.qualify.read_signals import read_signals
from wellspent.qualify.signals.intent import intent_in
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.enquiry import Enquiry
from wellspent.records.scorecard import Scorecard

KINDS: Final = tuple(EnquiryKind)
AT_A_TIME: Final = 5_000
WORTH_PROCESSES: Final = 40_000
"""Fewer enquiries are judged sooner than another process has started."""

_CODES: Final = {kind: code for code, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class AuthenticityColumns:
    """Authenticity of many enquiries: one entry an enquiry in each array.

    `kind` is a place in `KINDS`.
    """

    probability: Floats
    low: Floats
    high: Floats
    kind: Codes
    certainty: Floats

    def __len__(self) -> int:
        return len(self.probability)


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
    for row, enquiry in enumerate(block):
        readings = read_signals(enquiry)
        score = table.score(readings)
        kind, certainty = kind_of(intent_in(enquiry.lead), readings)
        probability[row], low[row], high[row] = score.probability, score.low, score.high
        certainties[row] = certainty
        kinds[row] = _CODES[kind]
    return AuthenticityColumns(probability, low, high, kinds, certainties)


def _joined(parts: Sequence[AuthenticityColumns]) -> AuthenticityColumns:
    if not parts:
        nothing = np.empty(0)
        return AuthenticityColumns(nothing, nothing, nothing, np.empty(0, np.int32), nothing)
    return AuthenticityColumns(
        probability=np.concatenate([part.probability for part in parts]),
        low=np.concatenate([part.low for part in parts]),
        high=np.concatenate([part.high for part in parts]),
        kind=np.concatenate([part.kind for part in parts]),
        certainty=np.concatenate([part.certainty for part in parts]),
    )
