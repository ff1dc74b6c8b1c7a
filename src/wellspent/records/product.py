"""Product: what we sell, the approved statements about it, and what it solves for whom."""

from dataclasses import dataclass
from datetime import datetime

from wellspent.records.activity import ActivityKind
from wellspent.records.brief import Insight


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFact:
    """An approved statement about a product: a name with a value, and its unit.

    `value` is a number, a flag, words or a list of words (*available in*); `names` are other ways
    of saying `name`. `approved_at` is when somebody (`approved_by`) stood up for it.
    """

    name: str
    value: str | float | bool | tuple[str, ...]
    unit: str = ""
    names: tuple[str, ...] = ()
    source: str = ""
    approved_at: datetime | None = None
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What a product solves, and for whom."""

    name: str
    for_whom: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product with its facts; `names` are other names that people use for it."""

    name: str
    names: tuple[str, ...] = ()
    facts: tuple[ProductFact, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What is true of ourselves: products, customers who may be named, certificates, address.

    `names` are other spellings of `name`. `complete` names the kinds of activity of which our
    records hold all that happened (a statement of the team): only then does *nothing of the kind*
    contradict a claim, else it merely doesn't support it. `sold_to` are the areas of work that what
    we sell is for (`sales`, `marketing`, ... as titles are read): who works there may buy it.
    """

    name: str = ""
    names: tuple[str, ...] = ()
    products: tuple[Product, ...] = ()
    references: tuple[str, ...] = ()
    certifications: tuple[str, ...] = ()
    postal_address: str = ""
    complete: frozenset[ActivityKind] = frozenset()
    insights: tuple[Insight, ...] = ()
    sold_to: tuple[str, ...] = ()
