import re
import time
import tomllib

import pytest

from tests.serve.web.read_page import rows, words
from wellspent.jobs.declare_profile import declared_profile, value_weights, words_on_columns
from wellspent.jobs.learn_profile import current_profile
from wellspent.records.declared import Strength


def test_profile_opens_with_the_verdict_and_its_reason(reading_client):
    page = words(reading_client.get("/profile").text)
    assert "Ready: it can be relied on. Learned on earlier cases" in page


def test_every_measure_carries_its_interval(reading_client):
    table = rows(reading_client.get("/profile").text)
    auc = next(row for row in table if row[0] == "Ranking (AUC)")
    assert re.fullmatch(r"0\.\d+ \(0\.\d+-\d\.\d+\)", auc[1])


def test_columns_set_aside_come_with_their_evidence(reading_client):
    page = words(reading_client.get("/profile").text)
    assert "Sales note , knows the outcome: " in page


@pytest.mark.parametrize(
    "address",
    [
        "/profile/charts/calibration.svg",
        "/profile/charts/calibration.csv",
        "/profile/charts/learning-curve.svg",
        "/profile/points/industry.svg",
        "/profile/points/industry.csv",
    ],
)
def test_each_plot_can_be_downloaded(reading_client, address):
    answer = reading_client.get(address)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    "address", ["/profile/charts/none.svg", "/profile/points/none", "/profile/points/none.csv"]
)
def test_what_is_not_there_is_a_calm_404(reading_client, address):
    assert reading_client.get(address).status_code == 404


def test_scorecard_comes_as_readable_toml(reading_client):
    answer = reading_client.get("/profile/scorecard.toml")
    assert tomllib.loads(answer.text)
    assert "industry" in answer.text


def test_points_set_by_a_person_are_kept_and_marked(client, learned):
    page = client.post("/profile/points/industry", data={"points-0": "1,25"})
    assert page.status_code == 200
    assert "(edited)" in words(page.text)
    band = next(
        one for one in current_profile(learned.store).scorecard.attributes if one.name == "industry"
    ).bands[0]
    assert (band.points, band.edited) == (1.25, True)
    cleared = client.post("/profile/points/industry", data={"points-0": ""})
    assert "(edited)" not in words(cleared.text)


def test_points_that_somebody_else_changed_meanwhile_are_not_overwritten(client, learned):
    shown = client.get("/profile/points/industry").text
    version = re.search(r'name="version" value="(\d+)"', shown)[1]
    first = client.post("/profile/points/industry", data={"version": version, "points-0": "1"})
    second = client.post("/profile/points/industry", data={"version": version, "points-0": "-2"})
    assert (first.status_code, second.status_code) == (200, 409)
    assert "as learned before, +1 now" in words(second.text)
    assert 'value="-2"' in second.text
    band = current_profile(learned.store).scorecard.attributes
    assert next(one for one in band if one.name == "industry").bands[0].points == 1
    newer = re.search(r'name="version" value="(\d+)"', second.text)[1]
    again = client.post("/profile/points/industry", data={"version": newer, "points-0": "-2"})
    assert again.status_code == 200


def test_open_enquiries_are_rescored_after_points_were_set(client, learned):
    def fits():
        return re.findall(r'class="number">(\d+)<', client.get("/").text)

    before = fits()
    bands = next(
        one for one in current_profile(learned.store).scorecard.attributes if one.name == "industry"
    ).bands
    data = {f"points-{index}": "5" for index in range(len(bands))}
    client.post("/profile/points/industry", data=data)
    while client.get("/profile/rescoring", follow_redirects=False).status_code == 200:
        pass
    assert fits() != before


def test_word_on_a_column_is_taken_back_on_the_page(client, learned):
    client.post("/profile/columns", data={"column": "country", "keep": "no"})
    page = client.get("/profile").text
    assert "Country : left out" in words(page) or "Country: left out" in words(page)
    back = client.post("/profile/columns", data={"column": "country", "keep": "forget"})
    assert back.status_code == 200
    assert words_on_columns(learned.store) == {}
    twice = client.post("/profile/columns", data={"column": "country", "keep": "forget"})
    assert twice.status_code == 404


def test_points_that_are_no_number_come_back_as_typed(client, learned):
    before = current_profile(learned.store).scorecard
    page = client.post("/profile/points/industry", data={"points-0": "a lot", "points-1": "0.5"})
    assert page.status_code == 422
    assert 'value="a lot"' in page.text
    assert 'value="0.5"' in page.text
    assert current_profile(learned.store).scorecard == before


def test_statements_are_kept_and_shown(client, learned):
    form = {
        "attribute": ["industry", "employees", ""],
        "values": ["Food, Drinks", "", ""],
        "low": ["", "50", ""],
        "high": ["", "500", ""],
        "strength": ["strongly for", "for", "for"],
        "base_rate": "12",
        "counts_as": "30",
    }
    page = client.post("/profile/declare", data=form)
    assert "Industry Food and Drinks: strongly for" in words(page.text)
    kept = declared_profile(learned.store)
    assert [one.attribute for one in kept.statements] == ["industry", "employees"]
    assert kept.statements[0].strength is Strength.STRONGLY_FOR
    assert (kept.statements[1].low, kept.statements[1].high) == (50, 500)
    assert kept.base_rate == 0.12


def seen_in(page: str) -> str:
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def test_statements_that_somebody_else_changed_meanwhile_are_not_overwritten(client, learned):
    seen = seen_in(client.get("/profile/declare").text)
    line = {"values": "Food", "low": "", "high": "", "strength": "for", "counts_as": "20"}
    theirs = line | {"attribute": "industry", "base_rate": "10", "seen": seen}
    mine = theirs | {"attribute": "country", "values": "France"}
    first = client.post("/profile/declare", data=theirs)
    again = client.post("/profile/declare", data=theirs)
    second = client.post("/profile/declare", data=mine)
    assert [answer.status_code for answer in (first, again, second)] == [200, 200, 409]
    assert "it says now: statements about industry." in words(second.text)
    assert 'value="France"' in second.text
    assert [one.attribute for one in declared_profile(learned.store).statements] == ["industry"]
    third = client.post("/profile/declare", data=mine | {"seen": seen_in(second.text)})
    assert third.status_code == 200
    assert [one.attribute for one in declared_profile(learned.store).statements] == ["country"]


def test_weights_that_somebody_else_changed_meanwhile_are_not_overwritten(client, learned):
    page = client.get("/profile/value").text
    shown = dict(re.findall(r'name="(\w+)" inputmode="decimal" value="([^"]+)"', page))
    shown["seen"] = seen_in(page)
    first = client.post("/profile/value", data=shown | {"spend": "5"})
    second = client.post("/profile/value", data=shown | {"spend": "1"})
    assert (first.status_code, second.status_code) == (200, 409)
    assert "it says now: spend 5." in words(second.text)
    assert value_weights(learned.store).spend == 5
    third = client.post("/profile/value", data=shown | {"spend": "1", "seen": seen_in(second.text)})
    assert (third.status_code, value_weights(learned.store).spend) == (200, 1)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("", "Food", "", "", "for"), "names no attribute"),
        (("industry", "", "", "", "for"), "either values or a range"),
        (("industry", "Food", "1", "", "for"), "either values or a range"),
        (("employees", "", "500", "50", "for"), "ends before it begins"),
        (("employees", "", "many", "", "for"), "must be a number"),
        (("first_name", "Anna", "", "", "for"), "about a person"),
        (("industry", "Food", "", "", "maybe"), "how much it speaks"),
    ],
)
def test_statement_that_makes_no_sense_comes_back_as_typed(client, learned, line, reason):
    names = ("attribute", "values", "low", "high", "strength")
    form = dict(zip(names, line, strict=True)) | {"base_rate": "10", "counts_as": "20"}
    page = client.post("/profile/declare", data=form)
    assert page.status_code == 422
    assert reason in words(page.text)
    for value in line[:4]:
        assert not value or f'value="{value}"' in page.text
    assert declared_profile(learned.store).statements == ()


def test_weights_are_kept_and_wrong_ones_come_back(client, learned):
    page = client.get("/profile/value").text
    form = dict(re.findall(r'name="(\w+)" inputmode="decimal" value="([^"]+)"', page))
    assert client.post("/profile/value", data=form | {"spend": "5"}).status_code == 200
    assert value_weights(learned.store).spend == 5
    wrong = client.post("/profile/value", data=form | {"growth": "-1"})
    assert wrong.status_code == 422
    assert 'value="-1"' in wrong.text


def test_word_on_a_column_is_kept(client, learned):
    said = client.post("/profile/columns", data={"column": "country", "keep": "no"})
    assert "learn again to put it in force" in words(said.text)
    page = learned_again(client)
    names = [one.name for one in current_profile(learned.store).scorecard.attributes]
    assert "country" not in names
    assert "left out on request" in words(page.text)


def learned_again(client):
    page = client.post("/profile/learn")
    for _ in range(600):
        if str(page.url).endswith("/profile"):
            return page
        time.sleep(0.05)
        page = client.get("/profile/learning")
    raise AssertionError("it never ended to learn")


def test_learning_again_leads_back_to_the_profile(client):
    assert "<h1>Profile</h1>" in learned_again(client).text


def test_column_about_a_person_is_never_used(client):
    page = client.post("/profile/columns", data={"column": "first_name", "keep": "yes"})
    assert page.status_code == 422
    assert "never scored" in words(page.text)


def test_empty_store_says_how_to_get_a_profile(empty_client):
    page = empty_client.get("/profile")
    assert "Nothing is learned yet" in words(page.text)
    assert empty_client.get("/profile/charts/calibration.svg").status_code == 404
    assert empty_client.get("/profile/declare").status_code == 200
    assert empty_client.get("/profile/value").status_code == 200
