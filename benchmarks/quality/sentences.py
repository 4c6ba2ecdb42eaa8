"""Sentences full of facts, put into both texts before they are edited.

Law has few figures, dates and units; these sentences have many, in the forms that reports use.
"""

from __future__ import annotations

from random import Random

from benchmarks.quality.sites import paragraphs

_ENGLISH = """\
The works cost 4.5 million dollars in all.
The plant employs 1,250 people and burns 38.5 tonnes of coal.
The road is 12 miles long and 7.5 metres wide.
The bridge was opened on 7 September 2009.
The lease was signed on March 14, 1998, and runs for 30 years.
The town borrowed $1,200,000 for the new school.
Rents rose by 12.5 percent, wages by 3 percentage points.
The offer must reach the office within 30 days.
The keeper shall report every loss and may not leave the tower.
The gate is open to visitors, and the tower is closed.
The water is not fit for use, as the report says.
The office was moved to Leeds in 2004.
The last entry in the log is of 2007-02-02 23:03:51.
The fine for a late return is $250.
The notice under Section 12 was sent after fourteen days.
The herd had grown to 640 kg of wool and 85 hectares of land.
"""
_GERMAN = """\
Die Arbeiten kosten insgesamt 4,5 Millionen Euro.
Das Werk beschäftigt 1.250 Personen und verbraucht 38,5 Tonnen Kohle.
Die Straße ist 12 Kilometer lang und 7,5 Meter breit.
Die Brücke wurde am 7. September 2009 eröffnet.
Der Vertrag vom 14.03.1998 läuft 30 Jahre.
Die Gemeinde hat 1.200.000 Euro für die Schule aufgenommen.
Die Mieten stiegen um 12,5 Prozent, die Löhne um 3 Prozentpunkte.
Das Angebot muss binnen 30 Tagen eingehen.
Der Wärter darf den Turm verlassen und kann jeden Verlust melden.
Das Tor ist geöffnet, und der Turm ist geschlossen.
Das Wasser ist nicht trinkbar, wie der Bericht sagt.
Das Amt zog im Jahr 2004 nach Bremen um.
Der letzte Eintrag ist vom 2007-02-02 23:03:51.
Das Bußgeld beträgt 250 Euro.
Die Frist nach Absatz 3 beträgt zwei Wochen.
Der Bestand umfasst 85 Hektar und 640 kg Wolle.
"""
_TRADITIONAL = """\
項目總投資4.5億元人民幣,建成後年產值達10.6億元。
全鎮共安置350名職工,發放補助1,250萬元。
公路全長12公里,路面寬7.5米。
大橋於2009年9月7日正式通車。
雙方在1998年簽訂協議,租期30年。
財政收入4339萬元,比上年增長12.5%。
農民人均純收入7359元,增加3個百分點。
當事人應在三十日內提出申請。
管理人員應當登記,並不得擅自離開。
該廠排放的廢水符合標準,設備屬於進口產品。
其餘貨物不符合規定,應退回原廠。
網站最後更新於2007-02-02 23:03:51。
逾期者處二百元罰款。
依第十二條規定,期限為十四日以內。
全村有耕地85畝,產糧640公斤。
自民國九十八年九月七日起施行。
公司於二〇〇九年九月七日成立,註冊資本262萬元。
受益群眾5000餘人,佔總人口的38%。
"""
_SIMPLIFIED = """\
项目总投资4.5亿元人民币,建成后年产值达10.6亿元。
全镇共安置350人就业,发放补助1,250万元。
公路全长12公里,路面宽7.5米。
大桥于2009年9月7日正式通车。
双方在1998年签订协议,租期30年。
财政收入4339万元,比上年增长12.5%。
农民人均纯收入7359元,增加3个百分点。
当事人应当在三十日内提出申请。
管理人员应当登记,并不得擅自离开。
该厂排放的废水符合标准,设备属于进口产品。
其余货物不符合规定,应当退回原厂。
网站最后更新于2007-02-02 23:03:51。
逾期者处二百元罚款。
依照第十二条规定,期限为十四日以内。
全村有耕地85亩,产粮640公斤。
部门要保护基层干部的积极性,学校和工厂都要参加。
公司于二〇〇九年九月七日成立,注册资本262万元。
受益群众5000余人,占总人口的38%。
"""
_SHORTEST = 40  # of a paragraph that takes one in
SENTENCES = {
    "en": tuple(_ENGLISH.splitlines()),
    "de": tuple(_GERMAN.splitlines()),
    "zh-Hant": tuple(_TRADITIONAL.splitlines()),
    "zh-Hans": tuple(_SIMPLIFIED.splitlines()),
}


def enrich(text: str, language: str, count: int, random: Random) -> str:
    """Put sentences into a text: at the start or end of a paragraph, or as one of their own."""
    for sentence in random.sample(SENTENCES[language], count):
        places = [
            (start, end)
            for start, end in paragraphs(text)
            if text[end - 1] in ".。" and end - start > _SHORTEST
        ] or paragraphs(text)[-1:]
        start, end = random.choice(places)
        gap = "" if language.startswith("zh") else " "
        match random.choice(["end", "end", "own", "start"]):
            case "start" if text[start].isalpha() and "\n" not in text[start:end]:
                text = f"{text[:start]}{sentence}{gap}{text[start:]}"
            case "own":
                text = f"{text[:end]}\n\n{sentence}{text[end:]}"
            case _:
                text = f"{text[:end]}{gap}{sentence}{text[end:]}"
    return text
