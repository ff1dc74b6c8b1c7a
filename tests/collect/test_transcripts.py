"""The same three turns in the forms of many tools, then what is messy or no transcript at all."""

import json
import string
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspent.collect.transcripts import read_transcript, read_transcripts
from wellspent.errors import FileUnreadable, InputError
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Presence, Side

CASES = Path(__file__).parents[1] / "cases" / "collect" / "transcripts"
SAID = [
    "Good morning, thanks for joining.",
    "Morning. How much is it?",
    "About four hundred a month.",
]
NAMED = ["Ada Lovelace", "Ben Kunde", "Ada Lovelace"]
BY_VOICE = {
    "assemblyai.json": ["Speaker A", "Speaker B", "Speaker A"],
    "amazon_transcribe.json": ["Speaker 0", "Speaker 1", "Speaker 0"],
    "deepgram.json": ["Speaker 0", "Speaker 1", "Speaker 0"],
    "aircall.json": ["Speaker 12", "+493090182000", "Speaker 12"],
    "whisper.json": ["unknown speaker"] * 3,
}
WITH_SECONDS = {
    "aircall.json", "amazon_transcribe.json", "deepgram.json", "fireflies.json", "names.srt",
    "teams.vtt", "teams_metadata.vtt", "whisper.json", "zoom.vtt",
}  # fmt: skip
SAME_WORDS = sorted(one.name for one in CASES.iterdir() if one.name != "rolling.vtt")


def _read(name: str) -> Conversation:
    return read_transcript((CASES / name).read_bytes(), name)


def _labels(conversation: Conversation) -> list[str]:
    return [conversation.speakers[turn.speaker].label for turn in conversation.turns]


@pytest.mark.parametrize("name", SAME_WORDS)
def test_same_talk_from_each_tool(name: str) -> None:
    read = _read(name)
    assert [turn.text for turn in read.turns] == SAID
    assert [label.title() for label in _labels(read)] == [
        label.title() for label in BY_VOICE.get(name, NAMED)
    ]


@pytest.mark.parametrize("name", sorted(WITH_SECONDS))
def test_seconds_where_the_tool_gives_them(name: str) -> None:
    read = _read(name)
    assert [(turn.start, turn.end, turn.seconds) for turn in read.turns] == [
        (2.0, 4.0, 2.0),
        (5.0, 7.5, 2.5),
        (8.0, 11.0, 3.0),
    ]
    assert read.minutes == pytest.approx(11 / 60)


@pytest.mark.parametrize(
    ("name", "starts"),
    [("gong.json", [2.0, 605.0, 1208.0]), ("assemblyai.json", [2.0, 905.0, 1808.0])],
)
def test_milliseconds_become_seconds(name: str, starts: list[float]) -> None:
    assert [turn.start for turn in _read(name).turns] == starts


def test_people_listed_beside_the_turns_have_addresses_and_sides() -> None:
    ada, ben = _read("gong.json").speakers
    assert (ada.email, ada.side) == ("ada@example.com", Side.OURS)
    assert (ben.email, ben.side) == ("ben@customer.example", Side.CUSTOMER)
    assert _read("fireflies.json").speakers[1].email == "ben@customer.example"


def test_moments_of_a_talk_become_seconds_from_its_beginning() -> None:
    read = _read("google_meet.json")
    assert [(turn.start, turn.end) for turn in read.turns] == [(0.0, 2.0), (3.0, 5.5), (6.0, 9.0)]
    assert read.started_at is not None
    assert read.started_at.isoformat() == "2026-03-02T10:00:02+00:00"


def test_head_of_a_text_tells_title_time_and_length() -> None:
    read = _read("names.txt")
    assert (read.title, read.minutes) == ("Introduction", 30.0)
    assert read.started_at is not None
    assert read.started_at.isoformat() == "2026-03-02T10:00:00+00:00"


def test_chats_are_messages_with_moments() -> None:
    read = _read("whatsapp.txt")
    assert read.kind is ActivityKind.SOCIAL_MESSAGE
    assert [turn.at.second for turn in read.turns if turn.at] == [2, 5, 8]
    assert _read("zoom_chat.txt").kind is ActivityKind.SOCIAL_MESSAGE


def test_one_cue_with_several_voices_shares_its_time() -> None:
    read = _read("several_voices.vtt")
    assert [(turn.start, turn.end) for turn in read.turns] == [(2.0, 5.0), (5.0, 8.0), (8.0, 11.0)]


def test_rolling_captions_say_each_line_once() -> None:
    read = _read("rolling.vtt")
    assert " ".join(turn.text for turn in read.turns) == (
        "good morning thanks for joining how much is it"
    )


def test_who_spoke_was_there_and_who_was_only_listed_is_unknown() -> None:
    value = {
        "participants": ["Ada", "Ben", "Eve"],
        "turns": [{"speaker": "Ada", "text": "Hi"}, {"speaker": "Ben", "text": "Hello"}],
    }
    read = read_transcript(json.dumps(value).encode(), "a.json")
    assert [one.presence for one in read.speakers] == [
        Presence.CAME,
        Presence.CAME,
        Presence.UNKNOWN,
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "Jürgen Groß: Größe und Maß überprüfen wir später für Sie.\r\nZoë: Schön, danke.\r\n"
    read = read_transcript(text.encode(encoding), "notizen.txt")
    assert _labels(read) == ["Jürgen Groß", "Zoë"]


def test_old_mac_line_ends() -> None:
    assert _labels(read_transcript(b"Ada: Hi\rBen: Hello\r", "a.txt")) == ["Ada", "Ben"]


def test_wrong_ending_is_read_for_what_it_is() -> None:
    vtt = (CASES / "zoom.vtt").read_bytes()
    assert [turn.text for turn in read_transcript(vtt, "zoom.json").turns] == SAID
    srt = (CASES / "names.srt").read_bytes()
    assert [turn.text for turn in read_transcript(srt, "names.vtt").turns] == SAID


def test_call_is_told_by_the_name_of_the_file() -> None:
    content = b"Ada: Hi\nBen: Hello\n"
    assert read_transcript(content, "2026 call with Ben.txt").kind is ActivityKind.CALL
    assert read_transcript(content, "recalled.txt").kind is ActivityKind.MEETING


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf \r\n", "it is empty"),
        (b"%PDF-1.7 ...", "it is a PDF document"),
        (b"PK\x03\x04....", "it is a packed file or an office document"),
        (b"\x00\x01\x02\x03" * 50, "it holds bytes that no text has"),
        (b"\x1b" * 500, "it holds bytes that no text has"),
        (b"\x0b\x0c\x1a\x1b" * 50 + b"Ada", "it holds bytes that no text has"),
        (b"-- .. !! \n ??", "it holds no words"),
        (b"WEBVTT\n\nNOTE nothing here\n", "it has no line such as 00:00:01.000"),
        (b'{"a": 1}', "no list in it has entries with words"),
        (b'{"a": ', "it isn't valid JSON"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "it has no line such as"),
    ],
)
def test_what_is_no_transcript_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read_transcript(content, "talk.vtt")
    assert why in caught.value.what
    assert caught.value.where == "talk.vtt"
    assert caught.value.tried
    assert caught.value.next_step


def test_file_with_several_calls_gives_each() -> None:
    calls = [
        {"callId": str(number), "transcript": [{"speakerId": "1", "sentences": [{"text": word}]}]}
        for number, word in enumerate(["Hi.", "Hello."])
    ]
    content = json.dumps({"callTranscripts": calls}).encode()
    read = read_transcripts(content, "calls.json")
    assert [one.turns[0].text for one in read] == ["Hi.", "Hello."]
    with pytest.raises(FileUnreadable, match="2 conversations"):
        read_transcript(content, "calls.json")


def test_turns_may_name_the_places_of_speakers() -> None:
    value = {
        "channel": "email",
        "speakers": [{"name": "Ada", "side": "ours"}, {"name": "Ben", "side": "customer"}],
        "turns": [{"speaker": 1, "text": "Hi\n\nBen", "at": "2026-03-02T09:00:00+00:00"}],
    }
    read = read_transcript(json.dumps(value).encode(), "thread.json")
    assert (read.kind, _labels(read)) == (ActivityKind.EMAIL, ["Ben"])
    assert read.turns[0].text == "Hi\n\nBen"
    assert [one.side for one in read.speakers] == [Side.OURS, Side.CUSTOMER]


NAMES = st.lists(
    st.text(string.ascii_uppercase, min_size=2, max_size=8), min_size=2, max_size=5, unique=True
)
SENTENCE = st.lists(
    st.text(string.ascii_lowercase, min_size=1, max_size=9), min_size=1, max_size=12
).map(" ".join)


@st.composite
def talks(draw: st.DrawFn) -> list[tuple[str, str, float, float]]:
    """Draw turns of changing speakers, with times."""
    names = draw(NAMES)
    turns: list[tuple[str, str, float, float]] = []
    clock = 0.0
    for number in range(draw(st.integers(2, 12))):
        end = clock + draw(st.integers(1, 400_000)) / 1000
        turns.append((names[number % len(names)], draw(SENTENCE), clock, end))
        clock = end
    return turns


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


@given(talks())
@settings(max_examples=50, deadline=None)
def test_webvtt_gives_back_what_was_written(turns: list[tuple[str, str, float, float]]) -> None:
    blocks = [
        f"{_clock(start)} --> {_clock(end)}\n<v {name}>{text}</v>\n"
        for name, text, start, end in turns
    ]
    read = read_transcript("\n".join(["WEBVTT\n", *blocks]).encode(), "a.vtt")
    again = [
        (read.speakers[turn.speaker].name, turn.text, turn.start, turn.end) for turn in read.turns
    ]
    assert [one[:2] for one in again] == [one[:2] for one in turns]
    for (_, _, start, end), (_, _, start_again, end_again) in zip(turns, again, strict=True):
        assert (start_again, end_again) == (
            pytest.approx(start, abs=0.002),
            pytest.approx(end, abs=0.002),
        )


@given(talks(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_order_of_cues_in_the_file_does_not_matter(
    turns: list[tuple[str, str, float, float]], random: object
) -> None:
    blocks = [
        f"{_clock(start)} --> {_clock(end)}\n<v {name}>{text}</v>\n"
        for name, text, start, end in turns
    ]
    straight = read_transcript("\n".join(["WEBVTT\n", *blocks]).encode(), "a.vtt")
    random.shuffle(blocks)  # type: ignore[attr-defined]
    mixed = read_transcript("\n".join(["WEBVTT\n", *blocks]).encode(), "a.vtt")
    assert [turn.text for turn in mixed.turns] == [turn.text for turn in straight.turns]


@given(talks())
@settings(max_examples=30, deadline=None)
def test_json_gives_back_what_was_written(turns: list[tuple[str, str, float, float]]) -> None:
    value = {
        "segments": [
            {"speaker": name, "text": text, "start": start, "end": end}
            for name, text, start, end in turns
        ]
    }
    read = read_transcript(json.dumps(value).encode(), "a.json")
    assert [(read.speakers[turn.speaker].name, turn.text) for turn in read.turns] == [
        (name, text) for name, text, _, _ in turns
    ]


TRICKY = st.lists(
    st.sampled_from(
        ["half-charged", "- I", "from 10:00 to 11:00", "**bold**", "note: this", "yes — no",
         ">> so", "[sic]", "it's", "3.5", "(really)", "Why?", "5-7", "e.g.", "https://x.example/a?b=1"]
    ),
    min_size=1,
    max_size=8,
).map(lambda words: " ".join(["well", *words]))  # fmt: skip


def _as_zoom(turns: list[tuple[str, str]]) -> str:
    cues = (
        f"{number + 1}\n{_clock(number * 5)} --> {_clock(number * 5 + 4)}\n{name}: {text}\n"
        for number, (name, text) in enumerate(turns)
    )
    return "\n".join(["WEBVTT\n", *cues])


FORMS = {
    "zoom": _as_zoom,
    "srt": lambda turns: _as_zoom(turns).partition("\n\n")[2],
    "lines": lambda turns: "\n".join(f"{name}: {text}" for name, text in turns),
    "timed": lambda turns: "\n".join(
        f"[00:{number:02}:00] {name}: {text}" for number, (name, text) in enumerate(turns)
    ),
    "headed": lambda turns: "\n\n".join(
        f"{name}  0:{number:02}\n{text}" for number, (name, text) in enumerate(turns)
    ),
    "chat": lambda turns: "\n".join(
        f"[02.03.26, 10:{number:02}:00] {name}: {text}" for number, (name, text) in enumerate(turns)
    ),
}


@pytest.mark.parametrize("form", FORMS)
@given(st.lists(TRICKY, min_size=4, max_size=12))
@settings(max_examples=30, deadline=None)
def test_words_stay_as_they_were_written(form: str, said: list[str]) -> None:
    turns = [(["Ada Lovelace", "Ben Kunde"][number % 2], text) for number, text in enumerate(said)]
    read = read_transcript(FORMS[form](turns).encode(), "talk.txt")
    again = [(read.speakers[turn.speaker].name, turn.text) for turn in read.turns]
    assert again == turns


PIECES = st.sampled_from(
    [
        "WEBVTT", "\n", "\n\n", "00:00:01.000 --> 00:00:02.000", "99:99:99,9 -> 1:2", "-->",
        "<v Ada>", "</v>", "<", ">", "Ada: ", "Ben: hi", "[00:01] ", "12:00 From A to B: x",
        "{", "}", "[", "]", '"text":', "&amp;", "&#x110000;", "\ufeff", "\x00", "1\n", "NOTE ",
        "[1.2.26, 10:00] A: b", "Title: x", "Date: 99.99.9999", "Duration: 1e9 h", ">> ",
        "é", "\u2028", ":", "PT1H",
    ]
)  # fmt: skip


PIECED = st.lists(PIECES, max_size=40).map("".join).map(str.encode)


@given(st.binary(max_size=300) | PIECED)
@settings(max_examples=400, deadline=None)
def test_any_bytes_are_read_or_refused_but_never_crash(content: bytes) -> None:
    with suppress(InputError):
        for one in read_transcripts(content, "x"):
            assert all(0 <= turn.speaker < len(one.speakers) for turn in one.turns)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["text", "speaker", "start", "end", "at", "speakers", "id", "name", "sentences",
                 "calls", "participants", "side", "started_at", "minutes", "kind", "duration"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)  # fmt: skip


@given(JSON)
@settings(max_examples=400, deadline=None)
def test_any_json_is_read_or_refused_but_never_crashes(value: object) -> None:
    with suppress(InputError):
        for one in read_transcripts(json.dumps(value).encode(), "x.json"):
            assert all(0 <= turn.speaker < len(one.speakers) for turn in one.turns)
