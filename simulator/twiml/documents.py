"""Reading a TwiML document (twilio.com/docs/voice/twiml#twiml-document)."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.etree import ElementTree

from simulator.problems import Refused
from simulator.twiml.ssml import spoken

LARGEST_DOCUMENT = 64 * 1024
"""Bytes: a larger answer is refused (twilio.com/docs/api/errors/11750)."""

XML_TYPES = ("text/xml", "application/xml", "text/html")
"""Types read as TwiML (twilio.com/docs/voice/twiml#content-types)."""


@dataclass
class Verb:
    """One element: what to do, how, and what is inside."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    silence: float = 0.0
    """Seconds that the text is silent: the breaks inside a Say."""

    inside: list[Verb] = field(default_factory=list)

    def get(self, name: str, otherwise: str = "") -> str:
        """An attribute's value, or what the documentation gives when it is left out."""
        return self.attributes.get(name, otherwise)

    def yes(self, name: str) -> bool:
        """Whether a true/false attribute, false when left out, is set."""
        return self.get(name).strip().lower() == "true"

    def number(self, name: str, otherwise: int) -> int:
        """An attribute that counts; what the carrier cannot read counts as left out."""
        value = self.get(name).strip()
        return int(value) if value.isdigit() else otherwise


@dataclass
class Document:
    """The verbs of one answer, in order; relative addresses start from its URL."""

    url: str
    verbs: list[Verb]

    def address(self, reference: str) -> str:
        """The absolute URL of an attribute's value; empty means this document's own URL."""
        return urljoin(self.url, reference.strip()) if reference.strip() else self.url


def read(body: bytes, content_type: str, url: str) -> Document:
    """Read an answer as the carrier does.

    Raises Refused with 12300 for a missing or foreign content type, 11750 when over 64 kB, 12100
    when it is not well-formed, 12102 when its root is not Response. An empty body is a document
    without verbs.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if body.strip() and kind not in XML_TYPES:
        raise Refused(12300, f"Answer with Content-Type: text/xml; this one says '{content_type}'.")
    if len(body) > LARGEST_DOCUMENT:
        raise Refused(11750, f"Keep the document under 64 kB; this one has {len(body)} bytes.")
    if not body.strip():
        return Document(url, [])
    try:
        # The document comes from the service on the same desk and is 64 kB at most.
        root = ElementTree.fromstring(body)  # noqa: S314
    except ElementTree.ParseError as error:
        raise Refused(12100, f"The document is not well-formed XML: {error}.") from error
    if root.tag != "Response":
        raise Refused(12102, f"The root must be Response; this one is {root.tag}.")
    return Document(url, [verb(child) for child in root])


def verb(element: ElementTree.Element) -> Verb:
    """One element with what is inside; of a Say, all that is heard of its text."""
    said = spoken(element) if element.tag == "Say" else (element.text or "", 0.0)
    return Verb(
        name=element.tag,
        attributes=dict(element.attrib),
        text=" ".join(said[0].split()),
        silence=said[1],
        inside=[verb(child) for child in element],
    )
