"""The texts of the information notice and the consent form, one file a language.

They stand in `resources/forms` and are read when asked for. The Italian one prevails.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from models.rules.names import fold_name
from resources import resource_path


class _Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the file; a word too many or too few in it is an error."""


class Section(_Text, frozen=True):
    """A heading and its paragraphs; "{months_after_aid}" and the like are filled in."""

    title: str
    lines: tuple[str, ...] = ()


class Notice(_Text, frozen=True):
    """The beginning of the notice."""

    title: str
    law: str
    intro: str


class Captions(_Text, frozen=True):
    """What stands beside the facts that the centre has set."""

    controller: str
    address: str
    contact: str
    officer: str
    recipients: str
    at_the_desk: str


class Consent(_Text, frozen=True):
    """The form to be signed: one sentence a purpose."""

    title: str
    intro: str
    household: str
    file: str
    register: str
    referral: str
    yes: str
    no: str
    signers: str
    person: str
    signature: str
    date: str
    collected_by: str


class FormTexts(_Text, frozen=True):
    """Everything in one language.

    Attributes:
        page, of: of "page 1 of 2".
        printed: before the day.
        prevails: that the Italian text prevails, and who has not reviewed this one yet.
        is_mirrored: whether it is read from the right.
    """

    page: str
    of: str
    printed: str
    prevails: str
    notice: Notice
    captions: Captions
    who: Section
    what: Section
    why: Section
    recipients: Section
    how_long: Section
    rights: Section
    consent: Consent
    is_mirrored: bool = False


class Language(_Text, frozen=True):
    """A language: what its readers call it, and the citizenships for which it is proposed."""

    name: str
    spoken_in: tuple[str, ...]


@cache
def languages() -> Mapping[str, Language]:
    """By code, in the order in which they are offered; the texts are not read for it."""
    return {code: msgspec.convert(told, Language) for code, told in _read("languages").items()}


@cache
def form_texts(language: str) -> FormTexts:
    """The texts in one of `languages`.

    Raises:
        FileNotFoundError: there are none in this language.
        msgspec.ValidationError: the file lacks a text.
    """
    return msgspec.convert(_read(language), FormTexts)


def language_of(citizenship: str) -> str:
    """The language to propose to somebody, from the citizenship as written; "" when unsure."""
    written, known = fold_name(citizenship), _citizens()
    # The longest, so that who is from Nigeria is not taken for somebody from Niger.
    found = max((place for place in known if written.startswith(place)), key=len, default="")
    return known.get(found, "")


@cache
def _citizens() -> dict[str, str]:
    return {
        fold_name(place): code for code, spoken in languages().items() for place in spoken.spoken_in
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_path(f"forms/{name}.toml").read_text(encoding="utf-8"))
