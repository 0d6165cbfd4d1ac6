"""What is written, attached and asked in the browser."""

from tests.cast import pdf, picture

TITLE = "Werkbank auf Zeit"
REASON = "Woran habt ihr gemerkt, dass es wirkt?"
PRACTICE = {
    "heading": TITLE,
    "summary": "Lehrlinge tauschen für zwei Wochen die Werkbank.",
    "starting_point": "Acht von zehn Lehrlingen kannten nur den eigenen Betrieb.",
    "approach": "Zwei Betriebe verabreden eine Woche im Frühjahr.",
    "results": "Es gefällt allen.",
}
VIEW = {"name": "werkbank.png", "mimeType": "image/png", "buffer": picture(size=(800, 450)).read()}
SHEET = {"name": "Blatt_zum_Nachmachen.pdf", "mimeType": "application/pdf", "buffer": pdf("Nachmachen").read()}
