"""What was done or given, and what it was compared with: PICO's I and C."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from generator.article import Article
from generator.evidence import Abbreviation, Design, Group, GroupRole, Named, Quote
from generator.extraction.groups.arm import is_about_trial, says_group
from generator.extraction.lexicon import hits, load_rules, load_words
from generator.extraction.mentions import TREATMENTS, Mention, MentionKind
from generator.extraction.names import Names, names_of
from generator.extraction.study_types import PROTOCOL, reports_participants
from generator.extraction.treatments import names_treatment
from generator.extraction.words import compounds


def reports_intervention(article: Article, design: Design) -> bool:
    """Whether the article says that people were or will be treated: by its design, its MeSH qualifiers or its words.

    The models of mentions learned from trials alone and name treatments wherever they look.
    """
    if design.named_study_type == PROTOCOL:
        return True
    if not reports_participants(design):
        return False
    if design.allocation or design.phase or "Trial" in (design.named_study_type or ""):
        return True
    qualifiers = {name.lower() for heading in article.citation.mesh for name in heading.qualifiers}
    return bool(qualifiers & _TREATING) or _speaks_of_treating(article)


def _speaks_of_treating(article: Article) -> bool:
    """Whether people are said to be treated, or a title that names a treatment stands over an abstract on people."""
    title, abstract = article.text_of("title"), article.text_of("abstract")
    if any(any(hits(load_rules("treated"), text)) for text in (title, abstract)):
        return True
    return any(hits(load_rules("treating_titles"), title)) and not _PEOPLE.isdisjoint(abstract.lower().split())


LIKELY = 0.2
"""The least probability that words name a treatment that was studied; it costs no F1 on articles left out."""
SURE = 0.75
"""Where any treatment is surely meant, in the title or an arm's, another one needs this probability."""
SURE_OF_TITLE = 0.3
"""Of several in the title, those count that have this, if any has."""
_PEOPLE = frozenset(load_words("counted_people"))
_TREATING = {"therapeutic use", "drug therapy", "surgery", "administration & dosage", "therapy", "radiotherapy"}
"""MeSH qualifiers of headings that were studied as a treatment or as what was treated."""


def find_interventions(
    article: Article,
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    abbreviations: tuple[Abbreviation, ...],
) -> tuple[Named, ...]:
    """The interventions, each once under its fullest name; what only a comparator arm was given is none."""
    names = names_of(abbreviations)
    found = tuple(
        one for one in _named(mentions, MentionKind.INTERVENTION, names, groups) if not _is_the_study(article, one.name)
    )
    return found or tuple(
        own for own in _own_names(groups, GroupRole.INTERVENTION, mentions) if not says_group(own.name)
    )


def _is_the_study(article: Article, name: str) -> bool:
    """Whether the article speaks of a name in capitals as of the study: "EXAMPLE is a randomised trial"."""
    if not _ACRONYM.fullmatch(name):
        return False
    of_study = re.compile(_OF_STUDY.format(re.escape(name)))
    return any(of_study.search(article.text_of(where)) for where in ("title", "abstract"))


_ACRONYM = re.compile(r"[A-Z][A-Z\d-]{2,}(?:[\s-][\w-]+){0,4}")
_OF_STUDY = (
    r"\b[Tt]rial\s{0}(?!\w)|\b{0}(?:,[^,.]{{0,80}},|\s\([^()]*\))?\s(?:(?:evaluates|enrolled|recruited|randomi[sz]ed|[Tt]rial|[Ss]tudy|[Pp]roject)\b"
    r"|(?:is|was) an?\s[^.;]{{0,90}}\b(?:trial|study)\b)"
)


def find_comparators(
    article: Article,
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    abbreviations: tuple[Abbreviation, ...],
) -> tuple[Named, ...]:
    """The comparators, each once under its fullest name; where no words name any, the arms that are comparators."""
    names = names_of(abbreviations)
    found = _named(mentions, MentionKind.CONTROL, names, groups)
    return found or tuple(_own_names(groups, GroupRole.COMPARATOR, mentions))


def _own_names(groups: tuple[Group, ...], role: GroupRole, mentions: tuple[Mention, ...]) -> Iterator[Named]:
    """What each arm with a role is called by what it was given, where anything does: not "group B"."""
    for group in groups:
        if group.role is role and group.part_of is None:  # not those of an arm's members that were analysed
            told = (words for words in (group.quote, *group.aliases) if not _LETTERED.fullmatch(words.text))
            named = (words for words in told if says_group(words.text) or _is_likely(words.text, mentions))
            yield from (Named(name=words.text, quote=words) for words in islice(named, 1))


def _is_likely(name: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether a mention that may well be of a treatment has the words of a name, or the name its words."""
    likely = (one.quote.text.lower() for one in mentions if one.of_treatment >= LIKELY)
    own = name.lower()
    return any(own in words or words in own for words in likely)


_LETTERED = re.compile(r"(?:group|arm|cohort)\s\w{1,3}", re.IGNORECASE)


def _keys(names: Names, groups: tuple[Group, ...], role: GroupRole) -> frozenset[frozenset[str]]:
    """The telling words of the names of the arms with this role, of those that no arm of the other role has."""
    of_role, of_other = set[frozenset[str]](), set[frozenset[str]]()
    for group in groups:
        (of_role if group.role is role else of_other).add(names.key(group.name))
    return frozenset(of_role - of_other - {frozenset()})


def _named(
    mentions: Iterable[Mention], kind: MentionKind, names: Names, groups: tuple[Group, ...]
) -> tuple[Named, ...]:
    """The mentions of a kind in the order of the text, of those with the same telling words the fullest.

    A name that is marked more often as the other kind, or that is an arm's of the other role, is left to that one, and
    so is one that only lists others ("A and B"). Where the title names treatments, or any is surely meant or an arm's,
    only those count: much is given that is not studied.
    """
    of_others = _keys(names, groups, _OTHER_ROLE[kind])
    treatments = [mention for mention in mentions if _may_be_given(mention, names)]
    keys = [names.key(mention.quote.text) for mention in treatments]
    marks = Counter(zip(keys, (mention.kind for mention in treatments), strict=True))
    other = MentionKind.CONTROL if kind is MentionKind.INTERVENTION else MentionKind.INTERVENTION
    alone = frozenset(keys)
    found = [
        (key, mention)
        for key, mention in zip(keys, treatments, strict=True)
        if mention.kind is kind
        and marks[key, kind] >= marks[key, other]
        and of_others.isdisjoint((key, names.key(_ASIDE.sub("", mention.quote.text))))
        and not _only_lists(mention.quote.text, names, alone)
    ]
    titled = {key: mention.of_treatment for key, mention in found if mention.quote.where == "title"}
    meant = {key for key, sure in titled.items() if sure >= SURE_OF_TITLE} or set(titled)
    arms = {names.key(group.name) for group in groups}
    if meant := meant | {key for key, mention in found if mention.of_treatment >= SURE or key in arms}:
        found = [(key, mention) for key, mention in found if key in meant]
    fullest: dict[frozenset[str], Mention] = {}
    for key, mention in found:
        known = fullest.get(key)
        if known is None or _fullness(mention) > _fullness(known):
            fullest[key] = mention
    clean = [
        mention
        for mention in fullest.values()
        if not _OF_GROUPS.search(mention.quote.text) and not _holds_both(mention.quote.text, names, groups)
    ]
    whole = _without_parts([mention.quote for mention in clean or fullest.values()], names, arms)
    return tuple(Named(name=words.text, quote=words) for words in whole)


def _without_parts(found: Sequence[Quote], names: Names, arms: set[frozenset[str]]) -> list[Quote]:
    """The names without those that are another one cut short; where both are ``arms`` they are two treatments."""

    def is_part(words: Quote) -> bool:
        key = names.key(words.text)
        return any(
            key < (whole := names.key(other.text))
            and names.is_part(words.text, other.text)
            and not (key in arms and whole in arms)
            for other in found
        )

    return [words for words in found if not is_part(words)]


def _may_be_given(mention: Mention, names: Names) -> bool:
    """Whether a mention names something that people could be given: no trial, no illness, not the B of "group B"."""
    name = mention.quote.text
    return (
        mention.kind in TREATMENTS
        and len(name) > 1
        and mention.of_treatment >= LIKELY
        and bool(names.key(name))
        and not is_about_trial(name)
        and names_treatment(name)
        and not (_is_no_treatment(name) and not says_group(name))
    )


_LISTS = re.compile(r"\b(?:and|or|versus|vs|with|to|by)\b|[,/]")
_OTHER_ROLE = {
    MentionKind.INTERVENTION: GroupRole.COMPARATOR,
    MentionKind.CONTROL: GroupRole.INTERVENTION,
}


_OF_GROUPS = re.compile(
    r"\b(?:[Gg]roups?|[Aa]rms?)\s(?:[A-H]\b|\d|I{1,3}\b)|\b(?:intervention|experimental|study|treatment|other)\sgroups?\b"
)
"""In what tells of a group rather than of what it was given."""


def _is_no_treatment(name: str) -> bool:
    """Whether a name has nothing that anybody could be given: "within", "the trial", "60 kg/m"."""
    words = compounds(name)
    return not words or all(word in _NO_TREATMENT for word in words)


_NO_TREATMENT = frozenset(load_words("no_treatment_words"))


def _holds_both(name: str, names: Names, groups: tuple[Group, ...]) -> bool:
    """Whether a name lists those of two arms that are compared: "the effects of exemplin and zorimab"."""
    if not _LISTS.search(name):
        return False
    key = names.key(name)
    held = {
        group.role
        for group in groups
        for own in (group.name, *(alias.text for alias in group.aliases))
        if frozenset() != names.key(own) < key
    }
    return held >= set(GroupRole)


def _only_lists(name: str, names: Names, alone: frozenset[frozenset[str]]) -> bool:
    """Whether a name only lists treatments that are named by themselves elsewhere."""
    parts = _LIST.split(name)
    return len(parts) > 1 and all(names.key(part) in alone for part in parts)


_ASIDE = re.compile(r"\s?\([^()]*\)")
_LIST = re.compile(r",?\s(?:and|or)\s|,\s")


def _fullness(mention: Mention) -> tuple[bool, int, bool]:
    """Ranks names: the treatment's own before its group's, then by length, then without a title's capital."""
    name = mention.quote.text
    return not _GROUP.search(name), len(name), name[0].islower()


_GROUP = re.compile(r"\b(?:groups?|arms?|patients)\b", re.IGNORECASE)
