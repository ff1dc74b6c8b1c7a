"""The corpus of enquiries that authenticity is judged by: `benchmarks/enquiries/*/*.toml`.

Written by the project itself, see `benchmarks/enquiries/README.md`. Nothing may be tuned on the
sealed half.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from wellspent.clean.clean_lead import clean_lead
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.enquiry import Enquiry, History
from wellspent.records.lead import Lead

CORPUS: Final = Path(__file__).parent / "enquiries"
LANGUAGES: Final = ("en", "de", "fr", "es")
LEAD_FIELDS: Final = frozenset(
    {
        "id", "name", "email", "phone", "title", "company", "website", "country", "source",
        "message", "arrived_at",
    }
)  # fmt: skip
ENQUIRY_FIELDS: Final = frozenset({"time_zone", "fill_seconds", "trap_filled"})
LABELS: Final = frozenset({"kind", "hard", "why", "history"})


class Half(StrEnum):
    """The half that may be looked at, and the one that is only measured on."""

    DEVELOP = "develop"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenEnquiry:
    """An enquiry of the corpus with what a careful human would say of it, and why."""

    enquiry: Enquiry
    kind: EnquiryKind
    hard: bool
    why: str
    language: str

    @property
    def id(self) -> str:
        """The id in the corpus, such as `de-03088c`."""
        return self.enquiry.lead.id


def read_corpus(half: Half) -> list[WrittenEnquiry]:
    """Return a half of the corpus, cleaned as the product cleans what a form sends."""
    return [
        _written(row, language)
        for language in LANGUAGES
        for row in tomllib.loads((CORPUS / half / f"{language}.toml").read_text("utf-8"))["enquiry"]
    ]


def _written(row: Mapping[str, Any], language: str) -> WrittenEnquiry:
    if unknown := set(row) - LEAD_FIELDS - ENQUIRY_FIELDS - LABELS:
        raise ValueError(f"{row['id']}: unknown {', '.join(sorted(unknown))}")
    lead = Lead(**{name: value for name, value in row.items() if name in LEAD_FIELDS})
    enquiry = Enquiry(
        lead=clean_lead(lead, kinds={}),
        # The product looks its own records up for each enquiry: an empty history was looked up too.
        history=History(**row.get("history", {})),
        **{name: value for name, value in row.items() if name in ENQUIRY_FIELDS},
    )
    return WrittenEnquiry(
        enquiry=enquiry,
        kind=EnquiryKind(row["kind"]),
        hard=row["hard"],
        why=row["why"],
        language=language,
    )
