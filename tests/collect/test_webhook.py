import pytest

from wellspent.collect.webhook import (
    OWN_SCHEME,
    SignatureEncoding,
    SignatureScheme,
    is_signed,
    sign,
)

TALLY = SignatureScheme(header="Tally-Signature", encoding=SignatureEncoding.BASE64)
TYPEFORM = SignatureScheme(
    header="Typeform-Signature", encoding=SignatureEncoding.BASE64, prefix="sha256="
)


def test_signature_is_the_one_that_everybody_computes() -> None:
    # openssl dgst -sha256 -hmac secret
    assert sign(b"body", "secret", OWN_SCHEME) == (
        "sha256=dc46983557fea127b43af721467eb9b3fde2338fe3e14f51952aa8478c13d355"
    )


@pytest.mark.parametrize("scheme", [OWN_SCHEME, TALLY, TYPEFORM])
def test_signed_body_is_known_and_a_changed_one_is_not(scheme: SignatureScheme) -> None:
    headers = {scheme.header.lower(): sign(b"body", "secret", scheme)}
    assert is_signed(b"body", headers, "secret", scheme)
    assert not is_signed(b"Body", headers, "secret", scheme)
    assert not is_signed(b"body", headers, "Secret", scheme)


@pytest.mark.parametrize("shown", ["", "sha256=", "sha256=zz", "sha1=00", "é", "sha256=é"])
def test_anything_else_signs_nothing(shown: str) -> None:
    for scheme in (OWN_SCHEME, TALLY, TYPEFORM):
        assert not is_signed(b"body", {scheme.header.lower(): shown}, "secret", scheme)
