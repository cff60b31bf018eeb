"""The log of what was done, the check that nobody changed it, and how to tell of a restore."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from sync.register.audit import read_head, read_lines, verify
from sync.register.database import reading, writing
from sync.register.enrolment import list_centres
from sync.register.page.visits import HOME, Visit
from sync.register.reconciling import begin_epoch

LINES_SHOWN: Final = 100
HERE: Final = "/page/log"


@get("/log", sync_to_thread=True)
def show_log(
    inside: NamedDependency[Visit],
    before: Annotated[int | None, QueryParameter(ge=1, le=2**53)] = None,
) -> Response[Any]:
    """Show who did what, the latest first."""
    with reading(inside.engine) as connection:
        lines = read_lines(connection, before=before, limit=LINES_SHOWN)
        head = read_head(connection)
        centres = list_centres(connection)
    older = lines[-1].id if len(lines) == LINES_SHOWN else None
    return inside.show(
        "log.html", lines=lines, head=head, centres=centres, older=older, before=before
    )


@post("/log/verify", sync_to_thread=True)
def verify_log(inside: NamedDependency[Visit]) -> Response[Any]:
    """Read the whole log and say whether each line is as it was written."""
    with reading(inside.engine) as connection:
        verdict = verify(connection)
    if verdict.fault is None:
        return inside.go(HERE, "log_whole", lines=str(verdict.head.length))
    return inside.go(HERE, "log_changed", is_good=False, line=str(verdict.fault.line))


@get("/restored", sync_to_thread=False)
def ask_restored(inside: NamedDependency[Visit]) -> Response[Any]:
    """Say what it means that the database was put back from a copy, before it is noted."""
    return inside.show("restored.html")


@post("/restored", sync_to_thread=True)
def note_restored(inside: NamedDependency[Visit]) -> Response[Any]:
    """Give the register a new epoch: every centre compares its rows, erasures first."""
    with writing(inside.engine) as connection:
        begin_epoch(connection, inside.now, by=inside.me.name)
    return inside.go(HOME, "restored")


ROUTES: Final = (show_log, verify_log, ask_restored, note_restored)
