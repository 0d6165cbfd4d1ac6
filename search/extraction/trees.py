"""XML from outside, read without trust."""

from lxml import etree

from search.extraction.extracted import Problem, Refused


def parsed(content: bytes):
    """The root of a tree; nothing in it is fetched or expanded. Raises Refused, etree.XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(content, parser)
    refuse_definitions(root)
    return root


def refuse_definitions(root) -> None:
    """No office program writes definitions of its own into a document: they are there to do harm."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(Problem.BROKEN)


def local_name(element) -> str:
    return etree.QName(element).localname
