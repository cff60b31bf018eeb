"""Mappings remembered in the vault, so that next month's export is recognised."""

from app.services.desk import Desk
from app.services.imports.mappings import load_mapping, save_mapping
from models.records.imports import Mapping
from models.repositories.settings import set_setting, setting

_SETTING = "import_mappings"
_MOST = 20


def kept_mappings(desk: Desk) -> tuple[Mapping, ...]:
    """The mappings of earlier imports, the latest first."""
    with desk.read() as session:
        texts: list[str] = setting(session, _SETTING, [])
    return tuple(load_mapping(text) for text in texts)


def keep_mapping(desk: Desk, mapping: Mapping) -> None:
    """Remember how a register is read, in place of what was known of it before."""
    others = [kept for kept in kept_mappings(desk) if kept.register != mapping.register]
    texts = [save_mapping(each) for each in (mapping, *others)][:_MOST]
    with desk.work("keep_mapping", journal=False) as work:
        set_setting(work.session, _SETTING, texts)
        work.commit()
