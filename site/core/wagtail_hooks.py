"""The admin under our laws: audiences, explorer, choosers, deletions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import HeaderButton

from core.admin_views import audience_view
from core.embedded import narrower_files
from core.errors import FilesTooNarrow
from core.models import Page
from core.protection import dependents_sentence, refusal
from core.rules import editable_by, is_team


@hooks.register("construct_explorer_page_queryset")
def own_pages_only(parent, pages, request):
    """A member's explorer shows what they may edit or read, and the way there; never colleagues' drafts."""
    if is_team(request.user):
        return pages
    mine = editable_by(request.user)
    seen = Page.objects.visible_to(request.user)
    return pages.filter(pk__in=mine.values("pk")) | pages.filter(pk__in=seen.values("pk"))


@hooks.register("construct_image_chooser_queryset")
@hooks.register("construct_document_chooser_queryset")
def visible_files_only(files, request):
    visible = files.model.objects.visible_to(request.user)
    return files if is_team(request.user) else files.filter(pk__in=visible.values("pk"))


@hooks.register("register_log_actions")
def audience_is_logged(actions):
    actions.register_action("connactions.audience", gettext_lazy("Change audience"), gettext_lazy("Audience changed"))


@hooks.register("register_admin_urls")
def audience_urls():
    return [path("pages/<int:page_id>/audience/", audience_view, name="page-audience")]


@hooks.register("register_page_header_buttons")
def audience_button(page, user, view_name, next_url=None):
    if is_team(user) and page.depth > 1:
        yield HeaderButton(
            label=_("Audience"), url=reverse("page-audience", args=[page.pk]), icon_name="view", priority=60
        )


@hooks.register("before_publish_page")
def files_open_with_the_page(request, page):
    """Publishing wider than an embedded file is refused where it can still be repaired."""
    if files := narrower_files(page, page.token):
        messages.error(request, str(FilesTooNarrow(files).messages[0]))
        return redirect(f"{reverse('page-audience', args=[page.pk])}?files=1")
    return None


@hooks.register("before_create_page")
def members_write_contributions(request, parent, page_class):
    """What members may add below their network is what the admission takes care of; the rest is the team's."""
    if not is_team(request.user) and not page_class.written_by_members:
        raise Http404


@hooks.register("before_delete_page")
def nothing_depends_on_it(request, page):
    if sentence := dependents_sentence([page]):
        messages.error(request, sentence)
        return redirect("wagtailadmin_explore", page.get_parent().pk if page.depth > 1 else page.pk)
    return None


@hooks.register("before_bulk_action")
def files_open_with_the_pages(request, action_type, objects, action):
    if action_type == "publish" and objects and isinstance(objects[0], Page):
        for page in Page.objects.filter(pk__in=[each.pk for each in objects]).specific():
            if refused := files_open_with_the_page(request, page.get_latest_revision_as_object()):
                return refused
    return None


@hooks.register("before_delete_user")
def nobody_depends_on_them(request, person):
    if sentence := refusal(person):
        messages.error(request, sentence)
        return redirect("wagtailusers_users:index")
    return None


@hooks.register("before_bulk_action")
def nobody_depends_on_any_of_them(request, action_type, objects, action):
    records = [each for each in objects if not isinstance(each, Page)] if action_type == "delete" else []
    if sentence := next(filter(None, map(refusal, records)), ""):
        messages.error(request, sentence)
        return redirect("wagtailadmin_home")
    return None


@hooks.register("before_bulk_action")
def nothing_depends_on_them(request, action_type, objects, action):
    pages = [each for each in objects if isinstance(each, Page)] if action_type == "delete" else []
    if sentence := dependents_sentence(pages):
        messages.error(request, sentence)
        return redirect("wagtailadmin_explore_root")
    return None
