"""The mapped classes, one table a class; importing this package knows the whole schema."""

from models.entities.address import Address
from models.entities.aid import Aid
from models.entities.audit_entry import AuditEntry
from models.entities.base import Base
from models.entities.change import Change
from models.entities.consent import Consent
from models.entities.document import Content, Document, ReservedNote
from models.entities.draft import Draft
from models.entities.erasure import Erased, ErasedRow, PastFigure
from models.entities.household import Household
from models.entities.identity_code import IdentityCode
from models.entities.import_batch import ImportBatch
from models.entities.import_row import ImportRow
from models.entities.isee import Isee
from models.entities.kept_longer import KeptLonger
from models.entities.member import Member
from models.entities.need import Need
from models.entities.network import (
    AidElsewhere,
    Closing,
    KnownToken,
    Outbox,
    Published,
    SentAid,
    SentMember,
    SharedKey,
    Sighting,
)
from models.entities.operator import Operator
from models.entities.parcels import Parcel
from models.entities.phone import Phone
from models.entities.restores import Farewell, Reconciliation
from models.entities.search_word import SearchWord
from models.entities.setting import Setting
from models.entities.told_apart import ToldApart
from models.entities.withheld_aid import WithheldAid

__all__ = [
    "Address",
    "Aid",
    "AidElsewhere",
    "AuditEntry",
    "Base",
    "Change",
    "Closing",
    "Consent",
    "Content",
    "Document",
    "Draft",
    "Erased",
    "ErasedRow",
    "Farewell",
    "Household",
    "IdentityCode",
    "ImportBatch",
    "ImportRow",
    "Isee",
    "KeptLonger",
    "KnownToken",
    "Member",
    "Need",
    "Operator",
    "Outbox",
    "Parcel",
    "PastFigure",
    "Phone",
    "Published",
    "Reconciliation",
    "ReservedNote",
    "SearchWord",
    "SentAid",
    "SentMember",
    "Setting",
    "SharedKey",
    "Sighting",
    "ToldApart",
    "WithheldAid",
]
