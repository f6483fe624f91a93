"""Work on all cores."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from generator import parallel
from generator.parallel import CHUNK, chunks_in_order, in_order


def halved(number: int) -> float:
    return number / 2


def inverse(number: int) -> float:
    return 1 / number


def test_results_come_in_the_order_of_the_items() -> None:
    with patch.object(parallel, "WORTH_A_POOL", 1), patch("os.cpu_count", return_value=2):
        assert list(in_order(halved, range(300), total=300)) == [number / 2 for number in range(300)]


def doubled(numbers: list[int]) -> Iterator[int]:
    return (2 * number for number in numbers)


@pytest.mark.parametrize("worth_a_pool", [1, 1000])
def test_chunks_come_in_the_order_of_the_items(worth_a_pool: int) -> None:
    with patch.object(parallel, "WORTH_A_POOL", worth_a_pool), patch("os.cpu_count", return_value=2):
        assert list(chunks_in_order(doubled, range(300), total=300)) == [2 * number for number in range(300)]


def test_items_are_read_as_they_are_needed() -> None:
    read = []

    def items() -> Iterator[int]:
        for number in range(100 * CHUNK):
            read.append(number)
            yield number

    with patch.object(parallel, "WORTH_A_POOL", 1), patch("os.cpu_count", return_value=2):
        results = in_order(halved, items(), total=100 * CHUNK)
        next(results)
        assert len(read) < 10 * CHUNK
        del results


def test_an_error_in_a_worker_reaches_the_caller() -> None:
    with (
        patch.object(parallel, "WORTH_A_POOL", 1),
        patch("os.cpu_count", return_value=2),
        pytest.raises(ZeroDivisionError),
    ):
        list(in_order(inverse, range(3), total=3))


def test_little_work_stays_in_this_process() -> None:
    with patch("generator.parallel.ProcessPoolExecutor", side_effect=AssertionError):
        assert list(in_order(halved, iter([2]), total=1)) == [1.0]
