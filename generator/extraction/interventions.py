"""What was done or given, and what it was compared with: PICO's I and C."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace

from generator.article import Article, Role
from generator.evidence import PLACES, Abbreviation, Design, Group, GroupRole, Named, Sentence
from generator.extraction import naming
from generator.extraction.groups.arm import is_about_trial, says_group
from generator.extraction.lexicon import hits, load_rules, load_words
from generator.extraction.mentions import TREATMENTS, Mention, MentionKind
from generator.extraction.names import Names, gathered, names_of
from generator.extraction.naming import GROUP, Treatment, Treatments, with_own_noun
from generator.extraction.quoting import quote
from generator.extraction.study_types import PROTOCOL, family_of, own_sentences, reports_participants, sums_up_studies
from generator.extraction.treatments import names_treatment
from generator.extraction.words import compounds


def reports_intervention(article: Article, design: Design) -> bool:
    """Whether the article says that people were or will be treated: by its design, its MeSH qualifiers or its words.

    A review of studies is about the treatments that these are about, if its words are. The models of mentions learned
    from trials alone and name treatments wherever they look.
    """
    if sums_up_studies(design):
        return _speaks_of_treating(article)
    if is_of_trial(design):
        return True
    if not reports_participants(design):
        return False
    qualifiers = {name.lower() for heading in article.citation.mesh for name in heading.qualifiers}
    return bool(qualifiers & _TREATING) or _speaks_of_treating(article)


def is_of_trial(design: Design) -> bool:
    """Whether the article is of a trial of treatments, or of the plan of one."""
    return design.named_study_type == PROTOCOL or (reports_participants(design) and design.says_trial)


def speaks_of_trial(article: Article, sentences: tuple[Sentence, ...]) -> bool:
    """Whether the article says of a trial that its people were in it: "quality of life in the EXAMPLE trial"."""
    text = article.text_of("abstract")
    own = [one for one in own_sentences(text, sentences) if one.role is not Role.CONCLUSIONS]
    places = [(text, one.start, one.end) for one in own]
    places.append((article.text_of("title"), 0, len(article.text_of("title"))))
    return any(_TRIAL.search(*place) for place in places)


_TRIAL = re.compile(
    r"(?<!future\s)(?<!further\s)(?<!larger\s)(?<!clinical\s)\btrial\b(?!\s(?:of\slabou?r|is\s|are\s))", re.IGNORECASE
)
"""Not one that is asked for, nor a "trial of labour"."""


def may_report_intervention(design: Design) -> bool:
    """Whether an article of this design can be about what people were or will be given."""
    return design.named_study_type == PROTOCOL or sums_up_studies(design) or reports_participants(design)


def _speaks_of_treating(article: Article) -> bool:
    """Whether people are said to be treated, or a title that names a treatment stands over an abstract on people."""
    title, abstract = article.text_of("title"), article.text_of("abstract")
    if any(any(hits(load_rules("treated"), text)) for text in (title, abstract)):
        return True
    return any(hits(load_rules("treating_titles"), title)) and not _PEOPLE.isdisjoint(abstract.lower().split())


_UNTOLD = Design()
LIKELY = 0.2
"""The least probability that words name a treatment that was studied; it costs no F1 on articles left out."""
_PEOPLE = frozenset(load_words("counted_people"))
_TREATING = {"therapeutic use", "drug therapy", "surgery", "administration & dosage", "therapy", "radiotherapy"}
"""MeSH qualifiers of headings that were studied as a treatment or as what was treated."""


def find_interventions(
    article: Article,
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    abbreviations: tuple[Abbreviation, ...],
    design: Design = _UNTOLD,
    *,
    treated: bool = True,
) -> tuple[Named, ...]:
    """The interventions, each once under its best name; what only a comparator arm was given is none.

    Whether people are said to be ``treated`` only weighs: a test or a device may be what a study is about.
    """
    names = names_of(abbreviations)
    found = tuple(
        one
        for one in _named(article, mentions, MentionKind.INTERVENTION, names, groups, design, treated=treated)
        if not _is_the_study(article, one.name)
    )
    return found or tuple(
        own
        for own in _own_names(groups, GroupRole.INTERVENTION, mentions, design)
        if not says_group(own.name) and not _CALLED.fullmatch(own.name)
    )


def _is_the_study(article: Article, name: str) -> bool:
    """Whether the article speaks of a name in capitals as of the study: "EXAMPLE is a randomised trial"."""
    if not _ACRONYM.fullmatch(name):
        return False
    of_study = re.compile(_OF_STUDY.format(re.escape(name)))
    return any(of_study.search(article.text_of(where)) for where in PLACES)


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
    design: Design = _UNTOLD,
) -> tuple[Named, ...]:
    """The comparators, each once under its best name; where no words name any, the arms that are comparators."""
    names = names_of(abbreviations)
    found = _named(article, mentions, MentionKind.CONTROL, names, groups, design, treated=True)
    return found or tuple(_own_names(groups, GroupRole.COMPARATOR, mentions, design))


def _own_names(
    groups: tuple[Group, ...], role: GroupRole, mentions: tuple[Mention, ...], design: Design
) -> Iterator[Named]:
    """What each arm with a role is called by what it was given, where anything does: not "group B".

    Where nobody says that people were put into groups, these are of those who have an illness or a trait.
    """
    put_into_groups = design.allocation is not None or family_of(design) == "trial"
    for group in groups if put_into_groups else ():
        if group.role is role and group.part_of is None:  # not those of an arm's members that were analysed
            told = (words for words in (group.quote, *group.aliases) if not _LETTERED.fullmatch(words.text))
            named = (words for words in told if says_group(words.text) or _is_likely(words.text, mentions))
            yield from (Named(name=words.text, quote=words) for words in islice(named, 1))


def _is_likely(name: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether a mention that may well be of a treatment has the words of a name, or the name its words."""
    likely = (one.quote.text.lower() for one in mentions if one.of_treatment >= LIKELY)
    own = name.lower()
    return any(own in words or words in own for words in likely)


def _with_background(article: Article, mention: Mention) -> Mention:
    """A placebo with what was given beside it, without which it was not given: "exemplin plus [placebo]"."""
    words = mention.quote
    if mention.kind is not MentionKind.CONTROL or not _PLACEBO.match(words.text):
        return mention
    beside = _BESIDE.search(article.text_of(words.where), max(0, words.start - _LONGEST), words.start)
    return replace(mention, quote=quote(article, words.where, beside.start(), words.end)) if beside else mention


_LONGEST = 40
_PLACEBO = re.compile(r"(?:matching |identical )?(?:placebo|sham|dummy)", re.IGNORECASE)
_BESIDE = re.compile(r"(?<![\w-])[^\W\d][\w-]{3,}\s(?:plus|\+)\s(?:an?\s)?\Z")
_LETTERED = re.compile(r"(?:(?:group|arm|cohort)\s\w{1,3}|\w|II|III|IV)", re.IGNORECASE)


def _keys(names: Names, groups: tuple[Group, ...], role: GroupRole) -> frozenset[frozenset[str]]:
    """The telling words of the names of the arms with this role, of those that no arm of the other role has."""
    of_role, of_other = set[frozenset[str]](), set[frozenset[str]]()
    for group in groups:
        (of_role if group.role is role else of_other).add(names.key(group.name))
    return frozenset(of_role - of_other - {frozenset()})


def _named(
    article: Article,
    mentions: Iterable[Mention],
    kind: MentionKind,
    names: Names,
    groups: tuple[Group, ...],
    design: Design,
    *,
    treated: bool,
) -> tuple[Named, ...]:
    """The treatments that mentions of a kind name, in the order of the text, each once by its best name.

    A name that is marked more often as the other kind, or that is an arm's of the other role, is left to that one, and
    so is one that only lists others ("A and B"). Of what is left those count that likely were studied: much is given
    that was not.
    """
    of_others = _keys(names, groups, _OTHER_ROLE[kind])
    given = [
        one
        for mention in mentions
        if _may_be_given(mention, names)
        and not _is_of_later_study(article, mention)
        and (one := with_own_noun(article, _with_background(article, mention)))
    ]
    keys = [names.key(mention.quote.text) for mention in given]
    marks = Counter(zip(keys, (mention.kind for mention in given), strict=True))
    other = MentionKind.CONTROL if kind is MentionKind.INTERVENTION else MentionKind.INTERVENTION
    alone = frozenset(keys)
    found = [
        mention
        for key, mention in zip(keys, given, strict=True)
        if mention.kind is kind
        and marks[key, kind] >= marks[key, other]
        and of_others.isdisjoint((key, names.key(_ASIDE.sub("", mention.quote.text))))
        and not _only_lists(mention.quote.text, names, alone)
        and not _holds_both(mention.quote.text, names, groups)
    ]
    treatments = [
        Treatment(known, naming.best(known, _fullness), role)
        for known in _treatments(found, names, groups)
        if (role := _role_of(known, names, groups)) is not _OTHER_ROLE[kind]
    ]
    likelihoods = naming.likelihoods(
        Treatments(
            kind=kind,
            given=treatments,
            article=article,
            names=names,
            groups=groups,
            design=design,
            treated=treated,
        )
    )
    told = [one.best.quote for one in naming.likeliest(treatments, likelihoods, LEAST, LEAST_OF_ONE)]
    best = sorted(told, key=lambda words: (words.where != "title", words.start))
    telling = [words for words in best if not _CALLED.fullmatch(words.text)]
    if kind is MentionKind.CONTROL and not telling:
        telling = [words for words in best if not _LETTERED.fullmatch(words.text)]
    return tuple(Named(name=words.text, quote=words) for words in telling)


LEAST, LEAST_OF_ONE = 0.6, 0.54
"""So likely a treatment must have been studied to be told, and the likeliest where none is."""
_CALLED = re.compile(
    r"(?:group|arm|cohort)\s\w{1,4}|(?:(?:intervention|experimental|study|treatment|test|control|comparison)s?\s?)+(?:groups?|arms?|conditions?)?",
    re.IGNORECASE,
)
"""What says which group it is and not what it was given: "intervention" tells nothing, "control" that there was one."""


def _names_of(groups: tuple[Group, ...]) -> Iterator[tuple[Group, str]]:
    """Each group with each of its names."""
    for group in groups:
        yield from ((group, own) for own in (group.name, *(alias.text for alias in group.aliases)))


def _role_of(known: Sequence[Mention], names: Names, groups: tuple[Group, ...]) -> GroupRole | None:
    """The role of the groups that a treatment's names are of, if they are of one role alone."""
    roles = {
        group.role
        for group, own in _names_of(groups)
        for one in known
        if names.key(own)
        and names.agree(own, one.quote.text)
        and (names.key(own) == names.key(one.quote.text) or names.is_part(own, one.quote.text))
    }
    return roles.pop() if len(roles) == 1 else None


def _treatments(found: Sequence[Mention], names: Names, groups: tuple[Group, ...]) -> list[list[Mention]]:
    """The mentions, those of one treatment together: of one arm, or of names most of whose words are the same."""
    arms = {names.key(own): group.id for group, own in _names_of(groups)}
    fullest_first = sorted(found, key=lambda one: -len(names.key(one.quote.text)))
    return gathered(fullest_first, lambda one, known: any(_is_same(one, other, names, arms) for other in known))


def _is_same(one: Mention, other: Mention, names: Names, arms: Mapping[frozenset[str], str]) -> bool:
    """Whether two mentions name one treatment."""
    mine, theirs = names.key(one.quote.text), names.key(other.quote.text)
    if mine == theirs:
        return True
    first, second = arms.get(mine), arms.get(theirs)
    if first and second:
        return first == second
    is_part = names.is_part(one.quote.text, other.quote.text)
    return is_part or names.share(one.quote.text, other.quote.text) >= SHARED


SHARED = 0.4
"""From this share of all words on that both names have they are of one treatment."""


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


def _is_of_later_study(article: Article, mention: Mention) -> bool:
    """Whether a sentence names a treatment for studies to come: "trials that compare it with exemplin are needed"."""
    words, text = mention.quote, article.text_of(mention.quote.where)
    start = max(text.rfind(". ", 0, words.start), 0)
    end = text.find(". ", words.end)
    return _STUDIES_NEEDED.search(text, start, end if end >= 0 else len(text)) is not None


_STUDIES_NEEDED = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|research|investigations?)\b[^.;]*\b(?:(?:is|are|be)\s(?:\w+\s)?(?:needed|warranted|required|necessary)"
    r"|will\sbe\sneeded)\b"
)
_LISTS = re.compile(r"\b(?:and|or|versus|vs|with|to|by)\b|[,/]")
_OTHER_ROLE = {
    MentionKind.INTERVENTION: GroupRole.COMPARATOR,
    MentionKind.CONTROL: GroupRole.INTERVENTION,
}


def _is_no_treatment(name: str) -> bool:
    """Whether a name has nothing that anybody could be given: "within", "the trial", "60 kg/m"."""
    words = compounds(name)
    return not words or all(word in _NO_TREATMENT for word in words)


_NO_TREATMENT = frozenset(load_words("no_treatment_words"))


def _holds_both(name: str, names: Names, groups: tuple[Group, ...]) -> bool:
    """Whether a name lists those of two arms and is no arm's: "the effects of exemplin and zorimab"."""
    if not _LISTS.search(name):
        return False
    key = names.key(name)
    keys = [(group, names.key(own)) for group, own in _names_of(groups)]
    held = {group.id: group.role for group, own in keys if frozenset() != own < key}
    return set(held.values()) >= set(GroupRole) or (len(held) > 1 and all(own != key for _, own in keys))


def _only_lists(name: str, names: Names, alone: frozenset[frozenset[str]]) -> bool:
    """Whether a name only lists treatments that are named by themselves elsewhere."""
    parts = _LIST.split(name)
    return len(parts) > 1 and all(names.key(part) in alone for part in parts)


_ASIDE = re.compile(r"\s?\([^()]*\)")
_LIST = re.compile(r",?\s(?:and|or)\s|,\s")


def _fullness(mention: Mention) -> tuple[bool, int, bool]:
    """Ranks names: the treatment's own before its group's, then by length, then without a title's capital."""
    name = mention.quote.text
    return not GROUP.search(name), len(name), name[0].islower()
