"""Why a document cannot be kept, or cannot be shown."""

from models.errors import DomainError


class DocumentNotTaken(DomainError):
    """Values: `reason`, and with "too_big" and "household_full" `allowed` and `size` (bytes).

    Reasons: "missing", "foreign" (neither a picture nor a PDF), "damaged", "protected" (a PDF with
    a password), "too_many_pixels", "pages" (several in one picture, or too many in a PDF),
    "too_big", "household_full", "memory", "time".
    """

    code = "document_not_taken"
