"""The arms and groups of participants: names, roles, sizes, and every place where one of them is named.

A group is found where its size stands beside its name ("tamoxifen (TAM, n = 45)", "20 received placebo"), where
participants are put into groups ("randomised to A or B"), and in results that say whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.article import Article, Role
from generator.evidence import Abbreviation, Group, GroupRole, Place, Sentence
from generator.extraction.coordination import OR, parts_of
from generator.extraction.lexicon import Hit, hits, load_rules, load_words
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.names import Names
from generator.extraction.numbers import find_numbers
from generator.extraction.quoting import quote
from generator.extraction.trimming import trimmed

_NAMING = (MentionKind.ARM, MentionKind.INTERVENTION, MentionKind.CONTROL)


class GroupMention(Struct, frozen=True, kw_only=True):
    """A place where a group is named: ``[start, end)`` of the title or abstract."""

    id: str
    where: Place
    start: int
    end: int


class _Arm(Struct, frozen=True, kw_only=True):
    """A group as one place of the abstract speaks of it."""

    start: int
    end: int
    size: int | None = None
    size_start: int = 0
    size_end: int = 0
    beside: tuple[tuple[int, int], ...] = ()
    """Other names in brackets beside the name: "(arm A, n = 45)"."""


def find_groups(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    abbreviations: tuple[Abbreviation, ...],
) -> tuple[Group, ...]:
    """The groups in the order in which the abstract introduces them, each once; none where only one has a name."""
    text = article.text_of("abstract")
    names = Names(abbreviations)
    told = [sentence for sentence in sentences if sentence.role is not Role.CONCLUSIONS]
    spans = [mention for mention in mentions if mention.quote.where == "abstract"]
    arms = [arm for sentence in told for arm in _sized_arms(text, sentence, spans)]
    arms += [arm for sentence in told for arm in _allotted_arms(text, sentence, spans)]
    sets = _merged(text, names, arms)
    if len(sets) < 2:
        sets = _merged(text, names, arms + _arms_of_results(text, told, spans))
    if len(sets) < 2:
        return ()
    roles = _roles(text, article.text_of("title"), names, sets, mentions)
    return tuple(_group(article, index, arms, role) for index, (arms, role) in enumerate(zip(sets, roles, strict=True)))


def _group(article: Article, index: int, arms: list[_Arm], role: GroupRole | None) -> Group:
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
    )


# ------------------------------------------------------------------------------------------- sizes and names


def _sized_arms(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> list[_Arm]:
    """The groups of a sentence whose size stands beside their name, in the order of the text."""
    allocating = _allocates(text, sentence)
    candidates: dict[int, _Arm] = {}
    for hit in hits(load_rules("arm_sizes"), text, sentence.start, sentence.end):
        if allocating or hit.rule.extra["needs"] != "allocation":
            for arm in _hit_arms(text, sentence, hit, mentions):
                candidates.setdefault(arm.size_start, arm)
    arms = [arm for arm in candidates.values() if not _is_nobody(text[arm.start : arm.end])]
    if not allocating:
        arms = [arm for arm in arms if not _is_outcome(text, arm, mentions)]
        # what stands parallel to an arm is one: "18 received clozapine and 20 received placebo"
        arms = arms if any(_is_arm(text, arm, mentions) for arm in arms) else []
    return sorted(arms, key=lambda arm: arm.start)


def _allocates(text: str, sentence: Sentence) -> bool:
    return any(hits(load_rules("allocation_cues"), text, sentence.start, sentence.end))


def _hit_arms(text: str, sentence: Sentence, hit: Hit, mentions: Sequence[Mention]) -> Iterator[_Arm]:
    """The groups that a rule's match speaks of."""
    match = hit.rule.pattern.match(text, hit.start, sentence.end)
    if match is None:
        return
    if hit.rule.extra["side"] == "inside":
        yield from _sized(text, match.span("name"), match.span("size"))
        yield from _sized(text, match.span("name2"), match.span("size2"))
    elif hit.rule.extra["side"] == "before":
        name = _name_before(text, match.start(), sentence.start, mentions)
        beside = _beside(text, *match.span("beside")) if "beside" in match.re.groupindex else ()
        yield from _sized(text, name, match.span("size"), beside)
    elif hit.rule.extra["needs"] != "name" or _names_at(text, match.end(), mentions):
        name = _name_after(text, match.end(), sentence.end, mentions)
        if name and not _SHARED_OUT.match(text, name[1], sentence.end):
            yield from _sized(text, name, match.span("size"))


def _sized(
    text: str, name: tuple[int, int] | None, size: tuple[int, int], beside: tuple[tuple[int, int], ...] = ()
) -> Iterator[_Arm]:
    """The group with this name and this size, if the one is a name and the other a count."""
    numbers = find_numbers(text[size[0] : size[1]])
    if name and len(numbers) == 1 and numbers[0].value >= 1 and not _YEAR.search(text[max(0, size[0] - 20) : size[1]]):
        yield _Arm(
            start=name[0], end=name[1], size=int(numbers[0].value), size_start=size[0], size_end=size[1], beside=beside
        )


_SHARED_OUT = re.compile(
    r"\s(?:were|was)\s(?:\w+\s)?(?:divided|randomi[sz]ed|assigned|allocated|split|grouped)", re.IGNORECASE
)
"""After the name of what all had before they were put into groups: "100 patients undergoing surgery were divided"."""
_YEAR = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? (?:\d{1,2},? )?(?:19|20)\d\d\Z"
    r"|\b(?:in|since|until|between) (?:19|20)\d\d\Z"
)


def _names_at(text: str, start: int, mentions: Sequence[Mention]) -> bool:
    """Whether a treatment or arm is named right at ``start``."""
    return any(m.kind in _NAMING and m.quote.start <= start < m.quote.end for m in mentions)


def _beside(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Other names of a group in the brackets behind its name: short forms and "arm A"; not doses and schedules."""
    if start < 0:
        return ()
    parts = re.finditer(r"[^,;:]+", text[start:end])
    spans = (trimmed(text, start + part.start(), start + part.end()) for part in parts)
    return tuple(span for span in spans if span and _SHORT_NAME.fullmatch(text[span[0] : span[1]]))


_SHORT_NAME = re.compile(r"(?:arm|group|cohort)\s\w{1,3}|[A-Z][\w+/-]{0,9}|[A-Za-z-]+ (?:arm|group)", re.IGNORECASE)
_STARTS_NAME = re.compile(
    r"(?:[;:()\[\]]|,(?!\d{3}))\s?|\b(?:to|either|or|versus|vs\.?|with|receiv(?:e|es|ed|ing)|than|in|into|by|both|and|were|was|for|from|using"
    r"|on|undergoing|given|while|whereas|groups?:|arms?:|had|between|including|of(?= the\b))\s",
    re.IGNORECASE,
)
_ENDS_NAME = re.compile(
    r"[;:()\[\]]|,(?!\d{3})|\.(?=\s|\Z)|\s(?:and|or|versus|vs\.?|for|at|during|after|before|who|was|were|had|followed|every|once"
    r"|twice|daily|weekly|as|while|whereas|on|until|over|in|with(?=\s\d)|completed|showed|experienced|to|from|than)\b"
    r"|\s(?=\d)",
    re.IGNORECASE,
)
_MARKS = ";:(),[]."  # end a name always; a word such as "and" may be part of one
_LONGEST = 90  # characters; a longer stretch is a clause


def _name_before(text: str, end: int, floor: int, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """The name that ends at ``end``: back to the word or mark that begins it, over those inside a mention."""
    start = max(floor, end - _LONGEST)
    for match in _STARTS_NAME.finditer(text, start, end):
        if match.end() < end and (match.group()[0] in _MARKS or not _inside(match.start(), end, mentions)):
            start = match.end()
    return _clean_name(text, start, end)


def _name_after(text: str, start: int, limit: int, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """The name that begins at ``start``: on to the word or mark that ends it, over those inside a mention."""
    for match in _ENDS_NAME.finditer(text, start, min(limit, start + _LONGEST)):
        if match.group()[0] in _MARKS or not _inside(match.start(), match.start() + 1, mentions):
            return _clean_name(text, start, match.start())
    return _clean_name(text, start, limit) if limit - start <= _LONGEST else None


def _inside(start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether one naming mention holds the words around ``start`` and reaches to about ``end``."""
    return any(
        mention.quote.start < start < mention.quote.end and mention.quote.end >= min(end - 8, start + 1)
        for mention in mentions
        if mention.kind in _NAMING
    )


def _clean_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    return trimmed(text, start, end) if start < end else None


_GROUP_WORD = re.compile(r"\b(?:arm|group|cohort|controls?)\b", re.IGNORECASE)


def _is_arm(text: str, arm: _Arm, mentions: Sequence[Mention]) -> bool:
    """Whether a name with a number beside it is surely a group's: it says so, or a model does."""
    kinds = {mention.kind for mention in mentions if _overlaps(mention, arm.start, arm.end)}
    number = {mention.kind for mention in mentions if _overlaps(mention, arm.size_start, arm.size_end)}
    sized = bool(number & {MentionKind.INTERVENTION_SIZE, MentionKind.CONTROL_SIZE})
    return sized or bool(kinds & set(_NAMING)) or _says_group(text[arm.start : arm.end])


def _is_nobody(name: str) -> bool:
    """Whether a name is everybody's or no name at all."""
    words = re.findall(r"[^\W\d_]+", name.lower())
    return "died" in words or all(word in load_words("no_arm_words") for word in words)


def _is_outcome(text: str, arm: _Arm, mentions: Sequence[Mention]) -> bool:
    """Whether what stands beside the number is rather something that happened."""
    kinds = {mention.kind for mention in mentions if _overlaps(mention, arm.start, arm.end)}
    return MentionKind.OUTCOME in kinds and not kinds & set(_NAMING) and not _says_group(text[arm.start : arm.end])


def _overlaps(mention: Mention, start: int, end: int) -> bool:
    return mention.quote.start < end and start < mention.quote.end


# ----------------------------------------------------------------------------------------- groups without sizes


def _allotted_arms(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> list[_Arm]:
    """What participants were put to, by a sentence that says so: the interventions and controls after its verb."""
    cues = hits(load_rules("allocation_cues"), text, sentence.start, sentence.end)
    cue = min((hit.start for hit in cues), default=None)
    if cue is None:
        return []
    return [
        _Arm(start=start, end=end)
        for mention in mentions
        if mention.kind in (MentionKind.INTERVENTION, MentionKind.CONTROL) and cue < mention.quote.start < sentence.end
        for start, end in parts_of(text, mention.quote.start, mention.quote.end, OR)
    ]


def _arms_of_results(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[_Arm]:
    """The names in results that say whose they are; in more than one sentence only those that say "group" or "control".

    One sentence alone has nothing else to name its groups by; in a whole abstract a treatment in the results may as
    well be what all had.
    """
    alone = len(sentences) == 1
    return [
        _Arm(start=mention.quote.start, end=mention.quote.end)
        for mention in mentions
        if mention.kind is MentionKind.ARM and (alone or _says_group(mention.quote.text))
    ]


def _says_group(name: str) -> bool:
    return bool(_GROUP_WORD.search(name)) or any(hits(load_rules("controls"), name))


# ------------------------------------------------------------------------------------------------- one group


def _merged(text: str, names: Names, arms: Sequence[_Arm]) -> list[list[_Arm]]:
    """The arms, those of one group together, in the order in which the groups are named first."""
    sets: list[list[_Arm]] = []
    for arm in arms:
        fitting = [known for known in sets if _is_same(text, names, known, arm)]
        if len(fitting) == 1:
            fitting[0].append(arm)
        elif not fitting:
            sets.append([arm])
    return sorted(sets, key=lambda known: known[0].start)


def _is_same(text: str, names: Names, known: list[_Arm], arm: _Arm) -> bool:
    """Whether an arm has a name of the group, or, if either is without a size, a part of one."""
    mine = [names.key(text[start:end]) for start, end in _spans(arm)]
    theirs = [names.key(text[start:end]) for other in known for start, end in _spans(other)]
    if any(key and key in theirs for key in mine):
        return True
    sized = arm.size is not None and any(other.size is not None for other in known)
    return not sized and any(a <= b or b <= a for a in mine for b in theirs if a and b)


def _spans(arm: _Arm) -> list[tuple[int, int]]:
    return [(arm.start, arm.end), *arm.beside]


# ----------------------------------------------------------------------------------------------------- roles


def _roles(
    text: str, title: str, names: Names, sets: list[list[_Arm]], mentions: tuple[Mention, ...]
) -> list[GroupRole]:
    """Comparator for the group that its name or the models call so, intervention for the others.

    Of groups that nothing tells apart, the one named last is the comparator: reports name what is tested first.
    """
    signs = [_control_signs(text, title, names, known, mentions) for known in sets]
    most = max(signs)
    if signs.count(most) == len(signs):
        return [*[GroupRole.INTERVENTION] * (len(sets) - 1), GroupRole.COMPARATOR]
    return [GroupRole.COMPARATOR if sign == most or sign >= _SURE else GroupRole.INTERVENTION for sign in signs]


_SURE = 4.0


def _control_signs(text: str, title: str, names: Names, known: list[_Arm], mentions: tuple[Mention, ...]) -> float:
    """How much speaks for a group being the comparator; below zero for the opposite."""
    total = 0.0
    spans = [span for arm in known for span in _spans(arm)]
    for value in {hit.rule.value for start, end in spans for hit in hits(load_rules("controls"), text, start, end)}:
        total += 1.0 if value == "alone" else _SURE
    if any(_LACKING.match(text, start, end) for start, end in spans):
        total += _SURE
    keys = {names.key(text[start:end]) for start, end in spans}
    for mention in mentions:
        weight = _WEIGHTS.get(mention.kind, 0.0)
        if weight and (names.key(mention.quote.text) in keys or _is_of(mention, known)):
            total += weight
    return total + _order_in_title(title, names, keys)


_LACKING = re.compile(r"(?:no|not|without|non)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:versus|vs\.?|compared (?:with|to)|or)\b", re.IGNORECASE)


def _order_in_title(title: str, names: Names, keys: set[frozenset[str]]) -> float:
    """Above zero for what the title names after "versus" only, below for what it names before it only."""
    halves = _AGAINST.split(title, maxsplit=1)
    if len(halves) < 2:
        return 0.0
    before, after = (any(key and key <= names.key(half) for key in keys) for half in halves)
    return float(after) - float(before)


_WEIGHTS = {
    MentionKind.CONTROL: 1.0,
    MentionKind.CONTROL_SIZE: 1.5,
    MentionKind.INTERVENTION: -1.0,
    MentionKind.INTERVENTION_SIZE: -1.5,
}


def _is_of(mention: Mention, known: list[_Arm]) -> bool:
    """Whether a mention stands where the group is named or its size is."""
    spans = [span for arm in known for span in (*_spans(arm), (arm.size_start, arm.size_end))]
    return mention.quote.where == "abstract" and any(_overlaps(mention, start, end) for start, end in spans)


# ------------------------------------------------------------------------------------------------ every place


def group_mentions(
    article: Article, groups: tuple[Group, ...], mentions: tuple[Mention, ...], abbreviations: tuple[Abbreviation, ...]
) -> tuple[GroupMention, ...]:
    """Every place of title and abstract where a group is named, in the order of the text, none overlapping another.

    A group goes by its name, that name's short or long form, what stands in brackets beside it ("arm A"), the names
    that models find in results if they share its words with no other group, and, if it is the only one of its role,
    by that role ("the control group").
    """
    names = Names(abbreviations)
    if not groups:
        return ()
    keys = _keys(article, groups, names)
    pattern = _group_pattern(groups, names)
    found: list[GroupMention] = []
    for where in ("title", "abstract"):
        text = article.text_of(where)
        spans = [(m.quote.start, m.quote.end) for m in mentions if m.kind in _NAMING and m.quote.where == where]
        spans += [match.span() for match in pattern.finditer(text)]
        for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
            owner = _owner(names.key(text[start:end]), keys)
            if owner and not any(other.where == where and start < other.end for other in found):
                found.append(GroupMention(id=owner, where=where, start=start, end=end))
    return tuple(found)


_ROLE_NAMES = ((GroupRole.COMPARATOR, ("control",)), (GroupRole.INTERVENTION, ("intervention", "experimental")))


def _keys(article: Article, groups: tuple[Group, ...], names: Names) -> dict[str, set[frozenset[str]]]:
    """The keys of each group's names, by its id."""
    text = article.text_of("abstract")
    keys: dict[str, set[frozenset[str]]] = {}
    for group in groups:
        keys[group.id] = {names.key(group.name)}
        behind = re.compile(r"\s?[(\[]([^()\[\]]{1,60})[)\]]").match(text, group.quote.end)
        if behind:
            keys[group.id] |= {names.key(text[start:end]) for start, end in _beside(text, *behind.span(1))}
    for role, words in _ROLE_NAMES:
        holders = [group.id for group in groups if group.role is role]
        if len(holders) == 1:
            keys[holders[0]] |= {names.key(word) for word in words}
    return keys


def _group_pattern(groups: tuple[Group, ...], names: Names) -> re.Pattern[str]:
    """Finds the groups' names, their other forms, and "the … group"."""
    forms = {form for group in groups for form in names.forms(group.name)}
    choice = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    word = r"(?!(?:in|the|of|for|to|with|than|and|or|by|each|either|both|this|a|an|from|on|between|per)\b)[\w+/-]+"
    named = rf"\b(?:{word} ){{1,3}}(?:group|arm)\b" + r"|\b(?:group|arm) (?:[A-E]|[1-5]|I{1,3}|IV)\b"
    return re.compile(rf"(?<![\w-])(?:{choice})(?![\w-])(?: (?:group|arm))?|{named}", re.IGNORECASE)


def _owner(key: frozenset[str], keys: dict[str, set[frozenset[str]]]) -> str | None:
    """The one group with this key, else the one whose key holds it or is held by it."""
    if not key:
        return None
    same = [identifier for identifier, own in keys.items() if key in own]
    near = [identifier for identifier, own in keys.items() if any(one and (one <= key or key <= one) for one in own)]
    owners = same or near
    return owners[0] if len(owners) == 1 else None
