"""Templates of next steps: one folder a language, one file a route, for a manager to correct.

How they are written: `next_steps/README.md`. A team's own folder, laid out alike, goes over the
files that come with the program.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from wellspent.errors import FileUnreadable, InputError
from wellspent.qualify.costs import OWN_FACTS
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.route import Route

LANGUAGES = ("en", "de", "fr", "es")
USUAL = "usual"
QUESTIONS = "questions"
LARGEST_FILE = 256 * 1024

FACTS = (
    "name",
    "company",
    "quote",
    "phone",
    "account_owner",
    "past_deal",
    "question",
    "sender",
    *OWN_FACTS,
)

ROUTE_FILES = {
    Route.CALL_NOW: "call_now",
    Route.LIGHT_TOUCH: "light_touch",
    Route.GIVE: "give",
    Route.ASK: "ask",
    Route.PERSON_DECIDES: "person_decides",
}
"""From quarantine nothing is sent, so it has no template."""

PLACE = re.compile(r"\{([^{}]*)\}")

Ways = tuple[str, ...]
"""One sentence in several wordings: the first of which all facts are known is taken."""


@dataclass(frozen=True, slots=True)
class Template:
    """What is said to one kind of enquiry on a route: ways to put the subject, and sentences.

    An empty sentence ends a paragraph.
    """

    subject: Ways
    body: tuple[Ways, ...]


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates, by language, route and kind (`usual` for all others), and the questions."""

    texts: Mapping[tuple[str, Route, str], Template]
    questions: Mapping[str, Mapping[str, str]]

    def of(self, language: str, route: Route, kind: EnquiryKind) -> tuple[Template, str]:
        """Return the template for an enquiry, and its name; English where there is no other."""
        tongue = language if language in LANGUAGES else LANGUAGES[0]
        own = kind.value if (tongue, route, kind.value) in self.texts else USUAL
        return self.texts[tongue, route, own], f"{tongue}/{ROUTE_FILES[route]}/{own}"


def read_templates(folder: Path | None = None) -> Templates:
    """Return the templates, with those of a team's own folder over the ones of the program.

    FileUnreadable or InputError with the place where a file makes no sense.
    """
    texts: dict[tuple[str, Route, str], Template] = {}
    questions: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    roots = [files("wellspent.qualify").joinpath("next_steps"), *([folder] if folder else [])]
    for root in roots:
        for language in LANGUAGES:
            for route, name in ROUTE_FILES.items():
                table = _table(root.joinpath(language, f"{name}.toml"))
                where = f"next_steps/{language}/{name}.toml"
                texts |= {
                    (language, route, kind): _template(one, f"{where}, [{kind}]")
                    for kind, one in _by_kind(table, where).items()
                }
            asked = _table(root.joinpath(language, f"{QUESTIONS}.toml"))
            questions[language] |= _questions(asked, f"next_steps/{language}/{QUESTIONS}.toml")
    return Templates(texts, questions)


@cache
def usual_templates() -> Templates:
    """Return the templates that come with the program."""
    return read_templates()


def _by_kind(table: Mapping[str, object], where: str) -> Mapping[str, object]:
    known = {USUAL, *(kind.value for kind in EnquiryKind)}
    for kind in table:
        if kind not in known:
            raise _mistake(f"there is no kind of enquiry {kind!r}", where)
    return table


def _template(table: object, where: str) -> Template:
    if not isinstance(table, dict) or set(table) != {"subject", "body"}:
        raise _mistake("a template has exactly `subject` and `body`", where)
    subject = _ways(table["subject"], f"{where}, subject")
    body = table["body"]
    if not subject or not isinstance(body, list):
        raise _mistake("`subject` and `body` are lists of sentences", where)
    if PLACE.search(subject[-1]):
        raise _mistake("the last subject must do without facts", where)
    return Template(subject, tuple(_ways(one, f"{where}, body") for one in body))


def _ways(given: object, where: str) -> Ways:
    ways = given if isinstance(given, list) else [given]
    for way in ways:
        if not isinstance(way, str) or "\n" in way or "\r" in way:
            raise _mistake("a sentence is one line of text in quotes", where)
        _check_facts(way, where)
    return tuple(str(way) for way in ways)


def _check_facts(sentence: str, where: str) -> None:
    for fact in PLACE.findall(sentence):
        if fact not in FACTS:
            raise _mistake(f"there is no fact {{{fact}}}", where)
    if re.search(r"[{}]", PLACE.sub("", sentence)):
        raise _mistake(f"a brace stands alone in “{sentence}”", where)


def _questions(table: Mapping[str, object], where: str) -> dict[str, str]:
    for field, text in table.items():
        if not isinstance(text, str) or "\n" in text or "{" in text:
            raise _mistake(f"the question for {field!r} must be one line without facts", where)
    return {field: str(text) for field, text in table.items()}


def _table(file: Traversable | Path) -> Mapping[str, object]:
    """Return what a file holds; nothing where a team's folder lacks it."""
    if not file.is_file():
        return {}
    try:
        text = file.read_text(encoding="utf-8")
        if len(text) > LARGEST_FILE:
            raise FileUnreadable("The file is larger than a template can be.", where=str(file))
        return tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileUnreadable(f"It isn't valid TOML: {error}.", where=str(file)) from error


def _mistake(what: str, where: str) -> InputError:
    return InputError(
        f"A template of a next step has a mistake: {what}.",
        where=where,
        tried=f"known facts are {', '.join(FACTS)}",
        next_step="Mend that line; next_steps/README.md says how templates are written.",
    )
