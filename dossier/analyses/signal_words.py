"""Words of a statement that say what kind of statement it is: of which day, of which stage.

The lists are short and cover English, German, French, Spanish, Russian, Ukrainian, and a little
Chinese, Japanese and Korean. A word that they miss is compared as any other word.
"""

from __future__ import annotations

import re

# English and German write these with a capital letter, and without it some mean something else.
_CAPITAL = frozenset(
    re.findall(
        r"\w+",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
        "June July August September October November December Montag Dienstag Mittwoch Donnerstag "
        "Freitag Samstag Sonnabend Sonntag Januar Jänner Februar März Mai Juni Juli Oktober "
        "Dezember",
    )
)
_SMALL = re.compile(
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|avril|mai|juin"
    r"|juillet|août|septembre|octobre|novembre|décembre"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|enero|febrero|marzo|abril|mayo|junio"
    r"|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|понедельник\w{0,2}|вторник\w{0,2}|сред[аыу]|четверг\w{0,2}|пятниц\w{1,2}|суббот\w{1,2}"
    r"|воскресень\w|(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)[ьяею]"
    r"|(?:март|август)[ае]?|ма[йяею]"
    r"|понеділ\w{2,3}|вівтор\w{2,3}|серед[аиу]|п'ятниц\w{1,2}|субот\w{1,2}|неділ\w{1,2}"
    r"|(?:січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листопад|груд)(?:ень|ні?я?|ого)"
)
WEEKDAYS = re.compile(
    r"[月火水木金土日]曜日?|(?:星期|周|週|礼拜)[一二三四五六日天]|[월화수목금토일]요일"
)
"""The days of the week in scripts that set no spaces between words."""


def of_the_calendar(word: str) -> bool:
    """Say whether a word names a month or a day of the week."""
    return word in _CAPITAL or bool(_SMALL.fullmatch(word))


HAPPENED = re.compile(
    r"\b(?:t(?:ook|akes?|aken|aking) place|held|happen(?:s|ed)?|occur(?:s|red)?|went ahead|met"
    r"|convened|gathered|assembled|staged|organi[sz]ed"
    r"|fand|findet|stattgefunden|statt|abgehalten|eu lieu|a lieu|s'est tenue?|s'est déroulée?"
    r"|tuvo lugar|se celebró|celebrad[oa]|состоял(?:ся|ась|ось|ись)|прош(?:[её]л|ла|ло|ли)"
    r"|проведен[аоы]?|провели|відбу(?:вся|лася|лося|лися)|пройш(?:ов|ла|ло|ли))\b",
    re.IGNORECASE,
)
"""Ways to say of an event no more than that there was one. “Took place” and “was held” are one."""

_STAGES = {
    "ahead": "announc|plann|plans\\b|propos|postpon|cancel|schedul|expect|intend|prepar|invit|"
    "angekündigt|geplant|verschoben|abgesagt|annonc|prévu|reporté|annulé|anunci|planead|aplazad|"
    "анонсир|объяв|заплан|планир|перен[её]с|отмен|оголо|плану|скасов|発表|計画|延期|中止|宣布|计划|"
    "推迟|取消|발표|계획|연기|취소",
    # “No more than” is a bound, and denies nothing.
    "denied": "(?:not|no)\\b(?! (?:more|less|fewer))|never\\b|(?:did|was|were|has|have)n't\\b|"
    "denie[sd]|nicht\\b|kein|jamais\\b|nunca\\b|не\\b(?! (?:мен|бол))|никогда|ні\\b",
    "begun": "beg[aiu]n|start|open|launch|eröffnet|commenc|débuté|empez|comenz|начал|открыл|"
    "открыт|почал|відкри|開始|开始|시작",
    "lasting": "continu|lasts?\\b|lasted|ongoing|dauert|dure|продолж|длит|трива",
    "over": "ended|ends\\b|clos(?:e|es|ed)\\b|finish|conclud|lifted|beendet|endete|terminé|fini\\b|"
    "terminó|законч|заверш|закры|закінч|закри|終了|结束|종료",
    "afterwards": "reported\\b|recall|reopen|resum|commemorat|wiederer|rouvert|reabri|сообщ|"
    "возобнов|повідом|再開|恢复",
}
_STAGE_WORDS = (
    "(?<![^\\W\\d_\u3040-\u9fff\uac00-\ud7a3])(?:"
    + "|".join(f"(?P<{stage}>{words})" for stage, words in _STAGES.items())
    + ")"
)
_STAGE, _SMALL_STAGE = re.compile(_STAGE_WORDS, re.IGNORECASE), re.compile(_STAGE_WORDS)
_MIDWAY = frozenset({"begun", "lasting", "over"})


def stages(text: str) -> frozenset[str]:
    """Return which stages of something a text speaks of: “announced” is `ahead`, “closed” `over`.

    That something was not is `denied`.
    """
    # Of small letters the first tells most words. Beyond ASCII more are alike than `lower` knows.
    plain = text.isascii()
    found = _SMALL_STAGE.finditer(text.lower()) if plain else _STAGE.finditer(text)
    return frozenset(one.lastgroup for one in found if one.lastgroup)


def same_stage(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two texts may speak of the same stage.

    What was announced is not yet, and what began has not ended; but what “began” may have
    “taken place” then.
    """
    if one - _MIDWAY != other - _MIDWAY:
        return False
    ours, theirs = one & _MIDWAY, other & _MIDWAY
    return not ours or not theirs or bool(ours & theirs)
