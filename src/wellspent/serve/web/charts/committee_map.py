"""A buying committee as a map: people by power, and lines where one leads to another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from wellspent.jobs.account_overview import CAN, CANNOT, NOT_KNOWN
from wellspent.records.buying_role import Committee, CommitteeMember, Relation
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.svg import drawing, element, text
from wellspent.serve.web.role_view import power_words, role_answer
from wellspent.serve.web.wording import capitalised, date_words, number, shortened

LANES = (CAN, NOT_KNOWN, CANNOT)
WIDTH, BOX, HIGH, TOP, GAP = 840, 220, 76, 36, 28
LANE = (WIDTH - BOX) / 2
MOST_A_LANE = 6
UNDRAWN = frozenset({"met together with"})
LONGEST, LONGEST_NAME = 32, 27


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person's box stands: its left upper corner."""

    x: float
    y: float


def committee_map(
    committee: Committee, powers: Mapping[str, str], relations: Sequence[Relation]
) -> Chart | None:
    """Draw the people we know, each a link to their page; None where we know nobody."""
    if not committee.members:
        return None
    lanes = _lanes(committee, powers)
    places = _places(lanes)
    steps = _steps(relations, places)
    rows = max(len(lane[:MOST_A_LANE]) for lane in lanes.values())
    left = len(committee.members) - len(places)
    title = finding(powers)
    return Chart(
        name="committee",
        title=title,
        subtitle="People by whether they can say yes; a line ends with a dot at whom one of them "
        "leads to, as our records say. A box with a thick edge can likely say yes.",
        svg=drawing(
            WIDTH,
            TOP + rows * (HIGH + GAP),
            title,
            "The table has each person with role, power, last contact and minutes.",
            *_headings(lanes),
            *(_line(step, places) for step in steps),
            *_boxes(lanes, places),
            *(_label(step, places) for step in steps),
            key="committee",
            role="group",
        ),
        header=("Who", "Title", "Role", "Can say yes", "Last contact", "Minutes they gave",
                "Signs of value"),
        rows=tuple(map(_row, committee.members)),
        note=f"{left} more of them are in the table." if left else "",
    )  # fmt: skip


def finding(powers: Mapping[str, str]) -> str:
    """Say how many of the people can say yes."""
    can, known = sum(power == CAN for power in powers.values()), len(powers)
    people = "person" if known == 1 else "people"
    if not can:
        return f"Of {known} {people} that we know, nobody is likely to be able to say yes"
    return f"{can} of {known} {people} that we know can likely say yes"


def _lanes(committee: Committee, powers: Mapping[str, str]) -> dict[str, list[CommitteeMember]]:
    return {
        lane: [one for one in committee.members if powers[one.contact_id] == lane] for lane in LANES
    }


def _places(lanes: Mapping[str, Sequence[CommitteeMember]]) -> dict[str, Place]:
    return {
        one.contact_id: Place(LANE * column, TOP + row * (HIGH + GAP))
        for column, lane in enumerate(LANES)
        for row, one in enumerate(lanes[lane][:MOST_A_LANE])
    }


def _steps(relations: Sequence[Relation], places: Mapping[str, Place]) -> list[Relation]:
    """Return each pair once, where both ends are drawn and neighbours, however often linked."""
    each: dict[frozenset[str], Relation] = {}
    for one in relations:
        if one.from_id in places and one.to_id in places and one.how not in UNDRAWN:
            each.setdefault(frozenset((one.from_id, one.to_id)), one)
    return list(each.values())


def _headings(lanes: Mapping[str, Sequence[CommitteeMember]]) -> Iterator[Markup]:
    for column, lane in enumerate(LANES):
        count = len(lanes[lane])
        yield text(LANE * column, 16, f"{capitalised(lane)}: {count or 'nobody'}", "strong")


def _boxes(
    lanes: Mapping[str, Sequence[CommitteeMember]], places: Mapping[str, Place]
) -> Iterator[Markup]:
    for lane in LANES:
        for one in lanes[lane][:MOST_A_LANE]:
            yield _box(one, places[one.contact_id], can=lane == CAN)


def _box(one: CommitteeMember, at: Place, *, can: bool) -> Markup:
    last = f"last {date_words(one.last_contact_at)}" if one.last_contact_at else "never in contact"
    shape = element(
        "rect", x=at.x + 1, y=at.y + 1, width=BOX - 2, height=HIGH - 2, rx=6,
        class_="person can" if can else "person",
    )  # fmt: skip
    name = one.name or one.contact_id
    return element(
        "a",
        shape,
        text(at.x + 10, at.y + 20, shortened(name, LONGEST_NAME), "strong"),
        text(at.x + 10, at.y + 38, shortened(role_answer(one.judgement), LONGEST), ""),
        text(at.x + 10, at.y + 54, f"can say yes: {power_words(one.judgement)}", "tick"),
        text(at.x + 10, at.y + 69, f"{last}; gave {number(one.minutes_given, 0)} min", "tick"),
        href=f"/contacts/{one.contact_id}",
    )


def _ends(step: Relation, places: Mapping[str, Place]) -> tuple[float, float, float, float]:
    """Return where a line leaves one box and reaches the other: from side to side, or downwards."""
    start, end = places[step.from_id], places[step.to_id]
    if start.x == end.x:
        down = start.y < end.y
        middle = start.x + BOX / 2
        return middle, start.y + (HIGH if down else 0), middle, end.y + (0 if down else HIGH)
    right = start.x < end.x
    return (
        start.x + (BOX if right else 0),
        start.y + HIGH / 2,
        end.x + (0 if right else BOX),
        end.y + HIGH / 2,
    )


def _line(step: Relation, places: Mapping[str, Place]) -> Markup:
    x1, y1, x2, y2 = _ends(step, places)
    arrow = element("circle", cx=x2, cy=y2, r=4, class_="end-mark")
    return element("g", element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="way"), arrow)


def _label(step: Relation, places: Mapping[str, Place]) -> Markup:
    x1, y1, x2, y2 = _ends(step, places)
    return text((x1 + x2) / 2, (y1 + y2) / 2 - 4, step.how, "count", anchor="middle")


def _row(one: CommitteeMember) -> tuple[str, ...]:
    return (
        one.name or one.contact_id,
        one.title,
        role_answer(one.judgement),
        power_words(one.judgement),
        date_words(one.last_contact_at) if one.last_contact_at else "never",
        number(one.minutes_given, 0),
        str(one.credits),
    )
