"""What are the things called that figures count, in each of the four languages?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["NOUNS"]

# English | Spanish | Portuguese | French: one and many, or once what is the same in both.
_TABLE: Final = """
person persons|persona personas|pessoa pessoas|personne personnes
household households|hogar hogares|domicílio domicílios|ménage ménages
family families|familia familias|família famílias|famille familles
woman women|mujer mujeres|mulher mulheres|femme femmes
man men|hombre hombres|homem homens|homme hommes
child children|niño niños|criança crianças|enfant enfants
migrant migrants|migrante migrantes|migrante migrantes|migrant migrants
emigrant emigrants|emigrante emigrantes|emigrante emigrantes|émigrant émigrants
immigrant immigrants|inmigrante inmigrantes|imigrante imigrantes|immigrant immigrants
refugee refugees|refugiado refugiados|refugiado refugiados|réfugié réfugiés
returnee returnees|retornado retornados|retornado retornados|rapatrié rapatriés
worker workers|trabajador trabajadores|trabalhador trabalhadores|travailleur travailleurs
beneficiary beneficiaries|beneficiario beneficiarios|beneficiário beneficiários|bénéficiaire bénéficiaires
participant participants|participante participantes|participante participantes|participant participants
country countries|país países|país países|pays
territory territories|territorio territorios|território territórios|territoire territoires
region regions|región regiones|região regiões|région régions
city cities|ciudad ciudades|cidade cidades|ville villes
municipality municipalities|municipio municipios|município municípios|municipalité municipalités
border borders|frontera fronteras|fronteira fronteiras|frontière frontières
programme programmes|programa programas|programa programas|programme programmes
project projects|proyecto proyectos|projeto projetos|projet projets
operation operations|operación operaciones|operação operações|opération opérations
activity activities|actividad actividades|atividade atividades|activité activités
organisation organisations|organización organizaciones|organização organizações|organisation organisations
agency agencies|agencia agencias|agência agências|agence agences
institution institutions|institución instituciones|instituição instituições|institution institutions
government governments|gobierno gobiernos|governo governos|gouvernement gouvernements
partner partners|socio socios|parceiro parceiros|partenaire partenaires
donor donors|donante donantes|doador doadores|donateur donateurs
member members|miembro miembros|membro membros|membre membres
office offices|oficina oficinas|escritório escritórios|bureau bureaux
network networks|red redes|rede redes|réseau réseaux
workshop workshops|taller talleres|oficina oficinas|atelier ateliers
strategy strategies|estrategia estrategias|estratégia estratégias|stratégie stratégies
objective objectives|objetivo objetivos|objetivo objetivos|objectif objectifs
pillar pillars|pilar pilares|pilar pilares|pilier piliers
area areas|área áreas|área áreas|domaine domaines
job jobs|empleo empleos|emprego empregos|emploi emplois
year years|año años|ano anos|an ans
month months|mes meses|mês meses|mois
week weeks|semana semanas|semana semanas|semaine semaines
day days|día días|dia dias|jour jours
hour hours|hora horas|hora horas|heure heures
"""


def _columns() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = {"en": {}, "es": {}, "pt": {}, "fr": {}}
    for line in _TABLE.strip().splitlines():
        cells = [cell.split() for cell in line.split("|")]
        for nouns, cell in zip(found.values(), cells, strict=True):
            nouns[cells[0][-1]] = (cell[0], cell[-1])
    return found


# Language -> English plural, which is the unit -> one and many.
NOUNS: Final = _columns()
