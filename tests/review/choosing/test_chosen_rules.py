import pytest

from wellspent.errors import SettingsError
from wellspent.records.finding import Severity
from wellspent.review.choosing.chosen_rules import rules_on, ruleset_of
from wellspent.review.choosing.configuration import Configuration
from wellspent.review.registry import all_rules
from wellspent.review.suppressing.suppression import Allowance

ALL = {rule.code for rule in all_rules()}
HINTS = {rule.code for rule in all_rules() if rule.severity is Severity.HINT}


def on(configuration: Configuration | None = None, **more: object) -> set[str]:
    chosen = configuration or Configuration()
    return {rule.code for rule in rules_on(chosen, **more)}  # pyright: ignore


def starting(*beginnings: str) -> set[str]:
    return {code for code in ALL - HINTS if code.startswith(beginnings)}


def test_all_rules_but_hints_are_on_when_nothing_is_chosen() -> None:
    assert on() == ALL - HINTS
    assert on(hints=True) == ALL
    assert on(Configuration(hints=True)) == ALL


@pytest.mark.parametrize(
    ("select", "ignore", "wanted"),
    [
        (["MAN"], [], starting("MAN")),
        (["man001"], [], {"MAN001"}),
        (["empty-check-in"], [], {"VAL002"}),
        (["MAN", "VAL002"], ["MAN001"], starting("MAN") - {"MAN001"} | {"VAL002"}),
        (["MAN001"], ["MAN"], {"MAN001"}),
        (["all"], ["MAN"], ALL - HINTS - starting("MAN")),
        ([], ["MAN", "VAL002"], ALL - HINTS - starting("MAN") - {"VAL002"}),
    ],
)
def test_longest_code_decides(select: list[str], ignore: list[str], wanted: set[str]) -> None:
    assert on(select=select, ignore=ignore) == wanted
    chosen = Configuration(select=tuple(select) if select else None, ignore=tuple(ignore))
    assert on(chosen) == wanted


def test_hint_is_on_where_its_own_code_is_selected_not_for_its_family() -> None:
    as_hint = Configuration(severities={"MAN001": Severity.HINT})
    assert "MAN001" not in on(as_hint)
    assert "MAN001" not in on(as_hint, select=["MAN"])
    assert "MAN001" in on(as_hint, select=["MAN001"])
    assert "MAN001" in on(as_hint, hints=True)


def test_severity_that_a_team_gives_a_family_and_one_of_it() -> None:
    chosen = Configuration(severities={"MAN001": Severity.ERROR, "MAN": Severity.HINT})
    severities = ruleset_of(chosen, hints=True).severities
    assert (severities["MAN001"], severities["MAN002"]) == (Severity.ERROR, Severity.HINT)


def test_what_is_asked_outright_wins_over_the_configuration() -> None:
    chosen = Configuration(select=("VAL",), ignore=("MAN001",))
    assert on(chosen, select=["MAN001"]) == {"MAN001"}
    assert on(chosen, ignore=["VAL002"]) == starting("VAL") - {"VAL002"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"select": ["MAN01X"]},
        {"ignore": ["nothing"]},
        {"configuration": Configuration(select=("XYZ",))},
        {"configuration": Configuration(severities={"XYZ": Severity.ERROR})},
        {"configuration": Configuration(allow=(Allowance(code="XYZ", reason="r"),))},
    ],
)
def test_code_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match="There is no rule"):
        rules_on(**wrong)  # pyright: ignore
