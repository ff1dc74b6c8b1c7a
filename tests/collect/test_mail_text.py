"""The lines of mails: own, quoted, signature, disclaimer. More cases are in benchmarks/mails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.collect.html_text import Hint, lines_of_html, text_of_html
from wellspent.collect.mail_item import MailAddress
from wellspent.collect.mail_text import LineKind, kinds_of_lines, split_mail_html, split_mail_text

MARA = MailAddress(name="Mara Quill", email="mara.quill@northpier.example")
QUOTE = "On Mon, 2 Mar 2026 at 9:14, Theo <theo@kiln.example> wrote:\n> Which one?\n"


def letters(text: str, sender: MailAddress = MARA) -> str:
    """Return the first letter of each filled line's kind."""
    lines = text.split("\n")
    kinds = kinds_of_lines(lines, sender=sender)
    return "".join(kind[0] for line, kind in zip(lines, kinds, strict=True) if line.strip())


CASES = {
    "all four": (
        f"Tuesday is fine.\n\nMara\n\nThis e-mail is confidential and privileged.\n\n{QUOTE}",
        "osdqq",
    ),
    "answer below": (f"{QUOTE}\nThe blue one.\n\nMara", "qqos"),
    "answers between": (f"Hi\n\n{QUOTE}The blue one.\n> And when?\nSoon.\n\n-- \nMara", "oqqoqoss"),
    "name alone": ("Hello,\nit fits.\n\nM. Quill", "oos"),
    "name and firm": ("Hello,\nit fits.\n\nMara Quill | Northpier", "oos"),
    "title before the name": ("Hello,\nit fits.\n\ni. A. Mara Quill\nEinkauf", "ooss"),
    "another's name": ("Please ask\n\nTheo Brandt", "oo"),
    "own name within a sentence": ("Ask for Mara Quill at the gate.\nShe has the keys.", "oo"),
    "card without the name": (
        "Call me.\n\nJ. Fox\nHead of Sales\nTel. +44 20 7946 0011\nwww.fox.example",
        "ossss",
    ),
    "list that is announced": (
        "Please call these two:\nAnn Lee, Sales, +44 20 7946 0011\nwww.lee.example",
        "ooo",
    ),
    "telephone's line": ("Yes.\n\nSent from my iPhone", "os"),
    "sent in a sentence": (
        "Sent from Leeds on Monday: 40 boxes, 3 of them broken on the way here",
        "o",
    ),
    "banner": ("[EXTERNAL]\nHello,\nwho signs?", "doo"),
    "warning of one's own": ("Warning: the stairs are wet.\nMind your step.", "oo"),
    "confidential of one's own": ("What I tell you is confidential: we close in May.\nBye", "oo"),
    "unsubscribe as a wish": ("Unsubscribe me.", "o"),
    "invitation of a program": ("See you there.\n\nMicrosoft Teams meeting\nJoin: 1", "odd"),
    "picture": ("Hello\n[cid:image001.png@01D9]\nBye now", "oso"),
    "table of one's own": ("| oven | price |\n| big | 900 |", "oo"),
    "headings of one's own": ("From: Leeds\nTo: York\nWhen: May", "ooo"),
    "answers with initials": (
        "See below.\n\nFrom: Theo <t@kiln.example>\nSent: Monday\nTo: Mara\nSubject: x\n\n"
        "How high?\n[MQ] 6 m",
        "oqqqqqo",
    ),
    "introduction that is broken": (
        "No.\n\nOn Mon, 2 Mar 2026 at 9:14, Theo Brandt-Oyelaran, Account Executive\n"
        "<theo@kiln.example> wrote:\n\n> Yes?",
        "oqqq",
    ),
    "quote without marks": ("No.\n\nTheo <t@kiln.example> wrote:\n\nDear Mara,\nyes?", "oqqq"),
    "saying what was written": ("As I wrote:\nthe lid must be steel.", "oo"),
    "rule above a head": ("No.\n_______\nFrom: Theo\nSent: today\nTo: Mara\nSubject: x", "oqqqqq"),
    "rest of a quoted line": (
        "> We could come on Thursday or Friday, whichever suits you better, and bring the\n"
        "two samples\n\nFriday.",
        "qqo",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_lines_are_told_apart(text: str, expected: str) -> None:
    assert letters(text) == expected


@pytest.mark.parametrize(
    "introduction",
    [
        "Am Mo., 2. März 2026 um 09:14 Uhr schrieb Theo <t@kiln.example>:",
        "Le lun. 2 mars 2026 à 09:14, Theo <t@kiln.example> a écrit :",
        "El lun, 2 mar 2026 a las 9:14, Theo (<t@kiln.example>) escribió:",
        "Theo <t@kiln.example> schrieb am Mo., 2. März 2026, 09:14:",
        "2026-03-02 9:14 GMT+00:00 Theo <t@kiln.example>:",
        "Quoting Theo <t@kiln.example>:",
        "-----Ursprüngliche Nachricht-----",
        "Début du message réexpédié :",
        "De : Theo\nEnvoyé : lundi\nÀ : Mara",
        "De: Theo\nEnviado el: lunes\nPara: Mara",
        "*Von:* Theo\n*Gesendet:* Montag\n*An:* Mara",
        "Theo Brandt ---02/03/2026 09:14:22---Hi Mara,",
        ">>> Theo Brandt <t@kiln.example> 02/03/2026 09:14 >>>",
        "---------------------- Forwarded by Theo/KILN on 03/02/2026 09:14\nAM ------------------",
        "From: Theo Sent: Monday To: Mara Subject: x",
    ],
)
def test_what_stands_below_an_introduction_is_quoted(introduction: str) -> None:
    parts = split_mail_text(f"Fine.\n\n{introduction}\n\nDear Mara,\nis it?", sender=MARA)
    assert parts.text == "Fine."
    assert parts.quoted.endswith("is it?")


def test_nothing_new_stays_nothing() -> None:
    parts = split_mail_text("Begin forwarded message:\n\nFrom: a@b.example\nHello", sender=MARA)
    assert parts.text == ""


def test_markup_tells_quotes_and_signatures() -> None:
    html = (
        "<div>Fine.</div><div class='gmail_signature'>Yours as ever</div>"
        "<div class=gmail_quote><div class=gmail_attr>Theo:</div><blockquote>Is it?</blockquote>"
        "<div>It is.</div></div><div id=divRplyFwdMsg>Theo</div><p>Hello Mara"
    )
    assert [(line.text, line.hint) for line in lines_of_html(html) if line.text] == [
        ("Fine.", Hint.NONE),
        ("Yours as ever", Hint.SIGNATURE),
        ("Theo:", Hint.QUOTED),
        ("Is it?", Hint.QUOTED),
        ("It is.", Hint.NONE),
        ("Theo", Hint.ANSWERED),
        ("Hello Mara", Hint.ANSWERED),
    ]
    parts = split_mail_html(lines_of_html(html), sender=MARA)
    assert (parts.text, parts.signature) == ("Fine.\nIt is.", "Yours as ever")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("be<b>st</b> of all", "best of all"),
        ("<td>a</td><td>b</td>", "a b"),
        ("a<!-- <p>not seen -->b", "ab"),
        ("<div style='display: none'>unseen</div>seen", "seen"),
        ("a &lt;b&gt;&nbsp;c", "a <b> c"),
        ("<p>a<blockquote>b</blockquote>c", "a\n> b\nc"),
        ("<title>t</title>a<style>p{}</style>", "a"),
        ("a < b", "a"),
    ],
)
def test_html_is_read_as_a_person_sees_it(html: str, text: str) -> None:
    assert text_of_html(html) == text


LINES = st.sampled_from(
    ["", " ", "Yes.", "> no", "-- ", "Mara", "Regards", QUOTE, "From: a", "To: b", "Sent: c",
     "___", "Disclaimer:", "[EXTERNAL]", "PS: x", "Tel. +44 20 7946 0011", "a" * 90, "| x"]
)  # fmt: skip


@given(st.lists(LINES, max_size=20))
def test_every_line_is_of_one_kind_and_none_is_lost(parts: list[str]) -> None:
    lines = "\n".join(parts).split("\n")
    kinds = kinds_of_lines(lines, sender=MARA)
    assert len(kinds) == len(lines)
    split = split_mail_text("\n".join(lines), sender=MARA)
    found = [split.text, split.quoted, split.signature, split.disclaimer]
    assert sorted("\n".join(found).split()) == sorted("\n".join(lines).split())


@given(st.text(max_size=200), st.text(max_size=30))
def test_any_text_is_split(text: str, name: str) -> None:
    kinds = kinds_of_lines(text.split("\n"), sender=MailAddress(name=name, email=""))
    assert set(kinds) <= set(LineKind)
