import base64

import pytest

from wellspent.serve.web.who import name_shown


def basic(text: bytes) -> str:
    return f"Basic {base64.b64encode(text).decode()}"


@pytest.mark.parametrize(
    ("authorization", "name"),
    [
        (basic(b"Ada:secret"), "Ada"),
        (basic("Łucja:secret".encode()), "Łucja"),
        (basic(b":secret"), ""),
        (basic(b"x" * 500 + b":secret"), "x" * 100),
        (basic(b"\xff\xfe:secret"), ""),
        ("Basic not-base64", ""),
        ("Bearer secret", ""),
        ("", ""),
    ],
)
def test_name_is_the_one_beside_the_token(authorization, name):
    assert name_shown(authorization) == name
