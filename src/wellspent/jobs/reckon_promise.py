"""Reckon what the promise rests on: how enquiries known to be genuine would have been judged."""

from collections.abc import Sequence
from datetime import datetime

from wellspent.jobs.authenticity_in_use import DECLARED, authenticity_in_use
from wellspent.jobs.labelled_enquiries import WON, labelled_enquiries
from wellspent.qualify.authenticity import prior_scorecard
from wellspent.qualify.authenticity_file import declared_authenticity
from wellspent.qualify.held_out import judge_held_out, those_that_teach
from wellspent.records.authenticity import Authenticity, LabelledEnquiry
from wellspent.records.route import GenuineScores
from wellspent.store.connect import Store
from wellspent.store.statements import save_genuine_scores


def reckon_promise(
    store: Store, *, now: datetime, labelled: Sequence[LabelledEnquiry] | None = None
) -> GenuineScores:
    """Judge the enquiries that are known to be genuine, and keep what the promise rests on.

    `labelled` are all that are labelled, where the caller has them already.
    """
    judged = judge_genuine(store, now=now, labelled=labelled)
    kept = GenuineScores(
        scores=tuple(sorted(one.probability for _, one in judged)),
        scorecard_version=authenticity_in_use(store).version,
        reckoned_at=now,
    )
    save_genuine_scores(store, kept)
    return kept


def judge_genuine(
    store: Store, *, now: datetime, labelled: Sequence[LabelledEnquiry] | None = None
) -> list[tuple[LabelledEnquiry, Authenticity]]:
    """Return all that are known to be genuine, each judged by a scorecard that it didn't teach."""
    in_use = authenticity_in_use(store)
    known = labelled_enquiries(store) if labelled is None else labelled
    learned = in_use.version != DECLARED
    return judge_held_out(
        prior_scorecard(),
        known,
        teaching(known) if learned else (),
        in_use.table.scorecard,
        now=now,
    )


def teaching(labelled: Sequence[LabelledEnquiry]) -> list[LabelledEnquiry]:
    """Return those of the labelled enquiries that teach the scorecard."""
    share = declared_authenticity().genuine_share
    return those_that_teach(labelled, won=WON, genuine_share=share)
