from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.review.word_rules import word_rule
from wellspent.records.draft import Draft
from wellspent.records.finding import Review
from wellspent.review.engine import Ruleset, prepare, review
from wellspent.review.fixes import fix_draft, unified_diff
from wellspent.review.rule import Rule

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


CUTTING = prepare(
    [word_rule("MAN001", "ab", replacement=""), word_rule("MAN002", "c", replacement="x")]
)


def fixed(draft: Draft, *rules: Rule, ruleset: Ruleset | None = None) -> tuple[Draft, Review, int]:
    ruleset = ruleset or prepare(rules)
    return fix_draft(draft, lambda each: review(each, ruleset, now=NOW))


def test_fixes_are_put_into_subject_and_body() -> None:
    draft = Draft(subject="a foo", body="foo and foo")
    after, left, count = fixed(draft, word_rule("MAN001", "foo", replacement="bar"))
    assert (after.subject, after.body, left.findings, count) == ("a bar", "bar and bar", (), 3)


def test_fixes_that_overlap_wait_for_the_next_round() -> None:
    rules = [word_rule("MAN001", "abc", replacement="x"), word_rule("MAN002", "bcd")]
    after, left, count = fixed(Draft(body="abcd"), *rules)
    assert (after.body, left.findings, count) == ("xd", (), 1)


def test_fix_that_brings_another_to_light_is_followed() -> None:
    rules = [
        word_rule("MAN001", "foo", replacement="bar"),
        word_rule("MAN002", "bar", replacement="baz"),
    ]
    after, _, count = fixed(Draft(body="foo"), *rules)
    assert (after.body, count) == ("baz", 2)


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    rules = [
        word_rule("MAN001", "foo", replacement="bar"),
        word_rule("MAN002", "bar", replacement="foo"),
    ]
    assert fixed(Draft(body="foo"), *rules)[0].body in ("foo", "bar")


def test_fix_in_html_is_escaped_and_leaves_markup_alone() -> None:
    rule = word_rule("MAN001", "foo bar", replacement="R&D <x>")
    whole, _, _ = fixed(Draft(body="<p>foo bar</p>", is_html=True), rule)
    across, left, count = fixed(Draft(body="<p>foo <b>bar</b></p>", is_html=True), rule)
    assert whole.body == "<p>R&amp;D &lt;x&gt;</p>"
    assert (across.body, len(left.findings), count) == ("<p>foo <b>bar</b></p>", 1, 0)


@given(st.text("abc \r\n", max_size=60))
def test_fixing_twice_changes_nothing_more(body: str) -> None:
    once, left, _ = fixed(Draft(body=body), ruleset=CUTTING)
    again, _, count = fixed(once, ruleset=CUTTING)
    if not left.findings:
        assert (again, count) == (once, 0)


def test_difference_tells_of_a_missing_last_line_end() -> None:
    assert unified_diff("a\nb", "a\nc", "x.md") == (
        "--- x.md\n+++ x.md\n@@ -1,2 +1,2 @@\n a\n-b\n"
        "\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
    )
    assert unified_diff("a\n", "a\n", "x.md") == ""
