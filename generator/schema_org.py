"""A card in schema.org's terms: the page, the article it is about, and the study that the article reports."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, Final

import msgspec

from generator.article import Author, Citation
from generator.citation_line import first_and_last_page, publication_date
from generator.evidence import EvidenceRecord
from generator.notices import banners, marked_title
from generator.provenance import PUBMED

Node = dict[str, Any]

TERMS: Final[dict[str, Any]] = tomllib.loads((files("generator") / "schema_org.toml").read_text("utf-8"))
_TRIAL = TERMS["trial"]


def json_ld(record: EvidenceRecord, *, url: str | None) -> Node:
    """A ``MedicalWebPage`` based on the article, about the study; nothing for what the source does not say."""
    corrections = [banner.sentence for banner in banners(record.citation)]
    return {
        "@context": "https://schema.org",
        **_present(
            {
                "@type": "MedicalWebPage",
                "name": marked_title(record.citation),
                "url": url,
                "isBasedOn": _article(record.citation),
                "about": _study(record),
                "correction": corrections,
            }
        ),
    }


def as_script(node: Node) -> str:
    """The text of a ``script`` element, which nothing in it can end."""
    return msgspec.json.encode(node).decode().replace("<", "\\u003c")


def _article(citation: Citation) -> Node:
    first, last = first_and_last_page(citation)
    return _present(
        {
            "@type": "MedicalScholarlyArticle",
            "name": citation.title,
            "author": [_author(author) for author in citation.authors],
            "datePublished": publication_date(citation),
            "publicationType": list(citation.publication_types),
            "isPartOf": _issue(citation),
            "pageStart": first,
            "pageEnd": last,
            "identifier": [_identifier(*pair) for pair in (("doi", citation.doi), ("pmid", citation.pmid)) if pair[1]],
            "sameAs": [
                *([f"https://doi.org/{citation.doi}"] if citation.doi else []),
                *([f"{PUBMED}/{citation.pmid}/"] if citation.pmid else []),
            ],
        }
    )


def _author(author: Author) -> Node:
    if author.collective:
        return {"@type": "Organization", "name": author.collective}
    given = author.given or author.initials
    return _present(
        {"@type": "Person", "familyName": author.family, "givenName": given, "honorificSuffix": author.suffix}
    )


def _issue(citation: Citation) -> Node | None:
    """The issue in its volume in its journal, as far as printed."""
    if not citation.journal and not citation.journal_abbrev:
        return None
    name = citation.journal or citation.journal_abbrev
    node = _present({"@type": "Periodical", "name": name, "issn": citation.issn})
    if citation.volume:
        node = {"@type": "PublicationVolume", "volumeNumber": citation.volume, "isPartOf": node}
    if citation.issue:
        node = {"@type": "PublicationIssue", "issueNumber": citation.issue, "isPartOf": node}
    return node


def _study(record: EvidenceRecord) -> Node | None:
    """The study, where schema.org has a term for its kind."""
    design = record.design
    kind = design.study_type.value if design.study_type else None
    if kind in _TRIAL["study_types"]:
        said = (design.allocation, design.masking, design.control, design.centers)
        terms = [_TRIAL["design"][one.value] for one in said if one and one.value in _TRIAL["design"]]
        node = {"@type": "MedicalTrial", "trialDesign": [f"https://schema.org/{term}" for term in terms]}
    elif kind in TERMS["observation"]:
        term = TERMS["observation"][kind]
        node = {"@type": "MedicalObservationalStudy", "studyDesign": f"https://schema.org/{term}"}
    else:
        return None
    conditions = [{"@type": "MedicalCondition", "name": found.value} for found in record.population.condition]
    places = [{"@type": "AdministrativeArea", "name": found.value} for found in record.population.location]
    trials = [_identifier("trial registration", trial) for trial in record.citation.trial_ids]
    return _present({**node, "healthCondition": conditions, "studyLocation": places, "identifier": trials})


def _identifier(scheme: str, value: str | None) -> Node:
    return {"@type": "PropertyValue", "propertyID": scheme, "value": value}


def _present(node: Node) -> Node:
    """The node without what is empty."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}
