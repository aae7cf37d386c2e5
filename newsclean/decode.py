"""Bytes to text: byte-order mark, a named encoding, UTF-8, UTF-16 by its NULs, then the detector."""

from __future__ import annotations

from newsclean.model import UsageError

# Labels as the Web reads them (WHATWG Encoding Standard), by Python's codec: a page that says latin-1 means windows-1252,
# gb2312 means gb18030, and so on. "utf-16" stays Python's, which looks for the byte-order mark.
_LABELS = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso8859-3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso8859-4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso8859-5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127"
    " iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987"
    " sun_eu_greek",
    "iso8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988"
    " visual csiso88598i iso-8859-8-i logical",
    "iso8859-10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859-15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8-u": "koi8-ru koi8-u",
    "mac-roman": "csmacintosh mac macintosh x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251 win-1251 windows1251",
    "cp1252": "ansi ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1"
    " iso_8859-1:1987 l1 latin-1 latin1 us-ascii windows-1252 x-cp1252 x-user-defined",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb18030 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso2022_jp": "csiso2022jp iso-2022-jp",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
    "utf-16-be": "unicodefffe utf-16be",
    "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16le",
}
LABELS = {name: codec for codec, names in _LABELS.items() for name in names.split()}
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
