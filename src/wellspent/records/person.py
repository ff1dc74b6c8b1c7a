"""Person: somebody of our records, as a list to choose from names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A contact, or somebody who enquired; `id` is the record's, `lead_id` their enquiry's."""

    id: str
    name: str = ""
    email: str = ""
    title: str = ""
    company: str = ""
    lead_id: str = ""

    @property
    def address(self) -> str:
        """Return what names this person alone, as a draft's recipient has it."""
        return self.email or self.id
