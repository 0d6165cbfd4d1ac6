from modeltranslation.translator import TranslationOptions, register

from networks.models import CommitteeSeat, Membership, Network, NetworkIndex, Organisation


@register(NetworkIndex)
class NetworkIndexTranslation(TranslationOptions):
    fields = ()


@register(Network)
class NetworkTranslation(TranslationOptions):
    fields = ("theme", "description")


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("about",)


@register(Membership)
class MembershipTranslation(TranslationOptions):
    fields = ("function",)


@register(CommitteeSeat)
class CommitteeSeatTranslation(TranslationOptions):
    fields = ("function",)
