"""Languages: Italian is the language of the sources, others come from `resources/i18n`.

`dapo_it` holds plural forms only; Qt's own words (OK, Cancel, the calendar) come with Qt.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from resources import resource_path

LANGUAGES = {"it": "Italiano", "en": "English"}
DEFAULT_LANGUAGE = "it"
_LOCALES = {
    "it": QLocale(QLocale.Language.Italian, QLocale.Country.Italy),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class Languages:
    """The translators of one application; `speak` changes them."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []

    def speak(self, language: str) -> None:
        """Use a language from now on; windows that are open are to be made anew."""
        chosen = language if language in LANGUAGES else DEFAULT_LANGUAGE
        self.fall_silent()
        QLocale.setDefault(_LOCALES[chosen])
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._install(f"qtbase_{chosen}", qt_folder)
        self._install(f"dapo_{chosen}", str(resource_path("i18n")))

    def fall_silent(self) -> None:
        """Take its translators away."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = []

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self._app)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._installed.append(translator)
