"""Made-up records for the style page: real models with real texts in both languages, never saved."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from accounts.models import User
from core.bilingual import State, read
from knowledge.models import GoodPractice, OccupationalField
from knowledge.stages import CURRENT, DONE, OPEN, Stage
from networks.composition import composed_of
from networks.funnel import funnel
from networks.map import region_map
from networks.models import Membership, Network, NetworkRegion, Organisation
from pages.models import News, StandardPage

NOBODY = 0  # the number of records that are not there
PROSE = {
    "de": (
        "Absatz mit *Betonung*, **Nachdruck** und einem [Verweis](https://example.org) und einer zweiten Zeile."
        "\n\n- Erstens\n- Zweitens\n\n1. Zuerst\n2. Danach"
    ),
    "it": (
        "Un capoverso con *enfasi*, **rilievo** e un [collegamento](https://example.org) e una seconda riga."
        "\n\n- Primo\n- Secondo\n\n1. Prima\n2. Poi"
    ),
}
RICH = {
    "de": "<h2>Zwischentitel</h2><p>Text aus dem großen Editor mit einem <a href='https://example.org'>Verweis</a>.</p>"
    "<h3>Darunter</h3><ul><li>Erstens</li><li>Zweitens</li></ul>"
    "<blockquote><p>Was gelingt, macht Schule.</p></blockquote><hr/>",
    "it": "<h2>Titoletto</h2><p>Testo dall’editor grande con un <a href='https://example.org'>collegamento</a>.</p>"
    "<h3>Sotto</h3><ul><li>Primo</li><li>Secondo</li></ul>"
    "<blockquote><p>Quel che riesce fa scuola.</p></blockquote><hr/>",
}


class Samples:
    """Made anew for each request, since the links they carry lead to the page that shows them."""

    def __init__(self, request):
        self.address = Site.find_for_request(request).root_page.url_path + "style/"

    def context(self) -> dict:
        networks = self.networks()
        practices = self.practices(networks)
        return {
            "networks": networks,
            "map": region_map([entry["network"] for entry in networks]),
            "funnel": funnel([entry["network"] for entry in networks]),
            "practices": practices,
            "news": self.news(networks[0]["network"]),
            "drafts": self.drafts(practices),
            "reviews": self.reviews(practices),
            "memberships": self.memberships(),
            "written": self.page(StandardPage, "Fließtext", "Testo", body_de=RICH["de"], body_it=RICH["it"]),
            "light": self.page(Network, "Text", "Testo", description_de=PROSE["de"], description_it=PROSE["it"]),
        }

    def page(self, model, german, italian, *, state=State.CURRENT, source="de", **fields):
        """A page with both titles; where a language is missing, its title is empty."""
        made = model(
            pk=NOBODY,
            heading_de=german,
            heading_it=italian,
            source_language=source,
            translation_state=state,
            **fields,
        )
        made.url_path = self.address
        return made

    def networks(self) -> list[dict]:
        """A complete one, a large one, one in which something is missing; each with its composition."""
        both = [("DE", "public"), ("DE", "private"), ("IT", "public"), ("IT", "private")]
        return [
            self.network("Stein und Zukunft", "Pietra e futuro", 8, ["DE-SN", "IT-52"], [*both, *both[1:]]),
            self.network("Klar sehen", "Vederci chiaro", 4, ["DE-HE", "DE-TH", "IT-25"], both * 5),
            self.network("Güter im Fluss", "", 11, ["DE-HH", "IT-42"], both[:3]),
        ]

    def network(self, german, italian, hue, codes, actors) -> dict:
        network = self.page(
            Network,
            german,
            italian,
            state=State.CURRENT if italian else State.MISSING,
            emblem_seed=german,
            hue=hue,
            theme_de="Was die Werkstatt von der Baustelle lernt und die Baustelle von der Werkstatt",
            theme_it="Quel che la bottega impara dal cantiere e il cantiere dalla bottega" if italian else "",
            regions=[NetworkRegion(code=code) for code in codes],
        )
        return {"network": network, "composition": composed_of(actors)}

    def practices(self, networks) -> list:
        """In both languages, in one, outdated in the other, written in the other."""
        network = networks[0]["network"]
        states = [("de", State.CURRENT), ("de", State.MISSING), ("de", State.OUTDATED), ("it", State.CURRENT)]
        made = []
        for source, state in states:
            practice = self.page(
                GoodPractice,
                "Zwölf Kriterien, auf die sich alle einigen",
                "" if state == State.MISSING else "Dodici criteri su cui tutti concordano",
                state=state,
                source=source,
                summary_de="Betrieb und Schule bewerten dieselbe Arbeit, jeder für sich, und reden dann darüber.",
                summary_it="Azienda e scuola valutano lo stesso lavoro, ognuna per sé, poi ne parlano.",
                responsible=self.organisation("Steinmetzbetrieb Arnold", "DE"),
                first_published_at=at(2026, 3, 24),
                occupational_fields=[OccupationalField(label_de="Bau", label_it="Edilizia")],
            )
            practice.network = network
            made.append(practice)
        return made

    def news(self, network) -> list:
        made = []
        for number, (german, italian) in enumerate(
            [
                ("Ein Block geht über die Alpen", "Un blocco passa le Alpi"),
                ("Vierzehn Tage in Massa", "Quattordici giorni a Massa"),
                ("Neue Werkbänke für die Berufsschule", "Banchi nuovi per la scuola"),
            ]
        ):
            piece = self.page(News, german, italian, date=date(2026, 11, 24 - 9 * number), summary_de=german + ".")
            piece.summary_it, piece.shown_network = italian + ".", None if number else network
            made.append(piece)
        return made

    def drafts(self, practices) -> list[dict]:
        """One at each place of its way."""
        steps = [_("Draft"), _("Coordination"), _("Editors"), _("Library")]
        person = User(first_name="Ilka", last_name="Reimann")
        places = [("draft", 0), ("sent_back", 0), ("coordination", 1), ("library", 4)]
        return [
            {
                "practice": practices[index],
                "stage": Stage(
                    name,
                    steps[min(place, 3)],
                    [(label, DONE if i < place else CURRENT if i == place else OPEN) for i, label in enumerate(steps)],
                    at(2026, 11, 20),
                    "Woran habt ihr gemerkt, dass es wirkt?" if name == "sent_back" else "",
                    person if name == "sent_back" else None,
                ),
            }
            for index, (name, place) in enumerate(places)
        ]

    def reviews(self, practices) -> list[dict]:
        practice = practices[0]
        return [
            {
                "practice": practice,
                "network": practice.network,
                "title": read(practice, "heading"),
                "author": "Ilka Reimann",
                "since": at(2026, 11, 21),
                "stage": self.drafts(practices)[2]["stage"],
            }
        ]

    def memberships(self) -> list:
        return [
            Membership(
                person=User(first_name=first, last_name=last),
                organisation=self.organisation(organisation, country),
                role=role,
                starts=date(2024, 3, 1),
            )
            for first, last, organisation, country, role in [
                ("Ilka", "Reimann", "Steinmetzbetrieb Arnold", "DE", "coordinator"),
                ("Duccio", "Lazzeri", "Istituto del Marmo", "IT", "member"),
            ]
        ]

    @staticmethod
    def organisation(name, country) -> Organisation:
        city, region = {"DE": ("Pirna", "DE-SN"), "IT": ("Carrara", "IT-52")}[country]
        return Organisation(
            name=name, country=country, city=city, region=region, actor_type="company", sector="private"
        )


def at(year, month, day) -> datetime:
    return datetime(year, month, day, 9, 30, tzinfo=timezone.get_current_timezone())
