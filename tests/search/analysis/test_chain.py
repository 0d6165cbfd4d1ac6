import pytest

from search.analysis import chain


def same(language, *written):
    return len({chain.key(word, language) for word in written}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "Prüfung Prüfungen", "Ausbildungsgang Ausbildungsgänge", "Haus Häuser", "Praktikum Praktika", "Zentrum Zentren",
        "Lehrer Lehrerin Lehrerinnen Lehrern", "lernen lernt lernte gelernt", "schreiben schreibt geschrieben",
        "übernehmen übernommen übernommene", "abbrechen abgebrochen abgebrochener", "Maßnahme Massnahmen",
    ],
)  # fmt: skip
def test_german_forms_of_a_word_share_their_key(forms):
    assert same("de", *forms.split())


@pytest.mark.parametrize(
    "forms",
    [
        "rete reti", "corso corsi", "paese paesi", "azienda aziende", "formatore formatrice formatrici", "amico amici",
        "vecchio vecchi vecchia", "viaggio viaggi", "tecnologia tecnologie", "imparare imparano imparando imparato",
        "ridurre riduce ridotto", "correggere corregge corretto", "uomo uomini",
    ],
)  # fmt: skip
def test_italian_forms_of_a_word_share_their_key(forms):
    assert same("it", *forms.split())


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Lehre", "Lehrer"), ("de", "Note", "Not"), ("de", "Rahm", "Rahmen"), ("de", "Küche", "Kuchen"),
        ("de", "Kammer", "Kamm"), ("de", "Schüler", "Schule"), ("de", "führen", "fahren"), ("de", "fördern", "fordern"),
        ("it", "camera", "cameriere"), ("it", "qualità", "quale"),
    ],
)  # fmt: skip
def test_different_words_keep_apart(language, one, other):
    assert not same(language, one, other)


def test_words_that_say_nothing_have_no_key():
    assert chain.keys("die und der mit", "de") == []
    assert chain.keys("il della con", "it") == []


def test_the_keys_of_a_text_stand_in_its_order():
    assert chain.keys("Die Prüfung der Lehrlinge", "de") == [chain.key("Prüfung", "de"), chain.key("Lehrling", "de")]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Fachkräftemangel", "Fachkraft Mangel"), ("Ausbildungsgänge", "Ausbildung Gang"),
        ("Handelskammer", "Handel Kammer"), ("Löschfrist", "lösch Frist"), ("Lagerarbeiter", "Lager Arbeiter"),
        ("Wohnheimplätze", "Wohnheim Platz"),
    ],
)  # fmt: skip
def test_compounds_are_divided(word, parts):
    assert list(chain.parts(word)) == [chain.key(part, "de") for part in parts.split()]


@pytest.mark.parametrize("word", ["Gesellschaft", "Abbildung", "Unternehmen", "Information", "Verantwortung", "Beruf"])
def test_words_that_only_look_like_compounds_stay_whole(word):
    assert chain.parts(word) == ()


def test_a_document_also_holds_what_its_compounds_parts_are_made_of():
    assert chain.key("Bildung", "de") in chain.all_parts("Berufsbildungspartnerschaft")


def test_only_nouns_of_documents_are_divided():
    assert chain.all_parts("handwerklich Handwerkskammer") == list(chain.splitter().all_parts("Handwerkskammer"))


def test_the_version_names_the_lists_and_the_dictionary(monkeypatch):
    before = chain.version()
    chain.version.cache_clear()
    monkeypatch.setattr(chain.content, "version", lambda: "others")
    assert chain.version() != before
    chain.version.cache_clear()
