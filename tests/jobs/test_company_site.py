"""What a company's own site says is cited in its brief; read where that is turned on."""

from datetime import timedelta

import pytest

from tests.deliver.test_company_site import HTML, NOW, PAGE, here, site
from tests.store.made_records import import_records
from wellspent.errors import InputError, NotAllowed
from wellspent.jobs.brief import brief_for
from wellspent.jobs.brief_citations import unsupported_lines
from wellspent.jobs.company_site import read_site_of
from wellspent.records.account import Account
from wellspent.store.connect import Store


def test_sites_are_read_only_where_that_is_turned_on(sqlite_store: Store) -> None:
    import_records(sqlite_store, Account(name="Kunde", domain="kunde.example"))
    with pytest.raises(NotAllowed, match="aren't read"):
        read_site_of(sqlite_store, "A1", allowed=False, now=NOW)


def test_an_account_without_a_domain_has_no_site(sqlite_store: Store) -> None:
    import_records(sqlite_store, Account(name="Kunde"))
    with pytest.raises(InputError, match="No site"):
        read_site_of(sqlite_store, "A1", allowed=True, now=NOW)


def test_what_the_site_says_is_cited_in_the_brief_and_read_once_a_month(
    sqlite_store: Store,
) -> None:
    import_records(sqlite_store, Account(name="Kunde", domain="kunde.example"))
    with site({"/": (200, HTML, PAGE.encode())}) as (domain, asked):
        port = int(domain.rpartition(":")[2])

        def read(days: int) -> None:
            read_site_of(
                sqlite_store, "A1", allowed=True, now=NOW + timedelta(days=days),
                lookup=here, private_too=True, scheme="http", port=port,
            )  # fmt: skip

        read(0)
        read(20)
        assert asked.count("/ Wellspent") == 1
        read(40)
        assert asked.count("/ Wellspent") == 2
    brief = brief_for(sqlite_store, "A1", now=NOW + timedelta(days=41), everything=True)
    said = [line.text for section in brief.sections for line in section.lines]
    assert "From their site: “We clean four times a day.”" in said
    assert not unsupported_lines(sqlite_store, brief, now=NOW)
