"""Three hundred hostile files and more: those made by hand, and real formats spoilt in many ways.

Each is written by `THREE_HUNDRED[name](folder)`, which answers its path. Everything follows from
the name, so that a file that broke something can be made again.
"""

import os
import random
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.support import hostile_documents, hostile_files
from tests.support.hostile_documents import paper, photograph
from tests.support.hostile_files import ROWS, SHEET, STRINGS, changed
from tests.support.spreadsheets import write_ods, write_xlsx

Writer = Callable[[Path], Path]
Spoiler = Callable[[bytes, random.Random], bytes]
REGISTERS = Path(__file__).parents[1] / "data" / "registers"
_CSV = "Nr;Cognome;Nome\n" + "".join(f"{n};Rossi;Ada\n" for n in range(40))
_BOM = b"\xef\xbb\xbf"


def _book(write: Callable[..., None]) -> Callable[[], bytes]:
    def made() -> bytes:
        path = Path(tempfile.gettempdir()) / f"book-{os.getpid()}"
        write(path, [("Uno", ROWS)])
        raw = path.read_bytes()
        path.unlink()
        return raw

    return made


def _picture(kind: str) -> Callable[[], bytes]:
    def made() -> bytes:
        raw = BytesIO()
        Image.effect_noise((90, 60), 80).convert("RGB").save(raw, kind)
        return raw.getvalue()

    return made


GOOD: dict[str, Callable[[], bytes]] = {
    "xlsx": _book(write_xlsx),
    "ods": _book(write_ods),
    "xls": (REGISTERS / "resurrezione.xls").read_bytes,
    "csv": _CSV.encode,
    "html.xls": lambda: b"<html><table><tr><td>Nr<td>Nome<tr><td>1<td>Ada</table>",
    "pdf": lambda: paper(3),
    "jpg": photograph,
    "png": lambda: photograph(kind="PNG"),
    "tif": _picture("TIFF"),
    "bmp": _picture("BMP"),
    "gif": _picture("GIF"),
    "webp": _picture("WEBP"),
    "zip": lambda: _zip({"a.txt": b"a" * 1000}),
}
"""Whole files of each format, by their ending."""


def _zip(entries: dict[str, bytes], **info: int) -> bytes:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            for field, value in info.items():
                setattr(entry, field, value)
            archive.writestr(entry, content)
    return raw.getvalue()


def _cut(share: float) -> Spoiler:
    return lambda raw, _chance: raw[: int(len(raw) * share)]


def _flip(times: int) -> Spoiler:
    def spoilt(raw: bytes, chance: random.Random) -> bytes:
        made = bytearray(raw)
        for _ in range(times):
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
        return bytes(made)

    return spoilt


def _blank(share: float) -> Spoiler:
    def spoilt(raw: bytes, chance: random.Random) -> bytes:
        size = max(1, int(len(raw) * share))
        at = chance.randrange(max(1, len(raw) - size))
        return raw[:at] + bytes(size) + raw[at + size :]

    return spoilt


def _shuffle(raw: bytes, chance: random.Random) -> bytes:
    size = max(1, len(raw) // 16)
    parts = [raw[at : at + size] for at in range(0, len(raw), size)]
    chance.shuffle(parts)
    return b"".join(parts)


def _numbers(raw: bytes, chance: random.Random) -> bytes:
    """Four bytes here and there say that something is as large as can be."""
    made = bytearray(raw)
    for _ in range(8):
        at = chance.randrange(max(1, len(made) - 4))
        made[at : at + 4] = b"\xff\xff\xff\x7f"
    return bytes(made)


SPOILERS: dict[str, Spoiler] = {
    "start only": _cut(0.03),
    "a quarter": _cut(0.25),
    "half": _cut(0.5),
    "without its end": _cut(0.97),
    "one bit": _flip(1),
    "thirty bits": _flip(30),
    "a thousand bits": _flip(1_000),
    "a hole": _blank(0.1),
    "a large hole": _blank(0.6),
    "twice": lambda raw, _chance: raw + raw,
    "noise before": lambda raw, chance: chance.randbytes(1_000) + raw,
    "noise after": lambda raw, chance: raw + chance.randbytes(100_000),
    "shuffled": _shuffle,
    "huge numbers": _numbers,
}


def _spoilt(ending: str, how: str) -> Writer:
    def write(folder: Path) -> Path:
        path = folder / f"{how}.{ending}"
        path.write_bytes(SPOILERS[how](GOOD[ending](), random.Random(f"{ending} {how}")))
        return path

    return write


def _named(name: str, raw: Callable[[], bytes]) -> Writer:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(raw())
        return path

    return write


def _by_hand(name: str, write: Callable[[Path], None]) -> Writer:
    def written(folder: Path) -> Path:
        write(folder / name)
        return folder / name

    return written


def _deep(text: str) -> str:
    return text.replace("<row", "<a>" * 50_000 + "<row", 1)


_SHEETS: dict[str, Callable[[str], str]] = {
    "deep": _deep,
    "wide attribute": lambda text: text.replace("<row", f'<row x="{"y" * 5_000_000}"', 1),
    "many attributes": lambda text: text.replace(
        "<row", "<row " + " ".join(f'a{n}="1"' for n in range(50_000)), 1
    ),
    "outside type": lambda text: '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">' + text,
    "instruction": lambda text: text.replace("<row", "<?php exit ?><row", 1),
    "wrong encoding": lambda text: text.replace("UTF-8", "UTF-32", 1),
    "nothing": lambda _text: "",
    "text only": lambda _text: "Rossi",
    "reference of nowhere": lambda text: text.replace('r="A2"', 'r="ZZZZZZ99999999999"'),
    "reference without letters": lambda text: text.replace('r="A2"', 'r="0"'),
    "endless number": lambda text: text.replace("<v>1</v>", f"<v>{'9' * 100_000}</v>"),
    "no number": lambda text: text.replace("<v>1</v>", "<v>NaN</v>"),
    "negative style": lambda text: text.replace("<c ", '<c s="-1" ', 5),
    "comment": lambda text: text.replace("<row", f"<!--{'-' * 1_000_000}--><row", 1),
}
_ARCHIVES: dict[str, Callable[[], bytes]] = {
    "bomb": lambda: _zip({SHEET: bytes(600_000_000)}),
    "bomb in parts": lambda: _zip({f"xl/{n}.xml": bytes(6_000_000) for n in range(100)}),
    "leaves": lambda: _zip({"../../../leaves.xml": b"x"}),
    "absolute": lambda: _zip({"/etc/leaves.xml": b"x"}),
    "drive": lambda: _zip({"C:\\leaves.xml": b"x"}),
    "link": lambda: _zip({SHEET: b"/etc/passwd"}, external_attr=0o120777 << 16),
    "no name": lambda: _zip({"": b"x"}),
    "long name": lambda: _zip({"x" * 60_000: b"x"}),
    "strange names": lambda: _zip({"\u202egnp.exe": b"x", "a\nb": b"x"}),
    "a bomb in it": lambda: _zip({"inside.xlsx": _zip({SHEET: bytes(50_000_000)})}),
    "locked": lambda: _zip({SHEET: b"x"}).replace(b"\x14\0\0\0", b"\x14\0\1\0"),
    "long comment": lambda: _zip({SHEET: b"x"})[:-2] + b"\xff\xff" + b"c" * 65_535,
    "another size": lambda: _zip({SHEET: b"x" * 500}).replace(b"\xf4\1\0\0", b"\xff\xff\xff\x7f"),
    "end only": lambda: b"PK\5\6" + bytes(18),
    "start only, large": lambda: b"PK\3\4" + bytes(1_000_000),
}
_TEXTS: dict[str, Callable[[], bytes]] = {
    "utf-16": lambda: _CSV.encode("utf-16"),
    "utf-16 without mark": lambda: _CSV.encode("utf-16-be"),
    "utf-32": lambda: _CSV.encode("utf-32"),
    "utf-7": lambda: "Nr;Nome\n1;Niccolò\n".encode("utf-7"),
    "japanese": lambda: "Nr;Nome\n1;山田太郎\n".encode("shift_jis"),
    "chinese": lambda: "Nr;Nome\n1;王小明\n".encode("gb18030"),
    "mainframe": lambda: _CSV.encode("cp500"),
    "longer than need be": lambda: b"Nr;Nome\n1;\xc0\xaf\xe0\x80\xaf\n",
    "three encodings": lambda: (
        _BOM + "1;è\n".encode() + "2;è\n".encode("latin-1") + b"3;\xff\xfe\n"
    ),
    "marks everywhere": lambda: _CSV.replace(";", ";\ufeff").encode(),
    "unseen letters": lambda: _CSV.replace("Rossi", "R\u200bo\u200ds\u2060si").encode(),
    "turned about": lambda: _CSV.replace("Rossi", "\u202eissoR\u2066").encode(),
    "stacked accents": lambda: _CSV.replace("Ada", "A" + "\u0301" * 20_000).encode(),
    "control letters": lambda: _CSV.replace("Ada", "A\x1b[2J\x07").encode(),
    "many columns": (";".join(map(str, range(100_000))) + "\n1;2\n").encode,
    "many rows": lambda: b"Nr;Nome\n" + b"1;Ada\n" * 300_000,
    "many empty rows": lambda: b"Nr;Nome\n" + b"\n" * 3_000_000,
    "an open quote": lambda: b'Nr;Nome\n1;"' + b"x;y\n" * 200_000,
    "doubled quotes": lambda: b'Nr;Nome\n1;"' + b'""' * 500_000 + b'"\n',
    "each line another separator": lambda: b"a;b\na,b\na\tb\na|b\n" * 5_000,
    "one letter": lambda: b"x",
    "compressed": lambda: zlib.compress(_CSV.encode()),
}


def _places() -> dict[str, Writer]:
    """What a file system can hold instead of a file."""

    def pointing(name: str, target: str) -> Writer:
        def write(folder: Path) -> Path:
            (folder / name).symlink_to(target)
            return folder / name

        return write

    def sparse(folder: Path) -> Path:
        with (folder / "ten gigabytes.xlsx").open("wb") as file:
            file.truncate(10 * 1024**3)
        return folder / "ten gigabytes.xlsx"

    def pipe(folder: Path) -> Path:
        os.mkfifo(folder / "pipe.pdf")
        return folder / "pipe.pdf"

    def directory(folder: Path) -> Path:
        (folder / "folder.xlsx").mkdir()
        return folder / "folder.xlsx"

    def shut(folder: Path) -> Path:
        path = _named("shut.csv", _CSV.encode)(folder)
        path.chmod(0)
        return path

    names = (
        "a\nb.csv",
        "\u202egpj.exe.csv",
        "\x1b[2J.png",
        "x" * 250 + ".csv",
        "-rf.csv",
        "🎈.pdf",
    )
    return {
        "link to a device": pointing("zero.csv", "/dev/zero"),
        "link to a random device": pointing("random.png", "/dev/urandom"),
        "link to itself": pointing("circle.xlsx", "circle.xlsx"),
        "link to nothing": pointing("nothing.pdf", "gone.pdf"),
        "link to the system": pointing("system.csv", "/proc/self/mem"),
        "link that grows": pointing("grows.csv", "/proc/self/maps"),
        "sparse": sparse,
        "pipe": pipe,
        "directory": directory,
        "shut": shut,
        "not there": lambda folder: folder / "never written.xlsx",
        **{f"named {name!r}": _named(name, _CSV.encode) for name in names},
    }


def _all() -> dict[str, Writer]:
    made: dict[str, Writer] = {}
    for name, (_, write) in hostile_files.HOSTILE.items():
        made[f"by hand {name}"] = _by_hand(name, write)
    for name, (_, raw) in hostile_documents.HOSTILE.items():
        made[f"by hand, document {name}"] = _named(name, raw)
    for ending in GOOD:
        made |= {f"{ending} {how}": _spoilt(ending, how) for how in SPOILERS}
    for real, told in zip(GOOD, [*list(GOOD)[5:], *list(GOOD)[:5]], strict=True):
        made[f"{real} named {told}"] = _named(f"{real} as.{told}", GOOD[real])
    for part, entry in (("sheet", SHEET), ("strings", STRINGS)):
        for how, change in _SHEETS.items():
            name = f"{part} {how}.xlsx"
            made[name] = _by_hand(name, lambda path, e=entry, c=change: changed(path, e, c))
    for how, raw in _ARCHIVES.items():
        made[f"archive {how}"] = _named(f"archive {how}.xlsx", raw)
    for how, raw in _TEXTS.items():
        made[f"text {how}"] = _named(f"text {how}.csv", raw)
    return made | (_places() if os.name == "posix" else {})


THREE_HUNDRED = _all()
"""By name, what writes the file into a folder and answers its path."""
