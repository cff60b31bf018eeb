"""Which counts the register takes for a month, and which nobody can have counted."""

import random
from datetime import UTC, datetime

import msgspec
import pytest

from models.rules.returns import SHARE
from sync.protocol.messages import Return
from sync.register.statistics import ReturnInvalid, check_return
from tests.support.made_returns import whole_return

NOW = datetime(2026, 11, 22, tzinfo=UTC)
MADE = whole_return(random.Random(1), 60)


@pytest.mark.parametrize("month", ["2026-10", "2026-12", "2019-01"])
def test_a_month_is_taken_up_to_the_next_one(month):
    check_return(altered(month=month), NOW, water=0)


def altered(**fields: object) -> Return:
    return msgspec.structs.replace(MADE, **fields)


GROUPS = MADE.groups
ODD = GROUPS["sex"] | {"women": GROUPS["sex"]["women"] + 1}
TOO_MANY = GROUPS["need"] | {"work": 61 * SHARE}
AID = MADE.aid


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (altered(month="2099-01"), "month_in_future"),
        (altered(version=1), "version_in_future"),
        (altered(groups=GROUPS | {"religion": {"any": 0}}), "groups_unknown"),
        (altered(groups={n: g for n, g in GROUPS.items() if n != "sex"}), "groups_unknown"),
        (altered(groups=GROUPS | {"sex": {"women": 0}}), "groups_unknown"),
        (altered(groups=GROUPS | {"sex": ODD}), "groups_do_not_add_up"),
        (altered(groups=GROUPS | {"need": TOO_MANY}), "more_than_all"),
        (altered(aid=(*AID, AID[0])), "aid_unknown"),
        (altered(aid=(msgspec.structs.replace(AID[0], kind="gold"),)), "aid_unknown"),
        (altered(aid=(msgspec.structs.replace(AID[0], households=61 * SHARE),)), "more_than_all"),
    ],
)
def test_counts_that_no_month_can_have_are_refused(made, reason):
    with pytest.raises(ReturnInvalid) as refused:
        check_return(made, NOW, water=0)

    assert refused.value.args == (reason,)
