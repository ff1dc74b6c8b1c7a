"""Hooks: let other programs be told what happens here, and read what came of each message."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field, StrictBool

from wellspent.jobs import hooks
from wellspent.records.hook import Delivery, Hook, HookEvent
from wellspent.serve.api.parts import Parts

router = APIRouter(prefix="/hooks", tags=["hooks"])
HookId = Annotated[str, Path(max_length=100, description="The hook's id.")]
DeliveryId = Annotated[str, Path(max_length=100, description="The message's id.")]


class NewHook(BaseModel, extra="forbid"):
    """A hook to add: where messages go, and which events they tell."""

    address: str = Field(max_length=2_000, examples=["https://crm.example.com/wellspent"])
    events: list[HookEvent] = Field(max_length=len(HookEvent))


class HookShown(BaseModel):
    """A hook without its secret."""

    id: str
    address: str
    events: tuple[HookEvent, ...]
    created_at: datetime | None
    paused: bool


class HookAdded(HookShown):
    """A new hook, with the secret that signs its messages; it is shown this once."""

    secret: str


class Pause(BaseModel, extra="forbid"):
    """Whether a hook is paused."""

    paused: StrictBool


@router.get("", summary="All hooks")
def list_hooks(parts: Parts) -> list[HookShown]:
    """Return who is told of what, in the order in which they were added."""
    return [_shown(hook) for hook in hooks.list_hooks(parts.store)]


@router.post("", status_code=201, summary="Add a hook")
def add_hook(parts: Parts, new: NewHook) -> HookAdded:
    """Tell a program of events from now on. Keep the secret: it isn't shown again.

    Each message is signed as Standard Webhooks says, and tried up to eight times over a day and a
    half. Addresses inside a private network need the setting `hooks_to_private_addresses`.
    """
    added = hooks.add_hook(parts.store, new.address, new.events, now=datetime.now(UTC))
    return HookAdded(**asdict(added))


@router.put("/{hook_id}/paused", summary="Pause a hook, or let it go on")
def pause_hook(parts: Parts, hook_id: HookId, pause: Pause) -> HookShown:
    """Hold messages back, or let those that waited go out."""
    return _shown(hooks.pause_hook(parts.store, hook_id, paused=pause.paused))


@router.delete("/{hook_id}", status_code=204, summary="Delete a hook")
def delete_hook(parts: Parts, hook_id: HookId) -> None:
    """Tell that program nothing more, and forget its messages."""
    hooks.delete_hook(parts.store, hook_id)


@router.get("/{hook_id}/deliveries", summary="What came of the messages to a hook")
def list_deliveries(
    parts: Parts,
    hook_id: HookId,
    limit: Annotated[int, Query(ge=1, le=500, description="How many messages.")] = 50,
    before: Annotated[
        str, Query(max_length=100, description="Go on below this message's id.")
    ] = "",
) -> list[Delivery]:
    """Return the latest messages first, each with its tries, status and error."""
    return list(hooks.list_deliveries(parts.store, hook_id, limit=limit, before=before))


@router.post("/{hook_id}/deliveries/{delivery_id}/again", summary="Send a message again")
def send_again(parts: Parts, hook_id: HookId, delivery_id: DeliveryId) -> Delivery:
    """Let a message be tried again at once, with the same `webhook-id`."""
    return hooks.send_again(parts.store, hook_id, delivery_id, now=datetime.now(UTC))


def _shown(hook: Hook) -> HookShown:
    return HookShown(**{name: value for name, value in asdict(hook).items() if name != "secret"})
