"""What every page is given: the joined parts, and the long work that runs beside the pages."""

from collections.abc import Callable
from typing import Annotated, cast

from fastapi import Depends, Request

from wellspent.serve.background import Background
from wellspent.wiring import Wellspent


def bring(wellspent: Wellspent, background: Background) -> Callable[[Request], None]:
    """Return the dependency that hands the parts to every page of a router."""

    def brought(request: Request) -> None:
        request.state.wellspent = wellspent
        request.state.background = background

    return brought


def _wellspent(request: Request) -> Wellspent:
    return cast("Wellspent", request.state.wellspent)


def _background(request: Request) -> Background:
    return cast("Background", request.state.background)


Parts = Annotated[Wellspent, Depends(_wellspent)]
LongWork = Annotated[Background, Depends(_background)]
