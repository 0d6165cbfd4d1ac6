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


class Axe:
    def __init__(self):
        self.core = AxeCore()
        self.seen = set()

    def problems(self, page, kind: str) -> list[str]:
        """Violations on this kind of page, readable; empty where there are none or the kind has been looked at."""
        if kind in self.seen:
            return []
        self.seen.add(kind)
        before, found = page.viewport_size, []
        for size, scheme, rules in MODES:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
            for violation in self.core.run(page, options=options).response["violations"]:
                places = [node["html"][:160] for node in violation["nodes"]]
                found.append(f"{kind} ({size['width']}, {scheme}): {violation['help']}: {places}")
            found += self._sideways(page, kind, size)
        page.set_viewport_size(before)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        return found

    @staticmethod
    def _sideways(page, kind, size):
        width = page.evaluate("document.documentElement.scrollWidth")
        return [f"{kind} ({size['width']}): scrolls sideways to {width}"] if width > size["width"] else []
