import pytest

from wellspent.errors import InputError
from wellspent.jobs.our_side_named import our_side_named
from wellspent.listen.sides import OurSide


def test_names_domains_and_addresses_are_told_apart():
    said = ["Wilma Sample", "otter.example", "@mail.otter.example", "Wilma <W@Otter.example>",
            "J.Sample", "Otter"]  # fmt: skip
    assert our_side_named(said) == OurSide(
        names=("Wilma Sample", "J.Sample", "Otter"),
        domains=("otter.example", "mail.otter.example"),
        addresses=("w@otter.example",),
    )
    assert our_side_named([]) == OurSide()


@pytest.mark.parametrize("said", ["", "  ", "@", "ada@", "@gmail.com", "gmail.com", "x" * 400])
def test_what_names_nobody_or_everybody_is_refused(said: str):
    with pytest.raises(InputError) as caught:
        our_side_named([said], where="--our-side")
    assert caught.value.where == "--our-side"
    assert caught.value.next_step
