"""Company file: what is true of ourselves, as a file that a sales manager reads and changes.

name = "Aster Pumps"
postal_address = "Aster Pumps Ltd, 1 Example Road, Exampleton EX1 2AB"
certifications = ["ISO 9001"]
references = ["Bergmann Foods"]        # customers that may be named
complete = ["event participation"]     # kinds of activity of which the records hold all
sold_to = ["sales"]                    # areas of work that it is for, as `wellspent titles` says

[[products]]
name = "AquaLine 200"
names = ["AquaLine"]

[[products.facts]]
name = "warranty"
value = 5                              # a number, true or false, a text, or a list of texts
unit = "years"
names = ["guarantee"]

[[products.problems]]
name = "unplanned downtime"
for_whom = ["food and beverage"]

[[insights]]                           # what a customer may not know yet, as it can be said
text = "Most standstills begin at a seal that was replaced on a date and not by its wear."
problem = "unplanned downtime"         # one of the problems above
for_whom = ["food and beverage"]
source = "service records of 2025"
name = "seals by wear"
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any, Final, cast

import tomli_w
from pydantic import BaseModel, ConfigDict, ValidationError

from wellspent.errors import FileUnreadable, InputError, TooLarge, file_unreadable
from wellspent.records.product import Company, Product, ProductFact
from wellspent.review.toml_place import Place, line_of, place_in_words

LARGEST_FILE: Final = 1024 * 1024
MOST_PRODUCTS: Final = 2000
MOST_FACTS: Final = 500
MOST_INSIGHTS: Final = 500
LONGEST_TEXT: Final = 2000
LONGEST_INSIGHT: Final = 600

_VALUES: Final = "a number, true or false, a text, or a list of texts"
_UNKNOWN_KEY: Final = ("unexpected_keyword_argument", "extra_forbidden")
_SAID: Final = {
    **dict.fromkeys(_UNKNOWN_KEY, "there is no such key"),
    "missing": "it is missing",
    "missing_keyword_only_argument": "it is missing",
}


class _CompanyFile(BaseModel):
    """What the file may hold: exactly the fields of the records, however deep."""

    model_config = ConfigDict(extra="forbid")

    company: Company


def read_company(path: Path) -> Company:
    """Read a company file; FileUnreadable when it is no TOML, InputError for a key or value."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(str(path))
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise file_unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise FileUnreadable(
            "It isn't plain text.", where=str(path), next_step="Save it as text in UTF-8."
        ) from error
    return parse_company(text, where=str(path))


def parse_company(text: str, *, where: str = "the company's facts") -> Company:
    """Return the company that a TOML text says; `where` names it in errors, with the line."""
    if len(text) > LARGEST_FILE:
        raise _too_large(where)
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileUnreadable(
            f"It isn't valid TOML: {error}.",
            where=where,
            next_step="Mend that line; texts stand in quotes.",
        ) from error
    try:
        company = _CompanyFile.model_validate({"company": table}).company
    except ValidationError as error:
        place, said = _first_mistake(error)
        raise _mistake(said, place, table=table, text=text, where=where) from error
    for place, said in _makes_no_sense(company):
        raise _mistake(said, place, table=table, text=text, where=where)
    return _with_zones(company)


def company_text(company: Company) -> str:
    """Return a company as the TOML text of its file, which `parse_company` reads back equal."""
    table = _CompanyFile(company=company).model_dump(mode="python", exclude_defaults=True)
    return tomli_w.dumps(cast(Mapping[str, Any], _plain(table["company"])))


def _plain(value: object) -> object:
    """Return a value as TOML holds it: whole numbers without a point, sets in order."""
    if isinstance(value, dict):
        items = cast(dict[str, object], value).items()
        return {key: _plain(inner) for key, inner in items}
    if isinstance(value, frozenset):
        return sorted(str(one) for one in cast(frozenset[object], value))
    if isinstance(value, list | tuple):
        return [_plain(one) for one in cast(Iterable[object], value)]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def _first_mistake(error: ValidationError) -> tuple[Place, str]:
    mistakes = error.errors()
    # A misspelt key is also one that is missing: what is there is what can be mended.
    first = next((each for each in mistakes if each["type"] in _UNKNOWN_KEY), mistakes[0])
    steps = [step for step in first["loc"][1:] if step != "[key]"]
    if "value" in steps and first["type"] not in _SAID:
        return tuple(steps[: steps.index("value") + 1]), f"it must be {_VALUES}"
    message = str(first["msg"])
    return tuple(steps), _SAID.get(first["type"], message[:1].lower() + message[1:])


def _makes_no_sense(company: Company) -> Iterable[tuple[Place, str]]:
    if not company.name.strip():
        yield ("name",), "our own name is missing"
    if len(company.products) > MOST_PRODUCTS:
        yield ("products",), f"there are more than {MOST_PRODUCTS:,}"
    names = [product.name.strip().casefold() for product in company.products]
    for place, product in enumerate(company.products):
        here = ("products", place)
        if not names[place]:
            yield (*here, "name"), "a product needs a name"
        if names[place] in names[:place]:
            yield (*here, "name"), f"there are two products called {product.name}"
        yield from (((*here, *inner), said) for inner, said in _in_product(product))
    yield from _in_insights(company)


def _in_product(product: Product) -> Iterable[tuple[Place, str]]:
    if len(product.facts) > MOST_FACTS:
        yield ("facts",), f"there are more than {MOST_FACTS}"
    for place, fact in enumerate(product.facts):
        if not fact.name.strip():
            yield ("facts", place, "name"), "a fact needs a name"
        if isinstance(fact.value, float) and not math.isfinite(fact.value):
            yield ("facts", place, "value"), f"it must be {_VALUES}"
        if isinstance(fact.value, str) and not 0 < len(fact.value.strip()) <= LONGEST_TEXT:
            yield ("facts", place, "value"), f"a text has 1 to {LONGEST_TEXT} signs"


def _in_insights(company: Company) -> Iterable[tuple[Place, str]]:
    if len(company.insights) > MOST_INSIGHTS:
        yield ("insights",), f"there are more than {MOST_INSIGHTS}"
    problems = {one.name.strip() for product in company.products for one in product.problems}
    names: set[str] = set()
    for place, insight in enumerate(company.insights):
        here, name = ("insights", place), insight.name.strip().casefold()
        if not 0 < len(insight.text.strip()) <= LONGEST_INSIGHT:
            yield (*here, "text"), f"an insight has 1 to {LONGEST_INSIGHT} signs"
        if insight.problem and insight.problem.strip() not in problems:
            known = ", ".join(sorted(problems)) or "none is stated yet"
            yield (*here, "problem"), f"no product solves that; the problems are: {known}"
        if name and name in names:
            yield (*here, "name"), f"there are two insights called {insight.name}"
        names.add(name)


def _with_zones(company: Company) -> Company:
    """Return the company with the times of approval in UTC where they name no zone."""
    products = tuple(
        replace(product, facts=tuple(_with_zone(fact) for fact in product.facts))
        for product in company.products
    )
    return replace(company, products=products)


def _with_zone(fact: ProductFact) -> ProductFact:
    at = fact.approved_at
    return fact if at is None or at.tzinfo else replace(fact, approved_at=at.replace(tzinfo=UTC))


def _mistake(
    said: str, place: Place, *, table: Mapping[str, Any], text: str, where: str
) -> InputError:
    line = line_of(text, place)
    return InputError(
        f"`{place_in_words(table, place)}` can't be used: {said}.",
        where=f"{where}, line {line}" if line else where,
        next_step="Mend that line; docs/reference/file-formats.md names all keys.",
    )


def _too_large(where: str) -> TooLarge:
    return TooLarge(
        f"It is larger than {LARGEST_FILE // 1024:,} KB.",
        where=where,
        next_step="Name the file that `wellspent company show` wrote, as you changed it.",
    )
