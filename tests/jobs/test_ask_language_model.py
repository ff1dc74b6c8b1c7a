"""A real server that speaks the protocol answers truths, lies and nonsense: truths are shown."""

import contextlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any

import pytest

from wellspent.deliver.language_model import LanguageModel, read_language_model
from wellspent.errors import SettingsError, StoreUnavailable
from wellspent.jobs.ask_language_model import with_proposals
from wellspent.jobs.ruleset_in_use import ruleset_in_use
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft
from wellspent.records.finding import ClaimVerdict, Review
from wellspent.records.product import Company, Product, ProductFact
from wellspent.records.reader import Reader
from wellspent.review.choosing.chosen_rules import ruleset_of
from wellspent.review.suppressing.suppression import Allowance

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
BODY = "Hi Ada, the pump's seal holds for seven years. You told me about three lines in Leeds."
DRAFT = Draft(body=BODY)
READER = Reader(
    contact=Contact(id="contact_1", name="Ada Example"),
    activities=(
        Activity(
            id="activity_7",
            kind=ActivityKind.CALL,
            direction=Direction.INBOUND,
            body="They run three filling lines in Leeds, and plan a fourth.",
            happened_at=datetime(2026, 3, 2, 10, 0, tzinfo=UTC),
        ),
    ),
)
COMPANY = Company(
    name="Aster Pumps",
    products=(
        Product(name="AquaLine", facts=(ProductFact(name="seal life", value=5.0, unit="years"),)),
    ),
)
CONTRADICTED = {
    "kind": "product fact",
    "quote": "holds for seven years",
    "record_id": "AquaLine: seal life",
    "field": "seal life",
    "record_quote": "5.0 years",
    "relation": "contradicted",
}
SUPPORTED = {
    "kind": "what they said",
    "quote": "three lines in Leeds",
    "record_id": "activity_7",
    "field": "body",
    "record_quote": "They run three filling lines in Leeds",
    "relation": "supported",
}


@contextmanager
def model_that_says(answer: str, status: int = 200) -> Iterator[tuple[LanguageModel, list[Any]]]:
    asked: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            asked.append(self.headers["authorization"])
            body = json.dumps({"choices": [{"message": {"content": answer}}]}).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Stay quiet."""

    with model_behind(Handler) as model:
        yield model, asked


@contextmanager
def model_behind(handler: type[BaseHTTPRequestHandler]) -> Iterator[LanguageModel]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield LanguageModel(address=address, name="small", key="not-a-real-key")
    finally:
        server.shutdown()
        server.server_close()


def reviewed(answer: str, status: int = 200) -> Review:
    with model_that_says(answer, status) as (model, _):
        return with_proposals(
            Review(draft_id="", findings=()),
            DRAFT,
            model,
            ruleset=ruleset_in_use(),
            reader=READER,
            company=COMPANY,
            now=NOW,
        )


def test_what_the_records_bear_out_is_shown_with_the_record() -> None:
    review = reviewed(json.dumps({"claims": [CONTRADICTED, SUPPORTED]}))
    assert [claim.verdict for claim in review.claims] == [
        ClaimVerdict.CONTRADICTED,
        ClaimVerdict.SUPPORTED,
    ]
    assert BODY[review.claims[0].start : review.claims[0].end] == "holds for seven years"
    assert review.claims[1].evidence[0].record_id == "activity_7"


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "holds for nine years"},
        {"record_id": "activity_99"},
        {"record_quote": "9.0 years"},
        {"field": "body"},
        {"relation": "supported"},
        {"relation": "unsupported"},
        {"kind": "a feeling"},
        {"quote": ""},
        {"quote": 7},
    ],
)
def test_proposal_that_cannot_be_verified_is_dropped(change: dict[str, object]) -> None:
    review = reviewed(json.dumps({"claims": [{**CONTRADICTED, **change}]}))
    assert review.claims == ()
    assert review.findings == ()
    assert review.unchecked == ()


@pytest.mark.parametrize(
    "answer", ["", "no", "[]", '{"claims": 3}', '{"claims": [1, null]}', "[" * 900]
)
def test_nonsense_changes_nothing(answer: str) -> None:
    assert reviewed(answer) == Review(draft_id="", findings=())


def test_what_the_team_allows_is_not_heard_from_the_model_either() -> None:
    allowed = Allowance(code="TRU011", reason="the old pump is meant", by="review.toml")
    with model_that_says(json.dumps({"claims": [CONTRADICTED]})) as (model, _):
        review = with_proposals(
            Review(draft_id="", findings=()),
            DRAFT,
            model,
            ruleset=replace(ruleset_of(hints=True), allowed=(allowed,)),
            reader=READER,
            company=COMPANY,
            now=NOW,
        )
    assert review.findings == ()
    assert [one.reason for one in review.suppressed] == ["the old pump is meant"]


def test_model_that_fails_is_said_and_the_review_stands() -> None:
    (unchecked,) = reviewed("{}", status=500).unchecked
    assert unchecked.code == "language model"


def test_model_is_asked_with_the_draft_and_the_records_as_data() -> None:
    with model_that_says("{}") as (model, asked):
        with_proposals(
            Review(draft_id="", findings=()),
            DRAFT,
            model,
            ruleset=ruleset_in_use(),
            reader=READER,
            company=COMPANY,
            now=NOW,
        )
    question = json.loads(asked[0]["messages"][1]["content"])
    assert question["draft"]["body"] == BODY
    assert {record["id"] for record in question["records"]} >= {"activity_7", "contact_1"}
    assert asked[1] == "Bearer not-a-real-key"


def test_no_model_is_asked_unless_it_is_named_rightly() -> None:
    assert read_language_model("", "", "") is None
    for address, name in (
        ("models.example.com", "x"),
        ("https://models.example.com", ""),
        ("http://[::1", "x"),
        ("https://models.example.com:99999", "x"),
    ):
        with pytest.raises(SettingsError):
            read_language_model(address, name, "")


def test_secret_in_the_address_is_refused_and_not_shown() -> None:
    with pytest.raises(SettingsError) as refused:
        read_language_model("https://ada:not-a-real-key@models.example.com/v1", "x", "")
    assert "not-a-real-key" not in str(refused.value)


def test_answer_that_never_ends_is_given_up() -> None:
    class Dripping(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                while True:
                    self.wfile.write(b" ")
                    sleep(0.01)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Stay quiet."""

    with model_behind(Dripping) as model, pytest.raises(StoreUnavailable, match="TimeoutError"):
        replace(model, patience=0.3).ask("", "")


def test_key_is_not_sent_over_the_network_in_clear() -> None:
    with pytest.raises(SettingsError, match="in clear"):
        read_language_model("http://models.example.com/v1", "small", "not-a-real-key")
    assert read_language_model("http://127.0.0.1:8080/v1", "small", "not-a-real-key")
