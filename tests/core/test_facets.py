"""What a list reads from its address."""

from django.http import QueryDict

from core.facets import LONGEST_QUERY, words_asked


def test_the_words_asked_for_are_one_line_without_controls_and_of_bounded_length():
    assert words_asked(QueryDict("q=%20%20Stein%0A%09%00metz%20%20")) == "Stein metz"
    assert words_asked(QueryDict("")) == ""
    assert len(words_asked(QueryDict("q=" + "x" * 5000))) == LONGEST_QUERY
