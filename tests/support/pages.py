"""The pages of a vault as they are under the cipher, free ones and gaps too."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVE, _IV, _SALT = 4096, 80, 16, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def plain_pages(path: Path, key: bytes) -> bytes:
    """All pages of a vault and of its write-ahead log, decrypted (SQLCipher 4, raw key)."""
    pages = [_plain(block, key, number == 0) for number, block in enumerate(_blocks(path))]
    log = path.with_name(path.name + "-wal")
    content = log.read_bytes()[_LOG_HEADER:] if log.exists() else b""
    for start in range(0, len(content), _FRAME_HEADER + _PAGE):
        frame = content[start : start + _FRAME_HEADER + _PAGE]
        is_first = int.from_bytes(frame[:4], "big") == 1
        pages.append(_plain(frame[_FRAME_HEADER:], key, is_first))
    return b"".join(pages)


def _blocks(path: Path) -> list[bytes]:
    content = path.read_bytes()
    return [content[start : start + _PAGE] for start in range(0, len(content), _PAGE)]


def _plain(page: bytes, key: bytes, is_first: bool) -> bytes:
    sealed = page[_SALT * is_first : -_RESERVE]
    vector = page[-_RESERVE : _IV - _RESERVE]
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
    return decryptor.update(sealed) + decryptor.finalize()
