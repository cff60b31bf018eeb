from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.page import ServedPage, Visitor, served_page


@pytest.fixture(autouse=True)
def _quick_hashes(quick_hashes: None) -> None:
    """How hard a guess is, one test looks at by itself."""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[ServedPage]:
    with served_page(tmp_path) as served:
        yield served


@pytest.fixture
def visitor(page: ServedPage) -> Iterator[Visitor]:
    """Somebody before the door; Anna and Bruno may go in."""
    page.add("Anna")
    page.add("Bruno")
    with page.visitor() as visitor:
        yield visitor


@pytest.fixture
def anna(visitor: Visitor) -> Visitor:
    """Anna, inside."""
    visitor.sign_in("Anna")
    assert visitor.place == "/page/centres"
    return visitor


@pytest.fixture
def bruno(page: ServedPage, visitor: Visitor) -> Iterator[Visitor]:
    """Bruno, inside too, in a browser of his own."""
    with page.visitor() as another:
        assert another is not visitor
        another.sign_in("Bruno")
        yield another
