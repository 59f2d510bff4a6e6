"""Which acts of an article become events, and with whom."""

from __future__ import annotations

import pytest

from timeline.parsing import parse

CLAUSES = (
    "Frappe sur Mascate : Niamey écrit au sultan d'Oman et condamne Israël\n\n"
    "Le général Tiani a adressé jeudi une lettre au sultan d'Oman pour lui dire la solidarité du Niger.\n\n"
    "Dans un communiqué, le gouvernement nigérien condamne l'agression d'Israël."
)
TITLE_AND_LEAD = (
    "Affaire du pipeline : les deux Nigériens recouvrent la liberté\n\n"
    "Les deux ressortissants nigériens ont été remis en liberté mercredi par les autorités ghanéennes."
)
LINKS_BELOW = (
    "Niger's gold mine is now in the hands of the state\n\nShare on X\n\nSave\n\n"
    "The mine of the Australian company McKinel was nationalised by Niger on Friday, the government said.\n\n"
    "Chad's leader pays visit to Niger's capital"
)
CHRONOLOGY = (
    "Repères : deux ans de diplomatie nigérienne\n\nRetour sur les moments qui ont compté pour le Niger.\n\n"
    "16 septembre 2023. Le Niger et le Mali signent une charte.\n\n"
    "6 juillet 2024. Le Niger et le Togo signent un accord."
)
TWO_MEASURES = (
    "Le Niger rappelle son ambassadeur à Accra et ferme la frontière\n\n"
    "Le Niger a rappelé mercredi son ambassadeur au Ghana pour consultations.\n\n"
    "Le même jour, le Niger a fermé sa frontière avec le Ghana, a annoncé le ministre de l'Intérieur."
)
FAREWELL = (
    "Niger: Spanish envoy presents credentials, German one says goodbye\n\n"
    "Spain's new ambassador, Ana Lopez, presented her credentials to General Tiani on Wednesday.\n\n"
    "Later the same day the general received the outgoing German ambassador for a farewell audience."
)
REASON_GIVEN = (
    "Niger breaks off relations with Israel\n\n"
    "Niger has severed diplomatic relations with Israel in protest at raids in the Palestinian territories.\n\n"
    "A communique blamed the siege of a Palestinian town on its army."
)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (CLAUSES, "2025-09-12", [("letter", {"OMN": "toward"}), ("statement", {"ISR": "away"})]),
        (TITLE_AND_LEAD, "2024-06-20", [("release", {"GHA": "toward"})]),
        (LINKS_BELOW, "2025-08-09", [("nationalisation", {"AUS": "away"})]),
        (TWO_MEASURES, "2025-11-14", [("recall", {"GHA": "away"}), ("border-closure", {"GHA": "away"})]),
        (FAREWELL, "2025-11-14", [("accreditation", {"ESP": "toward"}), ("audience", {"DEU": "toward"})]),
        (CHRONOLOGY, "2025-07-25", []),
        (REASON_GIVEN, "2002-04-21", [("rupture", {"ISR": "away"})]),
    ],
)
def test_events_of_an_article(text: str, published: str, expected: list[tuple[str, dict[str, str]]]) -> None:
    found = [draft.record for draft in parse(text, published=published).drafts]
    assert [(record["act"], record["partners"]) for record in found] == expected
