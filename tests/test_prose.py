"""Articles that look like junk: every line of fixtures/prose stays, alone and on a page with menus, teasers and prompts.

A document is `== genre`, its headline, its lines. What is lost still is named below, and fails when it is lost no more.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import newsclean
from newsclean.repair import repair

FOLDER = Path(__file__).parents[1] / "fixtures" / "prose"
HEAD = {
    "en": ["Home", "News", "Sport", "Log in", "Local", "#", "By Nell Abara", "Published 3 March 2025, 14:05", "Share on Facebook", "Copy link"],
    "de": ["Startseite", "Nachrichten", "Sport", "Anmelden", "Lokales", "#", "Von Nell Abara", "Stand: 03.03.2025, 14:05 Uhr", "Teilen", "Drucken"],
    "fr": ["Accueil", "Actualités", "Sport", "Se connecter", "Société", "#", "Par Nell Abara", "Publié le 3 mars 2025 à 14h05", "Partager"],
    "es": ["Inicio", "Noticias", "Deportes", "Iniciar sesión", "Sociedad", "#", "Por Nell Abara", "Publicado el 3 de marzo de 2025, 14:05", "Compartir"],
}
INSIDE = {
    "en": ["Advertisement", "Read also: Council argues about the clock on the town hall", "Sign up for our newsletter"],
    "de": ["Anzeige", "Lesen Sie auch: Rat streitet über die Uhr am Rathaus", "Jetzt Newsletter abonnieren"],
    "fr": ["Publicité", "Lire aussi : Le conseil se dispute sur l'horloge", "Inscrivez-vous à notre newsletter"],
    "es": ["Publicidad", "Lea también: El pleno discute por el reloj", "Suscríbete a nuestro boletín"],
}
FOOT = {
    "en": ["Tags: valley, river", "Share on Facebook", "14 Comments", "Most read", "Clock on town hall stops again", "Three arrested after cheese theft", "© 2025 The Valley Courier. All rights reserved."],
    "de": ["Schlagwörter: Tal, Fluss", "Teilen", "14 Kommentare", "Meistgelesen", "Uhr am Rathaus steht wieder", "Drei Festnahmen nach Käsediebstahl", "© 2025 Talkurier. Alle Rechte vorbehalten."],
    "fr": ["Mots-clés : vallée, fleuve", "Partager", "14 commentaires", "Les plus lus", "L'horloge de la mairie s'arrête encore", "Trois arrestations après un vol de fromage", "© 2025 Le Courrier. Tous droits réservés."],
    "es": ["Etiquetas: valle, río", "Compartir", "14 comentarios", "Lo más leído", "El reloj del ayuntamiento se para otra vez", "Tres detenidos por robar queso", "© 2025 El Correo. Todos los derechos reservados."],
}  # fmt: skip
KNOWN = {
    "alone ar-risala": "no comma and no verb that the lexicon knows",
    "alone cs-dopis": "a verb whose person the ending alone tells",
    "alone de-medien": "a promise in the passive",
    "alone en-editorial-note": "a note that speaks of notes",
    "alone nl-brief": "a pronoun that two languages share",
    "alone tr-mektup": "a verb whose person the ending alone tells",
    "wrapped ar-risala": "no comma and no verb that the lexicon knows",
    "wrapped cs-dopis": "a verb whose person the ending alone tells",
    "wrapped de-medien": "a promise in the passive",
    "wrapped en-quiz-subhead": "a wall's question beside a prompt",
    "wrapped en-press-release": "a contact below its label is the paper's more often",
    "wrapped en-horoscope": "a sign of the zodiac above a short sentence",
    "wrapped en-video-article": "a menu word beside junk",
    "wrapped en-code-article": "a teaser and code of one width are joined as one paragraph",
    "wrapped en-calendar": "dates without a sentence",
    "wrapped en-print-subheads": "menu words beside junk",
    "wrapped en-editorial-note": "a note that speaks of notes",
    "wrapped en-allcaps": "two headlines in capitals are teasers",
    "wrapped es-cartas": "a name beside furniture",
    "wrapped nl-brief": "a pronoun that two languages share",
    "wrapped tr-mektup": "a verb whose person the ending alone tells",
}


def documents() -> list[tuple[str, str, list[str]]]:
    """(language, genre, lines) of every document; the first line is its headline."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for part in path.read_text("utf-8").split("\n\n== "):
            genre, *lines = part.removeprefix("== ").strip().split("\n")
            found.append((path.stem, genre, lines))
    return found


def wrapped(language: str, lines: list[str]) -> list[str]:
    """The document on a page: menu, byline, stamp, share bar, junk between its lines, tags, comments, a feed."""
    own = language if language in HEAD else "en"
    headline, *body = lines
    for at, junk in zip((len(body) * 3 // 4, len(body) // 2, 1), INSIDE[own], strict=True):
        body.insert(at, junk)
    return [headline if line == "#" else line for line in HEAD[own]] + body + FOOT[own]


def lost(page: list[str], lines: list[str]) -> list[str]:
    kept = " ".join(" ".join(block.text.split()) for block in newsclean.clean("\n".join(page)).kept())
    return [line for line in lines if " ".join(repair(line)[0].split()) not in kept]


def cases(shape: str) -> list[object]:
    return [
        pytest.param(language, lines, id=f"{language}-{genre}", marks=[pytest.mark.xfail(strict=True, reason=reason)] if (reason := KNOWN.get(f"{shape} {language}-{genre}")) else [])
        for language, genre, lines in documents()
    ]


@pytest.mark.parametrize(("language", "lines"), cases("alone"))
def test_prose_stays_alone(language: str, lines: list[str]) -> None:
    assert not lost(lines, lines[1:])


@pytest.mark.parametrize(("language", "lines"), cases("wrapped"))
def test_prose_stays_on_a_page(language: str, lines: list[str]) -> None:
    assert not lost(wrapped(language, lines), lines[1:])
