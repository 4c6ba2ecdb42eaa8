"""Texts that the benchmark holds itself, and how to read more.

All of them were written for this benchmark. ``--data`` adds real ones: any folder of sets
with a ``docs`` folder of UTF-8 files each.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

CHINESE = """\
關於推進鎮域經濟發展的報告

今年以來,我鎮圍繞市委的中心工作,立足本地實際,積極創新工作載體,各項工作取得了新的進展。現將有關情況報告如下。

一、加強組織領導。鎮黨委多次召開會議研究部署,成立了由主要負責人牽頭的工作小組,明確責任分工,形成了上下聯動的良好局面。

二、抓好項目建設。我們堅持把招商引資作為第一要務,重點跟蹤在談項目,協調解決用地和用工方面的困難,促使一批企業落戶園區。

三、改善農村環境。組織各村清理河道和道路兩側的雜物,新建垃圾池,建立專門的保潔隊伍,村容村貌有了明顯的變化。

四、發展社會事業。新建的衛生院已經投入使用,中心小學的教學樓正在裝修,敬老院的床位比往年有所增加,群眾得到了實惠。

五、存在的問題。經濟總量仍然偏小,產業層次有待提升,個別幹部的工作方法還需要改進,基礎設施的欠帳比較多。

下一步,我們將繼續解放思想,真抓實幹,以更加飽滿的熱情投入工作,努力完成上級交給的各項任務。
"""

ENGLISH = """\
Report on the works at the northern harbour

The committee has met several times since the spring and has agreed on how the works are to be carried out. This report sets out what was done and what remains.

The old quay was taken down in the course of the summer. Its stones were sorted and kept, since most of them can be used again for the new wall along the river.

A contractor was chosen after three offers had been compared. The offer that was accepted was not the cheapest, but it was the only one that covered the dredging.

Residents were heard at a public meeting. Most of them welcomed the plans, although some feared that the noise would be hard to bear for those who work at night.

The lighthouse remains where it is. Its lamp was replaced, the tower was painted, and the keeper's house was let to a family from the village.

The committee will meet again before the winter. Until then the secretary answers questions and keeps a list of all complaints that reach the office.
"""

GERMAN = """\
Bericht über die Arbeiten am nördlichen Hafen

Der Ausschuss ist seit dem Frühjahr mehrmals zusammengetreten und hat beschlossen, wie die Arbeiten ausgeführt werden. Dieser Bericht legt dar, was getan wurde und was noch bleibt.

Die alte Kaimauer wurde im Laufe des Sommers abgetragen. Ihre Steine wurden sortiert und aufbewahrt, weil die meisten für die neue Mauer am Fluss wieder verwendet werden können.

Die Bauleitung wurde nach einem Vergleich der Angebote vergeben. Das angenommene Angebot war nicht das billigste, aber das einzige, das auch die Baggerarbeiten umfasste.

Die Anwohner wurden in einer öffentlichen Versammlung gehört. Die meisten begrüßten die Pläne, manche fürchteten jedoch den Lärm in der Nacht.

Der Leuchtturm bleibt an seinem Platz. Die Lampe wurde ersetzt, der Turm gestrichen und das Haus des Wärters an eine Familie aus dem Dorf vermietet.

Der Ausschuss tritt vor dem Winter wieder zusammen. Bis dahin beantwortet die Schriftführerin Fragen und führt eine Liste aller Beschwerden.
"""

OWN = {"zh": (CHINESE,), "en": (ENGLISH,), "de": (GERMAN,)}
_LANGUAGES = {"cnlaw": "zh", "twlaw": "zh", "gesetze_de": "de"}
_SHORTEST, _LONGEST = 800, 20_000


def read_texts(folder: Path, count: int, random: Random) -> dict[str, tuple[str, ...]]:
    """Return ``count`` texts of middle length from each set under a folder, by language.

    Raises
    ------
    SystemExit
        If the folder holds no set.
    """
    found: dict[str, tuple[str, ...]] = {}
    for docs in sorted(folder.glob("*/docs")):
        paths = sorted(docs.iterdir())
        texts = [
            text
            for path in random.sample(paths, min(len(paths), 4 * count))
            for text in [path.read_text("utf-8")]
            if _SHORTEST <= len(text) <= _LONGEST and "\n\n" in text
        ][:count]
        language = _LANGUAGES.get(docs.parent.name, "en")
        found[language] = found.get(language, ()) + tuple(texts)
    if not found:
        raise SystemExit(f"{folder} holds no set with a docs folder; name the folder of sets")
    return found
