"""What every endpoint is given: the joined parts, and the long work that runs beside requests."""

from typing import Annotated, cast

from fastapi import Depends, Request

from wellspent.serve.background import Background
from wellspent.wiring import Wellspent


def _parts(request: Request) -> Wellspent:
    return cast("Wellspent", request.app.state.wellspent)


def _background(request: Request) -> Background:
    return cast("Background", request.app.state.background)


Parts = Annotated[Wellspent, Depends(_parts)]
LongWork = Annotated[Background, Depends(_background)]
