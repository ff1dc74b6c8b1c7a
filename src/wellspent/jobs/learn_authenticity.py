"""Learn authenticity from marks, releases, deals won and mail that came back.

The declared points are the prior and the labels move them; so it is learned anew from all labels
each time, never from what was learned before.
"""

from datetime import datetime

from wellspent.jobs.authenticity_in_use import authenticity_in_use
from wellspent.jobs.labelled_enquiries import labelled_enquiries
from wellspent.jobs.reckon_promise import reckon_promise, teaching
from wellspent.jobs.route_leads import route_leads
from wellspent.profile.scorecard_text import scorecard_text
from wellspent.qualify import learn_authenticity as learner
from wellspent.qualify.authenticity import prior_scorecard
from wellspent.records.scorecard import Scorecard
from wellspent.store.connect import Store
from wellspent.store.marks import last_marked_at
from wellspent.store.routing import load_authenticity_scorecard, save_authenticity_scorecard


def learn_authenticity(store: Store, *, now: datetime) -> Scorecard:
    """Learn the authenticity scorecard from all that is labelled, and put it in force.

    The promise is reckoned anew with it. Open enquiries keep their routes until they are routed
    again. Learning the same twice changes nothing.
    """
    labelled = labelled_enquiries(store)
    learned = learner.learn_authenticity(prior_scorecard(), teaching(labelled), now=now)
    if learned.fingerprint != authenticity_in_use(store).table.scorecard.fingerprint:
        save_authenticity_scorecard(store, scorecard_text(learned), now=now)
    reckon_promise(store, now=now, labelled=labelled)
    return authenticity_in_use(store).table.scorecard


def learn_what_is_new(store: Store, *, now: datetime) -> bool:
    """Learn and route again if a mark or release came since the last learning; return whether.

    For a server's background, after people have marked.
    """
    marked = last_marked_at(store)
    kept = load_authenticity_scorecard(store)
    if marked is None or (kept is not None and kept.learned_at >= marked):
        return False
    learn_authenticity(store, now=now)
    route_leads(store, now=now)
    return True
