"""A keystroke among 400,000 names: exact beginnings, and one letter wrong."""

from __future__ import annotations

import random
from statistics import quantiles
from time import perf_counter

from sqlalchemy import text

from app.services.search import search
from app.services.words import vocabulary
from models.repositories import search as repository
from models.rules.names import fold_name
from models.rules.search_terms import BEYOND, terms
from tests.benchmarks.row import Row
from tests.support.crowd import Crowd, crowd

PEOPLE = 250
LETTERS = "abcdefghijklmnopqrstuvwxyz"
RAW = text("SELECT household_id FROM search_word WHERE word BETWEEN :first AND :last LIMIT 20")


def measure() -> list[Row]:
    """95th percentiles over the keystrokes of people chosen at random; the limit is one bare range.

    Reads of the vault are warm, as after a morning's work; the vocabulary is read before.
    """
    some = crowd()
    dice = random.Random(3)
    chosen = dice.sample(some.people, PEOPLE)
    vocabulary(some.desk)
    typed = [text for _, surname, given in chosen for text in _keystrokes(surname, given)]
    slips = [_slip(dice, f"{surname} {given}") for _, surname, given in chosen]
    for warm in (*typed, *slips):
        search(some.desk, warm)
    limit = _p95([_raw(some, text) for text in typed])
    query = _p95([_query(some, text) for text in typed])
    whole = _p95([_whole(some, text) for text in typed])
    slip = _p95([_query(some, text) for text in slips])
    found = sum(
        _finds(some, slipped, surname, given)
        for slipped, (_, surname, given) in zip(slips, chosen, strict=True)
    ) / len(slips)
    return [
        _row("keystroke, query", query, limit, 5.0),
        _row("keystroke, twenty hits composed", whole, limit, 16.0),
        _row("keystroke with one letter wrong, query", slip, limit, 6.0),
        Row(
            "found in the first 20 with one letter wrong",
            found,
            1,
            "share",
            found,
            ">= 0.99",
            found >= 0.99,
        ),
    ]


def _keystrokes(surname: str, given: str) -> list[str]:
    """What stands in the box at some of the strokes, surname first and given name first."""
    first, second = f"{surname} {given}", f"{given} {surname}"
    return [first[:3], first[:5], surname, first[: len(surname) + 3], first, second[:4], second]


def _slip(dice: random.Random, name: str) -> str:
    """One letter dropped, swapped, replaced or added somewhere after the first."""
    places = [at for at in range(1, len(name)) if name[at].isalpha() and name[at - 1].isalpha()]
    at = dice.choice(places)
    return dice.choice(
        [
            name[:at] + name[at + 1 :],
            name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
            name[:at] + dice.choice(LETTERS) + name[at + 1 :],
            name[:at] + dice.choice(LETTERS) + name[at:],
        ]
    )


def _finds(some: Crowd, slipped: str, surname: str, given: str) -> bool:
    wanted = fold_name(f"{surname} {given}")
    hits = search(some.desk, slipped)
    return any(wanted in fold_name(f"{hit.names} {hit.found_as}") for hit in hits)


def _raw(some: Crowd, typed: str) -> float:
    word = (fold_name(typed).split() or [""])[0]
    with some.desk.read() as session:
        session.connection()
        began = perf_counter()
        session.connection().execute(RAW, {"first": word, "last": word + BEYOND}).all()
        return perf_counter() - began


def _query(some: Crowd, typed: str) -> float:
    with some.desk.read() as session:
        session.connection()
        began = perf_counter()
        repository.find(session, terms(typed), 20, lambda: vocabulary(some.desk))
        return perf_counter() - began


def _whole(some: Crowd, typed: str) -> float:
    began = perf_counter()
    search(some.desk, typed)
    return perf_counter() - began


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] * 1e3


def _row(name: str, ours: float, limit: float, goal: float) -> Row:
    return Row(name, ours, limit, "ms p95", ours / limit, f"<= {goal:.0f} ms", ours <= goal)
