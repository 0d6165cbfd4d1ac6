"""The seed of the lists that practices are sorted and compared by; afterwards they belong to the team."""

from django.db.models import Model

from knowledge.models import ContextFeature, ContextKind, FieldOfAction, OccupationalField, TargetGroup, Topic

# code → (German, Italian), in the order in which they are offered.
OCCUPATIONAL_FIELDS = {
    "mechatronics": ("Mechatronik, Mechanik, Elektronik", "Meccatronica, meccanica, elettronica"),
    "ict": ("ICT, IT, Cybersecurity", "ICT, informatica, cybersicurezza"),
    "logistics": ("Logistik", "Logistica"),
    "green-transition": ("Erneuerbare Energie, Green Transition", "Energie rinnovabili, transizione verde"),
    "health-care": ("Gesundheitswesen", "Sanità"),
    "fashion": ("Mode", "Moda"),
    "textiles-leather-crafts": ("Textil-, Leder- und Kunsthandwerk", "Tessile, pelle e artigianato artistico"),
    "e-commerce": ("E-Commerce, Digital Sales, Export", "E-commerce, vendite digitali, export"),
    "hospitality": ("Hotel, Gastronomie, Tourismus", "Ospitalità, ristorazione, turismo"),
    "wine": ("Weintechnologie", "Tecnologia del vino"),
    "stonemasonry": ("Steinmetzhandwerk", "Lavorazione della pietra"),
    "optics": ("Augenoptik", "Ottica"),
}

# By the numbers the programme gives them.
FIELDS_OF_ACTION = {
    "1": (
        "Zusammenarbeit mit Wirtschafts- und Sozialpartnern in Erstausbildung und Weiterbildung",
        "Collaborazione con le parti economiche e sociali nella formazione iniziale e continua",
    ),
    "2": (
        "Engagement der Unternehmen und Betriebe für die duale Ausbildung",
        "Impegno delle imprese per la formazione duale",
    ),
    "3": (
        "Unterstützung ausbildender Kleinst- und Kleinunternehmen",
        "Sostegno a micro e piccole imprese formatrici",
    ),
    "4": (
        "Betriebliches Lernen und Qualifizierung des Ausbildungspersonals",
        "Apprendimento in azienda e qualificazione del personale formatore",
    ),
}

TOPICS = {
    "orientation": ("Berufliche Orientierung", "Orientamento professionale"),
    "skilled-workers": ("Fachkräftesicherung", "Reperimento di personale qualificato"),
    "digitalisation": ("Digitalisierung von (Handwerks-)Berufen", "Digitalizzazione dei mestieri"),
    "image": ("Image der dualen Ausbildung", "Immagine della formazione duale"),
    "inclusion": ("Vielfalt und Inklusion", "Diversità e inclusione"),
}

TARGET_GROUPS = {
    "apprentices": ("Auszubildende", "Apprendisti"),
    "students": ("Schülerinnen und Schüler beruflicher Schulen", "Studenti degli istituti tecnici e professionali"),
    "pupils": ("Jugendliche vor der Berufswahl", "Ragazze e ragazzi prima della scelta"),
    "trainers": ("Ausbilderinnen und Ausbilder", "Tutor e formatori aziendali"),
    "teachers": ("Lehrkräfte", "Docenti"),
    "employers": ("Betriebsleitungen und Führungskräfte", "Titolari e dirigenti"),
    "workers": ("Beschäftigte in Weiterbildung", "Lavoratori in formazione continua"),
    "newcomers": ("Zugewanderte", "Persone immigrate"),
    "advisers": ("Beratende in Kammern, Verbänden und Ämtern", "Consulenti di camere, associazioni e uffici"),
}

CONTEXT_FEATURES = {
    ContextKind.LEGAL: {
        "de-dual": (
            "duale Ausbildung nach BBiG oder HwO",
            "formazione duale tedesca (BBiG o HwO)",
        ),
        "de-network": ("Verbundausbildung (§ 10 Abs. 5 BBiG)", "formazione condivisa fra imprese (§ 10 BBiG)"),
        "de-school": ("Berufsfachschule, Schulrecht der Länder", "scuola professionale a tempo pieno (Länder)"),
        "it-apprenticeship-1": ("apprendistato der ersten Stufe", "apprendistato di primo livello"),
        "it-apprenticeship-2": ("berufsbildendes apprendistato (zweite Stufe)", "apprendistato professionalizzante"),
        "it-apprenticeship-3": (
            "apprendistato der dritten Stufe (Hochschule, ITS)",
            "apprendistato di alta formazione e ricerca",
        ),
        "it-school-work": (
            "Praxisphasen der Schule (formazione scuola-lavoro, früher PCTO)",
            "formazione scuola-lavoro (già PCTO)",
        ),
        "it-regional": ("regionale Berufsbildung (IeFP)", "istruzione e formazione professionale regionale (IeFP)"),
        "its": ("ITS Academy", "ITS Academy"),
        "further-training": ("Weiterbildung", "formazione continua"),
        "working-time": ("Arbeitszeit- und Jugendschutzrecht", "orario di lavoro e tutela dei minori"),
        "agreement": ("freie Vereinbarung der Beteiligten", "accordo fra i partecipanti"),
    },
    ContextKind.PLACE: {
        "company": ("ein Betrieb", "un’azienda"),
        "companies": ("mehrere Betriebe", "più aziende"),
        "vocational-school": ("Berufsschule", "scuola professionale"),
        "technical-school": ("Fachschule oder technische Oberschule", "istituto tecnico o professionale"),
        "training-centre": ("überbetriebliche Werkstatt, Bildungszentrum", "laboratorio comune, centro di formazione"),
        "school-company": ("Schülerfirma, Lehrbetrieb der Schule", "impresa o azienda didattica della scuola"),
        "online": ("online", "online"),
        "abroad": ("Aufenthalt im Partnerland", "soggiorno nel paese partner"),
    },
    ContextKind.PAYER: {
        "company-pays": ("Betrieb", "azienda"),
        "companies-share": ("mehrere Betriebe gemeinsam", "più aziende insieme"),
        "chamber-pays": ("Kammer, Innung oder Verband", "camera, corporazione artigiana o associazione"),
        "social-partners": ("Sozialpartner", "parti sociali ed enti bilaterali"),
        "school-pays": ("Schule oder Schulträger", "scuola o ente gestore"),
        "state-pays": ("Land, Region oder Staat", "Land, regione o Stato"),
        "eu-pays": ("europäische Mittel", "fondi europei"),
        "own-revenue": ("eigene Erlöse, Beiträge, Stiftungen", "ricavi propri, quote, fondazioni"),
    },
}


def install_vocabularies() -> None:
    """Fill each list where it is still empty; what the team has made of it stays."""
    _install(OccupationalField, OCCUPATIONAL_FIELDS)
    _install(FieldOfAction, FIELDS_OF_ACTION)
    _install(Topic, TOPICS)
    _install(TargetGroup, TARGET_GROUPS)
    if not ContextFeature.objects.exists():
        for kind, entries in CONTEXT_FEATURES.items():
            _fill(ContextFeature, entries, kind=kind)


def _install(model: type[Model], entries) -> None:
    if not model.objects.exists():
        _fill(model, entries)


def _fill(model, entries, **fields):
    model.objects.bulk_create(
        model(code=code, label_de=german, label_it=italian, position=position, **fields)
        for position, (code, (german, italian)) in enumerate(entries.items(), start=1)
    )
