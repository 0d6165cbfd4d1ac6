"""What can happen to a good practice: written, submitted, admitted to the network and to the library, or sent back.

Texts live in Wagtail revisions, so that the plain form and the editor feed the same history. Wished and admitted
audience live in the row and change here only; the token follows them (law 1).
"""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from accounts.notifications import notify
from core.actions import apply_token
from core.embedded import files_embedded_in, narrower_files
from core.errors import FilesTooNarrow, NotAllowed, NotPossible
from core.models import Page
from knowledge import rules
from knowledge.completeness import completeness_of, in_words
from knowledge.models import CoordinatorAdmission, GoodPractice
from knowledge.models.practice import Level, lower_level
from networks.models import Membership, Role
from networks.rules import network_above


class Overtaken(NotPossible):
    def __init__(self):
        super().__init__(_("Somebody has saved this practice in the meantime."))


class AtRest(NotAllowed):
    def __init__(self):
        super().__init__(_("The practice is being reviewed; its text rests until then."))


class Unfinished(NotPossible):
    """The practice lacks what an admission needs.

    Attributes:
        fields: names of the fields that are empty in the language it is written in.
    """

    def __init__(self, fields):
        self.fields = fields
        super().__init__(_("Before it can be submitted, the practice needs a title, a summary and the three sections."))


class Incomplete(NotPossible):
    """The library asks for more than the practice says.

    Attributes:
        entries: what is missing (`knowledge.completeness`).
    """

    def __init__(self, entries):
        self.entries = entries
        missing = in_words(entries)
        super().__init__(_("For the library these are still missing: %(missing)s.") % {"missing": missing})


@transaction.atomic
def start_practice(parent, *, by, draft=None, **fields) -> GoodPractice:
    """A new draft below a network or the library, owned by `by`; from an unsaved `draft` or from its fields.

    Raises:
        NotAllowed: `by` may not write there.
        ValidationError: no title in either language.
    """
    if not rules.may_write_in(by, parent):
        raise NotAllowed
    practice = draft or GoodPractice(**fields)
    practice.live, practice.has_unpublished_changes, practice.owner = False, True, by
    # Its row as it is now, and one at a time: two new children would take the same place in the tree.
    Page.objects.select_for_update().get(pk=parent.pk).add_child(instance=practice)
    _attach_files(practice)
    practice.save_revision(user=by, log_action=True, clean=False)
    return practice


@transaction.atomic
def save_draft(practice, *, by, over=None):
    """Keep the edited object as a new revision; what is live stays as it is. Returns the revision.

    Args:
        over: the number of `by`'s own autosaved revision, which this one takes the place of if it is still the latest.

    Raises:
        NotAllowed: not to be edited by `by`, or not now.
        Overtaken: something newer has been saved than what was edited.
    """
    check_still_latest(practice)
    if not rules.may_edit(by, practice):
        raise AtRest
    return keep(practice, by=by, over=over)


def version_of(practice) -> str:
    """What names the state a form was opened on: the latest revision and when it was last written."""
    written = practice.latest_revision_created_at
    return f"{practice.latest_revision_id or 0}.{written.timestamp() if written else 0:.6f}"


def check_still_latest(practice) -> None:
    """Lock the row; an edited version that is not the latest any more is Overtaken."""
    _lock(practice)
    now = GoodPractice.objects.only("latest_revision_id", "latest_revision_created_at").get(pk=practice.pk)
    if version_of(practice) != version_of(now):
        raise Overtaken


def keep(practice, *, by, over=None):
    """Save the edited object as a revision. For the verbs, which have asked who may."""
    practice.prepare()
    _attach_files(practice)
    earlier = _to_write_over(practice, by, over)
    return practice.save_revision(user=by, log_action=True, clean=False, overwrite_revision=earlier)


def _to_write_over(practice, by, over):
    """The latest revision, where it is this autosaved one of the same person that nobody has published or reviewed."""
    latest = practice.latest_revision
    if not over or latest is None or (latest.pk, latest.user_id) != (over, by.pk):
        return None
    used = practice.live_revision_id == latest.pk or TaskState.objects.filter(revision=latest).exists()
    return None if used else latest


@transaction.atomic
def wish(practice, level: str, *, by) -> None:
    """Say who should read it. Narrower takes effect at once; wider waits for the editors' next admission."""
    _lock(practice)
    if not rules.may_edit(by, practice):
        raise NotAllowed
    if level not in {Level.NETWORK, Level.COMMUNITY, Level.PUBLIC}:
        raise ValueError(f"{level!r} is no wish.")
    _set_levels(practice, wished=level)


def _lock(practice):
    """One decision at a time about one practice; what the row says now counts."""
    row = GoodPractice.objects.select_for_update().get(pk=practice.pk)
    practice.wished, practice.admitted, practice.token = row.wished, row.admitted, row.token


def _set_levels(practice, **levels):
    GoodPractice.objects.filter(pk=practice.pk).update(**levels)
    for name, value in levels.items():
        setattr(practice, name, value)
    if (token := practice.fitting_token()) != GoodPractice.objects.values_list("token", flat=True).get(pk=practice.pk):
        apply_token(practice, token)
    practice.token = token


def missing_fields(practice) -> list[str]:
    """What an admission needs and the language it is written in does not have yet."""
    language = practice.source_language
    return [name for name in ("heading", *practice.texts) if not getattr(practice, f"{name}_{language}")]


@transaction.atomic
def submit(practice, *, by) -> None:
    """Hand the latest draft to whoever admits it first.

    Raises:
        NotAllowed, Unfinished, NotPossible (already with somebody, or nothing new).
    """
    _lock(practice)
    draft = practice.get_latest_revision_as_object()
    if practice.workflow_in_progress and rules.may_follow(by, practice):
        raise NotPossible(_("The practice has already been submitted."))
    if not rules.may_submit(by, practice):
        raise NotAllowed
    if (
        practice.live
        and not practice.has_unpublished_changes
        and practice.wished == lower_level(practice.wished, practice.admitted)
    ):
        raise NotPossible(_("Nothing has changed since the last admission."))
    if missing := missing_fields(draft):
        raise Unfinished(missing)
    _attach_files(draft)
    workflow = practice.get_workflow()
    if practice.current_workflow_state:  # sent back before: start anew rather than resume
        practice.current_workflow_state.cancel(user=by)
    workflow.start(practice, by)
    notify(deciders(practice, but=by), "practice_submitted", practice=practice.pk)


def _attach_files(draft):
    """Its files belong to the page from now on, so that those who admit it can open them."""
    for file in files_embedded_in(draft):
        if file.page_id is None and file.uploaded_by_user_id == draft.owner_id:
            type(file).objects.filter(pk=file.pk).update(page=draft.pk)


@transaction.atomic
def withdraw(practice, *, by) -> None:
    """Take a submitted practice back; it is a draft again."""
    _lock(practice)
    if not (rules.is_author(by, practice) and practice.workflow_in_progress):
        raise NotAllowed
    practice.current_workflow_state.cancel(user=by)


@transaction.atomic
def admit(practice, *, by, comment: str = "", open_files: bool = False) -> None:
    """Give the admission that is waiting: the coordinator's to the network, or the editors' to the library.

    The coordinator's publishes for the network, unless the practice is already open beyond it: then the old text
    stays until the editors have admitted the new one.

    Raises:
        NotAllowed: it is not for `by` to decide (any more).
        FilesTooNarrow: the practice would be open to more people than a file in it; with `open_files` they open too.
        Incomplete: the library asks for more than it says.
    """
    _lock(practice)
    state, task = _waiting(practice, by)
    if isinstance(task, CoordinatorAdmission):
        _admit_to_network(practice, state, by, comment, open_files)
    else:
        _admit_to_library(practice, state, by, comment, open_files)


def _waiting(practice, by):
    state = practice.current_workflow_task_state
    if state is None or state.status != TaskState.STATUS_IN_PROGRESS or not rules.may_decide(by, practice):
        raise NotAllowed(_("This practice is not waiting for your decision."))
    return state, state.task.specific


def is_open_beyond(practice) -> bool:
    """Whether more than the network reads it now; then only the editors may change what they read."""
    return practice.live and lower_level(practice.wished, practice.admitted) in {Level.COMMUNITY, Level.PUBLIC}


def level_at_stake(practice) -> str | None:
    """How far the admission that is waiting opens the submitted text; None where it only passes it on to the editors.

    What the coordinator admits the editors have not read: whatever they admitted before, it goes no further than
    the network, and where more people read the old text, that one stays.
    """
    if not isinstance(practice.current_workflow_task.specific, CoordinatorAdmission):
        return practice.wished
    return None if is_open_beyond(practice) else Level.NETWORK


def _admit_to_network(practice, state, by, comment, open_files):
    goes_on = not state.workflow_state.is_at_final_task
    if level := level_at_stake(practice):
        _publish(practice, state.revision, level, by, open_files)
    state.approve(user=by, comment=comment)
    notify([practice.owner], "practice_admitted_network", practice=practice.pk, decision=state.pk)
    _tell_translator(practice, state)
    if goes_on:
        notify(deciders(practice, but=by), "practice_awaits_editors", practice=practice.pk)


def lacking_for_library(revision) -> list:
    """What the library asks for and this revision does not say."""
    return completeness_of(revision.content).lacking


def _admit_to_library(practice, state, by, comment, open_files):
    if lacking := lacking_for_library(state.revision):
        raise Incomplete(lacking)
    _publish(practice, state.revision, practice.wished, by, open_files)
    state.approve(user=by, comment=comment)
    people = [practice.owner, *coordinators_of(practice)]
    notify(people, "practice_admitted_library", practice=practice.pk, decision=state.pk)
    _tell_translator(practice, state)


def _tell_translator(practice, state):
    """A colleague whose translation has been decided on; everybody else is told as what they are."""
    sender = state.workflow_state.requested_by
    if sender and not rules.may_follow(sender, practice):
        notify([sender], "translation_decided", practice=practice.pk, decision=state.pk)


def files_to_open(practice, draft, level) -> list:
    """The files of a version that admission for this level (None: for nobody new) has to open with it."""
    if level is None:
        return []
    draft.wished, draft.admitted = practice.wished, level
    return narrower_files(draft, draft.fitting_token())


def _is_its_own(file, practice) -> bool:
    """Only what belongs to the practice, or its author sent, opens with it; never what was chosen from elsewhere."""
    return file.page_id == practice.pk or (
        file.uploaded_by_user_id is not None and file.uploaded_by_user_id == practice.owner_id
    )


def _publish(practice, revision, level, by, open_files):
    """Admit a revision's text for a level, with its files or not at all."""
    draft = revision.as_object()
    if files := files_to_open(practice, draft, level):
        token = draft.fitting_token()
        foreign = [file for file in files if not _is_its_own(file, practice)]
        if foreign or not open_files:
            raise FilesTooNarrow(foreign or files)
        for file in files:
            type(file).objects.filter(pk=file.pk).update(token=token)
    # First the text, under the audience it had; then the audience. A reader never sees new text too early.
    if not (practice.live and practice.live_revision_id == revision.pk):
        _set_levels(practice, admitted=lower_level(level, Level.NETWORK) if not practice.live else practice.admitted)
        revision.publish(user=by, skip_permission_checks=True)
        practice.refresh_from_db()
    _set_levels(practice, admitted=level)


@transaction.atomic
def send_back(practice, *, by, reason: str) -> None:
    """Return a practice to its author with a reason. What is already live stays so.

    Raises:
        NotAllowed: it is not for `by` to decide.
        NotPossible: without a reason.
    """
    _lock(practice)
    if not reason.strip():
        raise NotPossible(_("Please write what is missing, so that the author can go on."))
    state, _task = _waiting(practice, by)
    state.reject(user=by, comment=reason.strip())
    notify([practice.owner], "practice_sent_back", practice=practice.pk, decision=state.pk)
    _tell_translator(practice, state)


def coordinators_of(practice):
    """Active people who coordinate the practice's network today."""
    network = network_above(practice)
    if network is None:
        return get_user_model().objects.none()
    live = Membership.objects.live().filter(network=network, role=Role.COORDINATOR)
    return get_user_model().objects.filter(pk__in=live.values("person"), is_active=True)


def editors():
    return get_user_model().objects.filter(Q(is_team=True), is_active=True)


def deciders(practice, *, but=None):
    """Who is asked for the admission that is waiting now."""
    task = practice.current_workflow_task
    people = coordinators_of(practice) if isinstance(task.specific, CoordinatorAdmission) else editors()
    return people.exclude(pk=but.pk) if but else people
