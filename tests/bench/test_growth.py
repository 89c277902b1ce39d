"""What the bench says of growth is about the paper, and not about who else works on the machine."""

from bench import growth

COUNTS = {1000: {"calls": 30_000, "steps": 500}, 100_000: {"calls": 33_000, "steps": 1500}}


def readings(*, busy: list[float], small: float = 6.0, large: float = 6.6) -> list[dict[int, float]]:
    """Return one reading of each size a round, on a machine that is now so many times as slow."""
    return [{1000: small * times, 100_000: large * times} for times in busy]


def test_a_machine_that_is_three_times_as_slow_in_half_of_the_rounds_is_no_growth():
    assert growth.growth(readings(busy=[1, 1, 1, 1, 3, 3, 3, 3]), COUNTS)["ms"] == 1.1
    assert growth.growth(readings(busy=[3, 3, 3, 3, 1, 1, 1, 1]), COUNTS)["ms"] == 1.1


def test_one_reading_that_was_disturbed_does_not_count():
    taken = readings(busy=[1, 1, 1, 1, 1])
    taken[2][100_000] *= 10
    assert growth.growth(taken, COUNTS)["ms"] == 1.1


def test_what_was_counted_grows_as_it_was_counted():
    found = growth.growth(readings(busy=[1]), COUNTS)
    assert (found["calls"], found["steps"]) == (1.1, 3.0)


class _Paper:
    """A paper of two pages that writes down when it was asked for what."""

    pages = ["article", "front"]

    def __init__(self, size: int, diary: list):
        self.size, self.diary = size, diary

    def ask(self, measure: str, page: str):
        self.diary.append((page, measure, self.size))
        return {"calls": self.size, "steps": self.size} if measure == "counts" else self.size / 1000


def test_papers_take_turns_with_every_page():
    diary = []
    papers = {size: _Paper(size, diary) for size in (1000, 2000)}
    found = growth.measure(papers, rounds=3, tell=lambda page: None)
    turns = [(page, size) for page, measure, size in diary if measure == "milliseconds"]
    assert turns == [("article", 1000), ("article", 2000)] * 3 + [("front", 1000), ("front", 2000)] * 3
    assert [(row["page"], row["growth"]["ms"], row["costs"][2000]["ms"]) for row in found] == [
        ("article", 2.0, 2.0),
        ("front", 2.0, 2.0),
    ]
