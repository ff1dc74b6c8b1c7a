"""The web door: all pages under one router."""

from fastapi import APIRouter

from wellspent.serve.web.pages import (
    arrivals,
    connections,
    conversation,
    conversation_import,
    conversations,
    corrections,
    feedback,
    honesty,
    hooks,
    import_wizard,
    imports,
    lead,
    lead_route,
    leads,
    learning,
    ledger,
    note,
    owed,
    points,
    profile,
    quarantine,
    queue_forms,
    record,
    rescoring,
    review,
    review_rules,
    review_templates,
    rules,
    search,
    sites,
    today,
)


def create_router() -> APIRouter:
    """Return the pages; the app's state holds their parts and the place for their long work."""
    router = APIRouter(include_in_schema=False)
    pages = (
        today,
        quarantine,
        queue_forms,
        arrivals,
        leads,
        lead,
        lead_route,
        search,
        review,
        review_rules,
        review_templates,
        record,
        learning,
        rescoring,
        rules,
        honesty,
        ledger,
        note,
        conversations,
        conversation_import,
        conversation,
        owed,
        feedback,
        connections,
        sites,
        hooks,
        profile,
        points,
        corrections,
        import_wizard,
        imports,
    )
    for page in pages:
        router.include_router(page.router)
    return router
