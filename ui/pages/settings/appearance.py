"""How it looks on this PC: language, size of letters, light or dark, when it locks itself."""

from PySide6.QtCore import QSignalBlocker
from typing_extensions import override

from app.settings import SettingsFile
from ui.i18n import LANGUAGES
from ui.pages.settings.section import Section
from ui.theme import Look
from ui.widgets.fields import ChoiceField
from ui.widgets.form import Form, FormField

SIZES = (9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0)
IDLE_MINUTES = (1.0, 5.0, 10.0, 15.0, 30.0)


class AppearanceSection(Section):
    """Every choice is worn at once and remembered on this PC only."""

    def __init__(self, settings: SettingsFile) -> None:
        super().__init__(self.tr("Aspetto, su questo computer"))
        self._settings = settings
        self.form = Form(
            [
                FormField("language", self.tr("Lingua"), lambda: ChoiceField([*LANGUAGES.items()])),
                FormField(
                    "points",
                    self.tr("Grandezza delle lettere"),
                    lambda: ChoiceField([(size, _points(size)) for size in SIZES]),
                    hint=self.tr("Anche con Ctrl + e Ctrl −"),
                ),
                FormField("look", self.tr("Colori"), lambda: ChoiceField(self._looks())),
                FormField(
                    "idle_minutes",
                    self.tr("Si blocca da solo"),
                    lambda: ChoiceField([(one, self._after(one)) for one in IDLE_MINUTES]),
                    hint=self.tr("Quando nessuno tocca tastiera e mouse; subito con Ctrl L"),
                ),
            ]
        )
        self.add(self.form)
        self.reload()
        self.form.changed.connect(self._keep)

    @override
    def reload(self) -> None:
        """Show the choices in force."""
        now = self._settings.now
        with QSignalBlocker(self.form):
            self.form.set_values(
                {
                    "language": now.language,
                    "points": float(round(now.points)),
                    "look": now.look,
                    "idle_minutes": now.idle_minutes,
                }
            )

    def _keep(self, key: str) -> None:
        self._settings.change(**{key: self.form.field(key).value()})

    def _looks(self) -> list[tuple[str, str]]:
        return [
            (Look.SYSTEM.value, self.tr("Come il computer")),
            (Look.LIGHT.value, self.tr("Chiari")),
            (Look.DARK.value, self.tr("Scuri")),
        ]

    def _after(self, minutes: float) -> str:
        if minutes == 1:
            return self.tr("dopo un minuto")
        return self.tr("dopo {minutes} minuti").format(minutes=round(minutes))


def _points(size: float) -> str:
    return f"{size:.0f}"
