"""What every template of the site needs: menu, the other language's address, who is here."""


def site(request):
    return {}
