"""Pages of rules: why each matters, what to do instead, and its examples, which are its tests."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wellspent.records.draft import Draft
from wellspent.records.finding import Severity
from wellspent.review.measured import Measured, measured_rules
from wellspent.review.registry import all_rules, rule_by_code
from wellspent.review.rule import Example, Rule

LONGEST_EXAMPLE = 700
"""Characters of an example that the page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule in the list of all: what it says, and whether it is on unless a team chooses."""

    code: str
    name: str
    severity: Severity
    is_on: bool
    message: str
    needs: tuple[str, ...]
    channels: tuple[str, ...]
    types: tuple[str, ...]
    origin: str


def list_rules() -> list[RuleRow]:
    """Return all rules, by code."""
    return [
        RuleRow(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            is_on=rule.severity is not Severity.HINT,
            message=rule.message,
            needs=tuple(sorted(rule.needs)),
            channels=tuple(sorted(rule.channels)),
            types=tuple(sorted(rule.types)),
            origin=rule.origin,
        )
        for rule in all_rules()
    ]


def rule_page(code: str) -> str:
    """Return the page of a rule, named by code or name, as Markdown; NotFound if there is none."""
    rule = rule_by_code(code)
    parts = [
        f"# {rule.code} {rule.name}",
        *_reasons(rule),
        *_examples("Marked", [one for one in rule.examples if one.marks]),
        *_examples("Not marked", [one for one in rule.examples if not one.marks]),
        _measured(measured_rules().get(rule.code)),
    ]
    return "\n\n".join(part for part in parts if part)


def rule_help(code: str) -> str:
    """Return the page of a rule without its examples; NotFound if there is none."""
    return "\n\n".join(_reasons(rule_by_code(code)))


def _reasons(rule: Rule) -> list[str]:
    first, _, rest = rule.page.strip().partition("\n")
    said = f"**Says:** {rule.message}", f"**Advises:** {rule.advice}"
    return [first, _facts(rule), *said, rest.strip()]


def _facts(rule: Rule) -> str:
    state = "a hint: off unless selected" if rule.severity is Severity.HINT else rule.severity.value
    facts = [f"- Severity: {state}"]
    for name, values in (
        ("Channels", rule.channels), ("Types", rule.types), ("Needs to know", rule.needs)
    ):  # fmt: skip
        if values:
            facts.append(f"- {name}: {', '.join(sorted(values))}")
    if rule.origin != "wellspent":
        facts.append(f"- From: {rule.origin}")
    return "\n".join(facts)


def _examples(title: str, examples: list[Example]) -> Iterator[str]:
    if not examples:
        return
    yield f"## {title}"
    for example in examples:
        yield _fenced(_written(example.draft))
        with_records = "" if example.reader is None else " By what our records say of the reader."
        if example.marks:
            yield f"Marked: {_quoted(example.marks)}.{with_records}"
        elif with_records:
            yield with_records.strip()


def _written(draft: Draft) -> str:
    head = [
        f"{name}: {value}"
        for name, value in (
            ("channel", draft.channel), ("type", draft.type), ("from", draft.sender),
            ("send at", draft.send_at), ("subject", draft.subject),
            ("attached", ", ".join(draft.attachments or ())),
        )
        if value
    ]  # fmt: skip
    body = draft.body
    if len(body) > LONGEST_EXAMPLE:
        body = f"{body[:LONGEST_EXAMPLE].rstrip()} … ({len(body.split()):,} words)"
    return "\n".join([*head, "", body] if head else [body])


def _fenced(text: str) -> str:
    longest = max((len(line) for line in text.splitlines() if set(line) == {"`"}), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def _quoted(marks: Iterable[str]) -> str:
    return ", ".join(f"“{' '.join(mark.split())}”" if mark else "what is missing" for mark in marks)


def _measured(measured: Measured | None) -> str:
    """Return what the corpus says of a rule; nothing where it wasn't measured."""
    if measured is None:
        return ""
    said, there = measured.right + measured.wrong, measured.right + measured.missed
    return (
        "## Measured\n\n"
        f"On the sealed half of the corpus {measured.right} of its {said} findings were right "
        f"(precision {_share(measured.right, said)}), and it found {measured.right} of the {there} "
        f"that are there (recall {_share(measured.right, there)})."
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "can't be told"
