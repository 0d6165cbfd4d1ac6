"""Write what has been read and checked. What is already there stays as it is, whoever has changed it since."""

from pathlib import Path

from django.db import transaction

from accounts.notifications import silenced
from core.models import Page
from knowledge.models import ContextFeature, GoodPractice, NetworkContext, OccupationalField
from networks.actions import add_member
from networks.models import CommitteeSeat, Membership, Network, NetworkIndex, NetworkRegion, Organisation, Role
from pages.actions import build_site
from pages.models import StandardPage

from .checking import read_and_check
from .house import HouseWriter
from .news import NewsWriter
from .people import Accounts
from .practices import Writer, adopt
from .profiles import open_some, profile_of
from .publications import PublicationWriter
from .rich import paragraphs
from .values import as_day

CONTENT = Path(__file__).parent / "content"


def load(folder: Path = CONTENT, *, progress=lambda steps: steps) -> Page:
    """Bring the demonstration's content into the database, all of it or nothing. Can run any number of times.

    Args:
        folder: where the content files are.
        progress: takes the list of steps and yields them, as tqdm does.

    Returns:
        the programme's record, for the logins.

    Raises:
        BadData: with every mistake in the files; nothing has been written.
    """
    programme, networks = read_and_check(folder)
    with silenced(), transaction.atomic():
        loader = _Loader(programme, networks)
        for step in progress(loader.steps()):
            step()
    return programme


class _Loader:
    def __init__(self, programme, networks):
        self.programme, self.networks = programme, networks
        self.accounts = Accounts()
        self.cast = {}
        self.organisations = {}
        self.new = set()  # the organisations that this load has made

    def steps(self) -> list:
        """Everything there is to do, one practice a step."""
        steps = [self._programme]
        for content in self.networks.values():
            context = {}
            steps.append(lambda content=content, context=context: self._network(content, context))
            for record in content.get("practices") or []:
                steps.append(lambda record=record, context=context: self._practice(record, context))
            steps.append(lambda content=content, context=context: self._network_news(content, context))
        return [*steps, self._adoptions, self._publications, self._home]

    # --- Programme -------------------------------------------------------------------------------

    def _programme(self):
        self.home = build_site()
        for record in self.programme.get("team") or []:
            self.cast[record["id"]] = self.accounts.person(record, is_team=True)
        self.editor = self.cast[self.programme["logins"]["editor"]]
        for record in self.programme.get("guests") or []:
            self.accounts.person(record)
        for number, record in enumerate(self.programme.get("organisations") or []):
            self.organisations[record["id"]] = self._organisation(record, number)
        committee = self.programme["committee"]
        for record in committee.get("members") or []:
            self.cast[record["id"]] = self.accounts.person(record)
            self._seat(self.cast[record["id"]], record, as_day(committee["since"]))
        house = HouseWriter(self.home, self.editor)
        house.bodies(self.programme.get("bodies") or [], self.programme.get("partners") or [])
        for record in self.programme.get("pages") or []:
            if "fills" in record:
                house.page(record)
            else:
                self._standard_page(record)
        self.news = NewsWriter(self.editor)
        for record in self.programme.get("news") or []:
            self.news.write(record, self.cast[record["author"]])

    def _home(self):
        """Last, because dates may name the networks."""
        HouseWriter(self.home, self.editor).home(self.programme["home"], [self.programme, *self.networks.values()])

    def _seat(self, person, record, since):
        if CommitteeSeat.objects.filter(person=person).exists():
            return
        seat = CommitteeSeat(
            person=person, starts=since, function_de=record["function_de"], function_it=record["function_it"]
        )
        seat.full_clean()
        seat.save()

    def _standard_page(self, record):
        parent = self.home
        if above := record.get("below"):
            parent = StandardPage.objects.child_of(self.home).get(slug=above)
        page = StandardPage(
            slug=record["slug"],
            show_in_menus=bool(record.get("menu")),
            heading_de=record["title_de"],
            heading_it=record["title_it"],
            body_de=paragraphs(record["body_de"]),
            body_it=paragraphs(record["body_it"]),
        )
        self._publish(parent, page)

    def _publish(self, parent, page):
        """A page at its place, unless something already stands there."""
        parent.refresh_from_db()
        if found := Page.objects.child_of(parent).filter(slug=page.slug).first():
            return found.specific
        page.owner = self.editor
        parent.add_child(instance=page)
        page.save_revision(user=self.editor, log_action=True).publish(user=self.editor)
        page.refresh_from_db()
        return page

    # --- Networks --------------------------------------------------------------------------------

    def _network(self, content, context):
        record = content["network"]
        network = self._network_page(record)
        records = content["organisations"]
        organisations = {each["id"]: self._organisation(each, number) for number, each in enumerate(records)}
        cast, coordinators, acting = {}, [], {}
        for each in content["people"]:
            cast[each["id"]] = person = self.accounts.person(each)
            self._membership(network, person, organisations[each["organisation"]], each, as_day(record["founded"]))
            acting.setdefault(each["organisation"], person)
            if each["role"] == Role.COORDINATOR:
                coordinators.append(person)
        self.cast |= cast
        new = {key: organisation for key, organisation in organisations.items() if organisation.pk in self.new}
        open_some(records, new, acting)
        self.organisations |= organisations
        for country, side in record["contexts"].items():
            self._training_context(network, country, side)
        context["network"], context["cast"] = network, cast
        context["writer"] = Writer(
            network, cast=cast, organisations=organisations, coordinators=coordinators, editor=self.editor
        )

    def _network_page(self, record):
        page = Network(
            slug=record["slug"],
            heading_de=record["name_de"],
            heading_it=record["name_it"],
            theme_de=record["theme_de"],
            theme_it=record["theme_it"],
            description_de=record["summary_de"].strip(),
            description_it=record["summary_it"].strip(),
            founded=as_day(record["founded"]),
            regions=[NetworkRegion(code=code) for code in record["regions"]],
        )
        return self._publish(NetworkIndex.objects.get(), page)

    def _organisation(self, record, number):
        same = Organisation.objects.filter(name__iexact=record["name"], country=record["country"])
        if found := same.first():
            return found
        organisation = Organisation(
            name=record["name"],
            actor_type=record["type"],
            sector=record["sector"],
            country=record["country"],
            region=record["region"],
            city=record["city"],
            source_language={"DE": "de", "IT": "it"}[record["country"]],
            about_de=record["about_de"].strip(),
            about_it=record["about_it"].strip(),
            **profile_of(record, number),
        )
        organisation.full_clean()
        organisation.save()
        self.new.add(organisation.pk)
        return organisation

    def _membership(self, network, person, organisation, record, founded):
        """Also one that has ended counts as there: whoever left stays away."""
        if Membership.objects.filter(network=network, person=person, organisation=organisation).exists():
            return
        add_member(
            network,
            by=self.editor,
            person=person,
            organisation=organisation,
            role=record["role"],
            starts=as_day(record.get("since")) or founded,
            function_de=record["function_de"],
            function_it=record["function_it"],
        )

    def _training_context(self, network, country, side):
        """How that country's side of the network trains; what its coordinators have written since stays."""
        lowest, highest = side["eqf"]
        found, new = NetworkContext.objects.get_or_create(
            network=network, country=country, defaults={"eqf_from": lowest, "eqf_to": highest}
        )
        if new:
            found.features.set(ContextFeature.objects.filter(code__in=side["features"]))
            fields = GoodPractice.objects.child_of(network).values("occupational_fields")
            found.occupational_fields.set(OccupationalField.objects.filter(pk__in=fields))

    def _adoptions(self):
        """Last, because the adopters may be of any network."""
        for content in self.networks.values():
            for record in content.get("practices") or []:
                practice = GoodPractice.objects.get(slug=record["id"])
                if record.get("adoptions") and practice.live and not practice.adoptions.exists():
                    adopt(practice, record["adoptions"], self.organisations)

    def _publications(self):
        files = [self.programme, *self.networks.values()]
        events = {event["id"]: event for content in files for event in content.get("events") or []}
        writer = PublicationWriter(self.editor, cast=self.cast, events=events)
        for record in self.programme.get("publications") or []:
            writer.write(record)

    def _practice(self, record, context):
        if not GoodPractice.objects.child_of(context["network"]).filter(slug=record["id"]).exists():
            context["writer"].write(record)

    def _network_news(self, content, context):
        for record in content.get("news") or []:
            self.news.write(record, context["cast"][record["author"]], context["network"])
