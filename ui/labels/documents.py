"""Words about documents: how large, why one is not taken, that a copy is not protected."""

from PySide6.QtCore import QCoreApplication, QLocale

from app.services.documents import LARGEST, DocumentNotTaken

translate = QCoreApplication.translate

FILE_ENDINGS = "*.pdf *.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp"
"""Of the files offered to be kept."""
_MEGABYTE = 1024 * 1024


def size_words(size: int) -> str:
    """Such as "240 kB" or "2,4 MB"."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / 1024))} kB"
    return f"{QLocale().toString(size / _MEGABYTE, 'f', 1)} MB"


def problem_words(error: DocumentNotTaken) -> str:
    """Why a file is not kept or not shown, and what to do, in plain sentences."""
    words = _problems().get(str(error.values.get("reason"))) or _problems()["damaged"]
    for name in ("size", "allowed"):
        value = error.values.get(name)
        words = words.replace(f"{{{name}}}", size_words(value) if isinstance(value, int) else "")
    return words


def copy_warning() -> str:
    """What is said before a copy is written."""
    return translate(
        "Documents",
        "La copia non è protetta: chiunque usi il computer o la chiavetta può aprirla. "
        "Quando non serve più, cancellala.",
    )


def _problems() -> dict[str, str]:
    return {
        "missing": translate("Documents", "Questo file non c'è, o non si lascia leggere."),
        "foreign": translate(
            "Documents",
            "Qui si tengono foto (JPEG, PNG, WEBP, TIFF, BMP) e PDF: questo file è altro. "
            "Se è un testo, salvalo come PDF; se è una foto del telefono, salvala come JPEG.",
        ),
        "damaged": translate(
            "Documents", "Questo file è rovinato. Rifai la foto o la scansione e riprova."
        ),
        "protected": translate(
            "Documents", "Questo PDF chiede una parola d'ordine. Salvalo senza, e riprova."
        ),
        "pages": translate(
            "Documents",
            "Ha troppe pagine: di una foto se ne tiene una, di un PDF trecento. "
            "Se è una scansione di più pagine, salvala come PDF.",
        ),
        "too_many_pixels": translate(
            "Documents",
            "Questa immagine è troppo grande: rifai la foto o la scansione più piccola.",
        ),
        "too_big": translate(
            "Documents",
            "È grande {size}: un documento può arrivare a {allowed}. "
            "Rifai la scansione in bianco e nero, o meno fitta.",
        ),
        "household_full": translate(
            "Documents",
            "I documenti di questo nucleo arriverebbero a {size}, e possono arrivare a {allowed}: "
            "togli quelli che non servono più.",
        ),
        "memory": translate(
            "Documents",
            "Per aprire questo file servirebbe troppa memoria: forse non è quello che sembra. "
            "Rifai la foto o la scansione.",
        ),
        "time": translate(
            "Documents",
            "Aprire questo file richiede troppo tempo: forse non è quello che sembra. "
            "Rifai la foto o la scansione.",
        ),
    }


def limits_words(size: int) -> str:
    """How much there is, and how much there may be."""
    allowed = translate("Documents", "Ogni documento può arrivare a {allowed}.")
    told = allowed.format(allowed=f"{LARGEST // _MEGABYTE} MB")
    if not size:
        return told
    return translate("Documents", "In tutto {size}.").format(size=size_words(size)) + " " + told
