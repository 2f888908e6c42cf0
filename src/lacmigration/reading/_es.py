"""Which words does Spanish prose have around its figures?"""

from __future__ import annotations

from typing import Final

from lacmigration.reading._prose import Prose, by_word, words

__all__ = ["SPANISH"]

_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"

SPANISH: Final = Prose(
    language="es",
    months={name: number for number, name in enumerate(_MONTHS.split(), 1)} | {"setiembre": 9},
    stops=words(
        "a al ante antes aquellos así aun aunque bajo cada casi como con contra cual cuales cuando cuya "
        "cuyo de del "
        "desde después donde durante e el ella ellas ellos en entre era eran es esa esas ese eso esos "
        "esta estaba "
        "estaban estas este esto estos está están fue fueron ha haber había han hasta hay la las le les "
        "lo los más "
        "me mediante menos mientras muy más ni no nos o otra otras otro otros para pero por porque "
        "procedentes que "
        "quien quienes residen se sea sean según ser será si sido sin sobre son su sus también tanto "
        "tiene tienen "
        "todas todos tras u un una unas uno unos vive viven y ya"
    ),
    head_first=True,
    labels=by_word(
        {
            "an objective": "objetivo objetivos meta metas ods",
            "a part of a text": "artículo artículos art sección secciones capítulo capítulos anexo "
            "apartado inciso",
            "a figure or table": "figura figuras gráfico gráficos cuadro cuadros tabla tablas mapa recuadro",
            "a place in a text": "página páginas pág págs p pp párrafo párrafos línea líneas",
            "a note": "nota notas referencia referencias",
            "a paper": "resolución decisión ley decreto acuerdo informe boletín",
            "a number by name": "núm no nro número números n",
            "a step": "fase etapa ronda sesión nivel versión vol volumen",
            "an item": "producto pilar indicador ítem pregunta área eje mesa ventanilla",
            "an address": "cp tel teléfono fax piso oficina apartado",
        }
    ),
    year_cues=words(
        "en desde hasta durante de del a entre y año años antes después para fines finales inicios "
        "mediados principios"
    ),
    year_nouns=words("agenda informe censo cumbre foro estrategia plan encuesta"),
    ones=words("un una uno unos unas"),
    of=words("de del"),
    each=("cada uno", "cada una", "c/u", "por cabeza"),
    several=(
        "varios",
        "varias",
        "algunos",
        "algunas",
        "unos cuantos",
        "unas cuantas",
        "unos pocos",
        "muchos",
    ),
    many={
        "cientos": 2,
        "centenares": 2,
        "miles": 3,
        "decenas de miles": 4,
        "cientos de miles": 5,
        "millones": 6,
        "cientos de millones": 8,
        "miles de millones": 9,
        "billones": 12,
    },
    ordinals=words("primer primera segundo segunda tercer tercera cuarto cuarta último última otra"),
    vague={
        "decenas de": 1,
        "cientos de": 2,
        "centenares de": 2,
        "miles de": 3,
        "decenas de miles de": 4,
        "cientos de miles de": 5,
        "millones de": 6,
        "decenas de millones de": 7,
        "cientos de millones de": 8,
        "miles de millones de": 9,
    },
    ordinal=r"(?:[.]?[ºª°oa]|er|ra|ro|da|do|ta|to|va|vo|ma|mo)",
    frequent=words(
        "el la los las de del que y en un una por con para se su al es son más como entre desde sobre"
        " millones miles personas años tabla cuadro fuente donante donantes"
    ),
    fraction_of=words("de del los las el la"),
    definite=words("los las el la"),
    shared_by=frozenset({"de", "de los", "de las", "del", "de la", "de un total de", "del total de"}),
    towards=words("de del desde en para por"),
    bare_multiples=words("doble triple"),
)
