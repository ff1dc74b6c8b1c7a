"""What every page is given: the joined parts, and the long work that runs beside the pages."""

from typing import Annotated, cast

from fastapi import Depends, Request

from wellspent.serve.background import Background
from wellspent.wiring import Wellspent


def _wellspent(request: Request) -> Wellspent:
    return cast("Wellspent", request.app.state.wellspent)


def _background(request: Request) -> Background:
    return cast("Background", request.app.state.background)


Parts = Annotated[Wellspent, Depends(_wellspent)]
LongWork = Annotated[Background, Depends(_background)]
