"""Groups whose size stands beside their name: "tamoxifen (TAM, n = 45)", "20 received placebo"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from generator.article import Role
from generator.evidence import Sentence
from generator.extraction.groups.arm import Arm, NamedPlace, clean_name, is_nobody, overlaps, says_group
from generator.extraction.groups.wording import beside, name_after, name_before
from generator.extraction.lexicon import Hit, hits, load_rules
from generator.extraction.mentions import MentionKind
from generator.extraction.numbers import Number, NumberKind, find_numbers

_SIZES = {MentionKind.INTERVENTION_SIZE, MentionKind.CONTROL_SIZE}


def sized_arms(text: str, sentence: Sentence, places: Sequence[NamedPlace], total: int | None) -> list[Arm]:
    """The groups of a sentence whose size stands beside their name, in the order of the text.

    Some forms ("in the X group 20") say the size of a group only where participants are put into groups, or where
    the numbers add up to ``total`` or to another number of the sentence.
    """
    numbers = {number.start: number for number in find_numbers(text) if sentence.start <= number.start < sentence.end}
    counted = any(_is_size(text, number) for number in numbers.values())
    found = _candidates(text, sentence, places, numbers) if counted else {}  # else no rule can give a group
    if not found:
        return []
    wholes = {int(number.value) for number in numbers.values() if _is_count(number)}
    found = _without_clusters(found)
    everything = sorted(arm for arms in found.values() for arm in arms)
    firmer = sorted(arm for need, arms in found.items() if need != "sum" for arm in arms)
    if _add_up(firmer, {total, *wholes}):
        everything = firmer
    to_total, to_whole = _add_up(everything, {total}), _add_up(everything, wholes)
    allocating = any(hits(load_rules("allocation_cues"), text, sentence.start, sentence.end))
    behind = max(max(arm.end, arm.size_end) for arm in everything)
    clause = _CLAUSE_END.search(text, behind, sentence.end)
    until = clause.start() if clause else sentence.end
    events = sentence.role is Role.RESULTS and tells_of_events(text, sentence.start, until)
    if to_total or (to_whole and not events):
        arms = everything
    elif events:
        arms = [arm for arm in everything if arm.surely_people]
    else:
        sure = [*found[""], *found["name"]]
        parallel = allocating or any(not arm.surely_people for arm in found[""])
        arms = sorted(sure + (found["allocation"] if parallel else []))
    if not allocating:
        arms = _without_people(text, arms, places)
    if not allocating and not to_total:
        arms = [arm for arm in arms if not _is_outcome(text, arm, places)]
        # what stands parallel to an arm is one: "18 received clozapine and 20 received placebo"
        arms = arms if any(_is_arm(text, arm, places) for arm in arms) else []
    arms = told_apart(text, list({arm.size_start: arm for arm in reversed(arms)}.values())[::-1])
    arms = [arm for arm in arms if not _SECOND_VALUE.search(text, max(0, arm.size_start - _LEAD_REACH), arm.size_start)]
    named = [_without_size_of_clusters(text, arm) for arm in arms if not _is_unnamed(text, arm, arms)]
    return [arm for arm in named if not _is_total(text, arm, arms, places, total)]


def _without_clusters(found: dict[str, list[Arm]]) -> dict[str, list[Arm]]:
    """The groups without the numbers of clusters, where people are counted behind the same name.

    As in "four wards were allocated to exemplin (29 patients)".
    """
    people = {
        (arm.start, arm.end): arm.size or 0 for arms in found.values() for arm in arms if arm.size_start > arm.end
    }
    return {
        need: [
            arm for arm in arms if arm.size_start > arm.end or (arm.size or 0) >= people.get((arm.start, arm.end), 0)
        ]
        for need, arms in found.items()
    }


def _without_size_of_clusters(text: str, arm: Arm) -> Arm:
    """The group without its number of clusters: "22 villages (11 exemplin and 11 control)"."""
    first = min(arm.start, arm.size_start)
    within = _CLUSTERS.search(text, max(0, first - _LEAD_REACH * 4), first)
    counted = text[arm.size_end : arm.start].isspace() and _COUNTED_GROUPS.match(text, arm.end)
    return replace(arm, size=None) if within or counted else arm


_SECOND_VALUE = re.compile(r"[(\[]\d+\s(?:vs\.?|versus)\s\Z")
"""Before the second of two values: "(3 vs. 5 patients)"."""
_COUNTED_GROUPS = re.compile(r"(?:\s(?:and|or|plus)\s\w+\s[^.,;()\d]{1,40}?)?\s(?:groups|arms|clusters)\b")
"""Behind how many groups there were: "seven intervention and nine matched control groups"."""
_CLUSTERS = re.compile(
    r"\b(?:villages|clusters|schools|practices|hospitals|clinics|units|communities|wards|cent(?:er|re)s|homes|sites|classes"
    r"|towns|districts|health facilities)\s?[(\[][^()\[\]]*\Z"
)


def tells_of_events(text: str, start: int, end: int) -> bool:
    """Whether words tell what happened to some participants."""
    return _EVENTS.search(text, start, end) is not None


def told_apart(text: str, arms: list[Arm]) -> list[Arm]:
    """The groups, those of one name by what tells them apart: "X every 4 weeks", or a short form in brackets."""
    names = Counter(text[arm.start : arm.end].lower() for arm in arms)
    told = []
    for arm in arms:
        shared = names[text[arm.start : arm.end].lower()] > 1
        if shared and arm.beside:
            (start, end), *more = arm.beside
            arm = replace(arm, start=start, end=end, beside=tuple(more))
        elif shared and (schedule := _SCHEDULE.match(text, arm.end)):
            arm = replace(arm, end=schedule.end())
        told.append(arm)
    return _by_what_leads(text, told)


def _by_what_leads(text: str, arms: list[Arm]) -> list[Arm]:
    """The groups, those that still have one name by the words before it: "twice-daily X (n = 9) or once-daily X"."""
    names = Counter(text[arm.start : arm.end].lower() for arm in arms)
    leads = [_LEADS.search(text, max(0, arm.start - _LEAD_REACH), arm.start) for arm in arms]
    if len({lead[0].lower() if lead else "" for lead in leads}) < len(arms):
        return arms
    return [
        replace(arm, start=lead.start()) if lead and names[text[arm.start : arm.end].lower()] > 1 else arm
        for arm, lead in zip(arms, leads, strict=True)
    ]


_LEADS = re.compile(
    r"(?<![\w-])(?:[\w]+-(?:daily|weekly|monthly|dose|volume|intensity|frequency|fraction\w*|release|term|risk|fat|protein)"
    r"|daily|weekly|monthly|early|late|delayed|immediate|short|long|high|low|standard|continuous|intermittent"
    r"|single|double|oral|intravenous|topical|crushed|intact|warm|cold|active|passive|open|closed)\s\Z",
    re.IGNORECASE,
)
_LEAD_REACH = 24


_SCHEDULE = re.compile(
    r"\s(?:every|for|at|once|twice|in|over|per|daily|weekly|with|after|before)\b[^,;()\[\]]{1,40}?"
    r"(?=\s(?:or|and|versus|vs\.?)\s|\s?[,;()\[\]]|\.(?:\s|\Z)|\Z)",
    re.IGNORECASE,
)


def _candidates(
    text: str, sentence: Sentence, places: Sequence[NamedPlace], numbers: dict[int, Number]
) -> dict[str, list[Arm]]:
    """What the rules find, by what each rule needs; of several on one number that of the rule that needs least."""
    found: dict[str, list[Arm]] = {"": [], "name": [], "allocation": [], "sum": []}
    taken: set[int] = set()
    order = list(found)
    said = hits(load_rules("arm_sizes"), text, sentence.start, sentence.end)
    for hit in sorted(said, key=lambda hit: order.index(hit.rule.extra["needs"])):
        for arm in _hit_arms(text, sentence, hit, places, numbers):
            if arm.size_start not in taken:
                taken.add(arm.size_start)
                found[hit.rule.extra["needs"]].append(arm)
    return found if taken else {}


_EVENTS = re.compile(
    r"\b(?:events?|deaths?|die[ds]|cases|recur\w*|relaps\w*|develop\w*|occurred|experienc\w*|failures?|cancers were"
    r"|withdr[ae]w\w*|discontinu\w*|lost to|toxicit\w*|adverse|respon\w+|attrition|reported|showed|had|achieved"
    r"|remained|required|needed"
    r"|performed in|observed in)\b",
    re.IGNORECASE,
)
"""Words of what happened: beside them a number that does not say so itself is no group's size."""


_CLAUSE_END = re.compile(r"[,;(]\s?")
"""Behind the last group: what follows may tell what happened to whom, but not of the sizes."""


def _is_count(number: Number) -> bool:
    return number.kind in (NumberKind.PLAIN, NumberKind.SIZE) and not number.decimals and number.unit is None


def _add_up(arms: Sequence[Arm], wholes: Collection[int | None]) -> bool:
    """Whether two or more groups have the sizes of a whole that is printed, too."""
    sizes = {arm.size_start: arm.size for arm in arms if arm.size is not None}
    return len(sizes) > 1 and sum(sizes.values()) in wholes


def _is_unnamed(text: str, arm: Arm, arms: Sequence[Arm]) -> bool:
    """Whether a name is nobody's. A time or dose names a group where another is beside it: "6 or 12 months"."""
    if _NO_NAME.search(text[arm.start : arm.end]):
        return True
    if not is_nobody(text[arm.start : arm.end]):
        return False
    lasting = [other for other in arms if _LASTING.fullmatch(text, other.start, other.end)]
    dosed = [other for other in arms if _DOSED.search(text, other.start, max(other.end, other.size_start))]
    return arm not in lasting or len(lasting + dosed) < 2


_NO_NAME = re.compile(
    r"%|^(?:ppm|micro|units?|points?|times|fold|months?|years?|weeks?|days?|hours?|minutes?)\b"
    r"|^(?:kg|mg|ml)\b|×$|\bwith (?:and|or) without\b|\bone of\b|\b(?:two|three|four|five|six) groups?\b"
    r"|^(?:reduce|improve|assess|evaluate|avoid|prevent|determine|test|compare|increase|measure)\s"
    r"|\b(?:trials?|studies|analys[ie]s|was|were|had|have|significan\w+|observed|despite|preferred|differ\w*|due|compared)\b",
    re.IGNORECASE,
)
"""What a name has not: figures of results, studies, verbs."""
_LASTING = re.compile(
    r"(?:every\s)?(?:\d+|[a-z]+)[\s-](?:months?|weeks?|years?|days?|cycles?|courses?|fractions?|sessions?)"
    r"|\d[\d.,]*\s?(?:mg|[µμ]g|mcg|g|IU|ml|Gy)\b[\w/().]*",
    re.IGNORECASE,
)


_DOSED = re.compile(
    r"[A-Za-z]\s(?:\d[\d.,]*\s?(?:mg|[µμ]g|mcg|g|IU|ml|Gy)|every\s\d+\s(?:hours|days|weeks|months))\s?[(\[]?(?:n\s?=\s?)?\Z",
    re.IGNORECASE,
)
"""At the end of the first name that the next ones go on from: "exemplin 20 mg (n = 55) and 50 mg (n = 57)"."""


def _is_total(text: str, arm: Arm, arms: Sequence[Arm], places: Sequence[NamedPlace], total: int | None) -> bool:
    """Whether a size is that of all groups together."""
    others = [other.size for other in arms if other.size_start != arm.size_start and other.size is not None]
    if len(others) > 1 and arm.size == sum(others):
        return True
    if arm.size != total:
        return False
    everybody = _EVERYBODY.search(text, arm.start, arm.end) and not any(
        overlaps(place, arm.start, arm.end) and place.is_name for place in places
    )
    return not others or (len(others) > 1 and sum(others) == total) or bool(everybody)


def _behind(text: str, end: int) -> int:
    """The position behind the bracket that closes next."""
    closing = re.compile(r"[^()\[\]]{0,40}[)\]]").match(text, end)
    return closing.end() if closing else end


_EVERYBODY = re.compile(
    r"\b(?:patients|women|men|participants|subjects|children|adults|individuals|people|persons)$", re.IGNORECASE
)


def _hit_arms(
    text: str, sentence: Sentence, hit: Hit, places: Sequence[NamedPlace], numbers: dict[int, Number]
) -> Iterator[Arm]:
    """The groups that a rule's match speaks of."""
    match = hit.rule.pattern.match(text, hit.start, sentence.end)
    if match is None:
        return

    def sized(
        name: tuple[int, int] | None, size: tuple[int, int], more: tuple[tuple[int, int], ...] = ()
    ) -> Iterator[Arm]:
        number = numbers.get(size[0])
        if name and number is not None and _is_size(text, number) and not name[0] <= number.start < name[1]:
            yield Arm(
                start=name[0],
                end=name[1],
                size=int(number.value),
                size_start=number.start,
                size_end=number.end,
                beside=more,
                sentence=sentence.start,
                surely_people=hit.rule.extra["people"],
            )

    if hit.rule.extra["side"] == "inside":
        yield from sized(clean_name(text, *match.span("name")), match.span("size"))
        yield from sized(clean_name(text, *match.span("name2")), match.span("size2"))
    elif hit.rule.extra["side"] == "before":
        more = beside(text, *match.span("beside"), places) if "beside" in match.re.groupindex else ()
        if hit.rule.extra["needs"] == "name" and not _names_at(text, match.start() - 1, places):
            return
        name = name_before(text, match.start(), sentence.start, places)
        if hit.rule.extra["needs"] == "name" and name and text.count(text[name[0] : match.end("size")]) > 1:
            return  # "FEC 100" is a name
        if more and (name is None or is_nobody(text[name[0] : name[1]])):
            name, more = more[0], more[1:]
        if not _SHARED_OUT.match(text, _behind(text, match.end())):
            yield from sized(name, match.span("size"), more)
    elif hit.rule.extra["needs"] != "name" or _names_at(text, match.end(), places):
        name = name_after(text, match.end(), sentence.end, places)
        if name and not _SHARED_OUT.match(text, name[1], sentence.end) and not _ALTERNATIVES.match(text, name[1]):
            yield from sized(name, match.span("size"))


def _is_size(text: str, number: Number) -> bool:
    """Whether a number can count a group: not a year, a dose, a label or the mark of a list."""
    if _MULTIPLIES.match(text, number.end):
        return False
    labelled = number.kind is NumberKind.LABEL and number.value >= _MARKS  # "arm 87": there are not so many arms
    if not (_is_count(number) or labelled) or number.value < 2 or number.partner is not None:
        return False
    if _OF_ONE_SEX.match(text, number.end):
        return False
    if _SHARE_OF.match(text, number.end) or text[: number.start].endswith("blocks of "):
        return False
    if _ONE_VALUE.search(text, max(0, number.start - _VALUE_REACH), number.start):
        return False
    listed = text[number.start - 1 : number.start] == "(" and text[number.end : number.end + 1] == ")"
    if (
        listed
        and number.value < _MARKS
        and not re.match(r"\)(?:[,;.)]|\s(?:or|and|versus|vs|groups?|arms?)\b)", text[number.end :])
    ):
        return False
    return not (listed and _YEAR.fullmatch(text[number.start : number.end]))


_ONE_VALUE = re.compile(r"\bwas\s(?:\d[\d.]*\s(?:and|vs\.?|versus)\s)?\Z")
"""Before a value: "the median score was 7 and 5 in groups A and B" tells no sizes."""
_VALUE_REACH = 24
_SEX = r"(?:women|men|females?|males?|girls|boys)\b"
_OF_ONE_SEX = re.compile(rf"\s{_SEX},?\s(?:and\s)?[\w-]+\s{_SEX}")
"""Behind the first part of a group: "the exemplin group comprised 26 women, 10 men"."""
_MULTIPLIES = re.compile(
    r"\s?[x×]\s?\d|\s?[?µμ]?(?:grams?|mg|ml|kg)\b|[\s-](?:ports?|steps?|ways?|times?|fold|point|dose|week|day|month|year)\b"
    r"|\s(?:lesions|samples|specimens|stents|fractures|tumou?rs|arteries|vessels)\b",
    re.IGNORECASE,
)
"""Behind a number that is part of what was given, or counts no people: "3 x 250 mg", "three port", "23 lesions"."""
_SHARE_OF = re.compile(r"\s?\([\d.]+/\d+\)|(?:\s?[(\[][^()\[\]]*%[)\]])?\s(?:out\s)?of\s(?:the\s|all\s)?\d|\)[A-Za-z]")
"""Behind the numerator of a share, or behind the weight of an isotope."""
_MARKS = 10
"""Below it a number in brackets may count the points of a list."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALTERNATIVES = re.compile(r"(?:\s\([^()]*\))?\s(?:or|versus|vs\.?)\s(?!\d)", re.IGNORECASE)
"""Behind the first of several groups that all together were put to: "23 patients were allotted to A or B"."""
_SHARED_OUT = re.compile(
    r"\s(?:were|was)\s(?:\w+\s){0,3}?(?:divided|randomi[sz]ed|assigned|allocated|split|grouped)", re.IGNORECASE
)
"""After the name of what all had before they were put into groups: "100 patients undergoing surgery were divided"."""


def _names_at(text: str, start: int, places: Sequence[NamedPlace]) -> bool:
    """Whether a treatment or arm is named right at ``start``."""
    named = any(place.start <= start < place.end and place.is_name for place in places)
    return named or _ROLE_WORD.match(text, start) is not None


_ROLE_WORD = re.compile(r"(?:intervention|controls?|experimental|treatment|placebo|sham)\b", re.IGNORECASE)


def _is_arm(text: str, arm: Arm, places: Sequence[NamedPlace]) -> bool:
    """Whether a name with a number beside it is surely a group's: it says so, or a model does."""
    named = any(overlaps(place, arm.start, arm.end) and place.is_name for place in places)
    sized = any(place.kind in _SIZES and overlaps(place, arm.size_start, arm.size_end) for place in places)
    return named or sized or says_group(text[arm.start : arm.end])


def _without_people(text: str, arms: Sequence[Arm], places: Sequence[NamedPlace]) -> list[Arm]:
    """The groups, without those that people are told apart in by what they have: "with gout (n = 30) or with ..."."""
    of_people = [arm for arm in arms if _is_of_people(text, arm, places)]
    if not any(_HAVING.search(text, arm.start - 12, arm.end) for arm in of_people):
        return list(arms)
    return [arm for arm in arms if arm not in of_people]


_HAVING = re.compile(r"\b(?:with|in|having)\s")


def _is_of_people(text: str, arm: Arm, places: Sequence[NamedPlace]) -> bool:
    """Whether people are told apart by what they have or are, and not by what they were given."""
    there = [place for place in places if overlaps(place, arm.start, arm.end)]
    return (
        any(place.kind in _PEOPLE for place in there)
        and not any(place.is_name for place in there)
        and not says_group(text[arm.start : arm.end])
        and not _CASES.search(text, arm.start, arm.end)
    )


_PEOPLE = (MentionKind.CONDITION, MentionKind.ELIGIBILITY)
_CASES = re.compile(r"\bcases?\b")
"""In the name of those whom a case-control study compares with others."""


def _is_outcome(text: str, arm: Arm, places: Sequence[NamedPlace]) -> bool:
    """Whether what stands beside the number is rather something that happened."""
    there = [place for place in places if overlaps(place, arm.start, arm.end)]
    return (
        any(place.kind is MentionKind.OUTCOME for place in there)
        and not any(place.is_name for place in there)
        and not says_group(text[arm.start : arm.end])
    )
