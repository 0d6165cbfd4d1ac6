import re

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = settings.TEMPLATES[0]["DIRS"][0].parent
NAMES = sorted(str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.*"))
OURS = [name for name in NAMES if "admin" not in name]


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", OURS)
def test_no_template_brings_inline_style_or_script(name):
    text = (ROOT / "templates" / name).read_text()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:", text) == []


@pytest.mark.parametrize("name", OURS)
def test_no_template_asks_a_third_party(name):
    text = (ROOT / "templates" / name).read_text()
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//[^\"{]*", text) == []


def test_the_style_sheet_stays_small_and_asks_nobody():
    sheet = (ROOT / "site/static/css/site.css").read_text()
    assert len(sheet) < 60_000
    assert "@import" not in sheet
    assert "url(" not in sheet
