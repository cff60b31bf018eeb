"""Keeps the languages complete: gathers sources, fills translations, makes the files Qt reads.

python -m tests.support.translations                  gather and compile; lists what is missing
python -m tests.support.translations fill en pairs.json   {"Italian source": "English"}; sources
                                                          with %n take ["one", "many"]
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[2]
I18N = ROOT / "resources" / "i18n"
_TOOLS = Path(sys.executable).parent
_PLACEHOLDER = re.compile(r"\{\w*\}|%n")


def gather(folder: Path = I18N) -> None:
    """Bring the .ts files of `folder` up to date with the sources."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))
    plain = ["-locations", "none", "-no-obsolete", "-silent", "-source-language", "it_IT"]
    for name, options in (("dapo_en.ts", []), ("dapo_it.ts", ["-pluralonly"])):
        language = ["-target-language", name[5:7]]
        _run("pyside6-lupdate", *plain, *options, *language, *sources, "-ts", str(folder / name))


def release(folder: Path = I18N) -> None:
    """Compile the .ts files of `folder`."""
    for source in sorted(folder.glob("dapo_*.ts")):
        _run("pyside6-lrelease", "-silent", str(source), "-qm", str(source.with_suffix(".qm")))


def fill(pairs: dict[str, str | list[str]], name: str) -> None:
    """Write translations, by their source, into a .ts file."""
    path = I18N / name
    tree = _parsed(path)
    for message in tree.iter("message"):
        words = pairs.get(message.findtext("source", ""))
        target = message.find("translation")
        if words is None or target is None:
            continue
        target.attrib.pop("type", None)
        for child in list(target):
            target.remove(child)
        if isinstance(words, str):
            target.text = words
            continue
        target.text = None
        for form in words:
            ET.SubElement(target, "numerusform").text = form
    ET.indent(tree, "    ")
    body = ET.tostring(tree.getroot(), encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def unfinished(path: Path) -> list[str]:
    """Sources of a .ts file that have no translation, or one with other placeholders."""
    return [
        source
        for message in _parsed(path).iter("message")
        if not _is_complete(source := message.findtext("source", ""), message)
    ]


def sources(path: Path) -> set[tuple[str, str]]:
    """(context, source) of every message of a .ts file."""
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in _parsed(path).iter("context")
        for message in context.iter("message")
    }


def _parsed(path: Path) -> "ET.ElementTree[ET.Element]":
    return ET.parse(path)  # noqa: S314 - our own file


def _is_complete(source: str, message: ET.Element) -> bool:
    target = message.find("translation")
    if target is None or target.get("type") == "unfinished":
        return False
    forms = [form.text or "" for form in target.iter("numerusform")] or [target.text or ""]
    wanted = sorted(_PLACEHOLDER.findall(source))
    return all(_matches(form, wanted) for form in forms)


def _matches(form: str, wanted: list[str]) -> bool:
    found = sorted(_PLACEHOLDER.findall(form))
    # "1 day ago": the form for one may leave the number out.
    return bool(form) and found in (wanted, [mark for mark in wanted if mark != "%n"])


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([str(_TOOLS / tool), *arguments], cwd=ROOT, check=True)


def main(arguments: list[str]) -> int:
    """Gather, fill if asked, compile; 1 when something is missing."""
    gather()
    if arguments[:1] == ["fill"]:
        fill(json.loads(Path(arguments[2]).read_text("utf-8")), f"dapo_{arguments[1]}.ts")
    release()
    missing = [source for path in sorted(I18N.glob("*.ts")) for source in unfinished(path)]
    sys.stdout.write(json.dumps(dict.fromkeys(missing, ""), ensure_ascii=False, indent=1) + "\n")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
