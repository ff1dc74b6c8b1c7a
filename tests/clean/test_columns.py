import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clean.batches import batch
from wellspent.clean import columns as columns_module
from wellspent.clean.columns import columns_from_batches
from wellspent.records.attribute import AttributeKind
from wellspent.records.raw import RawBatch

KIND = AttributeKind


def one_column(label, values, like=()):
    rows = [[value] for value in values]
    raw = RawBatch(file="f.csv", header=(label,), first_row=2, rows=rows)
    return columns_from_batches([raw], like=like)[0]


def shown(column):
    """Return a column's values as a person would write them, None where missing."""
    if column.kind is KIND.NUMBER:
        return [None if np.isnan(value) else float(value) for value in column.values]
    if column.kind is KIND.DATE:
        return [None if np.isnat(value) else str(value) for value in column.values]
    return [None if code < 0 else column.levels[code] for code in column.values]


@pytest.mark.parametrize(
    ("label", "values", "kind"),
    [
        ("Employees", ["10", "1,250", "", "7"], KIND.NUMBER),
        ("Revenue", ["€ 1.200,50", "€ 3,50", "-"], KIND.NUMBER),
        ("Share", ["12%", "5 %"], KIND.NUMBER),
        ("Lead Number", [str(660_000 + n) for n in range(100)], KIND.NUMBER),
        ("Order", [f"{n:06d}" for n in range(100)], KIND.NUMBER),
        ("Postcode", ["01067", "10115", "01067", "80331"] * 5, KIND.CATEGORY),
        ("Converted", ["0", "1", "1"], KIND.FLAG),
        ("Agreed", ["Yes", "No", ""], KIND.FLAG),
        ("Magazine", ["No", "No", "No"], KIND.FLAG),
        ("Visits", ["0", "1", "2"], KIND.NUMBER),
        ("Visits", ["1", "1", "1"], KIND.NUMBER),
        ("Default", ["no", "unknown", "yes"], KIND.CATEGORY),
        ("Month", ["may", "jun", "may"], KIND.CATEGORY),
        ("Size", ["1-10", "11-50", "1-10"], KIND.CATEGORY),
        ("Score", ["01.High", "02.Medium", "01.High"], KIND.CATEGORY),
        ("Created", ["2024-05-31", "2024-06-01 12:00"], KIND.DATE),
        ("Created", ["31.05.2024", "1.6.2024"], KIND.DATE),
        ("Create date", ["1717165805000", "1717165806000"], KIND.DATE),
        ("EAN", ["1717165805000", "1717165806000"], KIND.NUMBER),
        ("Founded", ["1996", "2001"], KIND.NUMBER),
        ("Key", [f"row {n}" for n in range(50)], KIND.TEXT),
        ("Comment", ["a long remark " * 6, "and another one " * 6], KIND.TEXT),
        ("Nothing", ["", "-", "Select"], KIND.TEXT),
    ],
)  # fmt: skip
def test_column_is_typed_by_its_values(label, values, kind):
    assert one_column(label, values).kind is kind


def test_placeholders_are_missing_and_unknown_is_a_level():
    column = one_column("Source", ["Web", "Select", "unknown", "", "web ", "n/a", "Web"])
    assert shown(column) == ["Web", None, "unknown", None, "Web", None, "Web"]
    assert column.levels == ("Web", "unknown")


def test_spellings_that_differ_in_case_become_the_commonest_one():
    column = one_column("Source", ["google", "Google", "Google", "GOOGLE "])
    assert shown(column) == ["Google"] * 4


def test_flag_has_the_levels_no_and_yes():
    column = one_column("Converted", ["1", "0", "", "1"])
    assert column.levels == ("no", "yes")
    assert shown(column) == ["yes", "no", None, "yes"]


def test_dates_are_utc_seconds_and_the_order_is_decided_by_the_whole_column():
    column = one_column("Date", ["01/06/2024", "31/05/2024 14:30", "n/a"])
    assert shown(column) == ["2024-06-01T00:00:00", "2024-05-31T14:30:00", None]
    assert column.values.dtype == np.dtype("datetime64[s]")


def test_date_before_1970_keeps_its_second():
    column = one_column("Founded on", ["1969-12-31 23:59:59", "1969-12-31 23:59:58"])
    assert shown(column) == ["1969-12-31T23:59:59", "1969-12-31T23:59:58"]


def test_few_words_in_a_column_of_numbers_are_missing():
    column = one_column("Visits", [str(n) for n in range(200)] + ["many"])
    assert column.kind is KIND.NUMBER
    assert shown(column)[-1] is None


def test_names_are_machine_names_and_labels_the_headers():
    columns = columns_from_batches([batch("Lead Source|LeadSource|E-Mail", "a|b|c")])
    assert [column.name for column in columns] == ["lead_source", "lead_source_2", "e_mail"]
    assert [column.label for column in columns] == ["Lead Source", "LeadSource", "E-Mail"]


def test_columns_of_several_batches_run_on():
    columns = columns_from_batches([batch("n|s", "1|a", "2|b"), batch("n|s", "3|c", "4|a")])
    assert shown(columns[0]) == [1, 2, 3, 4]
    assert shown(columns[1]) == ["a", "b", "c", "a"]


def test_no_batches_give_no_columns():
    assert columns_from_batches([]) == ()


def test_later_table_is_typed_like_the_first_and_keeps_its_levels():
    first = columns_from_batches(
        [
            batch(
                "Size|Source|Score|Agreed|When",
                "10|Web|A|Yes|2024-01-01",
                "20|Fair|B|No|2024-01-02",
            )
        ]
    )
    later = columns_from_batches(
        [
            batch(
                "Source|Size|Score|Agreed|When|Extra", "fair|x|5|yes|2025-01-01|1", "New|30|B|?|-|2"
            )
        ],
        like=first,
    )
    by_name = {column.name: column for column in later}
    assert {name: column.kind for name, column in by_name.items()} == {
        "source": KIND.CATEGORY,
        "size": KIND.NUMBER,
        "score": KIND.CATEGORY,
        "agreed": KIND.FLAG,
        "when": KIND.DATE,
        "extra": KIND.NUMBER,
    }
    assert by_name["source"].levels == ("Web", "Fair", "New")
    assert shown(by_name["source"]) == ["Fair", "New"]
    assert shown(by_name["size"]) == [None, 30]
    assert shown(by_name["score"]) == ["5", "B"]
    assert shown(by_name["agreed"]) == ["yes", None]


def test_columns_that_do_not_tell_how_they_write_follow_those_of_their_file_that_do():
    columns = columns_from_batches(
        [batch("Amount|Rate|Opened|Closed", "1,234|0,5|01/06/2024|31/05/2024")]
    )
    assert [shown(column) for column in columns] == [
        [1.234], [0.5], ["2024-06-01T00:00:00"], ["2024-05-31T00:00:00"],
    ]  # fmt: skip


def test_number_with_a_decimal_comma_is_read_so_also_where_its_kind_is_known_already():
    first = columns_from_batches([batch("Rate", "0.5", "1.5")])
    later = columns_from_batches([batch("Rate", "2,75", "about 3")], like=first)
    assert shown(later[0]) == [2.75, None]


@pytest.fixture
def few_values_kept(monkeypatch):
    monkeypatch.setattr(columns_module, "MANY_VALUES", 20)


NUMBERS = [f"{n * 0.37:.4f}" for n in range(200)] + ["", "n/a", "oops", "1e400"]
DATES = [f"2024-03-{1 + n % 28:02d} 10:{n % 60:02d}:{n % 59:02d}" for n in range(400)] + ["", "-"]


@pytest.mark.parametrize(
    ("label", "values"),
    [("Amount", NUMBERS), ("Seen at", DATES), ("Note", [f"text {n}" for n in range(300)])],
)
def test_column_with_very_many_values_comes_out_as_one_with_few(
    few_values_kept, monkeypatch, label, values
):
    batches = [
        RawBatch(file="f", header=(label,), first_row=2, rows=[[v] for v in values[at : at + 50]])
        for at in range(0, len(values), 50)
    ]
    many = columns_from_batches(batches)[0]
    monkeypatch.setattr(columns_module, "MANY_VALUES", 10**9)
    few = columns_from_batches(batches)[0]
    assert many.kind is few.kind
    assert shown(many) == shown(few)


def test_numbers_that_were_parsed_already_can_still_become_like_a_category(few_values_kept):
    first = [one_column("Code", ["A", "7", "B", "7"])]
    values = [str(n % 60) for n in range(300)]
    rows = [[value] for value in values]
    raw = [RawBatch(file="f", header=("Code",), first_row=2, rows=rows[:150]),
           RawBatch(file="f", header=("Code",), first_row=152, rows=rows[150:])]  # fmt: skip
    assert shown(columns_from_batches(raw, like=first)[0]) == values


@given(st.lists(st.text(max_size=12), min_size=1, max_size=40))
def test_any_column_keeps_its_length_and_says_what_is_missing(values):
    column = one_column("anything", values)
    assert len(column.values) == len(values)
    if column.levels:
        assert column.values.max() < len(column.levels)
    blank = np.array([not value.strip() for value in values])
    assert column.missing()[blank].all()


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=3, max_size=30))
def test_numbers_come_through_unchanged(numbers):
    column = one_column("x", [repr(number) for number in numbers])
    if column.kind is KIND.NUMBER:
        assert shown(column) == numbers
    else:
        assert column.kind is KIND.FLAG
        assert set(numbers) <= {0.0, 1.0}
