"""The light markup of contributions as plain data, for what is not HTML: the parser's tree, and nothing else.

A node is a dict with `t`, its kind: p, ul, ol, quote hold nodes in `c`; text holds `s`; em, strong and link hold
what stands in them; br is a line break.
"""

from core.markup import is_allowed_link, parse, without_controls

KINDS = {
    "paragraph_open": "p",
    "bullet_list_open": "ul",
    "ordered_list_open": "ol",
    "list_item_open": "li",
    "blockquote_open": "quote",
    "em_open": "em",
    "strong_open": "strong",
}
DEEPEST = 30  # levels of emphasis and links within each other; who reads the data gives up at 60


def nodes(text: str) -> list[dict]:
    """The text's blocks. All words come out as strings; addresses other than http, https and mailto are left out."""
    top = []
    around = [top]
    for token in _flat(parse(without_controls(text))):
        if token.nesting < 0:
            around.pop()
        elif token.nesting > 0:
            made = _opened(token, len(around))
            around[-1].extend(made)
            around.append(made[0]["c"] if made else around[-1])
        elif token.type in ("softbreak", "hardbreak"):
            around[-1].append({"t": "br"})
        elif token.content:
            around[-1].append({"t": "text", "s": token.content})
    return top


def _flat(tokens):
    for token in tokens:
        if token.type == "inline":
            yield from token.children
        else:
            yield token


def _opened(token, depth) -> list[dict]:
    """The node that begins here; none where only what stands in it is taken over."""
    if token.type in ("em_open", "strong_open", "link_open") and depth > DEEPEST:
        return []
    if token.type == "link_open":
        url = str(token.attrGet("href") or "")
        return [{"t": "link", "u": url, "c": []}] if is_allowed_link(url) else []
    kind = KINDS.get(token.type)
    made = {"t": kind, "c": []}
    if kind == "ol":
        made["start"] = token.attrGet("start") or 1
    return [made] if kind else []
