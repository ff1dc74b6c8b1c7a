from datetime import datetime

from fastapi.testclient import TestClient

from wellspent.jobs.tell_hooks import tell_hooks
from wellspent.records.hook import HookEvent
from wellspent.records.lead import Lead
from wellspent.wiring import Wellspent

HOOKS = "/api/v1/hooks"
NEW = {"address": "https://crm.example/hook", "events": ["lead.routed"]}


def test_secret_is_shown_once(api: TestClient) -> None:
    added = api.post(HOOKS, json=NEW)
    assert added.status_code == 201
    assert added.json()["secret"].startswith("whsec_")
    (listed,) = api.get(HOOKS).json()
    assert listed["address"] == NEW["address"]
    assert "secret" not in listed


def test_messages_are_listed_with_what_came_of_them(api: TestClient, parts: Wellspent) -> None:
    hook = api.post(HOOKS, json=NEW).json()
    lead = Lead(id="L1", company="Sample Foods")
    tell_hooks(
        parts.store, HookEvent.LEAD_ROUTED, lead, now=datetime.fromisoformat(hook["created_at"])
    )
    (message,) = api.get(f"{HOOKS}/{hook['id']}/deliveries").json()
    assert (message["state"], message["event"]) == ("waiting", "lead.routed")
    again = api.post(f"{HOOKS}/{hook['id']}/deliveries/{message['id']}/again")
    assert again.status_code == 200


def test_hook_is_paused_and_deleted(api: TestClient) -> None:
    hook = api.post(HOOKS, json=NEW).json()
    assert api.put(f"{HOOKS}/{hook['id']}/paused", json={"paused": True}).json()["paused"] is True
    assert api.delete(f"{HOOKS}/{hook['id']}").status_code == 204
    assert api.get(f"{HOOKS}/{hook['id']}/deliveries").status_code == 404


def test_wrong_hook_is_refused(api: TestClient) -> None:
    for wrong in (
        {"address": "ftp://crm.example", "events": ["lead.routed"]},
        {"address": "https://crm.example", "events": []},
        {"address": "https://crm.example", "events": ["lead.eaten"]},
        NEW | {"secret": "mine"},
    ):
        assert api.post(HOOKS, json=wrong).status_code == 422, wrong
