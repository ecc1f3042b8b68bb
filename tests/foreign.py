"""Two dossiers for the browser: one in many scripts, and one in which nothing stands yet."""

from __future__ import annotations

MKDOCS = """\
site_name: {name}
site_url: https://dossier.example/
theme:
  name: material
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: black
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: black
  features: [navigation.tabs, navigation.footer]
plugins: [search, dossier]
"""

ARABIC = "أغلق المجلس البلدي الجسر القديم في 4 مارس 2026 بعد سقوط رافعة (رافعة «كويل») عليه."
COPIED = (
    "قال شهود إن رافعة شركة «كويل» سقطت على الجسر القديم في الساعة 5:30 صباحًا، وإن أحدًا لم يُصب."
)
HEBREW = "מועצת העיר סגרה את הגשר הישן ב-4 במרץ 2026, אמרה עדה קוויל (Quill Ltd.)."
RUSSIAN = "Городской совет закрыл старый мост 4 марта 2026 года, сообщила Ада Квилл."
KOREAN = "시의회는 2026년 3월 4일 크레인이 쓰러진 뒤 오래된 다리를 폐쇄했다고 에이다 퀼이 말했다."
JAPANESE = (
    "市議会は二〇二六年三月四日、クレーンが倒れたため古い橋を閉鎖したとエイダ・クイルは述べた。"
)
LONG = "Водогрязеторфопарафинолечебница-мостостроительно-эксплуатационная"

FILES: dict[str, str] = {
    "mkdocs.yml": MKDOCS.format(name="One bridge, many scripts"),
    "docs/index.md": (
        "# One bridge, many scripts\n\n[[ada-quill]] spoke of [[bridge-closed]].\n\n"
        "<!-- dossier:figures -->\n\n<!-- dossier:ways -->\n\n<!-- dossier:supported -->\n\n"
        "<!-- dossier:disputed -->\n\n<!-- dossier:questions -->\n\n<!-- dossier:sources -->\n"
    ),
    "seeds/sahifa.txt": f"إغلاق الجسر القديم أمام المارة\n\n{ARABIC}\n\n{COPIED}\n",
    "seeds/jarida.txt": f"رافعة تسقط على الجسر\n\n{COPIED}\n\nلم تسقط أي رافعة، قال متحدث.\n",
    "seeds/iton.txt": f"הגשר הישן נסגר להולכי רגל\n\n{HEBREW}\n",
    "seeds/gazeta.txt": f"Старый мост закрыт: {LONG}\n\n{RUSSIAN}\n",
    "seeds/sinmun.txt": f"오래된 다리 통행 금지\n\n{KOREAN}\n",
    "seeds/shimbun.txt": f"古い橋が閉鎖された\n\n{JAPANESE}\n",
    "annotations/sources/sahifa.yml": """\
        {language: ar, type: news, published: 2026-03-05, publisher: صحيفة النهر, reliability: C,
         authors: [ليلى الجسري], tags: [جسور], url: "https://example.org/sahifa/1"}
        """,
    "annotations/sources/jarida.yml": "{language: ar, published: 2026-03-06, reliability: D}\n",
    "annotations/sources/iton.yml": "{language: he, published: 2026-03-05, reliability: C}\n",
    "annotations/sources/gazeta.yml": "{language: ru, published: 2026-03-06, reliability: C}\n",
    "annotations/sources/sinmun.yml": "{language: ko, published: 2026-03-07, reliability: C}\n",
    "annotations/sources/shimbun.yml": "{language: ja, published: 2026-03-07, reliability: C}\n",
    "annotations/people/ada-quill.yml": """\
        name: آدا كويل
        also_known_as: [Ada Quill, עדה קוויל, Ада Квилл, 에이다 퀼, エイダ・クイル]
        description: رئيسة شركة «كويل» (Quill Ltd.)
        """,
    "annotations/places/old-bridge.yml": """\
        name: الجسر القديم
        also_known_as: [הגשר הישן, старый мост, 오래된 다리, 古い橋]
        coordinates: [33.31, 44.36]
        precision: city
        """,
    "annotations/questions/did-a-crane-fall.yml": "question: هل سقطت رافعة على الجسر؟ (2026)\n",
    "annotations/claims/bridge-closed.yml": """\
        statement: The council closed the old bridge on 4 March 2026.
        about: [old-bridge, ada-quill]
        when: 2026-03-04
        evidence:
          - {source: sahifa, quote: أغلق المجلس البلدي الجسر القديم}
          - source: iton
            quote: מועצת העיר סגרה את הגשר הישן ב-4 במרץ 2026
            attribution: [ada-quill]
            translation: The city council closed the old bridge on 4 March 2026
          - source: gazeta
            quote: Городской совет закрыл старый мост 4 марта 2026 года
            attribution: [ada-quill]
          - {source: sinmun, quote: 오래된 다리를 폐쇄했다고, attribution: [ada-quill]}
          - {source: shimbun, quote: 古い橋を閉鎖した, attribution: [ada-quill]}
        """,
    "annotations/claims/crane-fell.yml": """\
        statement: سقطت رافعة على الجسر القديم (في 4 مارس 2026).
        about: [old-bridge]
        answers: [did-a-crane-fall]
        evidence:
          - {source: sahifa, quote: إن رافعة شركة «كويل» سقطت, attribution: [{unnamed: شهود}]}
          - {source: jarida, quote: إن رافعة شركة «كويل» سقطت, attribution: [{unnamed: شهود}]}
          - {source: shimbun, quote: クレーンが倒れた}
        """,
    "annotations/claims/no-crane-fell.yml": """\
        statement: לא נפל שום מנוף (no crane at all).
        answers: [did-a-crane-fall]
        contradicts: [{claim: crane-fell, note: אי אפשר לסגור גשר בגלל מנוף שלא נפל.}]
        evidence: [{source: jarida, quote: لم تسقط أي رافعة, attribution: [{unnamed: متحدث}]}]
        """,
}

SCRIPTS = {
    "many scripts, home": "",
    "many scripts, source": "sources/sahifa/",
    "many scripts, claim": "claims/bridge-closed/",
    "many scripts, person": "people/ada-quill/",
    "many scripts, place": "places/old-bridge/",
    "many scripts, question": "questions/did-a-crane-fall/",
    "many scripts, sources": "sources/",
    "many scripts, timeline": "timeline/",
    "many scripts, matrix": "matrix/",
    "many scripts, compare": "compare/",
    "many scripts, pair": "compare/jarida--sahifa/",
    "many scripts, contradictions": "contradictions/",
    "many scripts, coverage": "coverage/",
}
"""The pages that are looked at, by what they are called here."""

EMPTY_FILES: dict[str, str] = {
    "mkdocs.yml": MKDOCS.format(name="A dossier to come"),
    "docs/index.md": (
        "# A dossier to come\n\n<!-- dossier:figures -->\n\n<!-- dossier:ways -->\n\n"
        "<!-- dossier:claims -->\n\n<!-- dossier:questions -->\n\n<!-- dossier:sources -->\n\n"
        "<!-- dossier:supported -->\n\n<!-- dossier:disputed -->\n\n"
        "<!-- dossier:least-independent -->\n\n<!-- dossier:latest -->\n"
    ),
    "annotations/claims.yml": "",
    "seeds/readme.txt": "The bridge\n\nNobody has read this yet.\n",
}

EMPTY = {
    "empty home": "",
    "empty index": "claims/",
    "empty timeline": "timeline/",
    "empty map": "map/",
    "empty network": "network/",
    "empty matrix": "matrix/",
    "empty compare": "compare/",
    "empty contradictions": "contradictions/",
    "empty coverage": "coverage/",
    "empty exports": "exports/",
}
