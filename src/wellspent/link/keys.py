"""Keys: what of a lead or an account can be looked up."""

from wellspent.clean.company_name import normalise_company
from wellspent.clean.domain import domain_of_email, domain_of_website, is_free_mail
from wellspent.records.lead import Lead


def company_domain(lead: Lead) -> str:
    """Return the domain that stands for the lead's company; empty for a free-mail address."""
    from_email = domain_of_email(lead.email) if lead.email else ""
    if from_email and not is_free_mail(from_email):
        return from_email
    from_website = domain_of_website(lead.website) if lead.website else ""
    return "" if is_free_mail(from_website) else from_website


def company_key(name: str) -> str:
    """Return a company's normalised name."""
    return normalise_company(name) if name else ""


def company_block(name_key: str) -> str:
    """Return the first word of a normalised name: only names that share it are compared."""
    return name_key.split(" ", 1)[0]
