"""Use cases, one module a subject: each opens a unit of work, applies rules, audits, commits."""
