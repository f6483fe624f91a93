"""A card: one article's evidence record as a page of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.article import Citation, Notice, Reference
from generator.citation_line import author_line, epub_date, source_line
from generator.config import AbstractText
from generator.evidence import Age, CheckStatus, Domain, EvidenceRecord, Group, Named, Quote, Reported, ReportedCount
from generator.highwire import citation_tags
from generator.labels import LABELS
from generator.marks import Marks
from generator.notices import banners, marked_title
from generator.provenance import PUBMED, article_url
from generator.results import ResultsReader
from generator.review_fields import LISTS
from generator.review_notes import ReviewNotes, ReviewPanel, by_a_person, review_panel
from generator.safe_text import html, joined, safe, safe_url
from generator.schema_org import as_script, json_ld
from generator.templating import front_matter, render

MOST_AT_A_GLANCE = 3
"""Results of a domain at the top of a card."""
MOST_DESCRIBED = 300
"""Characters of a page's description, as link previews show them."""


NOT_REPORTED, IN_DOUBT, NOT_READ = "Not reported", "In doubt", "Not read in a report of this kind"
"""What a card says where the source is silent, where words of it may say something, but not surely enough, and where
nobody looked."""


class Link(Struct, frozen=True, kw_only=True):
    """Words that lead somewhere; ``href`` is relative to the card or on the web."""

    text: str
    href: str


class CardContext(Struct, frozen=True, kw_only=True):
    """What a card needs to know beyond its record: the site's choices and the cards around it."""

    templates: Path | None = None
    """The site's own templates, searched first."""
    abstract: AbstractText = AbstractText.QUOTES
    citation_tags: bool = True
    shown: Mapping[str, str] = {}
    """What a search result says of the card below its title."""
    terms: tuple[str, ...] = ()
    """Further words that the search finds this card by."""
    url: str | None = None
    """The card's public address, where the site knows its own."""
    cards: Mapping[str, str] = {}
    """Addresses, relative to this card, of the references that are cards here, by their record ids."""
    reference_notices: Mapping[str, str] = {}
    """What is known of references, by their record ids: ``Retracted``."""
    cited_by: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()
    """Browse pages that list this card."""
    downloads: tuple[Link, ...] = ()
    cite_article: Mapping[str, str] = {}
    """The article's citation by the name of its style."""
    cite_card: str | None = None


class Fact(Struct, frozen=True, kw_only=True):
    """A labelled line of the card with its values."""

    label: str
    values: tuple[Markup, ...]
    silent: str = NOT_REPORTED
    """What stands there without a value."""


class CheckLine(Struct, frozen=True, kw_only=True):
    """A check in words, and the words it is about, each leading to its place."""

    message: Markup
    words: tuple[Markup, ...]


class BannerLine(Struct, frozen=True, kw_only=True):
    """What became of the article, and the notices that say so."""

    sentence: str
    notices: tuple[Markup, ...]


class ReferenceLine(Struct, frozen=True, kw_only=True):
    """An entry of the reference list; ``card`` leads to its own card where it has one here."""

    text: Markup
    card: str | None
    notice: str | None


def render_card(record: EvidenceRecord, context: CardContext) -> str:
    """The Markdown of a record's card, front matter first."""
    return render("card.md.j2", own_templates=context.templates, **card_values(record, context))


def card_values(record: EvidenceRecord, context: CardContext) -> dict[str, Any]:
    """Everything that ``card.md.j2`` may use."""
    marks = Marks(record, context.abstract)
    notes = ReviewNotes(record)
    results = ResultsReader(record, marks, notes)
    panel = review_panel(record, marks)
    title = marked_title(record.citation) or "Untitled article"
    values = {
        "title": title,
        "citation": _citation_facts(record),
        "ids": tuple(_links(record.citation).values()),
        "banners": tuple(
            BannerLine(
                sentence=banner.sentence, notices=tuple(_with_links(one.text, _links(one)) for one in banner.notices)
            )
            for banner in banners(record.citation)
        ),
        "has_abstract": record.abstract is not None,
        "glance": (*_at_a_glance(record, marks, notes, results), *_state_of_the_card(record, panel)),
        "design": tuple(_design_facts(record, marks, notes)),
        "population": tuple(_population_facts(record, marks, notes)),
        "baseline": results.baseline(),
        "results": tuple(section for domain in Domain if (section := results.section(domain))),
        "conclusions": tuple(
            notes.beside(marks.value(quote.text, quote), "conclusions", index).both
            for index, quote in enumerate(record.conclusions)
        ),
        "review": panel,
        "checks": {state.value: _check_lines(record, state, context, marks) for state in CheckStatus},
        "checks_said": _checks_said(record),
        "references": tuple(_reference_line(reference, context) for reference in record.references),
        "abbreviations": record.abbreviations,
        "article": article_url(record),
        "copyright": record.copyright,
        "sources": tuple(source.path for source in (record.source, *record.more_sources)),
        "abstract": context.abstract.value,
        "context": context,
    }
    # Last: the source block shows the words of the values above.
    return values | {"passages": tuple(marks.passages()), "front_matter": _front_matter(record, title, context)}


def _citation_facts(record: EvidenceRecord) -> dict[str, str | None]:
    citation = record.citation
    return {"authors": author_line(citation), "source": source_line(citation), "epub": epub_date(citation)}


def _links(named: Citation | Reference | Notice) -> dict[str, Link]:
    """Where PMID, PMCID and DOI lead, by the identifier as a text prints it."""
    links = {}
    if named.pmid:
        links[named.pmid] = Link(text=f"PMID {named.pmid}", href=f"{PUBMED}/{named.pmid}/")
    if pmcid := getattr(named, "pmcid", None):
        links[pmcid] = Link(text=pmcid, href=f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/")
    if named.doi:
        links[named.doi] = Link(text=f"doi:{named.doi}", href=f"https://doi.org/{named.doi}")
    return links


def _with_links(text: str | None, links: Mapping[str, Link]) -> Markup:
    """The text with the identifiers it prints linked, and links to the others behind it."""
    shown = safe(text or "")
    for printed, link in links.items():
        linked = _linked(shown, printed, link)
        shown = linked or html('%s <a href="%s">%s</a>', shown, safe_url(link.href), safe(link.text))
    return shown


def _at_a_glance(record: EvidenceRecord, marks: Marks, notes: ReviewNotes, results: ResultsReader) -> Iterator[Fact]:
    """Who was treated, how many, what happened, what it cost them; a person's values in place of the program's."""
    design, population = record.design, record.population
    studies = [(f"design.{name}", getattr(design, name)) for name in ("study_type", "centers")]
    yield _one_line(
        "Study", [one for at, found in studies for one in _standing(at, (found,) if found else (), marks, notes)]
    )
    size = (population.sample_size,) if population.sample_size else ()
    who = [
        *_standing("population.sample_size", size, marks, notes),
        *_standing("population.age", population.age, marks, notes)[:2],
    ]
    yield replace(_one_line("Participants", who), silent=_silent(record, "population.sample_size"))
    for label, at, found in (
        (LABELS["population"]["condition"], "population.condition", population.condition),
        ("Intervention", "interventions", record.interventions),
    ):
        yield replace(_one_line(label, _standing(at, found, marks, notes)), silent=_silent(record, at))
    if compared := _standing("comparators", record.comparators, marks, notes):
        yield _one_line("Comparator", compared)
    for domain in results.main_domains:
        silent = IN_DOUBT if domain in record.domains_in_doubt else _silent(record, "findings")
        yield Fact(label=results.title(domain), values=results.first(domain, MOST_AT_A_GLANCE), silent=silent)


def _standing(at: str, values: Sequence[Any], marks: Marks, notes: ReviewNotes) -> list[Markup]:
    """The values of a field that stand: the program's, but for those that people corrected, rejected or added."""
    own = [
        notes.brief(_brief_words(value, marks), at, index if at in LISTS else None)
        for index, value in enumerate(values)
    ]
    return [*(value for value in own if value is not None), *map(by_a_person, notes.added(at))]


def _brief_words(value: Any, marks: Marks) -> Markup:
    """A value at the top of the card."""
    if isinstance(value, ReportedCount):
        return marks.value(f"n = {value.value:,}", value.quote)
    if isinstance(value, Age):
        words = age_words(value)  # among the participants a bare "12-26" could be how many they are
        return marks.value(words if re.search(r"[^\W\d]{3}", words) else f"age {words}", value.quote)
    return marks.value(value.name if isinstance(value, Named) else value.value, value.quote)


def _state_of_the_card(record: EvidenceRecord, panel: ReviewPanel) -> Iterator[Fact]:
    """The audit and the review, each in one line."""
    said = _checks_said(record) or "None that the program can check against each other"
    differ = any(check.status is CheckStatus.MISMATCH for check in record.checks)
    link = (
        '<a href="#do-the-numbers-add-up" class="ev-mismatch">%s</a>'
        if differ
        else '<a href="#do-the-numbers-add-up">%s</a>'
    )
    yield Fact(label="Numbers", values=(html(link, safe(said)),))
    yield Fact(label="Review", values=(html('<a href="#review-by-people">%s</a>', safe(panel.state)),))


def _one_line(label: str, values: Sequence[Markup]) -> Fact:
    return Fact(label=label, values=(joined(values, " · "),) if values else ())


def _design_facts(record: EvidenceRecord, marks: Marks, notes: ReviewNotes) -> Iterator[Fact]:
    silent = []
    for name, label in LABELS["design"].items():
        if found := getattr(record.design, name):
            value = notes.beside(marks.value(found.value, found.quote), f"design.{name}")
            yield Fact(label=label, values=(value.both,))
        else:
            silent.append((f"design.{name}", label))
    for label, at in (("Intervention", "interventions"), ("Comparator", "comparators")):
        named = _named(getattr(record, at), marks)
        yield Fact(label=label, values=_noted(named, notes, at), silent=_silent(record, at))
    yield from _silence(record, silent)


def _silent(record: EvidenceRecord, at: str) -> str:
    """What a card says of a field without a value."""
    if at in record.in_doubt:
        return IN_DOUBT
    return NOT_REPORTED if record.is_read_for(at) else NOT_READ


def _population_facts(record: EvidenceRecord, marks: Marks, notes: ReviewNotes) -> Iterator[Fact]:
    population = record.population
    if size := population.sample_size:
        participants = notes.beside(marks.value(f"{size.value:,}", size.quote), "population.sample_size").both
        yield Fact(label="Participants", values=(participants,))
    else:
        yield Fact(label="Participants", values=(), silent=_silent(record, "population.sample_size"))
    ages = [marks.value(age_words(age), age.quote) for age in population.age]
    yield Fact(label="Age", values=_noted(ages, notes, "population.age"), silent=_silent(record, "population.age"))
    if population.groups:
        groups = [_group_words(group, marks) for group in population.groups]
        yield Fact(label="Groups", values=_noted(groups, notes, "population.groups"))
    silent = []
    for name, label in LABELS["population"].items():
        if found := getattr(population, name):
            values = [marks.value(_counted_words(one), one.quote) for one in found]
            yield Fact(label=label, values=_noted(values, notes, f"population.{name}"))
        elif f"population.{name}" in record.in_doubt:
            yield Fact(label=label, values=(), silent=IN_DOUBT)
        else:
            silent.append((f"population.{name}", label))
    yield from _silence(record, silent)


def _counted_words(value: Reported) -> str:
    """The value, or its words where these count: of whom "61% were female" not all are."""
    counts = any(map(str.isdigit, value.quote.text)) and not any(map(str.isdigit, value.value))
    return value.quote.text if counts else value.value


def _noted(values: Sequence[Markup], notes: ReviewNotes, at: str) -> tuple[Markup, ...]:
    """The values of a list with what people said of each."""
    return tuple(notes.beside(value, at, index).both for index, value in enumerate(values))


def _silence(record: EvidenceRecord, fields: list[tuple[str, str]]) -> Iterator[Fact]:
    """A line for all fields that the abstract does not say, and one for those that nobody looked for in it."""
    for said, is_read in ((NOT_REPORTED, True), ("Not read", False)):
        labels = [label for at, label in fields if record.is_read_for(at) is is_read]
        if labels:
            names = ", ".join(label if index == 0 else label.lower() for index, label in enumerate(labels))
            yield Fact(label=said, values=(safe(names),))


def _group_words(group: Group, marks: Marks) -> Markup:
    words = marks.value(group.name, group.quote)
    if group.size is not None:
        size = f"n = {group.size:,}"
        words += html(" (%s)", marks.value(size, group.size_quote) if group.size_quote else safe(size))
    if also := [marks.value(alias.text, alias) for alias in _other_names(group)]:
        words += html(" · %s %s", safe(LABELS["group"]["also"]), joined(also, ", "))
    said = [LABELS["role"][group.role]] if group.role else []
    said += [LABELS["group"]["part"]] if group.part_of else []
    return joined([words, *map(safe, said)], " · ")


def _other_names(group: Group) -> list[Quote]:
    """What else a group is called, but for what goes on with its name and what is a part of another name."""
    others = [alias for alias in group.aliases if not _says(alias.text, group.name)]
    names = [group.name, *(alias.text for alias in others)]
    return [alias for alias in others if not any(name != alias.text and _says(name, alias.text) for name in names)]


def _says(longer: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", longer, re.IGNORECASE) is not None


def _named(things: tuple[Named, ...], marks: Marks) -> tuple[Markup, ...]:
    return tuple(marks.value(thing.name, thing.quote) for thing in things)


_QUARTILES = re.compile(r"\b(?:IQR|inter-?\s?quartile|Q1)", re.IGNORECASE)


def age_words(age: Age) -> str:
    """``median age 10 years (1–21)``; a bound or a bare range keeps the source's words."""
    if age.statistic not in ("mean", "median") or age.value is None:
        return age.quote.text
    unit = f" {age.unit}" if age.unit else ""
    kind = "IQR " if _QUARTILES.search(age.quote.text) else ""
    spread = f" ({kind}{age.low:g}–{age.high:g})" if age.low is not None and age.high is not None else ""
    return f"{age.statistic} age {age.value:g}{unit}{spread}"


def _check_lines(
    record: EvidenceRecord, state: CheckStatus, context: CardContext, marks: Marks
) -> tuple[CheckLine, ...]:
    shown = context.abstract is not AbstractText.NONE
    return tuple(
        CheckLine(
            message=safe(check.message),
            words=tuple(marks.mention(quote) for quote in check.quotes if shown),
        )
        for check in record.checks
        if check.status is state
    )


def _checks_said(record: EvidenceRecord) -> str | None:
    """The audit in a line, ``None`` where nothing could be checked."""
    agree = sum(check.status is CheckStatus.OK for check in record.checks)
    differ = sum(check.status is CheckStatus.MISMATCH for check in record.checks)
    if not agree + differ:
        return None
    said = [f"{agree} {'agrees' if agree == 1 else 'agree'}"] if agree else []
    said += [f"{differ} {'does' if differ == 1 else 'do'} not add up"] if differ else []
    return f"{agree + differ} checked: {', '.join(said)}"


def _reference_line(reference: Reference, context: CardContext) -> ReferenceLine:
    ids = [f"pmid:{reference.pmid}", f"doi:{(reference.doi or '').lower()}"]
    here = next((context.cards[one] for one in ids if one in context.cards), None)
    return ReferenceLine(
        text=_with_links(reference.text, _links(reference)),
        card=here,
        notice=next((context.reference_notices[one] for one in ids if one in context.reference_notices), None),
    )


def _linked(text: Markup, words: str, link: Link) -> Markup | None:
    """The text with its last mention of the words linked; ``None`` where it does not print them."""
    before, found, after = text.rpartition(safe(words))
    if not found or re.search(r"[\w./#]$", before) or re.match(r"\w", after):
        return None
    return before + html('<a href="%s">%s</a>', safe_url(link.href), found) + after


def _front_matter(record: EvidenceRecord, title: str, context: CardContext) -> Markup:
    """What the theme and the search need; title and description are printed as they are, so they are made safe."""
    citation = record.citation
    described = " · ".join(part for part in (author_line(citation), source_line(citation)) if part)
    meta: dict[str, Any] = {
        "title": str(safe(title)),
        "description": str(safe(_shortened(described))),
        "hide": ["navigation"],
        "card": record.id,
        "shown": dict(context.shown),
        "terms": list(context.terms),
    }
    if context.citation_tags:
        meta["citation"] = [list(tag) for tag in citation_tags(citation)]
        meta["json_ld"] = as_script(json_ld(record, url=context.url))
    return front_matter(**meta)


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_DESCRIBED else f"{text[: MOST_DESCRIBED - 1].rsplit(' ', 1)[0]}…"
