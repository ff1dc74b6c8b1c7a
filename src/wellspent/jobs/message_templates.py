"""Message templates: list, open, keep, change and delete them."""

from dataclasses import replace
from datetime import UTC, datetime

from wellspent.errors import InputError, TooLarge
from wellspent.records.message_template import MessageTemplate
from wellspent.review.suppressing.markers import cuts_of
from wellspent.store import message_templates
from wellspent.store.connect import Store

LONGEST_NAME = 120
LONGEST_BODY = 100_000
MOST_TEMPLATES = 5_000


def list_templates(store: Store) -> list[MessageTemplate]:
    """Return the templates by name."""
    return message_templates.list_templates(store)


def get_template(store: Store, template_id: str) -> MessageTemplate:
    """Return a template; NotFound if there is none of that id."""
    return message_templates.get_template(store, template_id)


def save_template(store: Store, template: MessageTemplate, *, by: str = "") -> MessageTemplate:
    """Keep a template, a new one where it has no id yet, and return it as it is kept.

    InputError when it has no name or no words; Conflict when another has its name, or somebody
    saved it since the version that this one is based on; NotFound when it was deleted.
    """
    named = replace(template, name=" ".join(template.name.split()), saved_by=by)
    _check(named)
    now = datetime.now(UTC)
    if named.id:
        return message_templates.change_template(store, named, now=now)
    if len(list_templates(store)) >= MOST_TEMPLATES:
        raise TooLarge(
            f"There are {MOST_TEMPLATES:,} templates already.",
            next_step="Delete those that nobody uses.",
        )
    return message_templates.add_template(store, named, now=now)


def delete_template(store: Store, template_id: str, *, version: int) -> None:
    """Forget a template; Conflict when somebody saved it since, NotFound if there is none."""
    message_templates.delete_template(store, template_id, version=version)


def message_from(template: MessageTemplate) -> MessageTemplate:
    """Return a template as a message begins with it: without the markers that allow findings."""
    cuts, body = cuts_of(template.body), template.body
    for start, end in reversed(cuts):
        body = body[:start] + body[end:]
    return replace(template, body=body)


def _check(template: MessageTemplate) -> None:
    if not template.name or len(template.name) > LONGEST_NAME:
        raise InputError(
            "A template needs a name.",
            where="name",
            next_step=f"Give one of at most {LONGEST_NAME} characters.",
        )
    if not template.body.strip():
        raise InputError(
            "A template needs words.", where="text", next_step="Write the text, then keep it."
        )
    if len(template.body) > LONGEST_BODY:
        raise TooLarge(
            f"The text has {len(template.body):,} characters; a template may have "
            f"{LONGEST_BODY:,}.",
            where="text",
            next_step="Shorten it.",
        )
