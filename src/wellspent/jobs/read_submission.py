"""Read a submission: what was posted at a site, with what its form says about itself."""

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from wellspent.clean.form_mapping import form_mapping
from wellspent.collect.web_form import is_json, read_form
from wellspent.collect.webhook import OWN_SCHEME, is_signed
from wellspent.errors import NotAllowed
from wellspent.jobs.form_shown import fill_seconds
from wellspent.records.site import Site
from wellspent.records.submission import Submission, SubmissionChannel

TRAP = "_second_message"
SHOWN = "_shown"
ZONE = "_zone"
ZONE_NAME = re.compile(r"[A-Za-z0-9_+\-]{1,32}(/[A-Za-z0-9_+\-]{1,32}){0,2}")
LONGEST_KEY = 200


def submission_from_form(
    site: Site,
    body: bytes,
    content_type: str,
    *,
    key: bytes,
    now: datetime,
    idempotency_key: str = "",
) -> Submission:
    """Return what a form or program posted at a site; InputError when it can't be read.

    The field that people can't see (`_second_message`) counts only where the form is one of ours,
    which always sends the field or its token.
    """
    fields = read_form(body, content_type)
    ours = SHOWN in fields or TRAP in fields or b"_second_message" in body
    return Submission(
        site=site.name,
        channel=SubmissionChannel.JSON if is_json(content_type) else SubmissionChannel.FORM,
        received_at=now,
        fields={name: text for name, text in fields.items() if name not in {SHOWN, TRAP, ZONE}},
        fill_seconds=fill_seconds(key, site.name, fields[SHOWN], now) if SHOWN in fields else None,
        trap_filled=bool(fields.get(TRAP, "").strip()) if ours else None,
        time_zone=_zone(fields.get(ZONE, "")),
        idempotency_key=idempotency_key[:LONGEST_KEY],
    )


def submission_from_webhook(
    site: Site,
    body: bytes,
    headers: Mapping[str, str],
    *,
    now: datetime,
) -> Submission:
    """Return what a form tool sent; `headers` by lower-case name.

    NotAllowed when the site has a secret and the message isn't signed with it, in the tool's own
    way or ours; InputError when it can't be read.
    """
    mapping = form_mapping(site.mapping)
    schemes = [scheme for scheme in (mapping.signature, OWN_SCHEME) if scheme is not None]
    if site.secret and not any(is_signed(body, headers, site.secret, one) for one in schemes):
        raise NotAllowed(
            "the message isn't signed with this site's secret",
            where=f"site {site.name}",
            tried="looked for " + " or ".join(scheme.header for scheme in schemes),
            next_step="Give the form tool the same secret as the site.",
        )
    fields = read_form(body, headers.get("content-type", "application/json"))
    own_key = headers.get("idempotency-key") or headers.get("webhook-id") or ""
    return Submission(
        site=site.name,
        channel=SubmissionChannel.WEBHOOK,
        received_at=now,
        fields=fields,
        idempotency_key=(own_key or fields.get(mapping.idempotency_key, ""))[:LONGEST_KEY],
    )


def _zone(name: str) -> str:
    """Return an IANA time zone's name if it is one; names become paths, so letters are checked."""
    if not ZONE_NAME.fullmatch(name):
        return ""
    try:
        return ZoneInfo(name).key
    except (KeyError, OSError, ValueError):
        return ""
