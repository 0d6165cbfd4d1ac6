"""The seed of the list of occupational fields; afterwards it belongs to the team."""

from knowledge.models import OccupationalField

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


def install_occupational_fields() -> None:
    """Fill the list where it is still empty; what the team has made of it stays."""
    if OccupationalField.objects.exists():
        return
    OccupationalField.objects.bulk_create(
        OccupationalField(code=code, label_de=german, label_it=italian, position=position)
        for position, (code, (german, italian)) in enumerate(OCCUPATIONAL_FIELDS.items(), start=1)
    )
