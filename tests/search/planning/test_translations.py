from search.analysis import chain
from search.planning.translations import Origin, Translations


def texts(translations, word, language):
    return [each.text for each in translations.of((chain.key(word, language),), language, word)]


def test_a_pair_is_found_from_either_side():
    found = Translations([("Werkstatt", "officina", Origin.DICTIONARY)])
    assert texts(found, "Werkstätten", "de") == ["officina"]
    assert texts(found, "officine", "it") == ["Werkstatt"]


def test_the_glossary_is_surer_than_further_translations_of_the_dictionary():
    found = Translations([
        ("Betrieb", "azienda", Origin.DICTIONARY), ("Betrieb", "impresa", Origin.DICTIONARY),
        ("Betrieb", "impresa formatrice", Origin.GLOSSARY),
    ])  # fmt: skip
    assert texts(found, "Betrieb", "de") == ["azienda", "impresa formatrice", "impresa"]


def test_of_words_that_share_a_key_the_one_that_was_typed_is_translated():
    found = Translations([("malen", "dipingere", Origin.DICTIONARY), ("Mal", "volta", Origin.DICTIONARY)])
    assert texts(found, "Mal", "de") == ["volta"]
    assert texts(found, "malen", "de") == ["dipingere"]


def test_a_learned_pair_joins_after_what_people_wrote():
    found = Translations([("Werkstatt", "officina", Origin.DICTIONARY)])
    found.learn("de", chain.key("Werkstatt", "de"), chain.key("bottega", "it"), 0.6)
    keys = [each.keys for each in found.of((chain.key("Werkstatt", "de"),), "de", "Werkstatt")]
    assert keys == [(chain.key("officina", "it"),), (chain.key("bottega", "it"),)]


def test_what_says_nothing_translates_nothing():
    assert texts(Translations([("Werkstatt", "il", Origin.DICTIONARY)]), "Werkstatt", "de") == []
