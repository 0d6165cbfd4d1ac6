"""How long a text may be: too long a one is named with its field wherever it is written, and nothing of it is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import models

from core.bilingual import LANGUAGES, translated_fields
from core.lengths import limit_of
from core.markup import LONGEST
from knowledge.models import BlockUse, BuildingBlock, DraftComment, GoodPractice, PracticeFile, PracticeLink
from networks.models import Network, Organisation
from tests.cast import fresh, write_practice
from tests.knowledge.test_form import mine, new
from tests.knowledge.test_interchange import LEAST, bring
from tests.knowledge.test_sections import draft_of, write
from tests.knowledge.test_translating import ITALIAN, translate

TOO_LONG = "x" * (LONGEST + 1)
RECORDS = [GoodPractice, BuildingBlock, BlockUse, PracticeLink, PracticeFile, Network, Organisation]
NOT_THE_RECORDS_OWN = {"search_description"}  # one sentence that editors write


@pytest.mark.parametrize("model", RECORDS)
def test_every_text_of_the_record_has_a_limit(model):
    names = set(translated_fields(model)) - NOT_THE_RECORDS_OWN
    columns = [f"{name}_{language}" for name in names for language in LANGUAGES]
    assert [name for name in columns if limit_of(model._meta.get_field(name)) is None] == []


def test_the_smaller_limit_counts():
    assert limit_of(models.TextField()) is None
    assert limit_of(models.TextField(max_length=800)) == 800
    assert limit_of(GoodPractice._meta.get_field("summary_de")) == 800
    assert limit_of(GoodPractice._meta.get_field("approach_it")) == LONGEST
    assert limit_of(Organisation._meta.get_field("about_de")) == 2000
    assert limit_of(DraftComment._meta.get_field("text")) == 2000


def test_a_snapshot_says_which_text_is_too_long_and_keeps_it(house):
    answer = new(house, approach=TOO_LONG, results="x" * LONGEST)
    assert set(answer.context["form"].errors) == {"approach"}
    assert f"{LONGEST + 1}" in str(answer.context["form"].errors["approach"])
    assert TOO_LONG in answer.content.decode()
    new(house, approach="x" * LONGEST)
    assert len(mine(house).get_latest_revision_as_object().approach_de) == LONGEST


def test_a_section_a_block_and_a_translation_say_it_too(house):
    practice = write_practice(house, "x", upto="draft")
    answer = write(house, practice, "means", resources=TOO_LONG)
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {"resources"})
    block = {"blocks-0-title": "Wanderstück", "blocks-0-text": TOO_LONG}
    answer = write(house, practice, "blocks", **block)
    assert [set(row.errors) for row in answer.context["formsets"][0]] == [{"text"}]
    assert not draft_of(practice).blocks.exists()
    live = write_practice(house, "y", wished="network")
    answer = translate(house, live, **ITALIAN | {"approach": TOO_LONG})
    assert set(answer.context["form"].errors) == {"approach"}
    assert not fresh(live).approach_it


def test_the_editor_says_it_too(house):
    practice = fresh(house.practices["public"])
    practice.approach_it = TOO_LONG
    with pytest.raises(ValidationError) as refused:
        practice.full_clean()
    assert set(refused.value.message_dict) == {"approach_it"}


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"body_de": TOO_LONG}, f"line 1: body_de: {LONGEST + 1} characters, at most {LONGEST}"),
        ({"summary_de": "x" * 801}, "line 1: summary_de: 801 characters, at most 800"),
        ({"blocks": [{"text_it": TOO_LONG}]}, f"line 1: blocks[0].text_it: {LONGEST + 1} characters, at most"),
    ],
)
def test_a_line_of_an_import_says_it_too(house, tmp_path, capsys, more, reason):
    with pytest.raises(CommandError):
        bring(tmp_path, LEAST | more)
    assert capsys.readouterr().err.startswith(reason)
    assert not GoodPractice.objects.filter(identifier="p1").exists()


def test_the_longest_text_comes_in(house, tmp_path):
    bring(tmp_path, LEAST | {"body_de": "x" * LONGEST})
    assert len(GoodPractice.objects.get(identifier="p1").approach_de) == LONGEST


def test_a_profile_says_which_text_is_too_long(house):
    firm = house.organisations["firm"]
    answer = house.client("moritz").post(f"/de/space/organisations/{firm.pk}/", {"about_de": "x" * 2001})
    assert set(answer.context["form"].errors) == {"about_de"}
    assert not Organisation.objects.get(pk=firm.pk).about_de
