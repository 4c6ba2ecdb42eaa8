"""Words by which texts say of what kind they are, whose they are, and where they hold.

All are folded: small letters, simplified characters.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ARTICLES",
    "COUNTRIES",
    "DEFINING",
    "FORMERLY",
    "FORMS",
    "KINDS",
    "KINDS_ZH",
    "LEGAL_FORMS",
    "LENDING_HOSTS",
    "MONTHS",
    "PARTY_WORDS",
    "PARTY_WORDS_ZH",
    "PLACES",
    "PLAIN_KINDS",
    "PLAIN_ZH",
    "ROLES",
    "SELF",
    "SUFFIXES",
]


def _words(*lines: str) -> frozenset[str]:
    """Return the words of some lines."""
    return frozenset(" ".join(lines).split())


# Words of titles that say of what kind a text is, and nothing of what or whose it is.
KINDS: Final = _words(
    "terms conditions service services use usage privacy policy policies notice notices statement",
    "cookie cookies community guideline guidelines rules standards agreement contract user users",
    "customer end general legal disclaimer imprint data protection website site web app online",
    "acceptable code conduct security refund refunds return returns shipping delivery payment",
    "cancellation licence license lease rental tenancy employment purchase sale sales subscription",
    "software information our your read please carefully before these this",
    "datenschutzerklärung datenschutzhinweis datenschutzhinweise datenschutzinformation",
    "datenschutzinformationen datenschutzbestimmungen datenschutzrichtlinie datenschutz agb",
    "allgemeine allgemeinen geschäftsbedingungen nutzungsbedingungen nutzungsvereinbarung",
    "lieferbedingungen verkaufsbedingungen vertragsbedingungen impressum cookie-richtlinie",
    "haftungsausschluss widerrufsbelehrung widerrufsrecht hausordnung mietvertrag kaufvertrag",
    "arbeitsvertrag dienstvertrag werkvertrag pachtvertrag wohnraummietvertrag vertrag",
    "vereinbarung hinweise website webseite nutzung",
)
# Those of them that tell no kind from another: a policy is a notice, and terms are conditions.
PLAIN_KINDS: Final = _words(
    "terms conditions service services use usage policy policies notice notices statement online",
    "agreement user users general website site web our your read please carefully before these",
    "this hinweise webseite allgemeine allgemeinen",
)
KINDS_ZH: Final = re.compile(
    r"(?:隐私|权|保护|个人|信息|数据|儿童|用户|使用|服务|注册|软件|许可|授权|网站|平台|社区|免责|法律|声明|政策|条款"
    r"|协议|协议书|公约|规范|规则|指引|须知|说明|管理|房屋|租赁|买卖|劳动|购销|采购|合同|合同书|及|与|和|的|之)+$"
)

# Words of texts that speak to someone, or of the parties to them: one of them stands in their head.
PARTY_WORDS: Final = (
    *(" you", " we ", "We ", " our ", " us ", " wir ", "Wir ", " Ihre", "erantwortliche Stelle"),
    *("Verantwortlicher", "Vermieter", "Auftraggeber", "Arbeitgeber", "Verkäufer", "Lizenzgeber"),
    *(
        "andlord",
        "Lessor",
        "Seller",
        "Client",
        "Customer",
        "Provider",
        "Employer",
        "Licensor",
        "Company",
    ),
)
PARTY_WORDS_ZH: Final = ("我们", "我們", "甲方", "运营", "運營", "用户", "用戶")

# What a text calls itself or its party where it says who that is.
SELF: Final = frozenset(
    {
        *("we", "us", "our", "ours", "company", "the company", "the controller", "controller"),
        *("wir", "uns", "unser", "unsere", "anbieter", "der anbieter", "betreiber"),
        *(
            "我们",
            "本公司",
            "我司",
            "我方",
            "本平台",
            "本网站",
            "本站",
            "本应用",
            "运营者",
            "运营方",
        ),
    }
)
# Those whom a text may name, each with the part it plays: "" is the text's own party.
ROLES: Final = {
    **dict.fromkeys(("company", "controller", "publisher of this site"), ""),
    **dict.fromkeys(("data controller", "operator", "website operator", "site owner"), ""),
    **dict.fromkeys(("verantwortliche stelle", "verantwortlichen stelle", "verantwortlicher"), ""),
    **dict.fromkeys(("verantwortliche", "verantwortlich", "diensteanbieter", "betreiber"), ""),
    **dict.fromkeys(("betreiberin", "websitebetreiber"), ""),
    **dict.fromkeys(("angaben gemäß § 5 tmg", "angaben gemäß § 5 ddg"), ""),
    **dict.fromkeys(
        ("运营者", "运营方", "运营主体", "经营者", "开发者", "我们", "本公司", "公司名称"), ""
    ),
    **dict.fromkeys(
        ("landlord", "lessor", "vermieter", "vermieterin", "出租方", "出租人"), "lessor"
    ),
    **dict.fromkeys(("tenant", "lessee", "mieter", "mieterin", "承租方", "承租人"), "lessee"),
    **dict.fromkeys(("seller", "vendor", "verkäufer", "verkäuferin", "卖方", "出卖人"), "seller"),
    **dict.fromkeys(("buyer", "purchaser", "käufer", "käuferin", "买方", "买受人"), "buyer"),
    **dict.fromkeys(("provider", "service provider", "dienstleister", "服务方"), "provider"),
    **dict.fromkeys(("client", "customer", "auftraggeber", "auftraggeberin", "kunde"), "client"),
    **dict.fromkeys(("contractor", "supplier", "auftragnehmer", "auftragnehmerin"), "contractor"),
    **dict.fromkeys(("employer", "arbeitgeber", "arbeitgeberin", "用人单位"), "employer"),
    **dict.fromkeys(("employee", "arbeitnehmer", "arbeitnehmerin", "劳动者"), "employee"),
    **dict.fromkeys(("licensor", "lizenzgeber", "许可方"), "licensor"),
    **dict.fromkeys(("licensee", "lizenznehmer", "被许可方"), "licensee"),
    "甲方": "甲方",
    "乙方": "乙方",
}
# What stands between a name and what the text calls its bearer.
DEFINING: Final = ("(", "（", "nachfolgend", "im Folgenden", "hereinafter")
# What stands, in a quiet text, before the name that a party had before.
FORMERLY: Final = r"(?:formerly|previously)(?:knownas|called)?|f/?k/?a|vormals|ehemals|früher"
# Forms of legal persons.
LEGAL_FORMS: Final = (
    *("Inc", "LLC", "Ltd", "Limited", "GmbH", "mbH", "AG", "SE", "KG", "UG", "OHG", "LLP", "PLC"),
    *(
        "Corp",
        "Corporation",
        "Company",
        "Pty",
        "B.V",
        "S.A",
        "e.V",
        "e. V",
        "e.K",
        "Inhaber",
        "有限",
    ),
)

# Words in names of parties that tell none from another: legal forms, titles, small words.
FORMS: Final = _words(
    "inc llc ltd limited gmbh mbh ag se kg ug ohg gbr ev co corp corporation company companies pty",
    "llp plc bv sa sarl srl spa oy ab as kk the of and for by at in with from between you your our",
    "we us this these welcome to services service digital group holding holdings international",
    "technologies technology website site app application platform legal entity",
    "der die das den dem des und für von zu herr herrn frau firma dr med dent prof dipl ing",
    "eingetragener verein mr mrs ms st mail email tel telefon telephone phone fax name",
    "address adresse anschrift",
)
# What is left of a Chinese name without these is its own.
PLAIN_ZH: Final = re.compile(
    r"有限责任公司|股份有限公司|有限公司|公司|集团|工作室|中心|科技|技术|网络|信息|电子|商务|软件|文化|传媒|传播|咨询|服务"
    r"|发展|投资|管理|贸易|实业|产业|股份|控股|国际|中国|数字|智能|数据|互联网|有限合伙"
    r"|北京市?|上海市?|天津市?|重庆市?|广东省?|广州市?|深圳市?|浙江省?|杭州市?|江苏省?|南京市?|苏州市?|四川省?|成都市?"
    r"|湖北省?|武汉市?|湖南省?|长沙市?|福建省?|厦门市?|福州市?|山东省?|济南市?|青岛市?|陕西省?|西安市?|河南省?|郑州市?"
    r"|安徽省?|合肥市?|海南省?|香港|台湾|[()（）]"
)

# Hosts that lend addresses and pages to anyone, or that texts of many parties point to.
LENDING_HOSTS: Final = _words(
    "gmail googlemail google outlook hotmail live msn yahoo icloud aol gmx web t-online freenet",
    "proton protonmail mail qq 163 126 foxmail sina example domain github gitlab bitbucket w3 ietf",
    "europa bund wikipedia youtube apple",
)
# The last but one part of a host that belongs to its country: example.co.uk.
SUFFIXES: Final = _words("co com ac org gov net edu or ne gob gouv")

# Words before a word that show that it is no name: the Customer, jeder Kunde.
ARTICLES: Final = _words(
    "the a an any each every this that these those such your our their its his her all no other",
    "some for-the der die das den dem des ein eine einen einem einer eines jeder jede jedes diese",
    "dieser dieses ihr ihre ihren unser unsere kein keine alle",
)

MONTHS: Final = _words(
    "january february march april may june july august september october november december",
    "januar februar märz mai juni juli oktober dezember",
)

# Countries by what stands in an address.
COUNTRIES: Final = {
    "us": r"\bU\.?S\.?A\b|United States|, [A-Z]{2},? \d{5}\b|California|Delaware|New York",
    "ie": r"Ireland|IRELAND|Dublin|Irland",
    "gb": r"United Kingdom|England|London|Vereinigtes Königreich",
    "de": r"Germany|Deutschland|\bD-\d{5}",
    "at": r"Austria|Österreich|\bA-\d{4}\b",
    "ch": r"Switzerland|Schweiz|\bCH-\d{4}",
    "lu": r"Luxembourg|Luxemburg",
    "nl": r"Netherlands|Niederlande|Amsterdam",
    "sg": r"Singapore|Singapur",
    "ca": r"Canada|Kanada|Ontario|British Columbia",
    "au": r"Australia|Australien",
    "in": r"\bIndia\b|Indien",
    "jp": r"Japan|Tokyo",
}
# Places by their names.
PLACES: Final = {
    "eu": r"\bEU\b|\bE\.U\.|\bEEA\b|\bEWR\b|European (?:Union|Economic Area)"
    r"|Europäische[nr]? (?:Union|Wirtschaftsraum)",
    "uk": r"\bUK\b|\bU\.K\.|United Kingdom|Great Britain|Vereinigte[ns]? Königreich|Großbritannien",
    "us": r"\bUSA?\b|\bU\.S\.|United States|Vereinigte[n]? Staaten",
    **{code: COUNTRIES[code] for code in ("de", "at", "ch", "ca", "au", "in", "jp")},
    "br": r"Brazil|Brasilien",
    "kr": r"South Korea|Südkorea",
    "cn": r"\bChina\b",
}
