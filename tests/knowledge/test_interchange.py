"""Practices as lines: nothing is lost on the way out and in, and nothing wrong comes in."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.models import Page, SiteDocument, SiteImage
from knowledge.interchange.schema import schema
from knowledge.models import (
    BlockUse,
    BuildingBlock,
    ContextFeature,
    FieldOfAction,
    GoodPractice,
    OccupationalField,
    PracticeFile,
    PracticeLink,
    Tag,
    TargetGroup,
    Topic,
)
from knowledge.models.record import SECTIONS
from networks.models import Membership, Network, Organisation
from tests.cast import pdf, picture, publish

ROOT = Path(__file__).resolve().parents[2]
LEAST = {"type": "practice", "id": "p1", "source_language": "de", "title_de": "Eine", "audience": "public"}


def write(path, *records) -> Path:
    path.write_text("".join(f"{r if isinstance(r, str) else json.dumps(r)}\n" for r in records), encoding="utf-8")
    return path


def bring(path, *records, **options):
    return call_command("import_practices", write(path / "in.jsonl", *records), **options)


def out(path, **options) -> list[dict]:
    call_command("export_practices", path, **options)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def of_type(lines, kind):
    return [line for line in lines if line["type"] == kind]


@pytest.fixture
def complete(house) -> GoodPractice:
    """A practice in which nothing is empty, in both languages, outdated in the second, with another's block."""
    other, practice = house.practices["public"], house.practices["network"]
    other.blocks = [
        BuildingBlock(title_de="Kalender", title_it="Calendario", text_de="Sieben Unterschriften", sort_order=0)
    ]
    publish(other)
    for section in SECTIONS:
        for name in section.texts:
            setattr(practice, f"{name}_de", f"{name} „deutsch“ & <b>\n\n- Punkt")
            setattr(practice, f"{name}_it", f"{name} «italiano» è così")
    practice.place, practice.region, practice.contact, practice.licence = "Pirna", "DE-SN", "Ilka", "CC-BY-4.0"
    practice.maturity, practice.eqf, practice.period_from, practice.period_to = (
        "good",
        4,
        date(2023, 9, 1),
        date(2026, 7, 31),
    )
    practice.responsible = Organisation.objects.first()
    practice.occupational_fields = OccupationalField.objects.all()[:2]
    practice.fields_of_action, practice.topics = FieldOfAction.objects.all()[:1], Topic.objects.all()[:2]
    practice.target_groups, practice.context_features = TargetGroup.objects.all()[:1], ContextFeature.objects.all()[:3]
    practice.tags.set([Tag.objects.create(name="Sandstein", label_de="Sandstein", label_it="arenaria")])
    practice.blocks = [BuildingBlock(title_de="Laufzettel", title_it="Foglio", lessons_de="Kurz", lessons_it="Breve")]
    practice.used_blocks = [BlockUse(block=BuildingBlock.objects.get(), note_de="Bei uns im Juli", note_it="A luglio")]
    practice.links = [PracticeLink(title_de="Film", title_it="Film", url="https://example.org/film")]
    document = SiteDocument.objects.create(title="Plan", file=pdf(), token=practice.token)
    practice.attachments = [PracticeFile(document=document, caption_de="Der Plan", caption_it="Il piano")]
    practice.picture = SiteImage.objects.create(title="Stein", file=picture(), token=practice.token)
    practice.prepare()
    practice = publish(practice)
    practice.approach_de = "Neu geschrieben"
    practice.prepare()
    return publish(practice)


def empty_the_site():
    GoodPractice.objects.all().delete()
    Membership.objects.all().delete()
    Network.objects.all().delete()
    Organisation.objects.all().delete()
    Tag.objects.all().delete()
    Page.fix_tree()


def test_export_empty_site_import_export_gives_the_same(house, complete, tmp_path):
    first = out(tmp_path / "one.jsonl", files=tmp_path / "files")
    (line,) = [line for line in first if line.get("id") == complete.identifier]
    assert set(line) == set(schema()["$defs"]["practice"]["properties"]), "this test leaves nothing empty"
    assert line["translation"] == "outdated"
    empty_the_site()
    assert not out(tmp_path / "none.jsonl")
    said = call_command("import_practices", tmp_path / "one.jsonl", files=tmp_path / "files")
    assert said == f"{len(of_type(first, 'practice'))} practices added, 0 changed, 0 unchanged."
    second = out(tmp_path / "two.jsonl", files=tmp_path / "files")
    assert second == first


def test_a_second_import_changes_nothing_and_a_newer_line_changes_its_practice(house, complete, tmp_path):
    lines = out(tmp_path / "one.jsonl")
    count, revisions = len(of_type(lines, "practice")), complete.revisions.count()
    assert (
        call_command("import_practices", tmp_path / "one.jsonl") == f"0 practices added, 0 changed, {count} unchanged."
    )
    assert complete.revisions.count() == revisions
    block = complete.blocks.get().pk
    lines[-1]["results_de"] = "Besser"
    write(tmp_path / "one.jsonl", *lines)
    assert call_command("import_practices", tmp_path / "one.jsonl").endswith(f"1 changed, {count - 1} unchanged.")
    assert GoodPractice.objects.get(identifier=lines[-1]["id"]).results_de == "Besser"
    assert complete.blocks.get().pk == block, "who uses the block, or has taken it over, keeps it"


def test_both_commands_start_as_from_a_shell_with_djangos_own_checks(house, tmp_path):
    assert bring(tmp_path, LEAST, skip_checks=False).startswith("1 practices added")
    assert out(tmp_path / "out.jsonl", skip_checks=False)


def test_the_smallest_line_makes_a_practice_of_the_library(house, tmp_path):
    assert bring(tmp_path, LEAST) == "1 practices added, 0 changed, 0 unchanged."
    practice = GoodPractice.objects.get(identifier="p1")
    assert (practice.heading_de, practice.token, practice.live) == ("Eine", "public", True)
    assert practice.get_parent().pk == house.library.pk
    assert house.client("anonymous").get(practice.get_url()).status_code == 200


@pytest.mark.parametrize(("audience", "readers"), [("network", ["ada"]), ("community", ["ada", "berta"])])
def test_the_audience_of_the_line_is_the_audience_of_the_page(house, tmp_path, audience, readers):
    bring(tmp_path, LEAST | {"audience": audience, "network": house.network_a.slug})
    address = GoodPractice.objects.get(identifier="p1").get_url()
    everybody = ["anonymous", "ada", "berta"]
    assert [who for who in everybody if house.client(who).get(address).status_code == 200] == readers


def test_sector_themes_and_tags_may_be_said_in_several_ways(house, tmp_path):
    said = {"sector": ["wine", "Augenoptik", "hotel-gastronomie-tourismus"], "themes": ["Diversità e inclusione"]}
    bring(tmp_path, LEAST | said | {"tags": {"de": ["Messen"], "it": ["fiere"]}, "body_it": "Così"})
    practice = GoodPractice.objects.get(identifier="p1")
    assert [each.code for each in practice.occupational_fields.all()] == ["hospitality", "wine", "optics"]
    assert [each.code for each in practice.topics.all()] == ["inclusion"]
    assert {tag.name for tag in practice.tags.all()} == {"Messen", "fiere"}
    assert practice.approach_it == "Così"
    assert bring(tmp_path, LEAST | said | {"tags": {"de": ["Messen"], "it": ["fiere"]}, "body_it": "Così"}).endswith(
        "1 unchanged."
    )


WRONG = [
    ("{", "line 1: not JSON at character 2"),
    ("[]", "line 1: not a JSON object"),
    ('{"type": "practice", "type": "practice"}', "line 1: not JSON: “type” stands there twice"),
    ('{"type": "practice", "eqf": NaN}', "line 1: not JSON: NaN is no number"),
    (LEAST | {"title_de": "a\0"}, "line 1: holds a NUL character"),
    ({"type": "recipe"}, "line 1: type: 'recipe' is not one of"),
    (LEAST | {"titel_de": "x"}, "line 1: no such field: titel_de"),
    ({k: v for k, v in LEAST.items() if k != "title_de"}, "line 1: one of these is needed: title_de, title_it"),
    (LEAST | {"source_language": "it"}, "line 1: title_it: it is written in this language"),
    (LEAST | {"title_de": "x" * 201}, "line 1: title_de: 201 characters, at most 200"),
    (LEAST | {"eqf": 9}, "line 1: eqf: 9 is greater than the maximum of 8"),
    (LEAST | {"eqf": True}, "line 1: eqf: True is not of type 'integer'"),
    (LEAST | {"period_from": "2023-13-01"}, "line 1: period_from: '2023-13-01' is not a 'date'"),
    (LEAST | {"published": "gestern"}, "line 1: published: 'gestern' is not a 'date-time'"),
    (LEAST | {"period_from": "2023-02-01", "period_to": "2022-01-01"}, "line 1: period_to: the end lies before"),
    (LEAST | {"links": [{"url": "javascript:alert(1)"}]}, "line 1: links[0].url: 'javascript:alert(1)' is not a 'uri'"),
    (LEAST | {"sector": ["wine", "Zauberei"]}, "line 1: sector[1]: “Zauberei” is not in the list (mechatronics"),
    (LEAST | {"network": "nirgends"}, "line 1: network: there is no network “nirgends”"),
    (LEAST | {"audience": "network"}, "line 1: audience: it is for its network only, and names none"),
    (LEAST | {"responsible": {"name": "Niemand", "country": "DE"}}, "line 1: responsible: there is no organisation"),
    (LEAST | {"region": "IT-52", "country": "DE"}, "line 1: region: IT-52 is not in DE"),
    (LEAST | {"picture": {"file": f"{'a' * 64}.png"}}, "line 1: picture: the line names a file; say with --files"),
    (LEAST | {"picture": {"file": "../../etc/passwd"}}, "line 1: picture.file: '../../etc/passwd' does not match"),
    (LEAST | {"uses": [{"practice": "p9", "block": 1}]}, "line 1: uses[0]: there is no block 1 of a practice “p9”"),
]


@pytest.mark.parametrize(("line", "reason"), WRONG)
def test_what_is_wrong_is_said_with_line_field_and_reason_and_nothing_comes_in(house, tmp_path, capsys, line, reason):
    before = GoodPractice.objects.count()
    with pytest.raises(CommandError, match=r"1 lines of .* are wrong; nothing was imported"):
        bring(tmp_path, line, LEAST | {"id": "p2"})
    assert capsys.readouterr().err.splitlines()[0].startswith(reason)
    assert GoodPractice.objects.count() == before


def test_the_same_identifier_twice_is_a_mistake(house, tmp_path, capsys):
    with pytest.raises(CommandError):
        bring(tmp_path, LEAST, LEAST | {"title_de": "Noch eine"})
    assert "line 2: id: “p1” stands in line 1 already" in capsys.readouterr().err


def test_a_practice_that_stands_elsewhere_is_not_moved_by_an_import(house, tmp_path, capsys):
    identifier = house.practices["public"].identifier
    with pytest.raises(CommandError):
        bring(tmp_path, LEAST | {"id": identifier})
    assert f"line 1: network: “{identifier}” is on this site already, in steine: move it" in capsys.readouterr().err


def test_a_practice_somebody_is_at_work_on_is_left_alone(house, tmp_path, capsys):
    practice = house.practices["public"]
    practice.approach_de = "Halb fertig"
    practice.save_revision(user=house.ada)
    with pytest.raises(CommandError):
        bring(tmp_path, LEAST | {"id": practice.identifier, "network": "steine"})
    assert f"line 1: id: somebody is at work on “{practice.identifier}”" in capsys.readouterr().err
    assert GoodPractice.objects.get(pk=practice.pk).get_latest_revision_as_object().approach_de == "Halb fertig"


def test_invalid_lines_are_written_beside_the_file_as_they_were(house, tmp_path):
    odd = '{"id":  "ö",   "type":"practice"}'
    uses = LEAST | {"id": "p3", "uses": [{"practice": "ö", "block": 1}]}
    assert bring(tmp_path, odd, LEAST, "", uses, skip_invalid=True) == "1 practices added, 0 changed, 0 unchanged."
    assert (tmp_path / "in.rejected.jsonl").read_text(encoding="utf-8") == f"{odd}\n{json.dumps(uses)}\n"


def test_a_line_that_is_too_long_counts_as_one_and_is_rejected_whole(house, tmp_path, monkeypatch):
    monkeypatch.setattr("knowledge.interchange.checking.LONGEST", 500)
    long = json.dumps(LEAST | {"id": "p0", "results_de": "x" * 2000})
    bring(tmp_path, long, LEAST, skip_invalid=True)
    assert (tmp_path / "in.rejected.jsonl").read_text() == f"{long}\n"
    assert GoodPractice.objects.filter(identifier="p1").exists()


def test_bytes_that_are_no_text_are_named(house, tmp_path, capsys):
    file = tmp_path / "in.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"type": "practice", "id": "\xff"}\r\n')
    with pytest.raises(CommandError):
        call_command("import_practices", file)
    assert "line 1: not UTF-8 at byte 29" in capsys.readouterr().err


def test_what_was_written_before_an_interruption_is_found_again(house, tmp_path, monkeypatch):
    monkeypatch.setattr("knowledge.interchange.importing.BATCH", 2)
    lines = [LEAST | {"id": f"p{number}", "title_de": f"Praxis {number}"} for number in range(5)]
    from knowledge.interchange.importing import Importer

    def interrupted(self, record, write=Importer._practice):
        if record["id"] == "p3":
            raise KeyboardInterrupt
        write(self, record)

    with monkeypatch.context() as patched:
        patched.setattr(Importer, "_practice", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bring(tmp_path, *lines)
    assert GoodPractice.objects.filter(identifier__startswith="p").count() == 2  # the first batch, whole
    assert bring(tmp_path, *lines) == "3 practices added, 0 changed, 2 unchanged."


def test_drafts_and_what_is_not_published_stay_at_home(house, tmp_path):
    keys = {line["id"] for line in of_type(out(tmp_path / "one.jsonl"), "practice")}
    assert keys == set(GoodPractice.objects.filter(live=True).values_list("identifier", flat=True))


def test_the_documented_schema_is_that_of_the_code():
    documented = json.loads((ROOT / "docs/interchange/practice.schema.json").read_text(encoding="utf-8"))
    assert documented == json.loads(json.dumps(schema()))


def test_a_mistaken_command_says_what_to_do(house, tmp_path):
    with pytest.raises(CommandError, match=r"There is no file"):
        call_command("import_practices", tmp_path / "nothing.jsonl")
    with pytest.raises(CommandError, match=r"Nobody of the team has the address x@example\.org"):
        bring(tmp_path, LEAST, by="x@example.org")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (LEAST | {"title_de": "\ud800"}, "half a character"),
        (LEAST | {"published": "9999-12-31T23:59:59-14:00"}, "published"),
        (LEAST | {"published": "0001-01-01T00:00:00+14:00"}, "published"),
    ],
)
def test_what_no_database_keeps_is_said_before_anything_is_written(house, tmp_path, capsys, line, reason):
    with pytest.raises(CommandError):
        bring(tmp_path, LEAST | {"id": "p0"}, line)
    assert reason in capsys.readouterr().err
    assert not GoodPractice.objects.filter(identifier="p0").exists()


def test_an_organisation_is_found_whatever_the_case_of_its_umlauts(house, tmp_path):
    firm = {"country": "DE"}
    there = {"type": "organisation", "name": "Ökohof Ährenfeld", "region": "DE-SN", "actor_type": "company"}
    bring(
        tmp_path,
        there | firm | {"sector": "private"},
        LEAST | {"responsible": firm | {"name": "ÖKOHOF ÄHRENFELD"}},
    )
    assert GoodPractice.objects.get(identifier="p1").responsible.name == "Ökohof Ährenfeld"
