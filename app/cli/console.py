"""Where the commands write: sentences and tables for people, or one JSON document for scripts."""

import json
import sys
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO

from app.services.exports import harmless


@dataclass(frozen=True, slots=True)
class Console:
    """Standard output in one language; with `is_json` only documents are written."""

    language: str
    is_json: bool = False

    def pick(self, italian: str, english: str) -> str:
        """The sentence in the console's language."""
        return italian if self.language == "it" else english

    def say(self, italian: str, english: str) -> None:
        """A sentence for a person; scripts do not get it."""
        if not self.is_json:
            self._write(sys.stdout, self.pick(italian, english))

    def line(self, *cells: object) -> None:
        """A row for a person; what cannot be seen in a name is left out."""
        if not self.is_json:
            self._write(sys.stdout, "  ".join(harmless(str(cell)) for cell in cells))

    def document(self, content: object) -> None:
        """The answer for a script: JSON on one or more lines."""
        if self.is_json:
            self._write(sys.stdout, json.dumps(content, ensure_ascii=False, indent=1))

    def complain(self, text: str, code: str) -> None:
        """An error, on the error stream; as JSON for scripts."""
        said = json.dumps({"error": code, "message": text}, ensure_ascii=False)
        self._write(sys.stderr, said if self.is_json else text)

    def progress(self, phase: str, done: int, total: int) -> None:
        """Phase, n of N, on the error stream when a person watches it."""
        if not self.is_json and sys.stderr.isatty():
            ending = "\n" if done >= total else "\r"
            sys.stderr.write(f"{phase} {done}/{total}\033[K{ending}")
            sys.stderr.flush()

    @staticmethod
    def _write(stream: TextIO, text: str) -> None:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        stream.write(f"{text}\n")
        stream.flush()
