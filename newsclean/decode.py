"""Bytes to text: byte-order mark, a named encoding, UTF-8, UTF-16 by its NULs, then the detector."""

from __future__ import annotations

from newsclean.model import UsageError

# Labels as the Web reads them (WHATWG Encoding Standard): a page that says latin-1 means windows-1252, and so on.
LABELS = {
    "latin1": "cp1252", "latin-1": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "ansi": "cp1252", "windows-1252": "cp1252", "x-cp1252": "cp1252", "iso-8859-9": "cp1254", "latin5": "cp1254", "iso-8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932",
    "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "ms_kanji": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "korean": "cp949", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cn-big5": "big5hkscs", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
    "x-x-big5": "big5hkscs", "win-1251": "cp1251", "windows1251": "cp1251", "koi8-r": "koi8-r", "koi8-u": "koi8-u", "koi": "koi8-r",
}  # fmt: skip
_MAGIC = (
    b"\x89PNG",
    b"PK\x03\x04",
    b"%PDF",
    b"\x1f\x8b",
    b"\x7fELF",
    b"GIF8",
    b"\xff\xd8\xff",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"MZ\x90",
    b"PAR1",
)
_CONTROL = bytes(set(range(9)) | {11} | set(range(14, 27)) | set(range(28, 32)))
SAMPLE = 65_536  # bytes that the detector and the binary test look at
BINARY = 0.02  # share of control bytes above which data is no text


class Decoded:
    """text, the encoding it was read in, and how many bytes could not be read and were replaced by U+FFFD."""

    __slots__ = ("encoding", "replaced", "text")

    def __init__(self, text: str, encoding: str, replaced: int = 0) -> None:
        self.text = text
        self.encoding = encoding
        self.replaced = replaced


def label(name: str) -> str | None:
    """The codec that an encoding label means on the Web, or None where there is none of that name.

    >>> label("ISO-8859-1"), label("nonsense")
    ('cp1252', None)
    """
    bare = name.strip().strip("\"'").lower()
    if bare in LABELS:
        return LABELS[bare]
    from codecs import lookup

    try:
        found = lookup(bare).name
    except (LookupError, ValueError):
        return None
    return LABELS.get(found, found) if found not in ("hex", "base64", "rot13", "bz2", "zlib", "uu", "quopri", "undefined") else None


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of the bytes; a named encoding wins. Raises UsageError for an unknown name."""
    if encoding:
        codec = label(encoding)
        if codec is None:
            raise UsageError(f"unknown encoding: {encoding}")
        return _read(data, codec)
    for mark, codec in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _read(data, codec)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _wide(data):
            return _read(data, _wide(data))
        return _detected(data, error)


def _read(data: bytes, codec: str) -> Decoded:
    text = data.decode(codec, "replace")
    replaced = text.count("\ufffd")
    if replaced and "\ufffd".encode() in data:
        replaced -= data.count("\ufffd".encode())
    return Decoded(text.removeprefix("\ufeff"), codec, max(0, replaced))


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    head = data[:SAMPLE]
    if len(head) < 8:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.2 > even * 4:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.2 > odd * 4 else ""


def _detected(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """UTF-8 with a few broken bytes stays UTF-8; else what the detector says."""
    as_utf8 = _read(data, "utf-8")
    high = sum(1 for byte in data[:SAMPLE] if byte >= 0x80) or 1
    broken = data[:SAMPLE].decode("utf-8", "replace").count("\ufffd")
    if broken * 10 <= high:
        return as_utf8
    from charset_normalizer import from_bytes

    best = from_bytes(data[max(0, error.start - 2048) : error.start + SAMPLE]).best()
    codec = label(best.encoding) if best is not None else None
    return _read(data, codec) if codec else as_utf8


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text: a known signature, or many control bytes that no wide encoding explains."""
    if data.startswith(_MAGIC):
        return True
    head = data[:SAMPLE]
    if not head or head[:2] in (b"\xff\xfe", b"\xfe\xff") or head.startswith(b"\x00\x00\xfe\xff") or _wide(head):
        return False
    return len(head) - len(head.translate(None, _CONTROL)) > len(head) * BINARY
