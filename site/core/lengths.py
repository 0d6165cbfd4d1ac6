"""How long a text may be: said on the model's field as a validator, asked by forms and by the interchange.

A validator needs no change of the tables, and a form without the attribute `maxlength` cuts nothing off in silence.
"""

from django.core.validators import MaxLengthValidator

from core.markup import LONGEST

LONG = [MaxLengthValidator(LONGEST)]
SHORT = [MaxLengthValidator(2_000)]


def limit_of(field) -> int | None:
    """The greatest number of characters a field of a model takes; None where it says nothing."""
    limits = [each.limit_value for each in field.validators if isinstance(each, MaxLengthValidator)]
    return min([*limits, *([field.max_length] if field.max_length else [])], default=None)
