from modeltranslation.translator import TranslationOptions, register

from networks.models import Body, BodyIndex, CommitteeSeat, Membership, Network, NetworkIndex, Organisation


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


@register(BodyIndex)
class BodyIndexTranslation(TranslationOptions):
    fields = ("introduction",)


@register(Body)
class BodyTranslation(TranslationOptions):
    fields = ("task",)
