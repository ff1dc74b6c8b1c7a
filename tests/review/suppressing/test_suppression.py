from datetime import UTC, datetime
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.review.word_rules import marked, quote, word_rule
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.finding import DraftField, Review
from wellspent.review.engine import Ruleset, prepare, review
from wellspent.review.reading.text import Text
from wellspent.review.suppressing.markers import MOST_MARKERS, markers_of
from wellspent.review.suppressing.suppression import Allowance
from wellspent.review.suppressing.suppression_rules import SUPPRESSION_RULES

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
FOO, BAR = word_rule("MAN001", "foo"), word_rule("VAL005", "bar")
RULES = prepare([FOO, BAR, *SUPPRESSION_RULES])


def reviewed(body: str, *, ruleset: Ruleset = RULES, is_html: bool = False) -> tuple[Review, Draft]:
    draft = Draft(id="d", subject="foo", body=dedent(body), is_html=is_html, source="old/a.md")
    return review(draft, ruleset, now=NOW), draft


def found(body: str, **more: object) -> list[tuple[str, str]]:
    """Findings in the body alone."""
    result, draft = reviewed(body, **more)  # pyright: ignore[reportArgumentType]
    return [
        (one.code, quote(one, draft)) for one in result.findings if one.field is DraftField.BODY
    ]


@pytest.mark.parametrize(
    "marker",
    [
        "<!-- wellspent: allow MAN001 because we like it -->",
        "# wellspent: allow MAN001 because we like it",
        "// wellspent: allow man001 because we like it",
        "#wellspent:allow no-foo because we like it",
        "<!--  wellspent:  allow  VAL005, MAN001  because we like it -->",
        "# wellspent: allow MAN because we like it",
    ],
)
def test_marker_in_its_line_suppresses_there_and_nowhere_else(marker: str) -> None:
    result, draft = reviewed(f"Hi,\none foo. {marker}\nanother foo.\n")
    wanted = [("MAN001", "foo"), ("MAN001", "foo")]  # the subject's and the third line's
    assert [one for one in marked(result, draft) if one[0] != "SUP001"] == wanted
    assert [(one.finding.code, one.reason) for one in result.suppressed] == [
        ("MAN001", "we like it")
    ]


def test_marker_alone_in_its_line_speaks_of_the_next_line_with_text() -> None:
    body = "Hi,\n# wellspent: allow MAN001 because of this\n\nfoo here\nfoo there\n"
    assert found(body) == [("MAN001", "foo")]


def test_marker_before_all_text_speaks_of_the_whole_draft_and_its_subject() -> None:
    body = """\
        <!-- wellspent: allow MAN001 because of this -->
        # wellspent: allow VAL005 because of that
        Hi, foo
        bar, foo
        """
    result, draft = reviewed(body)
    assert (marked(result, draft), len(result.suppressed)) == ([], 4)


def test_marker_without_reason_suppresses_nothing_and_is_reported() -> None:
    assert found("Hi, foo # wellspent: allow MAN001\n") == [
        ("MAN001", "foo"),
        ("SUP002", "# wellspent: allow MAN001"),
    ]


def test_marker_that_allows_nothing_that_is_there_is_reported() -> None:
    result, draft = reviewed("Hi. # wellspent: allow MAN001, XYZ123 because of this\n")
    said = [one.message for one in result.findings if one.code == "SUP001"]
    assert said == [
        "This allows MAN001, which isn't there.",
        "There is no rule XYZ123 to allow.",
    ]
    assert quote(result.findings[-1], draft) == "# wellspent: allow MAN001, XYZ123 because of this"


def test_marker_for_a_rule_that_did_not_run_is_not_reported() -> None:
    without = prepare([BAR, *SUPPRESSION_RULES])
    assert found("Hi. # wellspent: allow MAN001 because of this\n", ruleset=without) == []


def test_markers_are_not_reported_where_the_rules_about_them_are_off() -> None:
    assert found("Hi. # wellspent: allow MAN001\n", ruleset=prepare([FOO])) == []


def test_marker_is_never_text_of_the_draft() -> None:
    # The reason says foo; so does a comment that only the authors of a template see.
    body = "Hi\nbar # wellspent: allow VAL005 because foo is worse\n<!-- foo -->\nBye\n"
    assert found(body) == []
    assert Text(body, DraftField.BODY).plain == "Hi\nbar \n\nBye\n"


def test_marker_in_html_counts_only_as_a_comment() -> None:
    body = "<p>foo</p><!-- wellspent: allow MAN001 because a > b -->\n<p># wellspent: allow x</p>"
    assert found(body, is_html=True) == []
    assert Text(body, DraftField.BODY, is_html=True).plain.split("\n")[0] == "foo"


def test_comment_in_html_is_no_text_whatever_stands_in_it() -> None:
    html = "<!--[if mso]><p>foo</p><![endif]--><p>You <!-- a > foo -->see</p>"
    text = Text(html, DraftField.BODY, is_html=True)
    at = text.plain.index("see")
    assert "foo" not in text.plain
    assert html[slice(*text.given_span(at, at + 3))] == "see"


def test_markers_are_only_text_cut_out_where_they_are_not_heeded() -> None:
    strict = prepare([FOO, *SUPPRESSION_RULES], heeds_markers=False)
    assert found("foo # wellspent: allow MAN001 because I say so", ruleset=strict) == [
        ("MAN001", "foo")
    ]


@pytest.mark.parametrize(
    ("allowance", "left"),
    [
        (Allowance(code="MAN001", reason="r"), ["VAL005"]),
        (Allowance(code="MAN", reason="r", text="FO"), ["VAL005"]),
        (Allowance(code="no-foo", reason="r", path="old"), ["VAL005"]),
        (Allowance(code="MAN001", reason="r", path="*.txt"), ["MAN001", "VAL005"]),
        (Allowance(code="MAN001", reason="r", text="other"), ["MAN001", "VAL005"]),
        (Allowance(code="MAN001", reason="r", channel="sms"), ["MAN001", "VAL005"]),
        (Allowance(code="MAN001", reason="r", channel="email", type="reply"), ["VAL005"]),
    ],
)
def test_allowance_of_a_team_covers_what_it_says(allowance: Allowance, left: list[str]) -> None:
    draft = Draft(
        body="foo bar", channel=DraftChannel.EMAIL, type=DraftType.REPLY, source="old/a.md"
    )
    result = review(draft, prepare([FOO, BAR], allowed=[allowance]), now=NOW)
    assert [one.code for one in result.findings] == left
    assert len(result.suppressed) == 2 - len(left)


@given(st.text("# <!->/\r\n\tabwellspent:allowbecause,0", max_size=200))
def test_places_stay_right_whatever_is_cut_out(body: str) -> None:
    text = Text(body, DraftField.BODY)
    for at, letter in enumerate(text.plain):
        start, end = text.given_span(at, at + 1)
        assert body[start:end] == letter
    for marker in markers_of(body):
        assert 0 <= marker.start < marker.end <= len(body)


def test_no_more_markers_are_read_than_people_write() -> None:
    assert len(markers_of("# wellspent: allow MAN001\n" * 5000)) == MOST_MARKERS
