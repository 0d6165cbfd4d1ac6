"""Italian stems: rete and reti, corso and corsi, formatrice and formatore meet; camera and cameriere do not.

Lighter than Snowball, which joins one lemma in five with another one, and unlike UniNE's it does not leave short words
alone (figures in docs/search.md).
"""


def stem(word: str) -> str:
    """The stem of a folded word."""
    length = len(word)
    if length < 4:
        return word
    if length > 7 and word.endswith(("trice", "trici")):
        word = word[:-5] + "tore"
    last, before = word[-1], word[-2]
    if last in "ei":
        return word[:-2] if before in "ih" and length > 4 else word[:-1]
    if last in "ao":
        return word[:-2] if before == "i" and length > 4 else word[:-1]
    return word
