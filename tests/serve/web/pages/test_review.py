"""Review: what the editor says, with and without scripts."""

import html
import re
import shutil

import pytest

from tests.serve.web.known_reader import ADA, FALSE_PREMISE, HOSTILE, WRONG_NAME, make_known
from tests.serve.web.read_page import links, tags, words
from tests.serve.web.small_company import client_of, wired
from wellspent.serve.web.review_form import LONGEST_BODY
from wellspent.store.statements import mark_sample


@pytest.fixture(scope="module")
def writer(tmp_path_factory, sqlite_template):
    """Give a client of a store that knows a reader; nothing that is reviewed is kept in it."""
    folder = tmp_path_factory.mktemp("writing")
    shutil.copyfile(sqlite_template, folder / "wellspent.db")
    wellspent = wired(folder)
    make_known(wellspent)
    yield client_of(wellspent)
    wellspent.store.close()


def field(page, name: str) -> str:
    """Return what stands in a field of a page."""
    if name == "body":
        found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)
        return html.unescape(found[1])
    return next(
        given.get("value", "")
        for tag, given in tags(page.text)
        if tag == "input" and given.get("name") == name
    )


def test_empty_editor_teaches_what_it_does(empty_client):
    page = empty_client.get("/review")
    assert page.status_code == 200
    assert "Nothing to check yet" in words(page.text)
    assert "sample" not in words(page.text).lower()


def test_link_to_somebody_fills_them_in(writer):
    page = writer.get("/review", params={"to": ADA})
    assert field(page, "to") == ADA
    said = words(page.text)
    assert "Ada Example , Plant Manager · Acme Foods" in said
    assert "1 record of what was between us" in said


def test_false_premise_is_shown_with_the_record_behind_it(writer):
    page = writer.post("/review", data={"to": ADA, "channel": "email", "body": FALSE_PREMISE})
    said = words(page.text)
    assert "Our records contradict 1 statement" in said
    assert "speaker (Hygiene Forum)" in said
    assert "12 Nov 2026" in said
    (record,) = {link for link in links(page.text) if link.startswith("/records/V")}
    shown = words(writer.get(record).text)
    assert "Event participation: Hygiene Forum" in shown
    assert "Gave the talk on brine lines." in shown
    assert "activities.csv" in shown
    assert field(page, "body").startswith("Hi Ada,")


def test_marks_lie_in_the_text_as_checked(writer):
    page = writer.post("/review", data={"to": ADA, "body": FALSE_PREMISE})
    marked = re.findall(r'<a class="mark (\w+)"[^>]*>([^<]*)</a>', page.text)
    assert ("error", "your visit to our booth") in marked


def test_fix_by_button_changes_the_text_and_can_be_taken_back(writer):
    typed = {"to": ADA, "subject": "Your talk", "body": WRONG_NAME}
    page = writer.post("/review", data=typed)
    names = [given["value"] for tag, given in tags(page.text) if given.get("name") == "fix"]
    fixed = writer.post("/review", data=typed | {"fix": names[0]})
    assert field(fixed, "body").startswith("Hi Ada,")
    assert "Fixed: “Anna” is now “Ada”." in words(fixed.text)
    hidden = {name: field(fixed, name) for name in (
        "undo_field", "undo_start", "undo_now", "undo_before")}  # fmt: skip
    back = writer.post(
        "/review", data=typed | hidden | {"undo": "yes", "body": field(fixed, "body")}
    )
    assert field(back, "body").startswith("Hi Anna,")


def test_fix_of_a_text_that_is_another_by_now_changes_nothing(writer):
    typed = {"to": ADA, "body": "Hi Ada, all is well.", "fix": "TRU004 body 3 7"}
    page = writer.post("/review", data=typed)
    assert field(page, "body") == "Hi Ada, all is well."
    assert "another one by now" in words(page.text)
    gone = typed | {"fix": "", "undo": "yes", "undo_start": "99", "undo_now": "x"}
    assert "nothing was taken back" in words(writer.post("/review", data=gone).text)


def test_name_that_may_mean_several_asks_which(writer):
    page = writer.post("/review", data={"to": "Ada", "body": "Hello"})
    chosen = [given["value"] for tag, given in tags(page.text) if given.get("name") == "choose_to"]
    assert chosen == [ADA, "adam@acme.example"]
    known = writer.post("/review", data={"to": "Ada", "body": "Hello", "choose_to": ADA})
    assert field(known, "to") == ADA
    assert "Plant Manager" in words(known.text)


def test_nobody_known_is_said_and_only_words_are_checked(writer):
    page = writer.post("/review", data={"to": "zoe@nowhere.example", "body": "Hello Zoe."})
    assert "Nobody in our records is known by “zoe@nowhere.example”" in words(page.text)
    assert "could not be checked" in words(page.text)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"send_at": "tomorrow"}, "is no time"),
        ({"channel": "pigeon"}, "is one of"),
        ({"type": "nagging"}, "is one of"),
    ],
)
def test_what_makes_no_sense_is_said_and_the_text_kept(writer, change, said):
    page = writer.post("/review", data={"to": ADA, "body": "Hi Ada, kept."} | change)
    assert page.status_code == 422
    assert said in words(page.text)
    assert field(page, "body") == "Hi Ada, kept."
    part = writer.post("/review/check", data={"body": "Hi Ada, kept."} | change)
    assert part.status_code == 422
    assert 'id="wrong"' in part.text
    assert 'id="checked"' not in part.text


def test_too_long_a_text_is_said_and_kept(writer):
    long = "word " * (LONGEST_BODY // 5 + 1)
    page = writer.post("/review", files={"body": (None, long)})
    assert page.status_code == 413
    assert "can be reviewed" in words(page.text[:20_000])
    assert len(field(page, "body")) == len(long.rstrip()) + 1


def test_very_long_text_is_reviewed_and_not_sent_back_to_be_drawn(writer):
    text = "I've tried to reach you several times. Rinsing takes time. \n" * 3_000
    part = writer.post("/review/check", files={"body": (None, text), "to": (None, ADA)})
    assert part.status_code == 200
    assert len(part.content) < 2 * len(text)
    assert "more, of less weight, are left out here" in words(part.text)


def test_hostile_words_are_escaped_everywhere(writer):
    body = f"Hi {HOSTILE}, just checking in </textarea><img src=x onerror=alert(1)>"
    page = writer.post("/review", data={"to": "mallory@acme.example", "body": body,
                                        "subject": '"><script>', "sender": HOSTILE})  # fmt: skip
    assert HOSTILE not in page.text
    assert not [given for tag, given in tags(page.text) if tag == "img"]
    for tag, given in tags(page.text):
        assert tag != "script" or given.get("src", "").startswith("/static/")


def test_places_count_as_a_browser_does(writer):
    body = "\U0001f9a6\U0001f9a6 Hi,\r\n\r\nthe Otter 200 comes with a ten-year warranty."
    part = writer.post("/review/check", data={"to": ADA, "body": body})
    (place,) = re.findall(r'data-fix-start="(\d+)" data-fix-end="(\d+)"', part.text)
    utf16 = body.replace("\r\n", "\n").encode("utf-16-le")
    start, end = (2 * int(one) for one in place)
    assert utf16[start:end].decode("utf-16-le").startswith("ten")


def test_people_are_found_by_name_word_and_mail(writer):
    def found(q):
        return [one["email"] for one in writer.get("/review/people", params={"q": q}).json()]

    assert found("ada") == [ADA, "adam@acme.example"]
    assert found("Exampl")[:2] == [ADA, "adam@acme.example"]
    assert "lea@elsewhere.example" in found("lea@")
    assert found("") == found("%") == []


def test_check_is_refused_to_pages_of_others(writer):
    answer = writer.post("/review/check", data={"body": "x"},
                         headers={"sec-fetch-site": "cross-site"})  # fmt: skip
    assert answer.status_code == 403


def test_rules_have_a_page_each_and_facts_are_shown(writer):
    listed = writer.get("/review/rules")
    pages = {link for link in links(listed.text) if link.startswith("/review/rules/")}
    assert "/review/rules/MAN002" in pages
    page = words(writer.get("/review/rules/MAN002").text)
    assert "Why it matters" in page
    assert "Instead" in page
    assert writer.get("/review/rules/NOP999").status_code == 404
    assert "warranty" in words(writer.get("/review/facts").text)


def test_facts_that_nobody_said_teach_how(empty_client):
    assert "wellspent company save" in words(empty_client.get("/review/facts").text)


def test_samples_are_offered_in_a_sample_store_alone(empty, empty_client):
    assert "See one caught" not in words(empty_client.get("/review").text)
    mark_sample(empty.store)
    page = empty_client.get("/review")
    assert "See one caught" in words(page.text)
    assert "/review?sample=booth" in links(page.text)
    opened = empty_client.get("/review", params={"sample": "booth"})
    assert field(opened, "subject") == "Your visit to our booth"
    assert "See one caught" not in words(opened.text)


def test_sample_that_is_not_there_is_not_found(empty_client):
    assert empty_client.get("/review", params={"sample": "booth"}).status_code == 404


def test_lead_links_to_writing(writer):
    assert "/review?to=lea%40elsewhere.example" in links(writer.get("/leads/L1").text)


def test_record_of_a_lead_leads_to_its_page(writer):
    assert writer.get("/records/L1").url.path == "/leads/L1"
    assert writer.get("/records/V99").status_code == 404
    assert writer.get("/records/../../etc").status_code == 404
    assert "/review?to=ada%40acme.example" in links(writer.get("/records/C1").text)
