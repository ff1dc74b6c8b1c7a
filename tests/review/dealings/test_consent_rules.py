"""The countries that ask for consent, as data."""

import pytest

from wellspent.errors import SettingsError
from wellspent.records.activity import ActivityKind
from wellspent.review.dealings.consent_rules import consent_rules, rules_from_toml


def test_every_country_names_its_source() -> None:
    rules = consent_rules()
    assert all(rule.source and rule.channels for rule in rules.values())
    assert ActivityKind.EMAIL in rules["DE"].channels
    assert rules["CH"].bulk_only


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('[DE]\nchannels = ["email"]\nsource = "x"\nfines = 3', "fines"),
        ('[DE]\nchannels = ["fax"]\nsource = "x"', "fax"),
        ('[DE]\nchannels = ["email"]', "source"),
        ('[DE]\nsource = "x"', "channels"),
    ],
)
def test_mistakes_are_named(text: str, what: str) -> None:
    with pytest.raises(SettingsError, match=what):
        rules_from_toml(text)
