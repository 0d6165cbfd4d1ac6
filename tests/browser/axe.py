"""axe-core on a page, in light and dark, on a phone and on a desk; each kind of page once."""

from axe_playwright_python.sync_playwright import Axe as AxeCore

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
# What depends on colours is asked four times, everything else once per width.
MODES = [
    (PHONE, "light", None),
    (PHONE, "dark", ["color-contrast"]),
    (DESK, "dark", ["color-contrast"]),
    (DESK, "light", None),
]
RUN = "options => axe.run(document, options).then(result => result.violations)"


class Axe:
    """Remembers which kinds of page it has seen."""

    def __init__(self):
        self.script = AxeCore().axe_script
        self.seen = set()

    def problems(self, page, kind: str) -> list[str]:
        """Violations on this kind of page, readable; empty where there are none or the kind has been looked at."""
        if kind in self.seen:
            return []
        self.seen.add(kind)
        before, found = page.viewport_size, []
        page.evaluate(self.script)
        for size, scheme, rules in MODES:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            mode = f"{kind} ({size['width']}, {scheme})"
            options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
            found += [self._sentence(mode, violation) for violation in page.evaluate(RUN, options)]
            found += self._sideways(mode, page, size["width"])
        page.set_viewport_size(before)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        return found

    @staticmethod
    def _sentence(mode, violation):
        places = [node["html"][:160] for node in violation["nodes"]]
        return f"{mode}: {violation['help']}: {places}"

    @staticmethod
    def _sideways(mode, page, width):
        needed = page.evaluate("document.documentElement.scrollWidth")
        return [f"{mode}: scrolls sideways to {needed}"] if needed > width else []
