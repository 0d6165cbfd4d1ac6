"""Nothing in an address is an error."""

import pytest
from django.http import QueryDict

from search.question import LAST_PAGE, LONGEST, Question


def of(address):
    return Question.of(QueryDict(address))


@pytest.mark.parametrize(
    ("page", "number"),
    [("3", 3), ("abc", 1), ("-1", 1), ("0", 1), ("", 1), ("²", 1), ("9" * 30, 1), ("9999999", LAST_PAGE), ("1.5", 1)],
)
def test_a_page_that_is_none_is_the_first(page, number):
    assert of(f"page={page}").page == number


def test_a_query_is_one_line_of_bounded_length():
    assert of("q=%20zwei%0A%09Worte%00").query == "zwei Worte"
    assert len(of("q=" + "x" * 100_000).query) == LONGEST


def test_parameters_may_stand_often_and_be_unknown():
    question = of("q=a&q=b&kind=practice&kind=practice&kind=&kind=news&planet=mars&sort=x&sort=date")
    assert question == Question("b", {"kind": ("news", "practice")}, by_date=True)


def test_the_same_question_has_one_address():
    one, other = of("topic=b&q=Betrieb&topic=a&page=7"), of("q=%20Betrieb&topic=a&topic=b")
    assert one.address == other.address == "q=Betrieb&topic=a&topic=b"
    assert Question.saved(one.address) == of("q=Betrieb&topic=a&topic=b")


def test_codes_are_bounded_in_length_and_number():
    assert of("tag=" + "x" * 101).filters == {}
    assert len(of("&".join(f"tag=t{n}" for n in range(99))).filters["tag"]) == 20


def test_a_code_with_a_control_character_is_none():
    """Posted by hand into a saved search, no middleware sees it; PostgreSQL refuses a NUL even in a question."""
    assert of("tag=a%00b&topic=%0A&network=x").filters == {"network": ("x",)}
