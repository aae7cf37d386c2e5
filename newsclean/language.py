"""Which language a text is in: its script, then a vote of its most frequent words, and of its letters where that is close.

A word counts the more the more frequent it is in a language and the fewer languages know it (ranks from `_languages`). Short texts and
near kin are settled by groups of three letters (ranks from `_grams`, read only then).
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import repeat
from math import log

from newsclean.fold import MARKS
from newsclean.patterns import lazy

SAMPLE = 1200  # characters that are read; more changed nothing on articles
LONG = 60  # characters; shorter lines are furniture, often in another language, and read only where nothing else is
LEAST = 3  # words that must be known before a language is named
MARK = 0.7  # votes of a letter that only one of a script's languages writes, or that it does not
BRIEF = 240  # characters; the letters of a shorter text are heard, too
CLOSE = 1.4  # so are those of a text whose runner-up has this part of the winner's votes or more
LETTERS = 2.4  # weight of the mean log rank of the letters beside the mean vote of the words
CLEAR = 0.1  # lead in the mean log rank of the letters that names a language without a known word
STEEP = 20  # ranks; how slowly the first groups of letters lose weight
_SCRIPTS = (
    ("kana", lazy("[\u3040-\u30ff]")), ("han", lazy("[\u4e00-\u9fff]")), ("ko", lazy("[\uac00-\ud7af]")),
    ("cyrillic", lazy("[\u0400-\u04ff]")), ("arabic", lazy("[\u0600-\u06ff]")), ("devanagari", lazy("[\u0900-\u097f]")),
    ("he", lazy("[\u0590-\u05ff]")), ("el", lazy("[\u0370-\u03ff]")), ("bn", lazy("[\u0980-\u09ff]")), ("or", lazy("[\u0b00-\u0b7f]")),
    ("th", lazy("[\u0e00-\u0e7f]")), ("ta", lazy("[\u0b80-\u0bff]")), ("te", lazy("[\u0c00-\u0c7f]")),
    ("kn", lazy("[\u0c80-\u0cff]")), ("ml", lazy("[\u0d00-\u0d7f]")), ("gu", lazy("[\u0a80-\u0aff]")),
    ("pa", lazy("[\u0a00-\u0a7f]")), ("si", lazy("[\u0d80-\u0dff]")), ("my", lazy("[\u1000-\u109f]")),
    ("km", lazy("[\u1780-\u17ff]")), ("lo", lazy("[\u0e80-\u0eff]")), ("ka", lazy("[\u10a0-\u10ff]")),
    ("hy", lazy("[\u0530-\u058f]")), ("am", lazy("[\u1200-\u137f]")),
)  # fmt: skip
_LATIN = lazy("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_CYRILLIC = ("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg")
_ARABIC = ("ar", "fa", "ur", "ckb", "ps")
_DEVANAGARI = ("hi", "mr", "ne")
_WORD = lazy(r"[^\W\d_]+(?:[’'ʼ‘][^\W\d_]+)?")
_MARKED_WORD = lazy(rf"(?:[^\W\d_]|[{MARKS}])+")  # vowel signs belong to words
# Letters that only one of a script's languages writes (or nearly so): worth a frequent word each.
_MARKS = {
    "uk": "їєґі", "be": "ўі", "ru": "ыэъё", "bg": "ъщ", "mk": "ѓќѕ", "sr": "ђћџљњ", "kk": "әғқңұһ", "ky": "өүң", "mn": "өү", "pl": "łążśźćńę", "cs": "řěůž", "sk": "ľĺŕäôť",
    "hu": "őű", "ro": "șțăşţ", "tr": "ğışİ", "az": "əğı", "vi": "ơưđạảấầậắằặẹẻếềệỉịọỏốồộớờợụủứừựỳỵ", "is": "ðþ", "lv": "āēīūģķļņ", "lt": "ėįųūą",
    "et": "õ", "pt": "ãõ", "es": "ñ¿¡", "de": "ß", "da": "æø", "nb": "æø", "fa": "پچژگی", "ur": "ٹڈڑںےہ", "sq": "ë", "mt": "ħġż", "cy": "ŵŷ", "sl": "čšž", "hr": "ćđč",
    "ca": "·", "eo": "ĉĝĥĵŝŭ", "ar": "ةيكى", "ps": "ښځڅړڼېۍ", "ckb": "ەێۆڕڵڤ", "ku": "êîûçş", "tg": "ӣӯҳҷ", "yo": "ṣẹọ", "ig": "ịụṅ", "mr": "ळ", "hi": "़ँ", "ha": "ɗɓƙ", "nn": "æø",
}  # fmt: skip
# Letters that a language does not write, names and quotes aside, though its kin do.
_FOREIGN = {
    "ru": "іїєўґјљњћђџѓќѕәғқңұһөү", "uk": "ыэъёўјљњћђџѓќѕ", "be": "ищъїєґјљњћђџѓќѕ", "bg": "ыэёіїєўґјљњћђџѓќѕ", "mk": "йщъыьэюяёіїєўґћђ", "sr": "йщъыьэюяёіїєўґѓќѕ",
    "cs": "ľĺŕäôöü", "sk": "řěůöü", "sl": "ćđáéíóúýřěľ", "hr": "áéíóúýřěľäö", "sr-Latn": "áéíóúýřěľäö", "bs": "áéíóúýřěľäö", "pl": "řěščžáâãç",
    "nb": "äöãñ", "nn": "äöãñ", "da": "äöãñ", "sv": "æøãñ", "de": "åæøãñç", "nl": "åæøãñß", "en": "åæøãñäöüáéíóúâêôçß",
    "es": "ãõçàèòâêôëï", "pt": "ñèòëïìù", "gl": "ãõçàèòâêôë", "ca": "ñãõâêôáì", "it": "ñãõçáâêôäöü", "fr": "ñãõáíóúäöß", "eu": "ãõáéíóúàèòâêô", "ro": "ñãõáéíóúàèò",
    "fa": "ةيكىٹڈڑںےہەێۆڕڵڤښځڅړڼېۍ", "ur": "ةيكەێۆڕڵڤښځڅړڼېۍ", "ar": "پچژگکیٹڈڑںےہەێۆڕڵڤښځڅړڼېۍ", "ps": "ٹڈڑےہەێۆڕڵڤ", "ckb": "ةٹڈڑےہښځڅړڼېۍ", "kk": "ҷӣӯ", "ky": "ҷӣӯқғҳ", "mn": "ҷӣӯқғҳ", "hi": "ळ",
}  # fmt: skip
_ASSAMESE = frozenset("ৰৱ")  # its letters for r and w, which Bengali does not write
_UZBEK, _TAJIK = frozenset("қғҳ"), frozenset("ӣӯҷі")
ASSAMESE = 60  # one of so many characters, at least
_TRADITIONAL = frozenset("的這個們說來時會為國對開關還過後進發經現長見問學點種從東車無實頭業應與樣讓給請錢電話機場員")
_SIMPLIFIED = frozenset("这个们说来时会为国对开关还过后进发经现长见问学点种从东车无实头业应与样让给请钱电话机场员")


def identify(text: str) -> str | None:
    """BCP 47 tag of the text's language ("en", "uk", "zh-Hans"), or None where too little tells it.

    >>> identify("The bridge was closed on Monday, and the ferry has been full since then.")
    'en'
    """
    return _of_sample(_sample(text))


def _is_latin(sample: str) -> bool:
    """Whether all of it is Latin letters, and marks that all scripts share."""
    return all([char < "\u0250" or "\u1e00" <= char <= "\u1eff" or "\u2000" <= char <= "\u2bff" for char in set(sample)])


@lru_cache(maxsize=1)
def _of_sample(sample: str) -> str | None:
    """What a sample tells: that of a page and that of what is left of it are mostly the same."""
    if not sample:
        return None
    script = "latin" if sample.isascii() or _is_latin(sample) else _script(sample)
    if script == "latin":
        return _vote(sample, None)
    if script == "cyrillic":
        if "ў" in sample and _count(sample, _UZBEK) and not _count(sample, _TAJIK):
            return "uz"
        return _vote(sample, _CYRILLIC)
    if script == "arabic":
        return _vote(sample, _ARABIC)
    if script == "devanagari":
        return _vote(sample, _DEVANAGARI) or "hi"
    if script == "bn" and _count(sample, _ASSAMESE) * ASSAMESE > len(sample):
        return "as"
    if script == "kana":
        return "ja"
    if script == "han":
        return "zh-Hant" if _count(sample, _TRADITIONAL - _SIMPLIFIED) > _count(sample, _SIMPLIFIED - _TRADITIONAL) else "zh-Hans"
    return script


def _count(text: str, chars: frozenset[str]) -> int:
    return sum(text.count(char) for char in chars)


def _sample(text: str) -> str:
    if len(text) <= LONG * 4:
        return text
    found = []
    size = 0
    for line in text[: 40 * SAMPLE].split("\n"):
        if len(line) >= LONG or (len(line) >= LONG // 2 and line[-1:] in "।。！？۔"):
            found.append(line[: SAMPLE // 2])
            size += len(found[-1])
            if size > SAMPLE:
                break
    return " ".join(found)[:SAMPLE] if size >= LONG else text[:SAMPLE]


def _script(sample: str) -> str:
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    best = max(counts, key=lambda name: counts[name])
    if counts["kana"] and counts["kana"] * 12 > counts["han"]:
        best = "kana" if counts["kana"] + counts["han"] >= counts[best] else best
    if counts[best] * (3 if best in ("han", "kana", "ko") else 1) > len(_LATIN.findall(sample)):
        return best
    return "latin"


Weights = tuple[tuple[int, float], ...]


class _Table(dict[str, Weights]):
    """{word: ((place of the language, weight), ...)} of a script's languages; a word is weighed when it is first met."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        from newsclean._languages import WORDS

        self.ranks: dict[str, dict[str, int]] = {}
        for language in languages:
            words = WORDS[language].split()
            self.ranks[language] = dict(zip(reversed(words), range(len(words) - 1, -1, -1), strict=True))  # a word's first rank
        self.words = frozenset().union(*self.ranks.values())
        self.languages = languages

    def __missing__(self, word: str) -> Weights:
        found = [(at, log(2 + len(ranks) / (ranks[word] + 4))) for at, ranks in enumerate(self.ranks.values()) if word in ranks]
        self[word] = weights = tuple((at, weight / len(found) ** 0.7) for at, weight in found)
        return weights


@lru_cache(maxsize=4)
def _table(group: tuple[str, ...] | None) -> _Table:
    from newsclean._languages import WORDS

    other = {*_CYRILLIC, *_ARABIC, *_DEVANAGARI, "bn", "he", "el", "ta", "hy", "ka", "gu"}
    return _Table(group or tuple(language for language in WORDS if language not in other))


@lru_cache(maxsize=1)
def _marking() -> dict[str, list[tuple[str, float]]]:
    """{letter: ((language, votes that it gives or takes), ...)}."""
    found: dict[str, list[tuple[str, float]]] = {}
    for table, vote in ((_MARKS, MARK), (_FOREIGN, -MARK)):
        for language, letters in table.items():
            for letter in letters:
                found.setdefault(letter, []).append((language, vote))
    return found


def _vote(sample: str, group: tuple[str, ...] | None) -> str | None:
    low = sample.lower().replace("’", "'")
    table = _table(group)
    votes = [0.0] * len(table.languages)
    words = (_MARKED_WORD if group == _DEVANAGARI else _WORD).findall(low)
    known = [word for word in words if word in table.words]
    for word, times in Counter(known).items():
        for at, weight in table[word]:
            votes[at] += weight * times
    scores = {language: vote for language, vote in zip(table.languages, votes) if vote}
    if not low.isascii():
        hits: dict[str, float] = {}
        for letter in sorted(_marking().keys() & set(low)):
            count = min(low.count(letter), 12)
            for language, vote in _marking()[letter]:
                hits[language] = hits.get(language, 0.0) + count * vote
        for language, hit in hits.items():
            if language in scores or (group and language in group):
                scores[language] = scores.get(language, 0.0) + max(-6.0, min(hit, 7.0))
    if not words:
        return None
    if not scores or len(known) < min(LEAST, max(1, len(words) // 4)) or len(known) * 12 < len(words):
        return _by_letters(words, group) if group or len(words) >= LEAST else None
    first = max(scores, key=lambda name: scores[name])
    near = [name for name in scores if scores[name] * CLOSE > scores[first]]
    if len(low) < BRIEF or len(near) > 1:
        heard = _letters(words, group, None if len(low) < BRIEF else near)
        first = max(sorted({*near, *heard}), key=lambda name: scores.get(name, 0.0) / len(words) + LETTERS * heard.get(name, _FLOOR))
    return "sr" if first == "sr-Latn" else first


def _by_letters(words: list[str], group: tuple[str, ...] | None) -> str | None:
    """The language whose letters these are, where no other comes near."""
    heard = _letters(words, group)
    first, second = sorted(heard, key=lambda name: -heard[name])[:2]
    return ("sr" if first == "sr-Latn" else first) if group or heard[first] - heard[second] > CLEAR else None


_FLOOR = -log(400 + STEEP) - 0.5  # of a group of letters that a language does not list


@lru_cache(maxsize=4)
def _ranks(group: tuple[str, ...] | None) -> dict[str, dict[str, float]]:
    """{language: {group of letters: log weight}} of a script's languages."""
    from newsclean._grams import GRAMS

    other = {*_CYRILLIC, *_ARABIC, *_DEVANAGARI}
    chosen = [language for language in GRAMS if (language in group if group else language not in other)]
    return {lang: {GRAMS[lang][at : at + 3]: -log(at // 3 + STEEP) for at in range(0, len(GRAMS[lang]), 3)} for lang in chosen}


def _letters(words: list[str], group: tuple[str, ...] | None, near: list[str] | None = None) -> dict[str, float]:
    """{language: mean log weight of the text's groups of letters}, of the near ones where these are given."""
    text = f" {' '.join(words)} "
    grams = [text[at : at + 3] for at in range(len(text) - 2)]
    asked = {name: ranks for name, ranks in _ranks(group).items() if near is None or name in near}
    return {name: sum(map(ranks.get, grams, repeat(_FLOOR))) / len(grams) for name, ranks in asked.items()}
