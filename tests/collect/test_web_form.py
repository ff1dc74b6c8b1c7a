import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.collect.nested import DEEPEST, LONGEST_VALUE, flat_fields
from wellspent.collect.web_form import MOST_FIELDS, is_json, read_form
from wellspent.errors import InputError, TooLarge

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"


def part(name: str, value: str, more: str = "") -> bytes:
    head = f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode() + value.encode() + b"\r\n"


def test_urlencoded_form_is_read_with_its_repeats_side_by_side() -> None:
    body = b"name=Zo%C3%AB+Example&box=a&box=b&empty="
    assert read_form(body, URLENCODED) == {"name": "Zoë Example", "box": "a, b"}


def test_multipart_form_is_read_without_its_files() -> None:
    body = part("name", "Zoë") + part("cv", "%PDF", '; filename="cv.pdf"') + b"--b--\r\n"
    assert read_form(body, MULTIPART) == {"name": "Zoë", "cv": "(file cv.pdf left out)"}


def test_json_is_flattened_by_its_paths() -> None:
    body = b'{"a": {"b": [1, 2.5, true, null, ""]}, "c": "x"}'
    fields = {"a.b.0": "1", "a.b.1": "2.5", "a.b.2": "yes", "c": "x"}
    assert read_form(body, "application/json; charset=utf-8") == fields
    assert read_form(body, "text/plain") == fields


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'"text"', "application/json"),
        (b"[]", "application/json"),
        (b"9" * 10_000, "application/json"),
        (b"garbage", MULTIPART),
        (b"x", "multipart/form-data"),
        (b"x", "application/pdf"),
        (json.dumps({"a": "b"}).encode("utf-16"), "application/octet-stream"),
    ],
)
def test_body_that_is_no_form_is_refused(body: bytes, content_type: str) -> None:
    with pytest.raises(InputError):
        read_form(body, content_type)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("&".join(f"f{n}=1" for n in range(MOST_FIELDS + 1)).encode(), URLENCODED),
        (b"a=" + b"x" * (LONGEST_VALUE + 1), URLENCODED),
        (b"x" * 400 + b"=1", URLENCODED),
        (b"".join(part(f"f{n}", "1") for n in range(MOST_FIELDS + 1)) + b"--b--\r\n", MULTIPART),
        (json.dumps({str(n): 1 for n in range(600)}).encode(), "application/json"),
    ],
)
def test_form_over_a_limit_is_too_large(body: bytes, content_type: str) -> None:
    with pytest.raises(TooLarge):
        read_form(body, content_type)


def test_document_that_is_nested_too_deeply_is_refused() -> None:
    document: dict[str, object] = {}
    for _ in range(DEEPEST + 1):
        document = {"a": document}
    with pytest.raises(InputError, match="nested"):
        flat_fields(document)


@pytest.mark.parametrize(
    ("content_type", "json_wanted"),
    [("application/json", True), ("application/cloudevents+json", True), (URLENCODED, False)],
)
def test_sender_of_json_is_known(content_type: str, json_wanted: bool) -> None:
    assert is_json(content_type) is json_wanted


@given(st.binary(max_size=300), st.sampled_from([URLENCODED, MULTIPART, "application/json", ""]))
def test_any_bytes_are_read_or_refused(body: bytes, content_type: str) -> None:
    try:
        fields = read_form(body, content_type)
    except InputError:
        return
    assert all(fields.values())
