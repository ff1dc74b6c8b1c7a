from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.made_records import NOON, import_records
from wellspent.errors import NotFound
from wellspent.records.hook import Delivery, DeliveryState, Hook, HookEvent
from wellspent.records.lead import Lead
from wellspent.records.route import Answer
from wellspent.records.site import Site
from wellspent.store.answers import add_answer, answers_by_lead, answers_of
from wellspent.store.connect import Store
from wellspent.store.hooks import (
    CLAIMED_FOR,
    add_deliveries,
    claim_deliveries,
    delete_hook,
    get_hook,
    list_deliveries,
    list_hooks,
    save_delivery,
    save_hook,
)
from wellspent.store.routing import (
    KeptScorecard,
    list_rules,
    load_authenticity_scorecard,
    load_rules,
    save_authenticity_scorecard,
    save_rules,
)
from wellspent.store.sites import delete_site, get_site, list_sites, save_site

SHOP = Site(name="shop", origins=("https://shop.example",), mapping="tally", secret="s" * 20)
HOOK = Hook(address="https://crm.example/hook", events=(HookEvent.LEAD_ROUTED,), secret="x" * 20)


def test_site_is_kept_by_its_name(store: Store) -> None:
    save_site(store, SHOP)
    save_site(store, Site(name="blog"))
    changed = replace(SHOP, most_kilobytes=8, thanks_address="https://shop.example/thanks")
    save_site(store, changed)
    assert list_sites(store) == [Site(name="blog"), changed]
    assert get_site(store, "shop") == changed
    delete_site(store, "shop")
    for look in (get_site, delete_site):
        with pytest.raises(NotFound, match="no site named 'shop'"):
            look(store, "shop")


def test_rules_are_kept_version_by_version(store: Store) -> None:
    assert load_rules(store) is None
    save_rules(store, "slow_lane_share = 0.01", now=NOON, by="mia")
    assert save_rules(store, "slow_lane_share = 0.02", now=NOON) == 2
    newest = load_rules(store)
    assert newest is not None
    assert (newest.version, newest.text) == (2, "slow_lane_share = 0.02")
    assert [kept.saved_by for kept in list_rules(store)] == ["", "mia"]


def test_newest_authenticity_scorecard_is_in_use(store: Store) -> None:
    assert load_authenticity_scorecard(store) is None
    save_authenticity_scorecard(store, "a = 1", now=NOON)
    save_authenticity_scorecard(store, "a = 2", now=NOON)
    assert load_authenticity_scorecard(store) == KeptScorecard(
        version=2, text="a = 2", learned_at=NOON
    )


def test_answer_is_kept_once(store: Store) -> None:
    import_records(store, Lead(external_id="1", name="Ada"))
    answer = Answer(lead_id="L1", field="timing", text="In spring", answered_at=NOON)
    assert add_answer(store, answer)
    assert not add_answer(store, answer)
    other = replace(answer, text="In May", answered_at=NOON + timedelta(days=1))
    add_answer(store, other)
    assert answers_of(store, "L1") == [answer, other]
    assert answers_by_lead(store, ["L1", "L2"]) == {"L1": [answer, other]}
    with pytest.raises(NotFound):
        add_answer(store, replace(answer, lead_id="L7"))


def test_hook_is_made_changed_and_forgotten(store: Store) -> None:
    made = save_hook(store, replace(HOOK, created_at=NOON))
    assert made == replace(HOOK, id="H1", created_at=NOON)
    paused = save_hook(store, replace(made, paused=True))
    assert list_hooks(store) == [paused]
    delete_hook(store, "H1")
    for look in (get_hook, delete_hook):
        with pytest.raises(NotFound):
            look(store, "H1")
    with pytest.raises(NotFound):
        save_hook(store, paused)


def test_message_is_claimed_tried_and_logged(store: Store) -> None:
    hook = save_hook(store, HOOK)
    message = Delivery(hook_id=hook.id, event=HookEvent.LEAD_ROUTED, body="{}", created_at=NOON)
    add_deliveries(store, [message, message])
    add_deliveries(store, [])
    first, second = claim_deliveries(store, now=NOON)
    assert claim_deliveries(store, now=NOON) == []
    sent = replace(first, state=DeliveryState.DELIVERED, attempts=1, status=200, delivered_at=NOON)
    save_delivery(store, sent)
    assert [each.id for each in claim_deliveries(store, now=NOON + CLAIMED_FOR)] == [second.id]
    assert list_deliveries(store, hook.id)[1] == sent
    assert list_deliveries(store, hook.id, before=second.id) == [sent]
    delete_hook(store, hook.id)
    with pytest.raises(NotFound):
        save_delivery(store, sent)


def test_messages_of_a_paused_hook_wait(store: Store) -> None:
    hook = save_hook(store, replace(HOOK, paused=True))
    message = Delivery(hook_id=hook.id, event=HookEvent.LEAD_ROUTED, body="{}", created_at=NOON)
    add_deliveries(store, [message])
    assert claim_deliveries(store, now=NOON) == []
    save_hook(store, replace(hook, paused=False))
    assert len(claim_deliveries(store, now=NOON)) == 1
