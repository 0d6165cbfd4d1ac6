"""The light markup of contributions as plain data, for what is not HTML: the parser's tree, and nothing else.

A node is a dict with `t`, its kind: p, ul, ol, quote hold nodes in `c`; text holds `s`; em, strong and link hold
what stands in them; br is a line break.
"""

from markdown_it.tree import SyntaxTreeNode

from core.markup import is_allowed_link, make_parser, without_controls

_parser = make_parser()
KINDS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "quote",
    "em": "em",
    "strong": "strong",
}


def nodes(text: str) -> list[dict]:
    """The text's blocks. All words come out as strings; addresses other than http, https and mailto are left out."""
    return _children(SyntaxTreeNode(_parser.parse(without_controls(text))))


def _children(node) -> list[dict]:
    return [made for child in node.children for made in _made(child)]


def _made(node) -> list[dict]:
    if node.type == "inline":
        return _children(node)
    if node.type in ("softbreak", "hardbreak"):
        return [{"t": "br"}]
    if node.type == "link":
        url = str(node.attrGet("href") or "")
        return [{"t": "link", "u": url, "c": _children(node)}] if is_allowed_link(url) else _children(node)
    if kind := KINDS.get(node.type):
        made = {"t": kind, "c": _children(node)}
        return [made | {"start": node.attrGet("start") or 1}] if kind == "ol" else [made]
    return [{"t": "text", "s": node.content}] if node.content else _children(node)
