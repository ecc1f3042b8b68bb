"""Words that may turn what is said: numbers, negations, modal and hedging words.

Each reader is given some words and the words in their place in the other wording.
"""

from __future__ import annotations

import re
import unicodedata

from dossier.folding import fold

Read = tuple[str, str]
"""A number, a negation or a modal word: what it amounts to, and how it is written."""

_WORD = re.compile(r"\w+(?:'\w+)*")


def _words(text: str) -> list[str]:
    # Folding costs more than all else here, and says nothing new of letters that are ASCII.
    return _WORD.findall(text if text.isascii() else fold(text).text)


def _table(listed: str) -> dict[str, str]:
    return dict(one.split(":") for one in listed.split())


_NUMBER = re.compile(r"\d(?:[\d.,'/:-]*\d)?")
_THOUSANDS = re.compile(r"(?<=\d)[.,'](?=\d{3}(?!\d))")
_SPELT = _table(
    "zero:0 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 "
    "thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 "
    "thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90 dozen:12 dozens:12s "
    "hundred:100 hundreds:100s thousand:1000 thousands:1000s million:10^6 millions:10^6s "
    "billion:10^9 billions:10^9s trillion:10^12 half:1/2 double:×2 twice:×2 triple:×3 "
    "second:2nd third:3rd fourth:4th fifth:5th one:1 first:1st"
)
_OFTEN_NO_NUMBER = frozenset({"one", "first"})


def numbers(text: str, other: str) -> list[Read]:
    """Return the numbers in some words, in digits or spelt out in English.

    “One” and “first” count beside another number only: one of them is no figure.
    """
    found, others = _figures(text), _figures(other)
    return found if others else [one for one in found if one[1].lower() not in _OFTEN_NO_NUMBER]


def _figures(text: str) -> list[Read]:
    spelt = [(_SPELT[word.lower()], word) for word in _WORD.findall(text) if word.lower() in _SPELT]
    return spelt + [(_plain(number), number) for number in _NUMBER.findall(text)]


def _plain(number: str) -> str:
    """Return a number in ASCII digits, without marks between thousands."""
    digits = (str(unicodedata.decimal(one)) if one.isdecimal() else one for one in number)
    return _THOUSANDS.sub("", "".join(digits))


# English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Ukrainian, Arabic.
_NEGATIONS = frozenset(
    re.findall(
        r"\S+",
        "no not none nor never neither nobody nothing nowhere without cannot hardly "
        "nicht kein keine keinen keiner keines keinem nie niemals niemand nichts ohne weder "
        "ne pas jamais aucun aucune sans ni nunca sin ningún ninguna nadie não nem sem nunca "
        "non nessuno nessuna senza niet geen nooit zonder nie bez żaden "
        "не нет ни никогда никто ничего нельзя без ні немає ніхто нічого "
        "لا لم لن ليس ليست بدون",
    )
)
# In Chinese, Japanese and Korean a negation is part of a longer run of letters.
_NEGATING = re.compile("不|没|沒|無|无|未|非|ない|ません|않|없|아니|못")
_PREFIXES = ("un", "in", "im", "ir", "il", "non", "non-", "dis", "mis", "de", "не")


def negations(text: str, other: str) -> list[Read]:
    """Return the negations in some words: whole words, or what “un-” makes of one of the others."""
    others = {word.lower() for word in _words(other)}
    # One of these for another is grammar or politeness: ない and ません deny alike.
    found = [("不", sign) for sign in _NEGATING.findall(text)]
    for word in map(str.lower, _words(text)):
        reversed_ = word.startswith(_PREFIXES) and any(
            word.startswith(prefix) and word.removeprefix(prefix) in others for prefix in _PREFIXES
        )
        if reversed_ or word in _NEGATIONS or word.endswith("n't"):
            found.append((word, word))
    return found


# A modal or hedging word, and which it is: forms of one person or number are one.
_MODALS = _table(
    # English
    "may:may might:might can:can cannot:can could:could would:would will:will "
    "shall:shall should:should must:must need:need needs:need needed:need ought:ought "
    "perhaps:perhaps maybe:perhaps possibly:perhaps probably:probably likely:likely "
    "reportedly:reportedly allegedly:allegedly alleged:allegedly purportedly:purportedly "
    "supposedly:supposedly apparently:apparently seemingly:seemingly presumably:presumably "
    # German
    "kann:kann können:kann konnte:konnte konnten:konnte könnte:könnte könnten:könnte darf:darf "
    "dürfen:darf dürfte:dürfte dürften:dürfte muss:muss muß:muss müssen:muss müsste:müsste "
    "müssten:müsste soll:soll sollen:soll sollte:sollte sollten:sollte möge:möge mögen:möge "
    "würde:würde würden:würde vielleicht:vielleicht wohl:wohl "
    "angeblich:angeblich mutmaßlich:mutmaßlich vermutlich:vermutlich "
    "möglicherweise:möglicherweise wahrscheinlich:wahrscheinlich "
    # French
    "peut:peut peuvent:peut pourrait:pourrait pourraient:pourrait doit:doit doivent:doit "
    "devrait:devrait devraient:devrait faut:faut faudrait:faudrait semble:semble "
    "semblent:semble probablement:probablement prétendument:prétendument "
    "apparemment:apparemment éventuellement:éventuellement "
    # Spanish
    "puede:puede pueden:puede podría:podría podrían:podría debe:debe deben:debe debería:debería "
    "deberían:debería quizá:quizá quizás:quizá posiblemente:posiblemente "
    "probablemente:probablemente presuntamente:presuntamente supuestamente:supuestamente "
    # Russian
    "могу:может может:может можем:может могут:может мог:мог могла:мог могло:мог могли:мог бы:бы "
    "должен:должен должна:должен должно:должен должны:должен следует:следует надо:надо "
    "нужно:нужно необходимо:необходимо можно:можно возможно:возможно вероятно:вероятно "
    "наверное:наверное якобы:якобы предположительно:предположительно "
    # Ukrainian
    "може:може можуть:може можемо:може міг:міг могли:мог б:бы би:бы повинен:повинен "
    "повинна:повинен повинно:повинен повинні:повинен мусить:мусить мусять:мусить слід:слід "
    "треба:треба потрібно:потрібно необхідно:необхідно можна:можна можливо:можливо "
    "ймовірно:ймовірно мабуть:мабуть нібито:нібито буцімто:буцімто начебто:начебто "
)
# In Chinese, Japanese and Korean these are parts of longer runs: only what can be nothing else.
_HEDGING = re.compile(
    "可能|也許|也许|或許|或许|应该|應該|必須|必须|据称|據稱|据报|據報|"
    "かもしれ|だろう|でしょう|べき|はず|なければなら|らしい|ようだ|とみられ|と見られ|とされ|恐れがあ|"
    "수 있|수 없|아마|것 같|듯하|것으로 보|것으로 알려|것으로 추정|해야|어야|아야"
)
_SHORTENED = {"ca": "can", "wo": "will", "sha": "shall"}
_NAMES = frozenset({"May", "Will"})


def modals(text: str, other: str) -> list[Read]:
    """Return the words in some words that say how sure, how needful or how hearsay a thing is."""
    del other
    found = [(sign, sign) for sign in _HEDGING.findall(text)]
    for written in _words(text):
        word = written.lower().removesuffix("n't")
        which = _MODALS.get(_SHORTENED.get(word, word))
        if which and written not in _NAMES:
            found.append((which, written))
    return found
