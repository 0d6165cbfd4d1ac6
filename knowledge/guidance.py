"""What a good answer contains, for each field of the sections, and a short example. Read by the forms."""

from django.utils.translation import gettext_lazy as _

HINTS = {
    "target_group": _("For whom is it? Age, trade, school, what they bring along and what they lack."),
    "target_groups": _("All that fit; the library is filtered by them."),
    "actors": _("Who does what: company, school, chamber, families. One line for each, with its task."),
    "responsible": _("Whose practice it is. It may be another organisation than that of who writes it down."),
    "place": _("Town or valley where it is done."),
    "region": _("Where it is done. If empty, the region of the responsible organisation is taken."),
    "period_from": _("When it began; the first of the month is exact enough."),
    "period_to": _("When it ended. Empty while it goes on."),
    "contact": _("Whom to ask: name, telephone or e-mail. Only members of the networks see it."),
    "resources": _("Hours of which people, rooms and tools, euros. What it costs once, and what every year."),
    "difficulties": _("What went wrong, what was given up, what still grates. Others learn most from this."),
    "success_factors": _("What made the difference? Name what you could not have done without."),
    "transferability": _("What must be the same elsewhere, what may be different? Who could begin with it tomorrow?"),
    "sustainability": _("What keeps it going when the project money ends: people, rules, income?"),
    "maturity": _("How far it has been tried. An idea is welcome, as long as it says that it is one."),
    "licence": _("What others may do with the text and the files. CC BY: use it and name you."),
    "legal_basis": _("Which law, ordinance, decree or collective agreement it rests on, with its short name."),
    "places_of_learning": _("Where is learnt, and for how long: company, school, workshop, abroad."),
    "who_pays": _("Who pays wages, trainers, travel, material."),
    "context_features": _("Others compare their own conditions with these."),
    "eqf": _("Level of the qualification: 3 or 4 for most apprenticeships."),
    "fields_of_action": _("The programme’s four fields; one or two are usual."),
    "topics": _("Only where it really is about that."),
}

EXAMPLES = {
    "target_group": _(
        "Second-year stonemason apprentices, 17 to 20 years old, who have learnt by hand and never worked on a screen."
    ),
    "actors": _(
        "- the company releases one journeyman for four hours a week\n- the school lends the scanner\n"
        "- the guild chooses the workpieces"
    ),
    "resources": _(
        "A trainer for 60 hours a year, a room with a north window, 1,800 euros once for the scanner, 300 euros a year "
        "for material."
    ),
    "difficulties": _(
        "In the first year we began in May: nobody had time. Two of six companies left because the travel was not paid."
    ),
    "success_factors": _("The master comes along for the first day. Without that, companies send nobody."),
    "transferability": _(
        "Any trade whose workpiece fits into a car can do it. The school must be able to move its timetable."
    ),
    "sustainability": _("Since 2024 it stands in the guild’s budget with 40 hours; the scanner belongs to the school."),
    "legal_basis": _("Section 2 (3) of the Vocational Training Act: parts of the training abroad."),
    "places_of_learning": _("Three days a week in the company, two at school; three weeks abroad in the second year."),
    "who_pays": _("The company goes on paying the apprentice’s wage, Erasmus+ pays travel and board."),
}
