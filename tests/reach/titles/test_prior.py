import math
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.errors import InputError, SettingsError
from wellspent.reach.titles.prior import base_points, prior_over_roles, title_points
from wellspent.reach.titles.prior_file import ROLES, read_stated, stated_points
from wellspent.reach.titles.read_title import read_title
from wellspent.reach.titles.role_shares import points_of, shares_of
from wellspent.reach.titles.title_points import TitleOutcome, learn_title_points, size_band
from wellspent.records.buying_role import SAYS_YES, BuyingRole
from wellspent.records.title import TitleLevel

AREAS = sorted(stated_points().group_of)
OUTCOMES = st.builds(
    TitleOutcome,
    level=st.sampled_from(TitleLevel),
    area=st.sampled_from(AREAS),
    size=st.sampled_from(["", *stated_points().sizes]),
    role=st.sampled_from(BuyingRole),
    weight=st.floats(0, 5),
)


def power(title: str, employees: float | None = None, **more: tuple[str, ...]) -> float:
    shares = prior_over_roles(read_title(title), employees, **more)
    return sum(shares[role] for role in SAYS_YES)


def test_who_decides_depends_on_the_size_of_the_firm():
    assert prior_over_roles(read_title("Owner"), 8)[BuyingRole.DECISION_MAKER] > 0.6
    big = prior_over_roles(read_title("Head of Purchasing"), 5000)
    assert max(big, key=lambda role: big[role]) is BuyingRole.BUDGET_HOLDER
    ceo = prior_over_roles(read_title("CEO"), 5000)
    assert ceo[BuyingRole.EXECUTIVE_SPONSOR] > ceo[BuyingRole.DECISION_MAKER]
    assert power("Purchasing Manager", 8) < power("Purchasing Manager", 300)


def test_seller_at_a_customer_is_no_buyer_unless_it_is_for_them():
    assert power("Head of Sales", 300) < 0.5 * power("Head of Maintenance", 300)
    assert power("Head of Sales", 300, sold_to=("sales",)) > 2 * power("Head of Sales", 300)


def test_unknown_title_says_little():
    assert prior_over_roles(read_title("n/a"))[BuyingRole.UNKNOWN] > 0.5
    assert power("Assistant to the CEO") < 0.1


@given(st.sampled_from(TitleLevel), st.sampled_from(AREAS), st.floats(1, 1e6) | st.none())
def test_points_and_base_add_up_to_the_prior(level, area, employees):
    reading = read_title("")
    reading = type(reading)(title="", level=level, area=area)
    points, base = title_points(reading, employees), base_points()
    prior = prior_over_roles(reading, employees)
    assert shares_of({role: points[role] + base[role] for role in ROLES}) == pytest.approx(prior)
    assert sum(prior.values()) == pytest.approx(1)
    assert prior[BuyingRole.UNKNOWN] > 0.02


def test_area_that_nobody_knows_is_an_error():
    with pytest.raises(InputError, match="sorcery"):
        title_points(read_title("CEO"), sold_to=("sorcery",))


def test_without_outcomes_the_points_are_the_stated_ones():
    learned = learn_title_points([])
    assert title_points(read_title("CEO"), 8, learned=learned) == title_points(read_title("CEO"), 8)


def test_signers_teach_and_are_counted():
    size = size_band(8)
    owners = [TitleOutcome(TitleLevel.OWNER, "executive", size, BuyingRole.DECISION_MAKER)] * 9
    others = [TitleOutcome(TitleLevel.MANAGER, "operations", size, BuyingRole.BUDGET_HOLDER)] * 5
    learned = learn_title_points([*owners, *others])
    owner, manager = read_title("Owner"), read_title("Operations Manager")
    for reading, role in ((owner, BuyingRole.DECISION_MAKER), (manager, BuyingRole.BUDGET_HOLDER)):
        before = prior_over_roles(reading, 8)[role]
        assert prior_over_roles(reading, 8, learned=learned)[role] > before
        assert prior_over_roles(reading, 5000, learned=learned)[role] == pytest.approx(
            prior_over_roles(reading, 5000)[role]
        )
    cases = learned.cases(TitleLevel.OWNER, 8)
    assert cases.in_words() == "9 of 14 who could say yes in firms of under 20: owner"
    assert learned.outcomes(TitleLevel.OWNER, "executive", 8) == 9
    assert learned.cases(TitleLevel.OWNER, 5000).in_words() == ""


def test_those_who_did_not_sign_count_against_their_level():
    size = size_band(300)
    signed = TitleOutcome(TitleLevel.SPECIALIST, "production", size, BuyingRole.DECISION_MAKER)
    present = TitleOutcome(TitleLevel.SPECIALIST, "production", size, BuyingRole.UNKNOWN)
    reading = read_title("Machine operator")
    few = learn_title_points([signed, *[present] * 50])
    many = learn_title_points([signed] * 50)
    share = {
        name: prior_over_roles(reading, 300, learned=its)[BuyingRole.DECISION_MAKER]
        for name, its in {"few": few, "many": many}.items()
    }
    assert share["few"] < 0.1 < 0.7 < share["many"]


@given(st.lists(OUTCOMES, max_size=40))
def test_learned_shares_stay_shares(outcomes):
    learned = learn_title_points(outcomes)
    for one in outcomes[:5]:
        points = learned.of(one.level, one.area, None)
        assert all(math.isfinite(each) for each in points.values())
        shares = shares_of(points)
        assert sum(shares.values()) == pytest.approx(1)
        assert shares_of(points_of(shares)) == pytest.approx(shares)


@pytest.mark.parametrize(("size", "weight"), [("tiny", 1.0), ("under 20", -1.0), ("", math.nan)])
def test_outcome_without_sense_is_an_error(size: str, weight: float):
    one = TitleOutcome(TitleLevel.OWNER, "executive", size, BuyingRole.DECISION_MAKER, weight)
    with pytest.raises(InputError):
        learn_title_points([one])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[group.users]", "[group.wizards]"),
        ('"decision maker" = -2.2', '"decider" = -2.2'),
        ('"decision maker" = -2.2', '"decision maker" = "much"'),
        ("pseudo_cases = 10.0", "pseudo = 10.0"),
        ("pseudo_cases = 10.0", "pseudo_cases = "),
        ('sizes = ["under 20"]', 'sizes = ["tiny"]'),
    ],
)
def test_mistake_in_the_file_is_an_error(old: str, new: str):
    text = files("wellspent.reach.titles").joinpath("prior.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(SettingsError, match=r"prior\.toml"):
        read_stated(text.replace(old, new, 1))
