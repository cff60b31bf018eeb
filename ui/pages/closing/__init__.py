"""The five steps of a month's closing, one module a step."""
