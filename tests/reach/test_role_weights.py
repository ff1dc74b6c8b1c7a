from importlib.resources import files

import pytest

from wellspent.errors import SettingsError
from wellspent.reach.committee_rules import committee_rules, rules_from_toml
from wellspent.reach.measured import certainty_from_toml, measured_certainty
from wellspent.reach.role_weights import FILE, ROLES, stated_weights, weights_from_toml
from wellspent.records.buying_role import BuyingRole, SignOfRole

TEXT = files("wellspent.reach").joinpath(FILE).read_text("utf-8")
RULES = files("wellspent.reach").joinpath("committee.toml").read_text("utf-8")


def test_every_sign_has_weights_for_roles() -> None:
    weights = stated_weights()
    assert set(weights.signs) == set(SignOfRole)
    assert all(set(one.points) == set(ROLES) for one in weights.signs.values())
    assert BuyingRole.UNKNOWN not in weights.base


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("repeat = 0.5", "repeat = 2", "share from 0 to 1"),
        ("repeat = 0.5", "", "number is missing"),
        ("misleads = 0.32", "misleads = 1.5", "`misleads` is a share"),
        ("least_doubt = 0.02", "", "number is missing"),
        ("half_life_days = 1460", "half_live_days = 1460", "half_live_days"),
        ("half_life_days = 1460", "half_life_days = 0", "above 0"),
        ('"budget holder" = 3.0', '"budget owner" = 3.0', "budget owner"),
        ('"budget holder" = 3.0', '"unknown" = 3.0', "unknown"),
        ('"budget holder" = 3.0', '"budget holder" = "much"', "number is missing"),
        ('["signed before"]', '["signed after"]', "a table for each sign"),
        ("\n[base]\n", "\n[base]\nbias = 1\n", "bias"),
        ("standard_error = 0.3", "standard_error = -1", "below 0"),
        ("repeat = 0.5", "repeat = = 0.5", "can't be read"),
    ],
)
def test_weights_with_a_mistake_say_where(was: str, becomes: str, says: str) -> None:
    assert was in TEXT
    with pytest.raises(SettingsError, match=says):
        weights_from_toml(TEXT.replace(was, becomes, 1), where="weights.toml")


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("likely = 0.35", "", "likely"),
        ("likely = 0.35", "likely = 0", "above 0"),
        ('"champion"]', '"champignon"]', "champignon"),
        ('"named" = 1.8', "", "steps"),
        ("[steps]", "[steps", "can't be read"),
        ("[steps]", "extra = 1\n[steps]", "extra"),
    ],
)
def test_rules_of_committees_with_a_mistake_say_where(was: str, becomes: str, says: str) -> None:
    assert was in RULES
    with pytest.raises(SettingsError, match=says):
        rules_from_toml(RULES.replace(was, becomes, 1), where="committee.toml")


def test_rules_of_committees_are_read_once() -> None:
    assert committee_rules() is committee_rules()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('["says nothing"]\nfound = 1\nright = 1', "no sign of a role"),
        ('["guards access"]\nfound = 1', "and nothing else"),
        ('["guards access"]\nfound = 1\nright = 2', "from 0 to"),
        ("guards = 1 = 2", "can't be read"),
    ],
)
def test_measured_figures_with_a_mistake_say_where(text: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        certainty_from_toml(text, where="measured.toml")


def test_kind_that_was_seldom_right_is_never_sure() -> None:
    sure = measured_certainty()
    assert sure[SignOfRole.NAMED_AS_APPROVER] == pytest.approx(1 / 5)
    assert all(0 < value < 1 for value in sure.values())
    assert SignOfRole.SIGNED_BEFORE not in sure
