"""The data: rules, records, mapped entities, repositories and the encrypted storage."""
