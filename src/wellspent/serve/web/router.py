"""The web door: all pages under one router."""

from fastapi import APIRouter, Depends

from wellspent.serve.web.background import Background
from wellspent.serve.web.pages import (
    corrections,
    import_wizard,
    imports,
    lead,
    leads,
    learning,
    profile,
    search,
    today,
)
from wellspent.serve.web.parts import bring
from wellspent.wiring import Wellspent


def create_router(wellspent: Wellspent) -> APIRouter:
    """Return the pages, joined with the parts and a place for their long work."""
    parts = Depends(bring(wellspent, Background()))
    router = APIRouter(dependencies=[parts], include_in_schema=False)
    pages = (
        today,
        leads,
        lead,
        search,
        learning,
        profile,
        corrections,
        import_wizard,
        imports,
    )
    for page in pages:
        router.include_router(page.router)
    return router
