from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import Route
from wellspent.serve.web.queue_address import (
    QUARANTINE,
    QueueView,
    not_understood,
    queue_address,
    view_from,
)

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp")), max_size=50
)
VIEWS = st.builds(
    QueueView,
    route=st.none() | st.sampled_from(Route),
    owner=WORDS,
    kind=st.none() | st.sampled_from(EnquiryKind),
    search=WORDS,
    overdue=st.booleans(),
    since=st.integers(0, 10**17),
    after=WORDS,
)


@given(VIEWS)
def test_address_leads_back_to_the_same_view(view):
    params = dict(parse_qsl(urlsplit(queue_address(view)).query))
    assert view_from(params) == view


@given(
    st.dictionaries(
        st.sampled_from(["route", "kind", "overdue", "find", "since", "after"]), st.text()
    )
)
def test_any_address_gives_a_view(params):
    view_from(params)
    not_understood(params)


def test_quarantine_is_a_path_of_its_own():
    view = view_from({"route": "give", "find": "x"}, QUARANTINE)
    assert view.route is Route.QUARANTINE
    assert queue_address(view) == "/quarantine?find=x"


def test_every_route_is_asked_for_by_name():
    assert view_from({"route": "all"}).every
    assert queue_address(QueueView(every=True)) == "/?route=all"
