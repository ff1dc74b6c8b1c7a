"""Who else matters: colleagues with a say, those who were named and whom nobody knows, ways in."""

from collections.abc import Iterator
from typing import Final

from wellspent.brief.cite import cite
from wellspent.brief.fresh import is_stale
from wellspent.brief.matter import BriefMatter
from wellspent.brief.power_said import power_said
from wellspent.brief.roles import (
    is_probable,
    probable_role,
    role_evidence,
    role_words,
    told_role,
    why_role,
)
from wellspent.brief.sentence import Words, line, short
from wellspent.records.brief import BriefLine, Standing
from wellspent.records.buying_role import BuyingRole, Relation
from wellspent.records.contact import Contact
from wellspent.records.evidence import OwnRecord

MOST_COLLEAGUES: Final = 8


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return colleagues, those with power first, then who was named and how to get to them."""
    colleagues = [
        one for one in matter.history.contacts if one.id != matter.contact_id and one.name
    ]
    colleagues.sort(key=lambda one: -_weight(matter, one))
    return [
        *_named(matter),
        *(_colleague(matter, one) for one in colleagues[:MOST_COLLEAGUES]),
        *_ways_in(matter),
    ]


def _weight(matter: BriefMatter, contact: Contact) -> float:
    judged = matter.roles.get(contact.id)
    power = judged.power if judged else 0.0
    talked = any(one.contact_id == contact.id for one in matter.history.activities)
    return power + (0.2 if talked else 0.0) + (0.1 if contact.title else 0.0)


def _colleague(matter: BriefMatter, contact: Contact) -> BriefLine:
    name = Words(contact.name, cite(contact, "name"))
    signs = matter.committee.named if matter.committee else ()
    named = {sign.evidence.quote for sign in signs}
    own = (one for one in power_said(matter) if one.contact_id == contact.id)
    said = next((one for one in own if one.text not in named), None)
    old = is_stale(contact.created_at, matter.now, "person")
    title = Words(contact.title, cite(contact, "title")) if contact.title else None
    if said is not None:
        if title is None:
            return line("member_said_plain", name=name, quote=said.words)
        return line("member_said", name=name, title=title, quote=said.words)
    role, judged = probable_role(matter, contact.id), matter.roles.get(contact.id)
    if role is None or judged is None or role is BuyingRole.UNKNOWN:
        return (
            line("member_plain", name=name, title=title, is_stale=old)
            if title
            else line("member_name_only", name=name)
        )
    if judged.correction is not None:
        settled = Words(role.value, told_role(judged))
        return line("member_told", name=name, role=settled)
    filled = {"name": name, "role": role_words(role)} | ({"title": title} if title else {})
    return line(
        ("member" if title else "member_untitled")
        + ("" if is_probable(judged, role) else "_possible"),
        standing=Standing.HYPOTHESIS,
        why=why_role(judged, role),
        also=role_evidence(judged, role),
        filled=filled,
    )


def _named(matter: BriefMatter) -> Iterator[BriefLine]:
    """Yield who was named by others and is no contact of ours."""
    for sign in matter.committee.named if matter.committee else ():
        yield line("named_unknown", quote=short(sign.evidence.quote, sign.evidence))


def _ways_in(matter: BriefMatter) -> Iterator[BriefLine]:
    people = {one.id: one for one in matter.history.contacts if one.name}
    for way in matter.committee.ways_in if matter.committee else ():
        first = way.steps[0] if way.steps else None
        if first is not None and way.to_id in people and first.from_id in people:
            yield _way_in(people[way.to_id], people[first.from_id], first)


def _way_in(to: Contact, start: Contact, step: Relation) -> BriefLine:
    name, by = Words(to.name, cite(to, "name")), Words(start.name, cite(start, "name"))
    said = step.evidence
    if said.record_kind is not OwnRecord.CONVERSATION or not said.field.startswith("turn "):
        return line("way_in_met", name=name, start=by, also=[said])
    if said.field.endswith(" to"):
        return line("way_in_copied", name=name, start=by, also=[said])
    return line("way_in", name=name, start=by, quote=short(said.quote, said))
