"""Arms in a sentence: the words that name a group of participants, each with the group that it names."""

from __future__ import annotations

import re

from msgspec import Struct

from generator.evidence import Abbreviation, Group
from generator.extraction.groups.arm import is_nobody, says_group
from generator.extraction.groups.places import GroupMention, by_role, owner_of
from generator.extraction.lexicon import hits, load_rules, load_words
from generator.extraction.mentions import Mention
from generator.extraction.names import JOINS, names_of
from generator.extraction.searching import search_all, sought

_Span = tuple[int, int]


class Arm(Struct, frozen=True, kw_only=True, order=True):
    """Words ``[start, end)`` of the abstract that name a group; ``id`` where it is one of the population's."""

    start: int
    end: int
    name: str
    """The words that tell it from others: what two mentions of one arm share."""
    id: str | None = None

    @property
    def key(self) -> str:
        """What makes two mentions the same arm."""
        return self.id or self.name


class ArmFinder:
    """Finds the arms that sentences of one article name."""

    def __init__(
        self,
        text: str,
        mentions: tuple[Mention, ...],
        groups: tuple[Group, ...],
        named: tuple[GroupMention, ...],
        abbreviations: tuple[Abbreviation, ...],
        others: tuple[Mention, ...] = (),
    ) -> None:
        """``others`` name people whose results a sentence tells that names none of the groups."""
        self._text = text
        self._others = [(mention.quote.start, mention.quote.end) for mention in others]
        self._names = names_of(abbreviations)
        self._groups = groups
        self._known = {group.id: [group.name, *(alias.text for alias in group.aliases)] for group in groups}
        self._named = [mention for mention in named if mention.where == "abstract"]
        self._mentioned = [
            (mention.quote.start, mention.quote.end)
            for mention in mentions  # a bare "group" would stand in the way of the words that tell which
            if mention.quote.where == "abstract" and self._names.key(mention.quote.text)
        ]

    def find(self, start: int, end: int) -> tuple[Arm, ...]:
        """The arms named in ``text[start:end]`` in order, none overlapping: as mentioned, else by their form."""
        mentioned = [span for span in self._mentioned if start <= span[0] and span[1] <= end]
        named = [
            (mention.start, mention.end) for mention in self._named if start <= mention.start and mention.end <= end
        ]
        added = [longest for span in named if (longest := self._with_added(span)) != span]
        longer = [span for span in named if self._is_name(span) and any(_holds(span, own) for own in mentioned)]
        halves = [half for span in mentioned for half in self._halves(span)]
        whole = [span for span in mentioned if not self._holds_two(span)]
        formed = [(hit.start, hit.end) for hit in hits(load_rules("arm_phrases"), self._text, start, end)]
        spans: list[_Span] = []
        for more in (added, longer, halves, self._listed(start, end), self._labels(start, end), whole, named, formed):
            spans = _with_longest(spans, more)
        arms = [self._arm(span) for span in sorted(spans)]
        arms = [arm for arm in arms if (arm.id or self._is_one(arm, formed)) and not self._is_any(arm)]
        arms = [arm for arm in arms if not self._is_favoured(arm, start)]
        if len({arm.id for arm in arms if arm.id}) > 1:  # what else looks like an arm there is a part of the treatment
            arms = [arm for arm in arms if arm.id]
        return tuple(arms) or self._other_people(start, end)

    def _other_people(self, start: int, end: int) -> tuple[Arm, ...]:
        """Those of whom ``text[start:end]`` tells results and who are no group of the study: "women", "the elderly"."""
        spans = [span for span in self._others if start <= span[0] and span[1] <= end]
        words = [self._text[slice(*span)] for span in spans]
        return tuple(
            Arm(start=begin, end=stop, name=" ".join(sorted(self._names.key(said))) or said.lower())
            for (begin, stop), said in zip(spans, words, strict=True)
            if (not is_nobody(said) or _OF_ONE_SEX.fullmatch(said))
            and not said.lower().endswith(("groups", "arms"))
            and not _LABELS_VALUE.match(self._text, stop)
            and not _TIME_LEAD.search(self._text, max(start, begin - 20), begin)
        )

    def _is_any(self, arm: Arm) -> bool:
        """Whether words speak of every group, of what groups have, or of a kind of treatment.

        As in "from each treatment arm", "group cohesion", "A was the most common [first-line chemotherapy]".
        """
        if _OF_GROUPS.fullmatch(self._text, arm.start, arm.end) and not self._is_name((arm.start, arm.end)):
            return True
        if _COMMONEST.search(self._text, max(0, arm.start - 20), arm.start):
            return True
        said = _EVERY.search(self._text, max(0, arm.start - 20), arm.start)
        return said is not None and _GROUP_NAME.search(self._text, arm.start, arm.end) is not None

    def _is_favoured(self, arm: Arm, start: int) -> bool:
        """Whether a group is only said to have done better than one of two numbers before it."""
        favoured = _FAVOURED.search(self._text, max(start, arm.start - 24), arm.start)
        return bool(favoured and _VALUE.search(self._text, start, favoured.start())) and not _OVER.match(
            self._text, arm.end
        )

    def _with_added(self, span: _Span) -> _Span:
        """The words of a group with what is added to them, where that makes another group: "X + Y" beside "X"."""
        added = _ADDED.match(self._text, span[1])
        if not added or JOINS.search(self._text, *span):
            return span
        own, other = self._owner(self._text[slice(*span)]), self._owner(self._text[span[0] : added.end()])
        return (span[0], added.end()) if other and other != own else span

    def _halves(self, span: _Span) -> list[_Span]:
        """The two groups that words set against each other: "combination/placebo"."""
        between = _AGAINST.search(self._text, *span)
        if not between or self._is_name(span):
            return []
        sides = [(span[0], between.start()), (between.end(), span[1])]
        owners = {self._owner(self._text[start:end]) for start, end in sides}
        return sides if len(owners - {None}) == 2 else []

    def _listed(self, start: int, end: int) -> list[_Span]:
        """The groups of a list whose last one alone says "groups": "in the 12- and 6-month groups", "A, B and C arms".

        Only where every part of the list is another group's name.
        """
        found: list[_Span] = []
        for match in search_all(_LISTED, self._text, start, end):
            parts = [part.span("name") for part in _PART.finditer(self._text, match.start("list"), match.end("list"))]
            unit = _UNIT.search(match["list"])
            owners = [self._owner(self._with_unit(span, unit)) for span in parts]
            if None not in owners and len(set(owners)) == len(owners) > 1:
                found += parts
        return found

    def _labels(self, start: int, end: int) -> list[_Span]:
        """The groups that label values: "(FA: 5 (2-8) vs UA: 6 (3-9))"."""
        if ":" not in self._text[start:end]:
            return []
        labels = [match.span("name") for match in _LABEL.finditer(self._text, start, end)]
        return [span for span in labels if self._owner(self._text[slice(*span)])]

    def _with_unit(self, span: _Span, unit: re.Match[str] | None) -> str:
        """The words of a part of a list, with the unit that only the last one prints: "12" of "12- and 6-month"."""
        words = self._text[slice(*span)]
        return f"{words} {unit[1]}" if unit and words.isdigit() else words

    def _is_name(self, span: _Span) -> bool:
        """Whether words are, letter by letter, the name of a group."""
        words = self._text[slice(*span)].lower()
        return any(words == name.lower() for given in self._known.values() for name in given)

    def _owner(self, words: str) -> str | None:
        """The group that goes by these words or, as the only one of its role, by that role."""
        found = owner_of(words, self._known, self._names) or by_role(words, self._groups)
        return found or self._by_parts(words)

    def _by_parts(self, words: str) -> str | None:
        """The only group that is a combination for "combination therapy", the only other for "monotherapy"."""
        joined = {identifier: any(map(JOINS.search, given)) for identifier, given in self._known.items()}
        for pattern, wanted in ((_COMBINATION, True), (_SINGLE, False)):
            fitting = [identifier for identifier, is_joined in joined.items() if is_joined is wanted]
            if len(fitting) == 1 and pattern.fullmatch(words):
                return fitting[0]
        return None

    def _holds_two(self, span: _Span) -> bool:
        """Whether words name two groups: "letrozole to tamoxifen"."""
        return len({mention.id for mention in self._named if span[0] <= mention.start and mention.end <= span[1]}) > 1

    def _is_one(self, arm: Arm, formed: list[_Span]) -> bool:
        """Whether words name one group: "both randomised groups" do not, nor what a model alone takes for an arm.

        Where the groups of the study are not known, the model is all there is.
        """
        words = self._text[arm.start : arm.end]
        if (arm.start, arm.end) in formed and _LETTER.fullmatch(words):
            return True
        if not self._names.key(words) or is_nobody(words) or words.lower().endswith(("groups", "arms")):
            return False
        said = says_group(words) or any(hits(load_rules("arm_phrases"), self._text, arm.start, arm.end))
        return said or not self._known

    def _arm(self, span: _Span) -> Arm:
        """The arm that a span names."""
        start, end = span
        words = self._text[start:end]
        key = self._names.key(words)
        known = self._owner(words) or self._nearest(words) or self._not_lacking(words)
        if known is None:
            inside = [mention for mention in self._named if mention.start < end and start < mention.end]
            ids = {
                mention.id
                for mention in inside
                if not JOINS.search(words) or mention.end - mention.start >= end - start
            }
            known = ids.pop() if len(ids) == 1 else None
        return Arm(start=start, end=end, name=" ".join(sorted(key)) or words.lower(), id=known)

    def _not_lacking(self, words: str) -> str | None:
        """Of two groups of which one is called by what it lacks ("non-XRT"), the other for "the XRT group"."""
        key, lacks = self._names.key(words), self._names.lacks
        without = {
            identifier
            for identifier, given in self._known.items()
            if not lacks(words) and any(lacks(name) and key and key < self._names.key(name) for name in given)
        }
        others = self._known.keys() - without
        return next(iter(others)) if len(without) == len(others) == 1 else None

    def _nearest(self, words: str) -> str | None:
        """The group that shares most of its words with a name, at least half; ``None`` where two share as many.

        A combination ("X plus radiotherapy") is one of the groups that are combinations, if there are any.
        """
        key, joined = self._names.key(words), bool(JOINS.search(words))
        shared: dict[str, float] = {}
        for identifier, given in self._known.items():
            for name in given:
                own = self._names.key(name)
                if self._may_be_one(key, own) and self._names.agree(words, name):
                    alike = len(key & own) / len(key | own) + _SAME_KIND * (bool(JOINS.search(name)) == joined)
                    shared[identifier] = max(alike, shared.get(identifier, 0.0))
        best = sorted(shared.items(), key=lambda item: -item[1])
        if not best or best[0][1] < 0.5 or (len(best) > 1 and best[1][1] == best[0][1]):
            return None
        return best[0][0]

    @staticmethod
    def _may_be_one(key: frozenset[str], own: frozenset[str]) -> bool:
        """Whether two names share more than the kind of treatment, where each has words that the other lacks."""
        return bool(key & own - _KINDS or (key & own and (key <= own or own <= key)))


_KINDS = frozenset(load_words("kinds_of_treatment"))
_SAME_KIND = 0.3
_LETTER = re.compile(r"[A-H]|[1-9]|[IVX]+")
"""The B of "groups A and B"."""


_OF_ONE_SEX = re.compile(r"(?:wo)?men|(?:fe)?males?|girls|boys", re.IGNORECASE)
_LABELS_VALUE = re.compile(r":\s?[-−–]?\d")
"""Behind what was measured, in a bracket: "longer in A (bypass: 228 min; clamp: 200 min)"."""
_TIME_LEAD = re.compile(r"\b(?:after|before|during|following|since|until|prior to)\s(?:the\s)?\Z", re.IGNORECASE)
"""Before what happened to all, which is a time: "fell from 33 to 16 after the education"."""
_OF_GROUPS = re.compile(r"group\s(?!one|two|three|four)[a-z]{4,}")
_EVERY = re.compile(r"\b(?:each|either|every|per)\s(?:\w+\s)?$", re.IGNORECASE)
_FAVOURED = re.compile(r"\b(?:in\sfavou?r\sof|favou?r(?:ing|ed|s)?)\s(?:the\s)?\Z")
"""Before the group that did better: in "16 versus 20 months, with a trend in favor of B" it may be either number's."""
_VALUE = re.compile(r"\d")
_OVER = re.compile(r"\s(?:over|compared|versus|vs)\b")
_COMMONEST = re.compile(r"\b(?:commonest|most\s(?:common|frequent))\s\Z")
_GROUP_NAME = re.compile(r"\b(?:group|arm)$", re.IGNORECASE)
_ADDED = re.compile(r"\s?\+\s?[A-Za-z][\w-]*|\splus\s[\w-]+")
_AGAINST = re.compile(r"\s?/\s?|\s(?:vs\.?|versus)\s")


_COMBINATION = re.compile(
    r"(?:the\s)?(?:combination|combined)(?:[\s-](?:therapy|treatment|regimen|arm|group))*", re.IGNORECASE
)
_SINGLE = re.compile(
    r"(?:the\s)?(?:monotherapy|single[\s-]agent)(?:[\s-](?:therapy|treatment|arm|group))*", re.IGNORECASE
)
_WORD = r"[\w+/.]+(?:-[\w+/.]+)*"
_LISTED = sought(
    re.compile(
        rf"(?<![\w-])(?P<list>{_WORD}-?(?:,\s{_WORD}-?)*,?\s(?:and|or|versus|vs\.?)\s{_WORD})\s(?:treatment\s)?(?:groups|arms)\b"
    )
)
_LABEL = re.compile(
    rf"(?:(?<=[(\[])|(?<=\bvs\s)|(?<=\bvs\.\s)|(?<=\bversus\s)|(?<=[,;]\s))(?P<name>{_WORD}(?:\s{_WORD}){{0,2}}):\s?(?=[-−–+]?\d)"
)
_PART = re.compile(rf"(?<![\w-])(?!(?:and|or|versus|vs\.?)\s)(?P<name>{_WORD})-?")
_UNIT = re.compile(r"\d[\s-]([A-Za-z]+)$")


def _holds(span: _Span, other: _Span) -> bool:
    return span[0] <= other[0] and other[1] <= span[1]


def _with_longest(kept: list[_Span], spans: list[_Span]) -> list[_Span]:
    """The spans kept so far and those of the others that overlap none of them, the longest first."""
    kept = list(kept)
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or other_end <= start for other_start, other_end in kept):
            kept.append((start, end))
    return kept
