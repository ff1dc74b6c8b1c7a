from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.qualify.made_judgements import authenticity
from wellspent.errors import FileUnreadable, InputError
from wellspent.qualify.next_step import next_step, quote_of
from wellspent.qualify.next_step_templates import (
    LANGUAGES,
    PLACE,
    ROUTE_FILES,
    read_templates,
    usual_templates,
)
from wellspent.records.authenticity import EnquiryKind
from wellspent.records.enquiry import Enquiry
from wellspent.records.lead import Lead
from wellspent.records.route import NextStep, Route

TEMPLATES = usual_templates()
ANN = Lead(
    name="Ann Sample",
    company="Sample Dairy",
    message="Hello,\nplease send us a quote for two scrubbers, we clean 10.5 hours a week. Thanks",
)
FACTS = {"sender": "Wilma Sample", "material": "https://spotless-otter.example/material"}


def ready(
    route: Route,
    lead: Lead = ANN,
    kind: EnquiryKind = EnquiryKind.GENUINE,
    facts: dict[str, str] = FACTS,
    **extra: object,
) -> NextStep:
    return next_step(
        route, Enquiry(lead=lead), authenticity(0.5, kind), facts=facts, templates=TEMPLATES,
        **extra,  # pyright: ignore[reportArgumentType]
    )  # fmt: skip


def test_reply_quotes_their_own_words() -> None:
    step = ready(Route.LIGHT_TOUCH)
    assert step.body == (
        "Hello Ann Sample,\n\n"
        "thank you for writing: “please send us a quote for two scrubbers, we clean 10.5 hours a "
        "week”. You will have an answer in writing. If a few minutes on the phone suit you better, "
        "tell me when.\n\n"
        "Kind regards, Wilma Sample"
    )
    assert (step.template, step.language, step.unfilled) == ("en/light_touch/usual", "en", ())


def test_sentence_whose_fact_is_missing_is_left_out_and_named() -> None:
    step = ready(Route.GIVE, facts={"sender": "Wilma Sample"})
    assert "What we publish" not in step.body
    assert step.unfilled == ("material",)


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("Bitte schicken Sie mir ein Angebot für zwei Maschinen, die wir im Werk brauchen.", "de"),
        ("Pourriez-vous nous envoyer un devis pour les deux machines de notre usine ?", "fr"),
        ("¿Podrían enviarnos un presupuesto para las dos máquinas de nuestra planta?", "es"),
        ("Could you send us a quote for the two machines that we need in our plant?", "en"),
        ("Adjunto mi currículum. Busco trabajo como técnico de mantenimiento.", "es"),
        ("Hola, precio?", "es"),
        ("oferta de precio", "en"),
        ("Zouden jullie ons een offerte kunnen sturen voor de machines in onze fabriek?", "en"),
        ("?", "en"),
    ],
)
def test_text_is_in_the_language_of_the_message(message: str, language: str) -> None:
    assert ready(Route.ASK, Lead(message=message), question="need").language == language


def test_language_of_the_site_is_taken_when_the_message_tells_none() -> None:
    assert ready(Route.LIGHT_TOUCH, Lead(message="1234"), language="fr").language == "fr"


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("en", "Hello Ann Sample, this is Wilma Sample. I am calling about your enquiry."),
        ("de", "Guten Tag Ann Sample, hier ist Wilma Sample. Ich rufe wegen Ihrer Anfrage an."),
        ("fr", "Bonjour Ann Sample, ici Wilma Sample. Je vous appelle au sujet de votre demande."),
        ("es", "Buenos días, Ann Sample, le habla Wilma Sample. Le llamo por su consulta."),
    ],
)
def test_call_about_an_enquiry_without_a_message_points_at_no_words(
    language: str, opening: str
) -> None:
    step = ready(Route.CALL_NOW, Lead(name="Ann Sample"), language=language)
    assert step.body.startswith(opening)
    assert "\n" not in step.body


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("route", [route for route in ROUTE_FILES if route is not Route.CALL_NOW])
def test_reply_to_an_enquiry_without_a_message_thanks_all_the_same(
    route: Route, language: str
) -> None:
    thanks = {"en": "thank you", "de": "danke", "fr": "merci", "es": "gracias"}[language]
    for kind in EnquiryKind:
        body = ready(route, Lead(), kind=kind, language=language, question="need").body
        assert body.split("\n\n")[1].startswith(thanks)


def test_question_stands_in_the_text_and_is_named() -> None:
    step = ready(Route.ASK, question="time_frame")
    assert "by when would you like to have it?" in step.body
    assert step.question == "time_frame"


@pytest.mark.parametrize(
    ("kind", "template"),
    [
        (EnquiryKind.STUDENT, "en/give/student or researcher"),
        (EnquiryKind.JOB_SEEKER, "en/give/job seeker"),
        (EnquiryKind.VENDOR, "en/give/vendor pitch"),
        (EnquiryKind.COMPETITOR, "en/give/competitor"),
    ],
)
def test_each_kind_gets_a_fitting_reply(kind: EnquiryKind, template: str) -> None:
    assert ready(Route.GIVE, kind=kind).template == template


@pytest.mark.parametrize("kind", [EnquiryKind.FREE_INFORMATION, EnquiryKind.COMPETITOR])
@pytest.mark.parametrize(
    "message",
    [
        "Which cleaner suits the tiles in my kitchen? I do not want to buy anything.",
        "Welcher Reiniger passt zu meinen Fliesen? Ich möchte hier nichts kaufen.",
        "Quel produit utiliser pour mon carrelage ? Je ne veux rien acheter.",
        "¿Qué producto uso para mi suelo en casa? No quiero comprar nada.",
    ],
)
def test_material_is_offered_without_quoting_a_refusal_or_claiming_to_be_all_they_asked(
    message: str, kind: EnquiryKind
) -> None:
    step = ready(Route.GIVE, Lead(message=message), kind=kind)
    assert "https://spotless-otter.example/material" in step.body
    for theirs in ("buy", "kaufen", "acheter", "comprar"):
        assert theirs not in step.body
    assert not {"asked", "gefragt", "demandé", "pidió"} & set(step.body.split())


def test_from_quarantine_nothing_is_sent() -> None:
    step = ready(Route.QUARANTINE)
    assert (step.subject, step.body, step.template) == ("", "", "")


def test_without_quoting_nothing_of_the_stranger_stands_in_the_text() -> None:
    step = ready(Route.GIVE, quoting=False)
    for theirs in ("Ann", "Dairy", "scrubbers"):
        assert theirs not in step.subject + step.body
    assert step.body.startswith("Hello,\n\n")


@pytest.mark.parametrize(
    "name",
    ["http://evil.example/x", "Ann\r\nBcc: all@example.com", "evil.shop", "A" * 500, "a@b.example"],
)
def test_name_that_could_do_harm_is_left_out(name: str) -> None:
    step = ready(Route.GIVE, Lead(name=name, message=ANN.message))
    assert step.body.startswith("Hello,\n\n")
    assert "\r" not in step.body + step.subject


@pytest.mark.parametrize(
    ("message", "quote"),
    [
        ("Visit www.evil.shop for free money now", ""),
        ("Look at https://evil.example now please", ""),
        ("Thanks!", ""),
        ("", ""),
        ("We need a new pump by May. Call me.", "We need a new pump by May"),
    ],
)
def test_quote_is_a_sentence_without_any_address(message: str, quote: str) -> None:
    assert quote_of(message) == quote


@pytest.mark.parametrize(
    ("message", "quote"),
    [
        (
            "Juste une question : quel produit pour le carrelage ? Je ne veux rien acheter.",
            "Juste une question : quel produit pour le carrelage?",
        ),
        ("Womit reinige ich Fliesen? Ich will nichts kaufen.", "Womit reinige ich Fliesen?"),
        ("We are not interested in buying anything.", ""),
        ("No quiero comprar nada de ustedes.", ""),
        ("I’m writing from the plant. I don’t want a call.", ""),
        ("The sun shines over our plant.", ""),
        ("Our scanner does not start.", ""),
    ],
)
def test_refusal_and_what_asks_for_nothing_are_never_quoted(message: str, quote: str) -> None:
    assert quote_of(message, ["acheter", "kaufen", "buying", "comprar", "want"]) == quote


def test_trouble_is_quoted_to_who_asks_for_help() -> None:
    message = "Our scanner does not start any more."
    step = ready(Route.CALL_NOW, Lead(message=message), kind=EnquiryKind.SUPPORT)
    assert "“Our scanner does not start any more”" in step.body
    assert quote_of("I do not want to buy it any more.", troubles=True) == ""


@pytest.mark.parametrize("kind", [EnquiryKind.SPAM, EnquiryKind.BOT])
@pytest.mark.parametrize("route", ROUTE_FILES)
def test_nothing_of_a_program_or_spammer_is_quoted(kind: EnquiryKind, route: Route) -> None:
    spam = Lead(name="Rich Quick", message="Do you want to earn 5000 dollars a day?")
    body = ready(route, spam, kind=kind).body
    assert "dollars" not in body
    assert "Rich" not in body


@pytest.mark.parametrize(
    ("country", "site", "language"),
    [
        ("Spain", "", "es"), ("DE", "", "de"), ("Frankreich", "", "fr"), ("Poland", "", "en"),
        ("Spain", "fr", "fr"), ("", "", "en"),
    ],
)  # fmt: skip
def test_country_tells_the_language_where_neither_message_nor_site_does(
    country: str, site: str, language: str
) -> None:
    lead = Lead(message="4410", country=country)
    assert ready(Route.LIGHT_TOUCH, lead, language=site).language == language


def test_quote_is_the_sentence_that_tells_what_is_wanted() -> None:
    message = "I am the plant manager here. We would like a quote for a tunnel."
    assert quote_of(message, ["a quote"]) == "We would like a quote for a tunnel"


@given(st.text(max_size=300), st.text(max_size=80), st.sampled_from(Route))
def test_no_text_has_a_hole_or_a_line_from_outside(message: str, name: str, route: Route) -> None:
    step = ready(route, Lead(name=name, company=name, message=message), question="need")
    plain = step.body.replace(quote_of(message) or "\0", "")
    assert not PLACE.search(plain.replace(name, ""))
    assert "\n" not in step.subject


def test_facts_are_never_read_as_places_for_facts() -> None:
    step = ready(Route.LIGHT_TOUCH, Lead(name="{material}", message=ANN.message))
    assert "Hello {material}," in step.body
    assert "spotless-otter" not in step.body


def test_every_language_has_every_template_and_the_same_kinds() -> None:
    kinds = {
        (route, language): {
            kind for (la, r, kind) in TEMPLATES.texts if (la, r) == (language, route)
        }
        for route in ROUTE_FILES
        for language in LANGUAGES
    }
    for (route, language), found in kinds.items():
        assert found == kinds[route, "en"], language
        assert "usual" in found


def test_own_folder_goes_over_the_usual_templates(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "give.toml").write_text('[usual]\nsubject = ["Ours"]\nbody = ["Hello {name}"]\n')
    own = read_templates(tmp_path)
    template, _ = own.of("en", Route.GIVE, EnquiryKind.UNSURE)
    assert template.subject == ("Ours",)
    assert own.of("de", Route.GIVE, EnquiryKind.UNSURE) == TEMPLATES.of(
        "de", Route.GIVE, EnquiryKind.UNSURE
    )


@pytest.mark.parametrize(
    "text",
    [
        '[usual]\nsubject = ["A"]\nbody = ["Hello {surname}"]',
        '[usual]\nsubject = ["A {name}"]\nbody = ["Hello"]',
        '[usual]\nsubject = ["A"]\nbody = ["Hello {name"]',
        '[usual]\nsubject = ["A"]\nbody = ["Hello"]\nfooter = "x"',
        '[usual]\nsubject = ["A"]\nbody = "Hello"',
        '[clients]\nsubject = ["A"]\nbody = ["Hello"]',
        "usual = 3",
    ],
)
def test_template_with_a_mistake_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "give.toml").write_text(text)
    with pytest.raises(InputError, match=r"en/give\.toml"):
        read_templates(tmp_path)


def test_template_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "give.toml").write_text("[usual")
    with pytest.raises(FileUnreadable):
        read_templates(tmp_path)
