"""Write a brief: every part asked for its lines, the best of them on one page."""

from dataclasses import replace
from typing import Final

from wellspent.brief.first import first_lines
from wellspent.brief.fresh import most_lines
from wellspent.brief.matter import BriefMatter
from wellspent.brief.parts import (
    cares_about,
    company,
    find_out,
    got,
    new_to_them,
    not_to_say,
    openings,
    problems,
    questions,
    we_owe,
    when_and_how,
    who,
    who_else,
    why_here,
)
from wellspent.brief.parts.openings import Passes
from wellspent.clean.consents_in_force import latest_first, objection_in_force
from wellspent.records.brief import Brief, BriefLine, BriefPart, BriefSection
from wellspent.records.evidence import Evidence

MOST_ON_DEMAND: Final = 20
"""Lines of a part when everything is asked for."""

_PARTS: Final = {
    BriefPart.WHO: who.lines,
    BriefPart.COMPANY: company.lines,
    BriefPart.WHY_HERE: why_here.lines,
    BriefPart.CARES_ABOUT: cares_about.lines,
    BriefPart.WE_OWE: we_owe.lines,
    BriefPart.GOT: got.lines,
    BriefPart.WHO_ELSE: who_else.lines,
    BriefPart.PROBLEMS: problems.lines,
    BriefPart.NOT_TO_SAY: not_to_say.lines,
    BriefPart.NEW_TO_THEM: new_to_them.lines,
    BriefPart.REACH: when_and_how.lines,
    BriefPart.FIND_OUT: find_out.lines,
}

_OF_ONE_WHO_OBJECTED: Final = (BriefPart.WHO, BriefPart.WE_OWE, BriefPart.NOT_TO_SAY)

OBJECTION: Final = (
    "Everything else: they objected to being contacted, and that ends what is concluded about them."
)


def wants_no_contact(matter: BriefMatter) -> bool:
    """Return whether the contact's objection is in force: then nothing is concluded about them."""
    own = [one for one in matter.history.consents if one.contact_id == matter.contact_id]
    return matter.contact is not None and objection_in_force(latest_first(own)) is not None


def write_brief(matter: BriefMatter, *, passes: Passes, everything: bool = False) -> Brief:
    """Return the brief: the best lines of each part, or with `everything` twenty at most.

    `passes` gives what review finds in an opening; one with findings is withheld, and why stands
    in `withheld`. Nothing is read or written here: the same matter gives the same brief.
    """

    def most(part: BriefPart) -> int:
        return MOST_ON_DEMAND if everything else most_lines(part)

    objected = wants_no_contact(matter)
    if objected:
        unread = replace(matter.history, conversations=())
        matter = replace(matter, history=unread, roles={}, committee=None)
    parts = {part: _PARTS[part] for part in _OF_ONE_WHO_OBJECTED} if objected else _PARTS
    told = {part: lines(matter)[: most(part)] for part, lines in parts.items()}
    withheld = [OBJECTION] if objected else []
    if not objected:
        begun, withheld = openings.lines(matter, passes, most=most(BriefPart.OPENINGS))
        taken = frozenset(words for one in begun for words in one.says)
        asked = questions.lines(matter, taken=taken)
        told |= {
            BriefPart.OPENINGS: begun,
            BriefPart.QUESTIONS: asked[: most(BriefPart.QUESTIONS)],
        }
    sections = tuple(
        BriefSection(part=part, lines=tuple(told[part])) for part in BriefPart if told.get(part)
    )
    first = tuple(first_lines(matter))
    return Brief(
        contact_id=matter.contact_id,
        account_id=matter.history.account.id if matter.history.account else "",
        title=title_of(matter),
        as_of=matter.now,
        sections=sections,
        meeting_at=matter.meeting.conversation.started_at if matter.meeting else None,
        meeting_title=matter.meeting.conversation.title if matter.meeting else "",
        withheld=tuple(withheld),
        first=first,
        sources=sources_of(first, sections),
    )


def title_of(matter: BriefMatter) -> str:
    """Return whom the brief is for: name, title and company as far as they are known."""
    contact, account = matter.contact, matter.history.account
    parts = (
        [contact.name or contact.email or contact.phone or contact.id, contact.title]
        if contact
        else []
    )
    return ", ".join(part for part in [*parts, account.name if account else ""] if part)


def sources_of(
    first: tuple[BriefLine, ...], sections: tuple[BriefSection, ...]
) -> tuple[Evidence, ...]:
    """Return each citation once, in the order of the page."""
    every = [*first, *(line for section in sections for line in section.lines)]
    return tuple(dict.fromkeys(one for line in every for one in line.evidence))


def with_lines(brief: Brief, sections: tuple[BriefSection, ...]) -> Brief:
    """Return a brief with other lines, its sources numbered anew."""
    return replace(brief, sections=sections, sources=sources_of(brief.first, sections))
