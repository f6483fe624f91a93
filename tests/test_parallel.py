"""Work on all cores."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from generator import parallel
from generator.parallel import CHUNK, Workers


def halved(number: int) -> float:
    return number / 2


def inverse(number: int) -> float:
    return 1 / number


def process(_: int) -> int:
    return os.getpid()


@contextmanager
def two_processes(worth_a_pool: int = 1) -> Iterator[Workers]:
    with (
        patch.object(parallel, "WORTH_A_POOL", worth_a_pool),
        patch("os.cpu_count", return_value=2),
        Workers() as workers,
    ):
        yield workers


def test_results_come_in_the_order_of_the_items() -> None:
    with two_processes() as workers:
        assert list(workers.in_order(halved, range(300), total=300)) == [number / 2 for number in range(300)]


def doubled(numbers: list[int]) -> Iterator[int]:
    return (2 * number for number in numbers)


@pytest.mark.parametrize("worth_a_pool", [1, 1000])
def test_chunks_come_in_the_order_of_the_items(worth_a_pool: int) -> None:
    with two_processes(worth_a_pool) as workers:
        assert list(workers.chunks_in_order(doubled, range(300), total=300)) == [2 * number for number in range(300)]


def test_items_are_read_as_they_are_needed() -> None:
    read = []

    def items() -> Iterator[int]:
        for number in range(100 * CHUNK):
            read.append(number)
            yield number

    with two_processes() as workers:
        results = workers.in_order(halved, items(), total=100 * CHUNK)
        next(results)
        assert len(read) < 10 * CHUNK
        del results


def test_an_error_in_a_worker_reaches_the_caller() -> None:
    with two_processes() as workers, pytest.raises(ZeroDivisionError):
        list(workers.in_order(inverse, range(3), total=3))


def test_one_kind_of_work_after_the_other_is_done_by_the_same_processes() -> None:
    with two_processes() as workers:
        first, second = (set(workers.in_order(process, range(10 * CHUNK), total=10 * CHUNK)) for _ in range(2))
    assert len(first | second) <= 2
    assert os.getpid() not in first | second


def test_little_work_stays_in_this_process() -> None:
    with patch("generator.parallel.ProcessPoolExecutor", side_effect=AssertionError), Workers() as workers:
        assert list(workers.in_order(halved, iter([2]), total=1)) == [1.0]
