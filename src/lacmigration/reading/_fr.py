"""Which words does French prose have around its figures?"""

from __future__ import annotations

from typing import Final

from lacmigration.reading._prose import Prose, by_word, words

__all__ = ["FRENCH"]

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"

FRENCH: Final = Prose(
    language="fr",
    months={name: number for number, name in enumerate(_MONTHS.split(), 1)} | {"aout": 8, "fevrier": 2},
    stops=words(
        "a afin ainsi alors après au aussi autre autres aux avant avec avoir c' car ce cela ces cet cette "
        "ceux chaque "
        "chez comme contre d' dans de depuis des dont du elle elles en entre est et eu eux fut ici il ils "
        "j' la le "
        "les leur leurs lors lorsque l' mais moins même n' ne ni non nos notre nous on ont ou où par "
        "parmi pas "
        "pendant plus pour près qu' quand que qui résident sa sans se selon sera ses si soit son sont "
        "sous sur s' "
        "tandis tous tout toutes très un une vers vivent vivant y à était étaient été être"
    ),
    head_first=True,
    labels=by_word(
        {
            "an objective": "objectif objectifs cible cibles odd",
            "a part of a text": "article articles art section sections chapitre chapitres annexe alinéa",
            "a figure or table": "figure figures graphique graphiques tableau tableaux carte encadré",
            "a place in a text": "page pages p pp paragraphe paragraphes ligne lignes",
            "a note": "note notes référence références",
            "a paper": "résolution décision loi décret accord rapport bulletin",
            "a number by name": "numéro numéros n nº no",
            "a step": "phase étape tour session niveau version vol volume",
            "an item": "produit pilier indicateur point question axe domaine guichet",
            "an address": "bp cp tél téléphone fax étage",
        }
    ),
    year_cues=words(
        "en depuis jusqu'en dès de à entre et an ans année années avant après pour fin début mi vers"
    ),
    year_nouns=words("agenda rapport recensement sommet forum stratégie plan enquête"),
    ones=words("un une"),
    of=words("de des du d'"),
    each=("chacun", "chacune", "par tête"),
    several=("plusieurs", "quelques", "de nombreux", "de nombreuses"),
    many={
        "dizaines": 1,
        "centaines": 2,
        "milliers": 3,
        "dizaines de milliers": 4,
        "centaines de milliers": 5,
        "millions": 6,
        "centaines de millions": 8,
        "milliards": 9,
        "billions": 12,
    },
    ordinals=words("premier première second seconde deuxième troisième quatrième dernier dernière autre"),
    vague={
        "dizaines de": 1,
        "centaines de": 2,
        "milliers de": 3,
        "dizaines de milliers de": 4,
        "centaines de milliers de": 5,
        "millions de": 6,
        "dizaines de millions de": 7,
        "centaines de millions de": 8,
        "milliards de": 9,
        "millions d'": 6,
        "milliers d'": 3,
        "milliards d'": 9,
    },
    ordinal=r"(?:er|re|ère|e|ème|eme|nd|nde|es|èmes)",
    frequent=words(
        "le la les de des du et en un une par pour avec dans sur que qui est sont plus au aux ce cette"
        " milliers personnes années tableau bailleur bailleurs pays"
    ),
    fraction_of=words("de des du d' les la le"),
    definite=words("les la le des"),
    shared_by=frozenset({"de", "des", "du", "de la", "sur", "sur un total de", "d'un total de"}),
    towards=words("au aux d' d’ de des du en par pour à"),
    bare_multiples=words("double triple"),
)
