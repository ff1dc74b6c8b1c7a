from wellspent.sample.draws import seeded
from wellspent.sample.names import Namer, plain
from wellspent.sample.truths import load_truths


def test_plain_spells_letters_that_do_not_decompose() -> None:
    assert plain("Łucja's Größe, Şırnak") == "lucjas-grosse-sirnak"


def test_companies_never_share_a_domain() -> None:
    namer = Namer(seeded(1))
    domains = [namer.company("Dairy products").domain for _ in range(800)]
    assert len(set(domains)) == 800


def test_every_industry_has_company_names() -> None:
    namer = Namer(seeded(1))
    named = [namer.company(industry).name for industry in load_truths().industry]
    assert len(named) == 9
