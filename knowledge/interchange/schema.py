"""The JSON Schema of a line (draft 2020-12), made from the models, so that both always say the same."""

from core.lengths import limit_of
from core.regions import region_codes
from knowledge.interchange.fields import BLOCK_TEXTS, DATES, LISTS, TEXTS, both
from knowledge.models import BlockUse, BuildingBlock, GoodPractice, Licence, Maturity, PracticeFile, PracticeLink
from networks.models import ActorType, Network, Organisation

LANGUAGE = {"enum": ["de", "it"]}
COUNTRY = {"enum": ["DE", "IT"]}
REGION = {"enum": [*region_codes("DE"), *region_codes("IT")]}
MOMENT = {"type": "string", "format": "date-time"}
DATE = {"type": "string", "format": "date"}


def schema() -> dict:
    """For every line of a file: a practice, or an organisation or network that practices name."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of ConnActions' interchange of good practices",
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": ["practice", "network", "organisation"]}},
        "allOf": [
            {"if": {"properties": {"type": {"const": kind}}}, "then": {"$ref": f"#/$defs/{kind}"}}
            for kind in ("practice", "network", "organisation")
        ],
        "$defs": {"practice": _practice(), "network": _network(), "organisation": _organisation()},
    }


def _practice() -> dict:
    properties = {
        "type": {"const": "practice"},
        "id": {"type": "string", "pattern": r"^\S(.{0,98}\S)?$"},
        "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]{1,255}$"},
        "source_language": LANGUAGE,
        "translation": {"enum": ["missing", "outdated", "current"]},
        "network": {"type": "string"},
        "audience": {"enum": ["public", "community", "network"]},
        "wished": {"enum": ["public", "community", "network"]},
        "published": MOMENT,
        "updated": MOMENT,
        "country": {"enum": ["DE", "IT", ""]},
        "region": REGION,
        "place": _text(GoodPractice, "place"),
        "contact": _text(GoodPractice, "contact"),
        "maturity": {"enum": Maturity.values},
        "licence": {"enum": Licence.values},
        "eqf": {"type": "integer", "minimum": 1, "maximum": 8},
        **dict.fromkeys(DATES, DATE),
        "responsible": _record({"name": _text(Organisation, "name"), "country": COUNTRY}, required=["name", "country"]),
        **{name: {"type": "array", "items": {"type": "string"}, "uniqueItems": True} for name in LISTS},
        "tags": {"anyOf": [_list(_tag()), _record({language: _list({"type": "string"}) for language in ("de", "it")})]},
        "blocks": _list(_record(_texts(BuildingBlock, {name: name for name in BLOCK_TEXTS}))),
        "uses": _list(
            _record(
                {"practice": {"type": "string"}, "block": {"type": "integer", "minimum": 1}}
                | _texts(BlockUse, {"note": "note"}),
                required=["practice", "block"],
            )
        ),
        "links": _list(
            _record(_texts(PracticeLink, {"title": "title"}) | {"url": {"type": "string", "format": "uri"}})
        ),
        "picture": _file({}),
        "files": _list(_file(_texts(PracticeFile, {"caption": "caption"}))),
        **_texts(GoodPractice, TEXTS),
    }
    return _record(properties, required=["type", "id", "source_language", "audience"]) | {
        "anyOf": [{"required": [name]} for name in both("title")]
    }


def _network() -> dict:
    names = {"title": "heading", "theme": "theme", "description": "description"}
    properties = {
        "type": {"const": "network"},
        "id": {"type": "string", "pattern": "^[-a-zA-Z0-9_]{1,255}$"},
        "source_language": LANGUAGE,
        "founded": DATE,
        "regions": {"type": "array", "items": REGION, "uniqueItems": True},
        **_texts(Network, names),
    }
    return _record(properties, required=["type", "id"]) | {"anyOf": [{"required": [name]} for name in both("title")]}


def _organisation() -> dict:
    properties = {
        "type": {"const": "organisation"},
        "name": _text(Organisation, "name"),
        "country": COUNTRY,
        "region": REGION,
        "city": _text(Organisation, "city"),
        "actor_type": {"enum": ActorType.values},
        "sector": {"enum": ["public", "private"]},
        "website": {"type": "string", "format": "uri"},
        "source_language": LANGUAGE,
        **_texts(Organisation, {"about": "about"}),
    }
    return _record(properties, required=["type", "name", "country", "region", "actor_type", "sector"])


# --- Parts -------------------------------------------------------------------------------------------


def _record(properties: dict, required=()) -> dict:
    """A misspelt name is a mistake, not something to be dropped in silence."""
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return found | {"required": list(required)} if required else found


def _list(items: dict) -> dict:
    return {"type": "array", "items": items, "maxItems": 200}


def _tag() -> dict:
    return _record({name: {"type": "string", "maxLength": 100} for name in ("name", "de", "it")}) | {"minProperties": 1}


def _file(properties: dict) -> dict:
    name = {"type": "string", "pattern": r"^[0-9a-f]{64}\.[a-z0-9]{1,8}$"}
    return _record({"file": name, "title": {"type": "string", "maxLength": 255}} | properties, required=["file"])


def _text(model, field: str) -> dict:
    return {"type": "string", "maxLength": limit_of(model._meta.get_field(field))}


def _texts(model, names: dict) -> dict:
    return {each: _text(model, field) for name, field in names.items() for each in both(name)}
