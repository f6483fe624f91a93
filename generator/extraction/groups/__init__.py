"""The arms and groups of participants: names, roles, sizes, and every place where one of them is named.

A group is found where its size stands beside its name ("tamoxifen (TAM, n = 45)", "20 received placebo"), where
participants are put into groups ("randomised to A or B"), and in results that say whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.article import Article, Role
from generator.evidence import Abbreviation, Design, Group, GroupRole, Quote, ReportedCount, Sentence
from generator.extraction.groups.allotment import (
    allotted_arms,
    arms_of_results,
    assigned_arms,
    compared_arms,
    says_who_was_put,
    titled_arms,
)
from generator.extraction.groups.arm import Arm, NamedPlace, is_about_trial, named_places, says_group
from generator.extraction.groups.counted import is_part
from generator.extraction.groups.each import size_of_each
from generator.extraction.groups.judging import SURE, likely_groups
from generator.extraction.groups.lettered import described_arms, lettered_arms
from generator.extraction.groups.merging import (
    Named,
    has_size,
    letters_of,
    merged,
    of_two,
    spans,
    with_fuller_names,
)
from generator.extraction.groups.roles import control_words, controls_of, roles_of
from generator.extraction.groups.seen import Seen
from generator.extraction.groups.sizes import sized_arms, told_apart
from generator.extraction.groups.wording import beside
from generator.extraction.likelihoods import Likelihoods, NameReader
from generator.extraction.mentions import Mention, is_of_known_field
from generator.extraction.names import Names, names_of
from generator.extraction.quoting import quote
from generator.extraction.searching import search, sought
from generator.extraction.study_types import CASE_REPORTS, reports_participants
from generator.extraction.treatments import names_treatment


def find_groups(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    abbreviations: tuple[Abbreviation, ...],
    design: Design,
    sample_size: ReportedCount | None,
    likelihoods: Likelihoods | None,
    *,
    treated: bool,
) -> tuple[tuple[Group, ...], frozenset[str]]:
    """The groups in the order in which the abstract introduces them, each once; none where only one has a name.

    And the ids of those of which it is not sure that they are groups of their own.

    None in a paper without participants of its own, in a report of single cases, and where the data were split to train
    and to test a model. Where nobody was ``treated``, no group is an intervention's.
    """
    text = article.text_of("abstract")
    if not reports_participants(design) or likelihoods is None or search(_FOR_A_MODEL, text, 0, len(text)):
        return (), frozenset()
    names = names_of(abbreviations)
    places = named_places(article, mentions, names)
    sets = _without_lists(text, names, _named_groups(article, sentences, mentions, names, places, sample_size))
    sets = of_two(text, with_fuller_names(text, names, sets))
    if len(sets) < 2:
        return (), frozenset()
    seen = Seen(
        text=text,
        title=article.text_of("title"),
        names=names,
        sets=sets,
        mentions=mentions,
        likelihoods=NameReader(likelihoods),
        known_field=is_of_known_field(article),
    )
    # readers labelled what was tested: of other groups the judge knows nothing
    judged = likely_groups(seen) if treated else [(known, 1.0) for known in sets]
    sets = [known for known, _ in judged]
    if len(sets) < 2 or (design.named_study_type == CASE_REPORTS and not any(map(has_size, sets))):
        return (), frozenset()
    if not any(map(has_size, sets)):
        sets = _with_one_size(article, sentences, sets, sample_size)
    roles = roles_of(replace(seen, sets=sets)) if treated else controls_of(text, sets)
    groups = [_group(article, index, arms, role) for index, (arms, role) in enumerate(zip(sets, roles, strict=True))]
    unsure = frozenset(group.id for group, (_, how) in zip(groups, judged, strict=True) if how < SURE)
    for group, arms in zip(tuple(groups), sets, strict=True):
        groups += _parts(article, len(groups), group, arms)
    return tuple(groups), unsure


def _named_groups(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    names: Names,
    places: list[NamedPlace],
    sample_size: ReportedCount | None,
) -> list[Named]:
    """The groups with all places that speak of them, by the surest sign that tells at least two apart."""
    text = article.text_of("abstract")
    told = [sentence for sentence in sentences if sentence.role is not Role.CONCLUSIONS]
    total = sample_size.value if sample_size else None
    sized = [arm for sentence in told for arm in sized_arms(text, sentence, places, total)]
    allotted = [
        arm for sentence in told if says_who_was_put(text, sentence) for arm in allotted_arms(text, sentence, places)
    ]
    sized, allotted = ([_with_bracket(text, arm, places) for arm in arms] for arms in (sized, allotted))
    lettered = lettered_arms(text, told, places, names) if search(_GROUPED, text, 0, len(text)) else []
    described = described_arms(text, told, places)
    sets = merged(text, names, [arm for arm in sized + lettered + described + allotted if _has_name(text, names, arm)])
    if main := _listed_together(sets):
        # one sentence lists them: what else was allotted is part of a treatment, what else has a size a part of all
        return [known for known in sets if known in main or _is_lettered(text, known)]
    if lettered:
        return [known for known in sets if letters_of(text, known) or any(control_words(text, known))]
    less_sure = _less_sure_arms(article, told, mentions, names, places)
    while len(sets) < 2 and (more := next(less_sure, None)) is not None:
        sets = merged(text, names, [arm for arm in sized + described + allotted + more if _has_name(text, names, arm)])
    return sets if len(sets) > 1 else []


def _less_sure_arms(
    article: Article,
    told: Sequence[Sentence],
    mentions: Sequence[Mention],
    names: Names,
    places: list[NamedPlace],
) -> Iterator[list[Arm]]:
    """The groups by one sign after the other, the surest first."""
    text = article.text_of("abstract")
    yield [arm for sentence in told for arm in allotted_arms(text, sentence, places)]
    yield [
        arm
        for sentence in told
        for arm in told_apart(text, [_with_bracket(text, arm, places) for arm in assigned_arms(text, sentence, places)])
    ]
    yield arms_of_results(text, told, places)
    yield titled_arms(article, mentions, places, names)
    yield compared_arms(text, told, places, names)


def _with_one_size(
    article: Article, sentences: Sequence[Sentence], sets: list[Named], sample_size: ReportedCount | None
) -> list[Named]:
    """The groups with the size that is printed for each of them, if one is."""
    told = [sentence for sentence in sentences if sentence.role is not Role.CONCLUSIONS]
    found = size_of_each(article.text_of("abstract"), told, len(sets), sample_size.value if sample_size else None)
    if found is None:
        return sets
    size, start, end = found
    return [[replace(first, size=size, size_start=start, size_end=end), *others] for first, *others in sets]


def _has_name(text: str, names: Names, arm: Arm) -> bool:
    """Whether a name tells the group from others: "arm" does not, nor does an illness without a size."""
    own = [text[slice(*span)] for span in spans(arm)]
    if arm.size is None and not any(says_group(name) or names_treatment(name) for name in own):
        return False
    return any(names.key(name) and not is_about_trial(name) and not _NO_NAME.search(name) for name in own)


_NO_NAME = re.compile(
    r"\b(?:consist(?:ed|s)|compris(?:ed|es)|scheduled|defined|identified|serv(?:ed|es)|recruited"
    r"|participated|attended|followed (?:up|for|until))\b|^(?:medications?|drugs?|servings|followed)$|[<>=≤≥]"
    r"|(?-i:\b[Ww]e\b)|\b(?:(?:case-control|cohort|cross-sectional)\sstudy|structured\sinterviews?|self-report)$|\bfocus\sgroups?\b"
    r"|\bcriteria$|^\w+ly$|\bwith or without\b|^additional\s(?:two|three|four|\d)"
    r"|^[nµμm]?mol(?:/|$)|^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)(?:-\w+)?(?:\spatients)?$"
    r"|^(?:(?:approximately|about|per|(?:sub)?total(?=$|\s(?:of|number)))\b|(?:inter|intra|between|within)-)"
    r"|^(?:who\s)?(?:(?:did|do|does|was|were)\s)?not$|^(?:groups?|arms?)\s\w{1,3}(?:,\s\w{1,3})*,?\s(?:and|or|&|versus|vs\.?)\s\w{1,3}$"
    r"|^(?:two|three|four|both|\d)\s(?:[\w-]+\s)?(?:groups|arms)$|^(?:treatment|study)\s(?:arms?|assignment)$",
    re.IGNORECASE,
)
"""A verb that no name has, a word for anything that was given, a number, a size or a bound, all groups."""


def _without_lists(text: str, names: Names, sets: list[Named]) -> list[Named]:
    """The groups, without what only lists several of them: "A and B", "Group I, Group II"."""
    kept = [known for known in sets if not _only_lists(text, names, known, sets)]
    return kept if len(kept) > 1 else sets


def _only_lists(text: str, names: Names, known: Named, sets: list[Named]) -> bool:
    """Whether the one name of a group without a size lists two others or more."""
    name = text[known[0].start : known[0].end]
    if any(arm.size is not None for arm in known) or not _LISTING.search(name) or _COMBINED.search(name):
        return False
    if len(_LETTERED.findall(name)) > 1:
        return True
    key = names.key(name)
    others = [other for other in sets if other is not known]
    held = [
        other
        for other in others
        if any(frozenset() != names.key(text[slice(*s)]) < key for a in other for s in spans(a))
    ]
    return len(held) > 1


_LISTING = re.compile(r"\b(?:and|or|against|versus|vs)\b|[,;]")
_COMBINED = re.compile(r"\b(?:combin\w+|plus|with|followed by)\b|\+", re.IGNORECASE)
_LETTERED = re.compile(r"\b(?:[Gg]roup|[Aa]rm)\s[A-Z\d]")


def _listed_together(sets: Sequence[Named]) -> list[Named]:
    """The groups of the first sentence that gives the sizes of two or more."""
    for start in sorted({arm.sentence for known in sets for arm in known if arm.size is not None}):
        together = [known for known in sets if any(arm.sentence == start and arm.size is not None for arm in known)]
        if len(together) > 1:
            return together
    return []


def _is_lettered(text: str, known: Named) -> bool:
    """Whether a group with a size is "arm C"."""
    return any(arm.size is not None and letters_of(text, [arm]) for arm in known)


_FOR_A_MODEL = sought(
    re.compile(
        r"\b(?:training|derivation|development|discovery)\s(?:(?:data\s?)?(?:set|cohort|sample|group)s?\s)?(?:[(\[][^()\[\]]*[)\]]\s)?"
        r"(?:and|or)\s(?:an?\s|the\s)?(?:(?:internal|external|independent|blind)\s)?(?:validation|test(?:ing)?)\s"
        r"(?:data\s?)?(?:set|cohort|sample|group)s?\b",
        re.IGNORECASE,
    )
)
_GROUPED = sought(re.compile(r"\b(?:group|arm|cohort)\s\w{1,3}\b", re.IGNORECASE))


def _with_bracket(text: str, arm: Arm, places: list[NamedPlace]) -> Arm:
    """The arm with the names that stand in brackets right behind its own, or behind an "i.e."."""
    if arm.beside:
        return arm
    if again := _SAID_AGAIN.match(text, arm.end):
        return replace(arm, beside=tuple((one.start, one.end) for one in places if again.end() == one.start)[:1])
    bracket = _BRACKET.match(text, arm.end)
    return replace(arm, beside=beside(text, *bracket.span(1), places)) if bracket else arm


_SAID_AGAIN = re.compile(r"(?:\s(?:groups?|arms?))?,?\s(?:i\.\s?e\.|namely|that is),?\s(?:an?\s|the\s)?")
_BRACKET = re.compile(r"\s?[(\[]([^()\[\]]{1,60})[)\]]")


def _group(article: Article, index: int, arms: list[Arm], role: GroupRole | None) -> Group:
    """The group that several places speak of: its first name, its first size."""
    sized = next((arm for arm in arms if arm.size is not None), None)
    name = quote(article, "abstract", arms[0].start, arms[0].end)
    return Group(
        id=f"g{index + 1}",
        name=name.text,
        role=role,
        size=sized.size if sized else None,
        quote=name,
        size_quote=quote(article, "abstract", sized.size_start, sized.size_end) if sized else None,
        aliases=_aliases(article, arms, name.text),
    )


def _parts(article: Article, index: int, whole: Group, arms: Sequence[Arm]) -> Iterator[Group]:
    """The parts of a group that were analysed or followed up: the smaller numbers that stand beside its name."""
    sizes = {whole.size}
    for arm in arms:
        if arm.size is not None and arm.size not in sizes and is_part(arm.size, whole.size):
            sizes.add(arm.size)
            name = quote(article, "abstract", arm.start, arm.end)
            yield Group(
                id=f"g{index + len(sizes) - 1}",
                name=name.text,
                role=whole.role,
                size=arm.size,
                quote=name,
                size_quote=quote(article, "abstract", arm.size_start, arm.size_end),
                part_of=whole.id,
            )


_NO_ALIAS = re.compile(r"^(?:[FM]|(?:fe)?males?|(?:wo)?men)\b\W{0,3}\d|\b(?:19|20)\d\d$", re.IGNORECASE)
"""Who was in a group, and when: "Group 1 (n = 100; F 56, M 44)", "locked down in part of March 2020 (group 1)"."""


def _aliases(article: Article, arms: Sequence[Arm], name: str) -> tuple[Quote, ...]:
    """The other names of a group, each once."""
    found: dict[str, Quote] = {}
    for arm in arms:
        for start, end in spans(arm):
            words = quote(article, "abstract", start, end)
            repeats = _LETTERED.match(name) and name.lower() in words.text.lower()
            if words.text.lower() != name.lower() and not repeats and not _NO_ALIAS.search(words.text):
                found.setdefault(words.text.lower(), words)
    return tuple(found.values())
