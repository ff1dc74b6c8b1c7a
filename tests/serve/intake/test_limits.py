import pytest

from wellspent.errors import TooMany
from wellspent.records.site import Site
from wellspent.serve.intake.limits import MOST_UNDER_WAY, Limits

SHOP = Site(name="shop", enquiries_a_minute=30)


class Clock:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> Limits:
    return Limits(clock)


def take_all(limits: Limits, site: Site) -> int:
    taken = 0
    while True:
        try:
            limits.take(site)
        except TooMany:
            return taken
        taken += 1


def test_minute_of_enquiries_may_come_at_once_and_then_one_by_one(limits: Limits, clock: Clock):
    assert take_all(limits, SHOP) == 30
    clock.now += 1.9
    assert take_all(limits, SHOP) == 0
    clock.now += 0.1
    assert take_all(limits, SHOP) == 1
    clock.now += 3600
    assert take_all(limits, SHOP) == 30


def test_sender_hears_how_long_to_wait(limits: Limits):
    take_all(limits, SHOP)
    with pytest.raises(TooMany) as refused:
        limits.take(SHOP)
    assert refused.value.wait_seconds == pytest.approx(2)


def test_sites_have_limits_of_their_own(limits: Limits):
    take_all(limits, SHOP)
    assert take_all(limits, Site(name="blog", enquiries_a_minute=5)) == 5


def test_changed_limit_counts_at_once(limits: Limits):
    take_all(limits, SHOP)
    assert take_all(limits, Site(name="shop", enquiries_a_minute=40)) == 40


def test_site_has_its_share_of_what_is_under_way(limits: Limits):
    held = [limits.under_way(SHOP) for _ in range(MOST_UNDER_WAY)]
    for each in held:
        each.__enter__()
    with pytest.raises(TooMany), limits.under_way(SHOP):
        pass
    with limits.under_way(Site(name="blog")):
        pass
    held[0].__exit__(None, None, None)
    with limits.under_way(SHOP):
        pass
