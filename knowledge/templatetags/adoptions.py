"""Adoptions in templates."""

from django import template

from knowledge.adoptions import rules

register = template.Library()


@register.filter
def may_adopt(user, practice) -> bool:
    """Whether the reader may say “we take this over”: `{% if user|may_adopt:practice %}`."""
    return rules.may_declare(user, practice)
