from django.contrib.messages import get_messages

from search.models import DictionaryEntry

ADD = "/admin/dictionaryentry/new/"


def save(house, german, italian, address=ADD, **facts):
    data = {"german": german, "italian": italian, "field": "crafts", "note": ""} | facts
    answer = house.client("edda").post(address, data)
    assert answer.status_code == 302
    warnings = [str(message) for message in get_messages(answer.wsgi_request) if message.level_tag == "warning"]
    return DictionaryEntry.objects.get(german=german, italian=italian), warnings


def test_an_editor_adds_a_pair_and_is_named(house):
    entry, warnings = save(house, "Zirbelstube", "stanza di cirmolo")
    assert (entry.added_by, entry.field, entry.forbidden) == (house.edda, "crafts", False)
    assert warnings == []


def test_a_pair_that_is_shipped_is_saved_with_a_warning(house):
    _, warnings = save(house, "Werkbank", "banco di lavoro")
    assert len(warnings) == 1
    assert "Werkbank – banco di lavoro" in warnings[0]


def test_false_friends_are_saved_with_a_warning_that_says_the_right_word(house):
    _, warnings = save(house, "Kantine", "cantina")
    assert len(warnings) == 1
    assert "mensa" in warnings[0]


def test_a_pair_is_forbidden_later(house):
    entry, _ = save(house, "Kantine", "cantina")
    entry, warnings = save(house, "Kantine", "cantina", f"/admin/dictionaryentry/edit/{entry.pk}/", forbidden="on")
    assert entry.forbidden
    assert len(warnings) == 1


def test_the_list_is_searched_and_filtered(house):
    for german, italian, field in [("Zirbelstube", "stanza di cirmolo", "crafts"), ("Almhütte", "baita", "land")]:
        DictionaryEntry.objects.create(german=german, italian=italian, field=field)
    DictionaryEntry.objects.create(german="Kantine", italian="cantina", forbidden=True)

    def shown(query):
        text = house.client("edda").get(f"/admin/dictionaryentry/results/?{query}").content.decode()
        return {word for word in ("Zirbelstube", "Almhütte", "Kantine") if word in text}

    assert shown("q=baita") == {"Almhütte"}
    assert shown("q=zirbel") == {"Zirbelstube"}
    assert shown("field=crafts") == {"Zirbelstube"}
    assert shown("forbidden=true") == {"Kantine"}


def test_nobody_but_the_team_reaches_the_dictionary(house):
    DictionaryEntry.objects.create(german="Zirbelstube", italian="stanza di cirmolo")
    pages = ["", "new/", "results/?q=Zirbel"]
    for actor in ("ada", "carla", "kim", "stella"):
        assert {house.client(actor).get(f"/admin/dictionaryentry/{page}").status_code for page in pages} == {404}
    assert house.client("anonymous").get("/admin/dictionaryentry/").status_code == 302


def test_the_list_asks_the_database_as_often_for_three_entries_as_for_one(house, django_assert_max_num_queries):
    client = house.client("edda")
    counts = []
    for number in range(3):
        DictionaryEntry.objects.create(german=f"Wort {number}", italian=f"parola {number}")
        with django_assert_max_num_queries(200) as queries:
            client.get("/admin/dictionaryentry/")
        counts.append(len(queries))
    assert counts[0] == counts[2]
