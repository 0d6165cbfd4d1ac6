"""What an answer owes to the person signed in: their language, and that no cache keeps it for others."""

from django.utils import translation
from django.utils.translation import get_language_from_path


def kept_by_nobody_else(get_response):
    """What a signed-in person gets is theirs: a cache in between keeps none of it."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        return response

    return middleware


def preferred_language(get_response):
    """The language of addresses that carry none (the admin, files): the person's own."""

    def middleware(request):
        if request.user.is_authenticated and not get_language_from_path(request.path_info):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return get_response(request)

    return middleware
