"""Where an organisation is found, by those who may find it."""

from django.utils.text import slugify

from networks.models import Directory, Organisation


def directory_url(request) -> str:
    """The address of the directory; empty for those to whom it is closed."""
    directory = Directory.objects.visible_to(request.user).first()
    return directory.get_url(request) if directory else ""


def name_in_address(organisation) -> str:
    """`12-kammer-mittelrhein`; the number alone where nothing of the name fits an address."""
    return "-".join(filter(None, [str(organisation.pk), slugify(organisation.name)[:80].strip("-")]))


def organisation_urls(organisations, request) -> dict[int, str]:
    """The addresses of those of these organisations that this reader may see, by id; in two queries at most."""
    organisations = list(organisations)
    base = directory_url(request) if organisations else ""
    if not base:
        return {}
    keys = [organisation.pk for organisation in organisations]
    seen = set(Organisation.objects.visible_to(request.user).filter(pk__in=keys).values_list("pk", flat=True))
    return {each.pk: f"{base}{name_in_address(each)}/" for each in organisations if each.pk in seen}
