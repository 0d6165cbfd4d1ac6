import pytest

from search.analysis import chain
from search.learning import store
from search.learning.model1 import Learned
from search.models import DictionaryEntry, LearnedLexicon
from search.planning import lexicon

pytestmark = pytest.mark.django_db(transaction=True)


def translations_of(german: str) -> list[str]:
    return [each.text for each in lexicon.current().of((chain.key(german, "de"),), "de", german)]


def test_what_is_added_to_the_dictionary_or_forbidden_counts_from_the_next_question_on():
    assert translations_of("Quarzwerk") == []
    entry = DictionaryEntry.objects.create(german="Quarzwerk", italian="quarzificio")
    assert translations_of("Quarzwerk") == ["quarzificio"]
    entry.forbidden = True
    entry.save()
    assert translations_of("Quarzwerk") == []


def test_what_is_learned_counts_from_the_next_question_on():
    assert translations_of("Quarzwerk") == []
    learned = Learned(chain.key("Quarzwerk", "de"), "quarzific", 1.0, 1.0, 5)
    content = store.packed(store.Content([learned]))
    LearnedLexicon.objects.create(records=5, pairs=1, seconds=0, chain=chain.version(), content=content)
    assert translations_of("Quarzwerk") == ["quarzific"]


def test_while_nobody_writes_nothing_is_made_anew():
    assert lexicon.current() is lexicon.current()
