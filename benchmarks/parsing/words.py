"""The words of the parser's tables in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.pages.measured import Text

FRENCH: Mapping[str, str] = {
    "set": "jeu", "articles": "articles", "field": "champ", "aim": "but", "means": "moyen",
    "share right": "part juste", "what": "quoi",
    "articles/s": "articles/s", "of ours (aim)": "par rapport à nous (but)",
    "events": "événements", "date": "date", "partners": "partenaires", "orientation": "orientation", "type": "type",
    "act": "acte", "status": "état", "place": "lieu", "people F1": "personnes F1", "amounts F1": "montants F1",
    "domains F1": "domaines F1", "a draft at all": "un brouillon, quel qu'il soit",
    "lexicon alone": "lexique seul", "model alone": "modèle seul", "both, as shipped": "les deux, tel que livré",
    "first date of `dateparser.search`": "première date de `dateparser.search`",
    "most-mentioned foreign country": "pays étranger le plus cité",
    "the commonest type, always": "toujours le type le plus fréquent",
    "spaCy's small models": "petits modèles de spaCy",
    "first place of spaCy's small models": "premier lieu des petits modèles de spaCy",
    "timeline, plain text": "timeline, texte brut", "timeline, HTML": "timeline, HTML",
    "spaCy's small models alone": "petits modèles de spaCy seuls",
    "`dateparser.search` alone": "`dateparser.search` seul",
    "used while the parser was written": "utilisé pendant l'écriture de l'analyseur",
    "used while it was tuned": "utilisé pendant son réglage",
    "looked at only to report, slightly contaminated": "regardé seulement pour en rendre compte, légèrement contaminé",
    "read unseen once, and nothing was mended by it": "lu une fois à l'aveugle, rien n'a été corrigé d'après lui",
    "read unseen once, then mended by and used like `own`":
        "lu une fois à l'aveugle, puis corrigé d'après lui et utilisé comme `own`",
    "What a user should expect is nearer to this: the same sets when they were first read, before anything was mended "
    "by them (`benchmarks/results/unseen.json` names the commits):":
        "Ce à quoi un utilisateur doit s'attendre est plus près de ceci : les mêmes jeux à leur première lecture, "
        "avant toute correction d'après eux (`benchmarks/results/unseen.json` nomme les commits) :",
    "below 0.5": "moins de 0,5", "0.5 to 0.8": "0,5 à 0,8", "0.8 to 0.95": "0,8 à 0,95",
    "0.95 and more": "0,95 et plus",
    "How often a field was right, by how sure the draft was of it (and how many there were):":
        "Part juste d'un champ selon la sûreté que le brouillon lui donnait (et leur nombre) :",
    "The main event of the same articles by simpler means:":
        "L'événement principal des mêmes articles par des moyens plus simples :",
    "What the model adds, on the records' own titles and summaries, five-fold by event:":
        "Ce qu'ajoute le modèle, sur les titres et résumés propres aux fiches, en cinq plis par événement :",
    "The same on the records as newspapers might open the story (`schemas/openings`):":
        "De même sur les fiches telles que des journaux pourraient ouvrir l'article (`schemas/openings`) :",
    "Speed on one core:": "Vitesse sur un cœur :",
}  # fmt: skip


def both(text: str) -> Text:
    """A text with its French; a KeyError where it has none, lest a French page print English.

    >>> both("aim")
    ['aim', 'but']
    """
    return [text, FRENCH[text]]
