"""The language of addresses that carry none (the admin, files): the person's own."""

from django.utils import translation
from django.utils.translation import get_language_from_path


def preferred_language(get_response):
    def middleware(request):
        if request.user.is_authenticated and not get_language_from_path(request.path_info):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return get_response(request)

    return middleware
