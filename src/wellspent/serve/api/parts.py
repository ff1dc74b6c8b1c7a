"""What every endpoint is given: the joined parts."""

from typing import Annotated, cast

from fastapi import Depends, Request

from wellspent.wiring import Wellspent


def _parts(request: Request) -> Wellspent:
    return cast("Wellspent", request.app.state.wellspent)


Parts = Annotated[Wellspent, Depends(_parts)]
