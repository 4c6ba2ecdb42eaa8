"""Which of the older encodings a file is in; none of them can be told for certain."""

from __future__ import annotations

import re

from docdiff.errors import ReadError
from docdiff.text import is_cjk

__all__ = ["decode_legacy", "is_damaged_utf8"]

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


def is_damaged_utf8(raw: bytes) -> bool:
    """Say whether bytes are UTF-8 but for a few: GB18030 would read the whole as mojibake."""
    text = raw.decode("utf-8", "surrogateescape")
    wide = sum(map(len, _NON_ASCII.findall(text)))
    broken = sum("\udc80" <= char <= "\udcff" for char in text)
    return wide - broken > 2 * broken  # laws in GBK: 0.33 at most by chance


def decode_legacy(raw: bytes, name: str) -> tuple[str, str]:
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
