"""Commands of ``dapo-register`` about devices and the log, for who sits at the machine itself."""

import argparse
import sys
from datetime import UTC, datetime
from typing import Any, Protocol

from sqlalchemy import Engine

from sync.protocol.limits import QUESTIONS_A_PERSON
from sync.protocol.signing import utc_now
from sync.register.audit import Head, read_head, verify
from sync.register.database import reading
from sync.register.devices import confirm_device, grant_allowance, list_devices, revoke_device
from sync.register.enrolment import invite


class LogBroken(Exception):
    """The log is not as it was written; ``args`` holds what became of which line."""


class AddOption(Protocol):
    """Adds an option that may also come from the environment."""

    def __call__(self, parser: argparse.ArgumentParser, option: str, **settings: Any) -> None:
        """Add it."""
        ...


def add_trust_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", option: AddOption
) -> None:
    """Add ``invite``, ``confirm``, ``devices``, ``revoke``, ``allow`` and ``audit``."""

    def add(name: str, run: Any, told: str) -> argparse.ArgumentParser:
        parser = commands.add_parser(name, help=told)
        parser.set_defaults(run=run)
        option(parser, "--database", default="register.db", help="a file, or a database URL")
        return parser

    invitation = add("invite", _invite, "print a one-time code for a device")
    invitation.add_argument("--centre", required=True, help="the centre's name")
    invitation.add_argument(
        "--people",
        type=_count,
        default=0,
        help="how many people its first load brings: so many questions are granted",
    )
    add("devices", _tell_devices, "list the devices with their check texts")
    for name, run, told in (
        ("confirm", _confirm, "let a device in, once its check text was read aloud and agrees"),
        ("revoke", _revoke, "shut a device out"),
    ):
        add(name, run, told).add_argument("device", type=bytes.fromhex, help="its id, in hex")
    allowance = add("allow", _allow, "grant a device questions for more people")
    allowance.add_argument("device", type=bytes.fromhex, help="its id, in hex")
    allowance.add_argument("--people", type=_count, required=True)
    log = add("audit", _audit, "tell the head of the log, or verify all of it")
    log.add_argument("what", choices=["head", "verify"])
    log.add_argument("--head", type=Head.read, help="one told before, to hold the log to")


def _invite(chosen: argparse.Namespace, engine: Engine) -> None:
    allowance = chosen.people * QUESTIONS_A_PERSON
    sys.stdout.write(invite(engine, chosen.centre, utc_now(), allowance=allowance) + "\n")


def _tell_devices(_: argparse.Namespace, engine: Engine) -> None:
    with reading(engine) as connection:
        devices = list_devices(connection)
    for line in devices:
        enrolled = datetime.fromtimestamp(line.enrolled_at, UTC).isoformat(timespec="minutes")
        told = (line.device.hex(), line.state, line.check_text, enrolled, line.centre_name)
        sys.stdout.write("\t".join(told) + "\n")


def _confirm(chosen: argparse.Namespace, engine: Engine) -> None:
    confirm_device(engine, chosen.device, utc_now())


def _revoke(chosen: argparse.Namespace, engine: Engine) -> None:
    revoke_device(engine, chosen.device, utc_now())


def _allow(chosen: argparse.Namespace, engine: Engine) -> None:
    grant_allowance(engine, chosen.device, chosen.people * QUESTIONS_A_PERSON, utc_now())


def _audit(chosen: argparse.Namespace, engine: Engine) -> None:
    with reading(engine) as connection:
        if chosen.what == "head":
            sys.stdout.write(f"{read_head(connection)}\n")
            return
        verdict = verify(connection, chosen.head)
    if verdict.fault is not None:
        raise LogBroken(f"line {verdict.fault.line} {verdict.fault.kind}")
    sys.stdout.write(f"{verdict.head}\n")


def _count(text: str) -> int:
    count = int(text)
    if count < 0:
        raise ValueError(text)
    return count
