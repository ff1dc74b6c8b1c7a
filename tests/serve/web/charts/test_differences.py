from dataclasses import replace

from tests.serve.web.records_for_tests import difference
from wellspent.serve.web.charts.differences import differences_plot


def test_only_differences_that_stand_are_shown_the_largest_first():
    stands = (difference("Size", "120-500", 0.5, 0.4), difference("Industry", "food", 0.6, 0.2))
    loose = replace(difference("Region", "north", 0.9, 0.1), stands=False)
    chart = differences_plot((*stands, loose))
    assert [row[1] for row in chart.rows] == ["food", "120-500"]
    assert chart.title == ("More common among the best customers: Industry food and Size 120-500")


def test_none_that_stands_gives_no_plot():
    assert (
        differences_plot((replace(difference("Region", "north", 0.9, 0.1), stands=False),)) is None
    )


def test_no_lost_deals_is_said_in_the_table():
    alone = replace(difference("Industry", "food", 0.6, 0.2), among_lost=None)
    assert differences_plot((alone,)).rows[0][-1] == "none"
