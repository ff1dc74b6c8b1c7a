"""Saved things: mappings of columns, and views of leads."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from wellspent.jobs.saved_mappings import delete_mapping, list_mappings, save_mapping
from wellspent.jobs.saved_views import delete_view, list_views, save_view
from wellspent.records.mapping import Mapping
from wellspent.records.queue import SavedView
from wellspent.records.source import RecordKind
from wellspent.serve.api.lead_model import LeadsAsked, Name, Short
from wellspent.serve.api.mapping_model import MappingIn
from wellspent.serve.api.parts import Parts

router = APIRouter(tags=["saved"])
ViewId = Annotated[str, Path(max_length=100, description="The view's id, such as V2.")]
MappingName = Annotated[Short, Query(min_length=1, description="The mapping's name.")]
KindOfRecords = Annotated[RecordKind, Query(description="What its rows become.")]


class ViewIn(BaseModel):
    """A query for leads, and the name to keep it under."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    query: LeadsAsked = Field(description="As for the list of leads; from its first page on.")


@router.get("/mappings", summary="Saved mappings")
def get_mappings(parts: Parts) -> list[Mapping]:
    """Return the saved mappings, the newest first; files with like columns are mapped by them."""
    return list_mappings(parts.store)


@router.put("/mappings", summary="Save a mapping")
def put_mapping(parts: Parts, given: MappingIn) -> Mapping:
    """Keep a mapping, in place of the one of that name and kind."""
    mapping = given.to_record()
    save_mapping(parts.store, mapping)
    return mapping


@router.delete("/mappings", summary="Forget a mapping", status_code=204)
def delete_saved_mapping(parts: Parts, name: MappingName, record_kind: KindOfRecords) -> None:
    """Forget a mapping; what was imported by it stays."""
    delete_mapping(parts.store, name, record_kind)


@router.get("/views", summary="Saved views")
def get_views(parts: Parts) -> list[SavedView]:
    """Return the saved views of leads by name."""
    return list_views(parts.store)


@router.put("/views", summary="Save a view")
def put_view(parts: Parts, given: ViewIn) -> SavedView:
    """Keep a query under a name, in place of the one of that name."""
    query = given.query.to_record(parts.settings.time_zone)
    return save_view(parts.store, given.name, query)


@router.delete("/views/{view_id}", summary="Forget a view", status_code=204)
def delete_saved_view(parts: Parts, view_id: ViewId) -> None:
    """Forget a saved view; the leads stay as they are."""
    delete_view(parts.store, view_id)
