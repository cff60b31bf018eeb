"""Bringing in a centre's own register: file, columns, words for aid, rehearsal, done."""

from ui.dialogs.import_wizard.wizard import ImportWizard

__all__ = ["ImportWizard"]
