from tests.support.floors import Reached, best_at_floor

TRUE = {frozenset("ax"), frozenset("by"), frozenset("cz")}


def test_the_threshold_goes_as_low_as_the_floor_allows() -> None:
    scored = [(0.9, "a", "x"), (0.8, "b", "y"), (0.7, "a", "y"), (0.6, "c", "z")]
    assert best_at_floor(scored, TRUE, 0.99) == Reached(1.0, 2 / 3, 0.8)
    assert best_at_floor(scored, TRUE, 0.75) == Reached(0.75, 1.0, 0.6)


def test_linked_one_to_one_a_record_that_is_taken_is_not_taken_again() -> None:
    scored = [(0.9, "a", "x"), (0.8, "b", "y"), (0.7, "a", "y"), (0.6, "c", "z")]
    assert best_at_floor(scored, TRUE, 1.0, one_to_one=True) == Reached(1.0, 1.0, 0.6)


def test_pairs_of_one_score_stand_or_fall_together() -> None:
    scored = [(0.9, "a", "x"), (0.5, "b", "y"), (0.5, "b", "z")]
    assert best_at_floor(scored, TRUE, 0.9) == Reached(1.0, 1 / 3, 0.9)


def test_a_method_that_never_reaches_the_floor_has_no_recall() -> None:
    assert best_at_floor([(0.9, "a", "y")], TRUE, 0.999).recall == 0.0
    assert best_at_floor([], TRUE, 0.999).recall == 0.0
