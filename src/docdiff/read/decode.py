"""Bytes to text: which encoding a file is in, told from its bytes, or why nothing was guessed."""

from __future__ import annotations

import re

from docdiff.errors import ReadError
from docdiff.text import is_cjk

__all__ = ["decode"]

# UTF-32's mark starts with UTF-16's, so it is tried first.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive, as .docx, .xlsx and .epub files are"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
# Every control character that text does not use: tab, line ends, form feed, backspace (old
# manual pages) and escape (terminal logs) may stand.
_CONTROL = re.compile(r"[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROLS_IN_TEXT = 0.05  # at most this share; random bytes have 0.1, and fail to decode first

_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
# They make 8 % of running Chinese text, traditional or simplified.
_COMMON = re.compile("[的一是不在有人和中大]")

# charset-normalizer weighs these alone: left free, it reads five bytes of German as EBCDIC.
# Its ties are broken in this order.
_ALPHABETIC = ("cp1252", "cp1250", "cp1257", "cp1254")
_LEGACY = (
    *("gb18030", "big5", "big5hkscs", "cp932", "euc_jp", "cp949"),
    *(*_ALPHABETIC, "cp1251", "koi8_r", "cp1253"),
)


def decode(raw: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file's bytes, and the codec that gave it.

    Tried in turn: the codec of a byte-order mark, strict UTF-8, GB18030, and what
    charset-normalizer thinks best. GB18030 gives characters for almost any bytes, so
    it is believed only when those make a plausible text. Line ends stay as they are.

    Parameters
    ----------
    raw
        The whole file.
    name
        What to call the file in an error.

    Returns
    -------
    tuple of str
        ``text`` and ``encoding``, such that ``raw.decode(encoding) == text``.

    Raises
    ------
    ReadError
        If the bytes are no text, or no encoding makes a text of them.

    Examples
    --------
    >>> decode("經濟".encode("gb18030"), "a.txt")
    ('經濟', 'gb18030')
    >>> decode("Größe".encode("latin-1"), "b.txt")
    ('Größe', 'cp1252')
    """
    mark = next((codec for start, codec in _MARKS if raw.startswith(start)), None)
    if mark is None:
        _refuse_binary(raw, name)
    try:
        text, encoding = raw.decode(mark or "utf-8"), mark or "utf-8"
    except UnicodeDecodeError as error:
        if mark is not None or _is_damaged_utf8(raw):
            raise ReadError(
                f"{name} is {mark or 'utf-8'} but for the byte at offset {error.start}: "
                f"{error.reason}; mend it, or save it anew as UTF-8"
            ) from None
        text, encoding = _decode_legacy(raw, name)
    if len(_CONTROL.findall(text)) > _CONTROLS_IN_TEXT * len(text):
        raise ReadError(f"{name} is mostly control characters and no text; name a text file")
    return text, encoding


def _refuse_binary(raw: bytes, name: str) -> None:
    """Raise when the first bytes, or a NUL, say that this is no text."""
    for start, what in _BINARY:
        if raw.startswith(start):
            raise ReadError(f"{name} is {what}; extract its text to a file and name that")
    position = raw.find(b"\0")
    if position >= 0:
        raise ReadError(
            f"{name} is binary: it has a NUL byte at offset {position}; name a text file, "
            f"or save UTF-16 with a byte-order mark"
        )


def _is_damaged_utf8(raw: bytes) -> bool:
    """Say whether bytes are UTF-8 but for a few: GB18030 would read the whole as mojibake."""
    text = raw.decode("utf-8", "surrogateescape")
    wide = sum(map(len, _NON_ASCII.findall(text)))
    broken = sum("\udc80" <= char <= "\udcff" for char in text)
    return wide - broken > 4 * broken  # in GBK text one pair in six is valid by chance


def _decode_legacy(raw: bytes, name: str) -> tuple[str, str]:
    """Decode bytes that have no mark and are not UTF-8."""
    codecs: tuple[str, ...] = _LEGACY
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        pass
    else:
        alphabetic = _looks_alphabetic(text)
        if not alphabetic and _is_plausible_chinese(text):
            return text, "gb18030"
        if alphabetic:
            codecs = _ALPHABETIC
    for codec in _detect(raw, codecs):
        try:
            return raw.decode(codec), codec
        except UnicodeDecodeError:  # charset-normalizer looks at samples of a large file
            continue
    raise ReadError(f"{name} is in no encoding that docdiff can tell; save it as UTF-8")


def _looks_alphabetic(text: str) -> bool:
    """Say whether bytes read as GB18030 were more likely a text in letters, as in ``Gr鲞e``.

    An accented letter takes its neighbour along and makes a rare ideograph that stands
    alone among letters. Common ideographs (the first level of GB 2312) begin with bytes
    that are capitals in Latin-1, so ``A股`` is not taken for one.
    """
    wide = odd = 0
    for run in _NON_ASCII.finditer(text):
        start, end = run.span()
        wide += end - start
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        if end - start <= 2 and any(map(str.isalpha, around)):  # noqa: PLR2004 (ß and ä meet)
            odd += sum(not _is_common(char) for char in run[0])
    return odd * 2 > wide


def _is_common(char: str) -> bool:
    """Say whether an ideograph is one of the 3,755 of GB 2312's first level."""
    return b"\xb0" <= char.encode("gb2312", "ignore")[:1] <= b"\xd7"


def _is_plausible_chinese(text: str) -> bool:
    """Say whether bytes read as GB18030 make Chinese.

    Big5 lands in its private area (commas and 的 among them), EUC-JP shows as much kana as
    it has, Shift JIS makes rare ideographs only (of Chinese, also traditional, a tenth at
    least is common in 30 characters), and Korean has none of the ten commonest ones.
    """
    wide = sum(map(len, _NON_ASCII.findall(text)))
    if len(_PRIVATE.findall(text)) * 50 > wide or len(_KANA.findall(text)) * 10 > wide:
        return False
    ideographs = list(filter(is_cjk, text))
    if len(ideographs) >= 10 and sum(map(_is_common, ideographs)) * 10 < len(ideographs):  # noqa: PLR2004
        return False
    return len(ideographs) < 50 or len(_COMMON.findall(text)) * 100 > len(ideographs)  # noqa: PLR2004


def _detect(raw: bytes, codecs: tuple[str, ...]) -> list[str]:
    """Return those of ``codecs`` that seem to make a text, the likeliest first."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (rarely needed, and slow)

    matches = from_bytes(raw, cp_isolation=list(codecs), preemptive_behaviour=False)
    ranked = [
        (round(match.chaos, 2), -round(match.coherence, 2), codecs.index(codec))
        for match in matches
        for codec in match.could_be_from_charset
        if codec in codecs
    ]
    return [codecs[position] for _, _, position in sorted(ranked)]
