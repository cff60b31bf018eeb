"""Import of a centre's own register: read, understand, draft; then taken into the vault.

The steps are plain functions over frozen dataclasses of `models.records.imports`:
`reading.read_workbook` → `understanding.understand` → `drafting.draft`.
"""
