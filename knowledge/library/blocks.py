"""Building blocks as they are read: on their practice's page, in a list of all, each on a page of its own."""

from django.db.models import Count, Q

from core.bilingual import LANGUAGES
from knowledge.models import BlockUse, BuildingBlock, GoodPractice, OccupationalField

PER_PAGE = 20
TEXTS = ("title", "text", "enabling", "lessons")


def with_usage(blocks, user):
    """The blocks with `times_used` (other practices this reader may see) and `times_adopted` (confirmed)."""
    readable = Q(uses__practice__in=GoodPractice.objects.visible_to(user).values("pk"))
    confirmed = Q(adoptions__adopter_confirmed_at__isnull=False, adoptions__source_confirmed_at__isnull=False)
    return blocks.annotate(
        times_used=Count("uses", filter=readable, distinct=True),
        times_adopted=Count("adoptions", filter=confirmed, distinct=True),
    )


def of_practice(practice, user) -> list:
    """A practice's own blocks in their order, also of a draft, each with how often it is used."""
    blocks = list(practice.blocks.all())
    known = with_usage(BuildingBlock.objects.visible_to(user), user).in_bulk([b.pk for b in blocks if b.pk])
    for block in blocks:
        counted = known.get(block.pk)
        block.times_used = counted.times_used if counted else 0
        block.times_adopted = counted.times_adopted if counted else 0
    return blocks


def used_by(practice, user) -> list:
    """The uses of other practices' blocks, with the block; those of practices this reader may not see are left out."""
    uses = list(practice.used_blocks.all())
    readable = BuildingBlock.objects.visible_to(user).select_related("practice")
    known = readable.in_bulk([use.block_id for use in uses])
    return [{"use": use, "block": known[use.block_id]} for use in uses if use.block_id in known]


def uses_of(block, user):
    """Where else a block is used: the uses in practices this reader may see."""
    readable = GoodPractice.objects.visible_to(user).values("pk")
    return BlockUse.objects.filter(block=block, practice__in=readable).select_related("practice").order_by("pk")


def found_blocks(user, query: str = "", field: str = ""):
    """The blocks this reader may see, newest practice first: every word in one of their texts, of one field."""
    blocks = BuildingBlock.objects.visible_to(user)
    for word in query.split()[:12]:
        somewhere = Q()
        for name in TEXTS:
            for language in LANGUAGES:
                somewhere |= Q(**{f"{name}_{language}__icontains": word})
        blocks = blocks.filter(somewhere)
    if field:
        blocks = blocks.filter(
            practice__in=GoodPractice.objects.filter(occupational_fields__code=field).order_by().values("pk")
        )
    return blocks.order_by("-practice__first_published_at", "-practice", "sort_order", "pk")


def fields_of_blocks(user):
    """The occupational fields that have a block this reader may see."""
    practices = BuildingBlock.objects.visible_to(user).values("practice")
    return OccupationalField.objects.filter(practices__in=practices).distinct()
