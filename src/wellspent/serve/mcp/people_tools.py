"""What an agent may ask of people: who can say yes, when to reach them, a brief. Only read."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Final

from mcp.server import MCPServer
from mcp.types import ToolAnnotations
from pydantic import Field

from wellspent.jobs.brief import brief_for
from wellspent.jobs.brief_json import brief_json
from wellspent.jobs.buying_committee import buying_committee
from wellspent.jobs.find_decision_makers import MOST
from wellspent.jobs.find_decision_makers import find_decision_makers as likely_to_decide
from wellspent.jobs.reach_json import reachability_json
from wellspent.jobs.reachability import reachability_of
from wellspent.jobs.roles_json import committee_as_json, decision_maker_as_json
from wellspent.jobs.which_person import which_person
from wellspent.serve.mcp.records import known
from wellspent.serve.mcp.told import told
from wellspent.wiring import Wellspent

ENOUGH: Final = 10
Word = Annotated[str, Field(max_length=500)]
WHO: Final = (
    "The person: an id (C12), e-mail address, name or telephone number. If several may be meant, "
    "the answer names them: call again with one's id."
)
AT: Final = "Only somebody at this account, such as A17."


def add_people_tools(
    server: MCPServer,
    wellspent: Wellspent | None,
    *,
    annotations: ToolAnnotations,
    clock: Callable[[], datetime],
) -> None:
    """Add what an agent may ask of people; without records the tools say that there are none."""

    @server.tool(annotations=annotations, title="A brief before a talk")
    def get_brief(
        who: Annotated[Word, Field(description=f"{WHO} Or an account's id (A17) for its brief.")],
        account_id: Annotated[Word, Field(description=AT)] = "",
        rep: Annotated[Word, Field(description="Who of us will talk to them.")] = "",
    ) -> dict[str, Any]:
        """Return one page on a person or an account: call it before you write, call or prepare.

        `first` matters before anything else. `sections` hold lines: who they are, why they are
        here, what they care about, what we owe them, what not to say, openings, questions. A line
        whose `standing` is *cited* has `evidence` (record, field, quote, date) and may be said as a
        fact, unless `is_stale`; a *hypothesis* may only be asked about, never stated; *find out* is
        what nobody knows. Don't add to it from elsewhere.
        """

        def ask() -> dict[str, Any]:
            store = known(wellspent).store
            asked = which_person(store, who, account_id=account_id).id if account_id else who
            return brief_json(brief_for(store, asked, now=clock(), rep=rep))

        return told(ask)

    @server.tool(annotations=annotations, title="Who can say yes")
    def find_decision_makers(
        words: Annotated[
            Word, Field(description="At accounts whose name or domain begins so.")
        ] = "",
        industry: Annotated[Word, Field(description="At accounts of this industry.")] = "",
        account_id: Annotated[Word, Field(description="At this account, such as A17.")] = "",
        limit: Annotated[int, Field(ge=1, le=MOST, description="So many at most.")] = ENOUGH,
    ) -> dict[str, Any]:
        """Return the people who are likely to be able to say yes, the likeliest first.

        `decision_makers`: name, title, account, `role`, `power` (0 to 1, with its 90% interval) and
        `reasons`, each with a quote or record. Several conditions hold together; with none of them
        everybody is looked at. Nobody under 30% is named, so the list may be empty: that means that
        we don't know, not that there is nobody. Never tell a customer what role we take them for.
        """

        def ask() -> dict[str, Any]:
            found = likely_to_decide(
                known(wellspent).store,
                account_id=account_id,
                industry=industry,
                words=words,
                now=clock(),
                limit=limit,
            )
            return {"decision_makers": [decision_maker_as_json(one) for one in found]}

        return told(ask)

    @server.tool(annotations=annotations, title="When to reach somebody")
    def best_time(
        who: Annotated[Word, Field(description=WHO)],
        account_id: Annotated[Word, Field(description=AT)] = "",
    ) -> dict[str, Any]:
        """Return when and how to reach a person in the next seven days, from our own history only.

        `best_times` (channel, start and end in their own zone, chance of an answer within 24 hours
        with its interval, `known_from`), the best first; `card` says in words how they answered so
        far; `channels` says which are `allowed`. Never use a channel that isn't allowed: they opted
        out, or there is no way to it. A null chance means no evidence yet.
        """

        def ask() -> dict[str, Any]:
            store = known(wellspent).store
            person = which_person(store, who, account_id=account_id)
            reach = reachability_of(store, person.id, now=clock())
            return {"name": person.name, **reachability_json(reach, with_slots=False)}

        return told(ask)

    @server.tool(annotations=annotations, title="An account's buying committee")
    def get_committee(
        account_id: Annotated[Word, Field(description="The account's id, such as A17.")],
    ) -> dict[str, Any]:
        """Return who at an account can say yes, who is missing, and the way to them.

        `members` (role with its reasons and quotes, last contact, minutes they gave, what they
        got), `missing` (roles that nobody known is likely to have), `named` (people whom others
        named, and no contact of ours), `nobody_with_power`, and `ways_in`: over whom to ask for an
        introduction, each step with the record that supports it.
        """

        def ask() -> dict[str, Any]:
            store = known(wellspent).store
            return committee_as_json(buying_committee(store, account_id, now=clock()))

        return told(ask)

    # The decorator has taken them; nothing else calls them.
    del get_brief, find_decision_makers, best_time, get_committee
