"""Who may do what with an adoption. Two sides: the adopter's people, and those it is taken from."""

from django.contrib.auth import get_user_model
from django.db.models import Q

from core.rules import is_team
from knowledge.models import Adoption
from networks.memberships import memberships_of
from networks.models import Membership, Organisation, Role
from networks.rules import network_above


def acts_for(user, organisation) -> bool:
    """By a live membership in any network."""
    return organisation is not None and any(each.organisation_id == organisation.pk for each in memberships_of(user))


def organisations_of(user):
    """The organisations a person acts for today."""
    return Organisation.objects.filter(pk__in=[each.organisation_id for each in memberships_of(user)])


def may_declare(user, practice) -> bool:
    """Whoever sees a published practice and acts for an organisation other than the responsible one."""
    held = memberships_of(user)
    return practice.is_visible_to(user) and any(each.organisation_id != practice.responsible_id for each in held)


def is_adopter_side(user, adoption) -> bool:
    return acts_for(user, adoption.organisation)


def is_source_side(user, adoption) -> bool:
    """Acts for the adopter it is taken from; of the original: writes, coordinates or is responsible for it."""
    if adoption.taken_from is not None:
        return acts_for(user, adoption.taken_from.organisation)
    practice = adoption.practice
    here = [each for each in memberships_of(user) if practice.path.startswith(each.network.path)]
    author = user.is_authenticated and practice.owner_id == user.pk and (bool(here) or is_team(user))
    return author or any(each.role == Role.COORDINATOR for each in here) or acts_for(user, practice.responsible)


def is_party(user, adoption) -> bool:
    return is_adopter_side(user, adoption) or is_source_side(user, adoption)


def is_concerned(user, adoption) -> bool:
    """Sees it before both sides have confirmed it."""
    return is_team(user) or is_party(user, adoption)


def adoptions_concerning(user):
    """The same as a queryset."""
    return Adoption.objects.concerning(user)


def is_asked(user, adoption) -> bool:
    """Of the side that is to answer, and not the person who confirmed the first: two sides are two people."""
    return is_source_side(user, adoption) and user.pk != adoption.adopter_confirmed_by_id


def may_answer(user, adoption) -> bool:
    """Confirm or decline a declared one: who is asked; the team where nobody is left to ask."""
    if not adoption.is_waiting:
        return False
    if is_asked(user, adoption):
        return True
    other = is_team(user) and user.pk != adoption.adopter_confirmed_by_id
    return other and not people_asked(adoption).exists()


def may_edit(user, adoption) -> bool:
    """Its text and contact: the adopter's people, and the team."""
    return is_team(user) or is_adopter_side(user, adoption)


def may_advance(user, adoption) -> bool:
    """Say how it goes, give it up: the adopter's people, once it is confirmed."""
    return adoption.is_confirmed and is_adopter_side(user, adoption)


def may_withdraw(user, adoption) -> bool:
    """Take the declaration back: the adopter's people, until both sides have confirmed it."""
    return not adoption.is_confirmed and is_adopter_side(user, adoption)


def may_resend(user, adoption) -> bool:
    return adoption.is_returned and is_adopter_side(user, adoption)


# --- Whom it concerns, for mails -----------------------------------------------------------------------


def people_of(organisation):
    """Active people who act for an organisation today."""
    return _active(Membership.objects.live().filter(organisation=organisation))


def adopter_people(adoption):
    return people_of(adoption.organisation)


def source_people(adoption):
    """The people of `is_source_side`, as a queryset."""
    if adoption.taken_from is not None:
        return people_of(adoption.taken_from.organisation)
    practice = adoption.practice
    network = network_above(practice)
    rights = Q(organisation=practice.responsible_id) if practice.responsible_id else Q(pk__in=[])
    if network:
        rights |= Q(network=network) & (Q(role=Role.COORDINATOR) | Q(person=practice.owner_id))
    in_the_team = Q(pk=practice.owner_id) & (Q(is_team=True) | Q(is_superuser=True))
    return _active(Membership.objects.live().filter(rights), in_the_team)


def people_asked(adoption):
    """Who is to confirm a declared one: the other side without the person who confirmed the first."""
    return source_people(adoption).exclude(pk=adoption.adopter_confirmed_by_id or 0)


def without_people(adoptions) -> list:
    """Those of several declared ones that nobody of the other side could answer, in a constant number of queries."""
    live = Membership.objects.live().filter(person__is_active=True).select_related("network", "person")
    held = list(live)
    return [each for each in adoptions if not _could_answer(each, held)]


def _could_answer(adoption, memberships) -> bool:
    people = {each.person_id: each.person for each in memberships if _asks(adoption, each)}
    owner = adoption.practice.owner
    if adoption.taken_from is None and owner and owner.is_active and is_team(owner):
        people[owner.pk] = owner
    return bool(set(people) - {adoption.adopter_confirmed_by_id})


def _asks(adoption, membership) -> bool:
    """Whether this membership puts its person on the side that is asked."""
    if adoption.taken_from is not None:
        return membership.organisation_id == adoption.taken_from.organisation_id
    practice = adoption.practice
    here = practice.path.startswith(membership.network.path)
    return membership.organisation_id == practice.responsible_id or (
        here and (membership.role == Role.COORDINATOR or membership.person_id == practice.owner_id)
    )


def _active(memberships, others=None):
    people = get_user_model().objects.filter(is_active=True)
    members = Q(pk__in=memberships.values("person"))
    return people.filter(members | others if others else members)
