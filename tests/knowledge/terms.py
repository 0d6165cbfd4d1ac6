"""Terms for tests."""

from knowledge.models import GlossaryTerm


def a_term(slug, de, it, **fields) -> GlossaryTerm:
    """A saved term of which everything required is there."""
    given = {"definition_de": f"Was {de} ist.", "definition_it": f"Che cos’è {it}.", "field": "system"}
    given["relation"] = "exact"
    return GlossaryTerm.objects.create(slug=slug, label_de=de, label_it=it, **given | fields)
