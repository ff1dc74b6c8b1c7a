"""Who acts: the name that a browser was given beside the token, where one was asked for."""

import base64
import binascii
from typing import Annotated

from fastapi import Depends, Request

LONGEST_NAME = 100


def name_shown(authorization: str) -> str:
    """Return the name in a browser's credentials; empty where there is none."""
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        shown = base64.b64decode(rest.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
    return shown.partition(":")[0].strip()[:LONGEST_NAME]


def _who(request: Request) -> str:
    return name_shown(request.headers.get("authorization", ""))


Who = Annotated[str, Depends(_who)]
