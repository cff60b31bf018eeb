"""Who may do what: three roles, each with all that the one before it may do.

A volunteer does the everyday work at the counter; the staff of the office also bring registers in,
print and export lists and close the month; the coordinator answers for people, keys and the
network. An action that no list names is the coordinator's: what is forgotten here is refused, never
allowed.
"""

from typing import Final, Literal

Role = Literal["volunteer", "staff", "coordinator"]

ROLES: Final[tuple[Role, ...]] = ("volunteer", "staff", "coordinator")

VOLUNTEERS_ACTIONS: Final = frozenset(
    {
        "open_vault",
        "open_with_recovery_key",
        "set_passphrase",
        "open_file",
        "search_code",
        "undo",
        "register_household",
        "amend_household",
        "admit_member",
        "amend_member",
        "member_left",
        "make_reference",
        "record_aid",
        "amend_aid",
        "remove_aid",
        "withhold_aid",
        "tell_apart",
        "record_need",
        "end_need",
        "give_consent",
        "withdraw_consent",
        "dismiss_notice",
        "keep_told",
        "print_summary",
        "print_day_sheet",
        "print_consent",
        "back_up",
        "erase_again",
        "add_document",
        "open_document",
        "keep_drafts",
        "take_drafts",
        "renew_reserved_key",
    }
)
STAFF_ACTIONS: Final = frozenset(
    {
        "close_household",
        "reopen_household",
        "record_isee",
        "remove_isee",
        "merge_households",
        "split_households",
        "import_register",
        "undo_import",
        "keep_mapping",
        "export_households",
        "export_members",
        "export_aid",
        "export_notices",
        "export_figures",
        "export_all",
        "print_receipt",
        "print_matches",
        "close_month",
        "answer_match",
        "judge_matches",
        "prepare_closing",
        "obtain_tokens",
        "keep_device",
        "succeed_device",
        "keep_heads",
        "keep_receipt",
        "receive_entries",
        "receive_aid",
        "leave_register",
        "send_withdrawals",
        "send_return",
        "make_parcel",
        "take_answer",
        "forget_parcel",
        "reconcile",
        "doubt_register",
        "hold_back",
        "back_up_elsewhere",
        "copy_document",
        "remove_document",
        "write_reserved_note",
        "amend_reserved_note",
        "remove_reserved_note",
        "read_reserved_notes",
        "print_access_copy",
    }
)


def least_role(action: str) -> Role:
    """The least role that may do an action."""
    if action in VOLUNTEERS_ACTIONS:
        return "volunteer"
    return "staff" if action in STAFF_ACTIONS else "coordinator"


def may(role: str, action: str) -> bool:
    """Whether a role may do an action; a role nobody knows may do nothing."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(least_role(action))
