from hypothesis import given
from hypothesis import strategies as st

from wellspent.reach.ways_in import ways_in
from wellspent.records.buying_role import Relation
from wellspent.records.evidence import Evidence, OwnRecord

EVIDENCE = Evidence(OwnRecord.CONVERSATION, "K1", "turn 0", "words")
LENGTHS = {"introduced us to": 1.0, "copied in": 1.5, "met together with": 2.0}
PEOPLE = [f"C{number}" for number in range(6)]


def step(from_id: str, to_id: str, how: str = "introduced us to") -> Relation:
    return Relation(from_id=from_id, to_id=to_id, how=how, evidence=EVIDENCE)


STEPS = st.lists(
    st.builds(step, st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from([*LENGTHS])),
    max_size=15,
)


def test_shorter_way_of_two_is_taken() -> None:
    relations = [
        step("C0", "C3", "met together with"),
        step("C0", "C1"),
        step("C1", "C3", "copied in"),
    ]
    (way,) = ways_in(relations, known=["C0"], wanted=["C3"], lengths=LENGTHS)
    assert [one.how for one in way.steps] == ["met together with"]
    closer = [*relations[1:], step("C0", "C3", "met together with"), step("C1", "C3")]
    (way,) = ways_in(closer, known=["C0"], wanted=["C3"], lengths=LENGTHS)
    assert [one.to_id for one in way.steps] == ["C3"]


def test_ways_go_in_one_direction_only() -> None:
    assert ways_in([step("C1", "C0")], known=["C0"], wanted=["C1"], lengths=LENGTHS) == ()


@given(STEPS, st.sets(st.sampled_from(PEOPLE)), st.sets(st.sampled_from(PEOPLE)))
def test_every_way_is_a_chain_of_relations_from_one_we_know(
    relations: list[Relation], known: set[str], wanted: set[str]
) -> None:
    for way in ways_in(relations, known=known, wanted=sorted(wanted), lengths=LENGTHS):
        assert way.to_id in wanted - known
        assert way.steps[0].from_id in known
        assert way.steps[-1].to_id == way.to_id
        assert all(one in relations for one in way.steps)
        assert all(
            one.to_id == following.from_id
            for one, following in zip(way.steps, way.steps[1:], strict=False)
        )


@given(STEPS, st.sets(st.sampled_from(PEOPLE), min_size=1))
def test_way_is_the_shortest(relations: list[Relation], known: set[str]) -> None:
    found = ways_in(relations, known=known, wanted=PEOPLE, lengths=LENGTHS)
    lengths = {way.to_id: sum(LENGTHS[one.how] for one in way.steps) for way in found}
    reached = {**dict.fromkeys(known, 0.0), **lengths}
    for one in relations:
        if one.from_id in reached:
            assert reached[one.to_id] <= reached[one.from_id] + LENGTHS[one.how] + 1e-9
