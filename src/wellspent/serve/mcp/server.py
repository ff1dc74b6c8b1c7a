"""The MCP server: reviews, the ledger, people and time as tools. They only read.

Source: the Model Context Protocol, modelcontextprotocol.io.
"""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any, Final

from mcp.server import MCPServer
from mcp.types import ToolAnnotations
from pydantic import Field

from wellspent.jobs.review_value import review_value
from wellspent.jobs.rule_pages import rule_page
from wellspent.jobs.ruleset_in_use import ruleset_in_use
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.serve.mcp.ledger_tools import add_ledger_tools
from wellspent.serve.mcp.people_tools import add_people_tools
from wellspent.serve.mcp.strict_server import StrictServer
from wellspent.serve.mcp.time_tools import add_time_tools
from wellspent.serve.mcp.told import told
from wellspent.wiring import Wellspent

INSTRUCTIONS: Final = (
    "Call review_message with every message to a customer before it is sent. Don't send one that "
    "has findings of severity error: mend it by their advice and evidence and review it again. "
    "Statements about the customer or about our products with the verdict contradicted are wrong; "
    "those with the verdict unsupported may be true, but our records hold nothing of them. "
    "Before you ask a customer for anything, call what_we_owe: their questions come first. "
    "Before you prepare a talk or write to somebody, call get_brief, and best_time for when; to "
    "find whom to talk to, call find_decision_makers and get_committee."
)
READ_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Text = Annotated[str, Field(max_length=1_000_000)]
Word = Annotated[str, Field(max_length=500)]


def create_server(
    wellspent: Wellspent | None,
    *,
    configuration: str = "",
    zone: tzinfo = UTC,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> MCPServer:
    """Return the server; without the joined parts it knows no records, and only reads the words.

    `configuration` is the team's review.toml. SettingsError when it has a mistake.
    """
    ruleset_in_use(configuration)
    server = StrictServer(
        name="wellspent", title="Wellspent", instructions=INSTRUCTIONS, log_level="WARNING"
    )
    store = None if wellspent is None else wellspent.store
    model = None if wellspent is None else wellspent.language_model

    @server.tool(annotations=READ_ONLY, title="Review a message to a customer")
    def review_message(
        body: Annotated[Text, Field(description="The message, as it would be sent.")],
        to: Annotated[Word, Field(description="The contact's id or e-mail address.")] = "",
        subject: Annotated[Word, Field(description="Its subject, if it has one.")] = "",
        channel: Annotated[DraftChannel | None, Field(description="How it is sent.")] = None,
        type: Annotated[  # noqa: A002 (the word of every door)
            DraftType | None, Field(description="Its occasion.")
        ] = None,
        sender: Annotated[Word, Field(description="Who of us sends it.")] = "",
        send_at: Annotated[Word, Field(description="When, as ISO 8601; left out: now.")] = "",
        is_html: Annotated[bool, Field(description="Whether the body is HTML.")] = False,
        in_reply_to: Annotated[
            str | None, Field(description="Id of the message it answers; empty: it answers none.")
        ] = None,
        attachments: Annotated[
            list[str] | None, Field(description="Names of the attached files; empty: none.")
        ] = None,
    ) -> dict[str, Any]:
        """Review a draft of outreach before it is sent, against the sender's own records.

        Returns `findings` (code, severity, span, message, advice, evidence, fix), `claims`
        (statements of fact with the verdict supported, contradicted or unsupported, and the
        record), `unchecked` (what could not be checked, and why) and `reading_seconds`.
        """
        now = clock()
        value = {
            "body": body,
            "to": to,
            "subject": subject,
            "channel": channel,
            "type": type,
            "from": sender,
            "send_at": send_at or now.isoformat(),
            "is_html": is_html,
            "in_reply_to": in_reply_to,
            "attachments": attachments,
        }
        return told(
            lambda: review_value(
                store,
                value,
                ruleset=ruleset_in_use(configuration),
                now=now,
                language_model=model,
                zone=zone,
            )
        )

    @server.tool(annotations=READ_ONLY, title="Explain a rule")
    def explain_rule(
        code: Annotated[Word, Field(description="Its code or name, such as TRU001.")],
    ) -> str:
        """Return a rule's page: why it matters, what to do instead, examples, precision."""
        return told(lambda: rule_page(code))

    # The decorator has taken them; nothing else calls them.
    del review_message, explain_rule
    add_ledger_tools(server, wellspent, annotations=READ_ONLY, clock=clock, zone=zone)
    add_people_tools(server, wellspent, annotations=READ_ONLY, clock=clock)
    add_time_tools(server, wellspent, annotations=READ_ONLY, clock=clock, zone=zone)
    return server
