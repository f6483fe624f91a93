"""Groups that may be none are told where something is told of them."""

from msgspec.structs import replace

from generator.evidence import Finding, Group, GroupPhrase, GroupRole, Population, Quote, Statistic, StatisticType
from generator.extraction.groups.silent import without_names_alone, without_silent

WORDS = Quote(where="abstract", start=0, end=4, text="some")


def group(number: int, size: int | None = None) -> Group:
    return Group(id=f"g{number}", name="some", quote=WORDS, size=size, size_quote=WORDS if size else None)


def finding(number: int, assumed: str | None = None) -> Finding:
    return Finding(
        group=GroupPhrase(id=f"g{number}", text="some", quote=WORDS),
        statistic=Statistic(type=StatisticType.COUNT, value=4, quote=WORDS),
        sentence=0,
        computed={"denominator_assumed": assumed} if assumed else None,
    )


GROUPS = (group(1), group(2, 20), group(3, 22))


def test_an_unsure_group_without_size_and_result_is_left_out() -> None:
    population, _ = without_silent(Population(groups=GROUPS), [], {"g1"})
    assert [one.id for one in population.groups] == ["g2", "g3"]


def test_a_result_or_a_size_keeps_it() -> None:
    population, _ = without_silent(Population(groups=GROUPS), [finding(1)], {"g1", "g2"})
    assert population.groups == GROUPS


def test_a_sure_group_stays() -> None:
    population, _ = without_silent(Population(groups=GROUPS), [], set())
    assert population.groups == GROUPS


def test_no_group_is_left_alone() -> None:
    population, _ = without_silent(Population(groups=GROUPS[:2]), [], {"g1"})
    assert population.groups == GROUPS[:2]


def test_findings_point_to_the_groups_that_are_left() -> None:
    in_words = replace(finding(1), statistic=None)
    sized = finding(3, "population.groups[2].size")
    population, (first, second) = without_silent(Population(groups=GROUPS), [in_words, sized], {"g1"})
    assert first.group is not None
    assert (first.group.id, first.group.text) == (None, "some")
    assert second.computed == {"denominator_assumed": "population.groups[1].size"}
    assert population.groups[1].size == 22


def test_groups_of_which_only_names_are_known_are_none_and_findings_still_name_them() -> None:
    population, (told,) = without_names_alone(Population(groups=(group(1), group(2))), [finding(1)])
    assert population.groups == ()
    assert told.group is not None
    assert (told.group.id, told.group.text) == (None, "some")
    called = replace(group(2), role=GroupRole.COMPARATOR)
    for groups in (GROUPS, (group(1), called)):
        assert without_names_alone(Population(groups=groups), [])[0].groups == groups
