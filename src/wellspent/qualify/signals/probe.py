"""Probe: is an entry made to find a hole in the form, such as a script or a piece of SQL?

Scanners try such pieces in any field of any form they find. The signs are mechanics of computers
and the same in every language. One of them among words may be what the writer asks about.
"""

import re
from typing import Final

from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry
from wellspent.records.lead import Lead

LONGEST: Final = 4_000
FEW_WORDS: Final = 8
SEVERAL: Final = 2
HINTS: Final = (
    "<", "{", "`", "|", "\\", "\x00", "%0", "%2", "%3", "../", "--", "/etc/", "/proc/", "file:",
    "php:", "expect:", "data:", "javascript:", "onerror", ".cookie", "alert(", "union ",
    "waitfor", "sleep(", "benchmark(", "extractvalue", "updatexml", "xp_cmd", "_schema", "@@",
    "dbms_", "from dual", "from pg_", "from users", "drop table", "truncate", "alter table",
    "'or", "' or", "')or", "') or", "'and", "' and", "') and", "\"or", "\" or", "\"and", "\" and",
    "\") or", "'#", "' #", "\"#", "'/*", "eval", "phpinfo", "base64", "getruntime", "$_",
    "system(", "system (", "ro0ab", "&&", ";cat", "; cat", ";ls", "; ls", ";id", "; id",
    ";whoami", "; whoami", "; uname", ";uname", "nslookup", "; ping", ";ping", "curl ", "wget ",
    "powershell", "/bin/", "$(", "[$", ")(|", "*)(", "oast", "interact.sh", "burpcollab", "bxss",
    "acunetix", "vulnweb", "sqlmap", "win.ini", "c:/", "web-inf",
)  # fmt: skip
"""Without any of these (in small letters) there is no probe: most messages are told at once."""

WORD: Final = re.compile(r"[^\W\d_]{3,}")

TAGS: Final = "img|svg|body|input|details|video|object|embed|math|marquee"
PROBES: Final[dict[str, tuple[str, ...]]] = {
    "a script": (
        r"<\s?/?script\b[^<>]{0,40}>",
        r"%3c\s?script",
        r"<iframe\b",
        r"<svg/on",
        rf"<(?:{TAGS})\b[^<>]{{0,80}}(?:\bon[a-z]{{4,20}}\s?=|javascript:|srcdoc)",
        r"\bonerror\s?=",
        r"javascript:\s?[a-z(]",
        r"\bdocument\.cookie\b",
        r"\balert\(\s?(?:\d{1,6}|['\"`]|document)",
    ),
    "SQL": (
        r"\bunion\s+(?:all\s+)?select\b",
        r"['\"]\s?(?:\)\s?)?(?:or|and)\s+['\"(]?\w{1,8}['\")]?\s?(?:=|<|>|like\b)",
        r"['\"]\s?(?:--|#|/\*)\s?\Z",
        r"\bselect\b[^;]{1,80}\bfrom\s+(?:dual|pg_|users)\b",
        r";\s?(?:drop|truncate|alter)\s+table\b",
        r"\border\s+by\s+\d{1,3}\s?(?:--|#)",
        r"\bwaitfor\s+delay\b",
        r"\b(?:pg_)?sleep\(\s?\d",
        r"\bbenchmark\(\s?\d",
        r"\b(?:extractvalue|updatexml)\(",
        r"\b(?:xp_cmdshell|information_schema)\b|@@version\b|dbms_pipe\.",
    ),
    "a template of the server": (
        r"\$\{\s?jndi:",
        r"\$\{(?:lower|upper|env|sys|::-|\$\{)",
        r"\{\{[^{}]{0,60}(?:\d\s?[*+-]\s?'?\d|__class__|constructor|config\.|request\.|self\.)",
        r"[$#@]\{\s?\d+\s?[*+]\s?\d+",
        r"<%=?\s?\d+\s?\*\s?\d+",
        r"\{%\s?(?:import|include|debug)\b",
        r"\$\{t\(java|%\{\(?#",
    ),
    "a path on the server": (
        r"(?:\.\.[/\\]){2,}",
        r"%2e%2e(?:%2f|/|%5c)|\.\.%2f",
        r"/etc/(?:passwd|shadow|hosts)\b|/proc/self/|web-inf/",
        r"\bc:[/\\]{1,2}(?:windows|boot\.ini)|\bwin\.ini\b",
        r"\bfile:///|\bphp://|\bdata://text|\bexpect://",
    ),
    "code for the server": (
        r"<\?(?:php|=)",
        r"\bphpinfo\s?\(|\bbase64_decode\(|\bruntime\.getruntime",
        r"\beval\s?\(\s?(?:base64|\$_|atob)|\bsystem\s?\(\s?['\"]",
        r"\$_(?:get|post|request)\[",
        r"<!--\s?#(?:exec|include|echo)|<!entity\b|<!doctype\s+\w+\s?\[",
        r"\bro0abx|\(\)\s?\{\s?:;",
    ),
    "a command": (
        r"(?:[;|`]|&&|\$\()\s?(?:cat\s+/|ls\s+-|whoami\b|uname\b|nslookup\b|ping\s+-[cn]|/bin/)",
        r"(?:[;|`]|&&|\$\()\s?(?:curl\s+\S|wget\s+\S|sleep\s+\d|powershell\b|id\s?(?:[;`)|]|\Z))",
    ),
    "a header or a query": (
        r"%0d%0a|%0abcc:|%00|\x00",
        r"\*\)\(\w{1,20}=|\)\(\|",
        r"\[\$(?:ne|gt|regex)\]|\{\s?['\"]?\$(?:ne|gt|where|regex)\b",
    ),
    "a call to a scanner": (
        r"\boast\.(?:me|fun|site|live|pro|online)\b|\boastify\.com|\binteract\.sh\b",
        r"\bburpcollaborator\b|\bbxss\.me\b|\bacunetix\b|\bvulnweb\.com\b|\bsqlmap\b",
    ),
}
PATTERNS: Final = {
    what: re.compile("|".join(pieces), re.IGNORECASE) for what, pieces in PROBES.items()
}


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether an entry probes the form for holes; silent otherwise."""
    lead = enquiry.lead
    entries = _short_entries(lead)
    if not _is_hinted_at(entries, lead.message):
        return SIGNAL.silent()
    for text in entries:
        found = probes_in(text)
        if found:
            what, quote = next(iter(found.items()))
            return SIGNAL.says("several", f"An entry is {what}, as scanners try it.", quote)
    return _of_message(lead.message)


def _short_entries(lead: Lead) -> tuple[str, ...]:
    return lead.name, lead.company, lead.title, lead.email, lead.phone, lead.website


def _is_hinted_at(entries: tuple[str, ...], message: str) -> bool:
    everything = "\n".join(text[:LONGEST] for text in (*entries, message)).lower()
    return any(map(everything.__contains__, HINTS))


def _of_message(message: str) -> SignalReading:
    found = probes_in(message)
    if not found:
        return SIGNAL.silent()
    quote = ", ".join(found.values())
    if len(found) >= SEVERAL or len(WORD.findall(message[:LONGEST])) <= FEW_WORDS:
        said = f"The message has {' and '.join(found)}, as scanners try them."
        return SIGNAL.says("several", said, quote)
    return SIGNAL.says("one", f"The message has {next(iter(found))} in it.", quote)


def probes_in(text: str) -> dict[str, str]:
    """Return the kinds of probes in a text, each with the piece that says so."""
    text = text[:LONGEST]
    found: dict[str, str] = {}
    for what, pattern in PATTERNS.items():
        match = pattern.search(text)
        if match:
            found[what] = match.group()
    return found


SIGNAL = Signal(
    "probe",
    "probe for holes",
    read,
    {
        "one": "a message of usual length has one piece of code that scanners try",
        "several": "several such pieces, one in a short field, or little else in the message",
    },
)
