"""Which words of a language tell what the rows, columns and captions of a table are?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Final

import attrs

from lacmigration.dimensions import is_countable
from lacmigration.notation import conventions

__all__ = ["TableWords", "table_words"]


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


def _found(phrases: Iterable[str], *, start: str = r"(?<!\w)", end: str = r"(?!\w)") -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(f"{start}(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'}){end}")


@attrs.frozen(kw_only=True, slots=False, eq=False)
class TableWords:
    """The words of one language around the numbers of a table, in small letters.

    - `totals`, `subtotals`, `grand`: labels of rows and columns that hold sums; they stand first in a label.
    - `of_which`: labels of parts of the row above; `overlapping`: groups that cut across others.
    - `memo`: rows that no total holds; `others`: the row of all that is not named.
    - `averages`: numbers that nobody adds up; `codes`, `ranks`, `years`: what columns of labels are called.
    - `shares`: a share of a whole; `of_total`: a share of the table's own whole; `changes`, `differences`.
    - `scales`: the words that scale a column; `money`: names of currencies; `lead`: stands before a unit.
    - `sorted_by`, `falling`, `rising`: a caption that tells the order; `top`: "the ten largest".
    - `estimates`, `rounding`: sums that need not be exact; `continued`: a table of which only a part is seen.
    """

    language: str
    totals: tuple[str, ...] = ()
    subtotals: tuple[str, ...] = ()
    grand: tuple[str, ...] = ()
    of_which: tuple[str, ...] = ()
    overlapping: tuple[str, ...] = ()
    memo: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    averages: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    of_total: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    percent: tuple[str, ...] = ()
    scales: Mapping[str, int] = attrs.field(factory=dict)
    money: Mapping[str, str] = attrs.field(factory=dict)
    lead: tuple[str, ...] = ()
    number_of: tuple[str, ...] = ()
    falling: tuple[str, ...] = ()
    rising: tuple[str, ...] = ()
    top: tuple[str, ...] = ()
    estimates: tuple[str, ...] = ()
    rounding: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """A pattern for each list of phrases; labels that a phrase must open are tied to their start."""
        opening = {"totals", "subtotals", "grand", "of_which", "memo", "others", "overlapping"}
        found = {}
        for one in attrs.fields(TableWords):
            phrases = getattr(self, one.name)
            if isinstance(phrases, tuple):
                start = r"^(?:[\W_]|\d+[.)]\s)*" if one.name in opening else r"(?<!\w)"
                found[one.name] = _found(phrases, start=start)
        found["scales"] = _found(self.scales)
        found["money"] = _found(self.money)
        return found

    def says(self, what: str, text: str) -> bool:
        """Whether a folded text holds a phrase of a list.

        >>> table_words("en").says("subtotals", "sub-total, south")
        True
        """
        return self.patterns[what].search(text) is not None

    @cached_property
    def nouns(self) -> Mapping[str, str]:
        """From the nouns of what is counted, one and many, to their units."""
        grammar = conventions(self.language).grammar
        found = {word: unit for word, unit in grammar.unit_words.items() if is_countable(unit)}
        for unit, forms in grammar.writing.nouns.items():
            found |= dict.fromkeys(forms, unit)
        return found


_ENGLISH: Final = TableWords(
    language="en",
    totals=_phrases("total|totals|sum|all|overall|total:|combined total"),
    subtotals=_phrases("subtotal|sub-total|sub total|subtotals"),
    grand=_phrases("grand total|overall total|total general|general total|world total|combined total"),
    of_which=_phrases("of which|of whom|of these|thereof|out of which|including|incl."),
    overlapping=_phrases(
        "women|men|girls|boys|female|females|male|males|children|adults|youth|elderly|minors|under|"
        "aged|urban|rural|persons with disabilities|people with disabilities"
    ),
    memo=_phrases("memo|memorandum|memo item|memorandum item|pro memoria|for reference|note"),
    others=_phrases("other|others|rest|remaining|all other|all others|unallocated|not specified|unspecified"),
    averages=_phrases(
        "average|averages|mean|median|rate|rates|ratio|per capita|per head|per person|"
        "per household|per day|per 1,000|per 1000|index|score|age|price|cumulative|"
        "minimum|maximum|min|max|standard deviation|density|probability|unit cost|weight|latitude|longitude|"
        "duration|temperature|elasticity|coefficient"
    ),
    codes=_phrases(
        "code|codes|id|iso|iso code|postal code|zip|phone|telephone|reference|ref|ref.|page|pages"
    ),
    ranks=_phrases("rank|ranking|position|place"),
    years=_phrases("year|years|fiscal year|period|date|month|quarter"),
    shares=_phrases("share|shares|percent|percentage|per cent|proportion|%|portion"),
    of_total=_phrases(
        "% of total|% of the total|percent of total|percent of the total|percentage of total|"
        "per cent of total|"
        "percentage of the total|share of total|share of the total|share in total|distribution|"
        "percentage distribution|% total|total share|% share|share (%)|share, %|share %"
    ),
    changes=_phrases(
        "change|growth|variation|increase|decrease|var.|δ|evolution|yoy|y-o-y|year-on-year|"
        "growth rate|decline"
    ),
    differences=_phrases(
        "difference|gap|balance|net|change|surplus|deficit|"
        "shortfall|increase|decrease|unmet|outstanding|remaining|unfunded|unspent"
    ),
    points=_phrases("pp|p.p.|percentage points|percentage point|pct. points|pts"),
    percent=_phrases("%|percent|per cent|percentage|pct|pct."),
    scales={
        **dict.fromkeys(("thousand", "thousands", "000", "000s", "'000", "’000", "'000s", "’000s"), 3),
        **dict.fromkeys(("million", "millions", "mn", "mln", "mio", "mio.", "mill.", "mil.", "mns"), 6),
        **dict.fromkeys(("billion", "billions", "bn", "bln", "thousand million", "thousand millions"), 9),
        **dict.fromkeys(("trillion", "trillions", "tn"), 12),
    },
    money={
        **dict.fromkeys(("dollar", "dollars", "us dollars", "u.s. dollars"), "USD"),
        **dict.fromkeys(("euro", "euros"), "EUR"),
        **dict.fromkeys(("pounds sterling", "british pounds"), "GBP"),
        **dict.fromkeys(("reais", "brazilian reais"), "BRL"),
        "mexican pesos": "MXN",
        "colombian pesos": "COP",
        "chilean pesos": "CLP",
        "argentine pesos": "ARS",
        "swiss francs": "CHF",
    },
    lead=_phrases("in|in current|in constant|figures in|values in|amounts in"),
    number_of=_phrases("number of|numbers of|no. of|count of"),
    falling=_phrases(
        "descending order|in descending|largest first|from largest to smallest|largest to smallest|"
        "highest to lowest|from highest to lowest|ranked by|in order of size"
    ),
    rising=_phrases("ascending order|in ascending|smallest first|smallest to largest|lowest to highest"),
    top=_phrases("top|leading|largest|main|biggest"),
    estimates=_phrases("estimate|estimates|estimated|projected|projection|projections|rounded|approximate"),
    rounding=_phrases(
        "due to rounding|because of rounding|rounding|may not add|may not sum|do not add|not add up|rounded"
    ),
    continued=_phrases("continued|cont.|contd|cont'd|selected|excerpt|extract|sample|partial"),
)

_SPANISH: Final = TableWords(
    language="es",
    totals=_phrases("total|totales|suma|sumas|todos|todas|conjunto|total:"),
    subtotals=_phrases("subtotal|sub-total|sub total|subtotales|suma parcial|total parcial"),
    grand=_phrases("total general|gran total|suma total|total global|total mundial"),
    of_which=_phrases(
        "de los cuales|de las cuales|de ellos|de ellas|de estos|de estas|del cual|de la cual|"
        "de lo cual|incluye|"
        "incluido|incluida|incluidos|incluidas|de que|entre ellos|entre ellas"
    ),
    overlapping=_phrases(
        "mujeres|hombres|niñas|niños|niños y niñas|niñas y niños|adultos|jóvenes|menores|adolescentes|"
        "personas mayores|urbano|urbana|rural|personas con discapacidad"
    ),
    memo=_phrases("memo|memorando|partida informativa|pro memoria|nota|para referencia"),
    others=_phrases(
        "otros|otras|resto|otros países|los demás|demás|sin especificar|no especificado|sin asignar"
    ),
    averages=_phrases(
        "promedio|promedios|media|mediana|tasa|tasas|razón|per cápita|per capita|por persona|"
        "por habitante|por hogar|por cada|índice|puntaje|edad|precio|"
        "acumulado|acumulada|mínimo|máximo|mín.|máx.|desviación estándar|densidad|costo unitario|duración"
    ),
    codes=_phrases("código|códigos|id|iso|código postal|teléfono|referencia|ref.|página|páginas"),
    ranks=_phrases("puesto|rango|posición|lugar|clasificación|ranking"),
    years=_phrases("año|años|período|periodo|fecha|mes|trimestre|ejercicio"),
    shares=_phrases("participación|porcentaje|proporción|peso|cuota|%|por ciento|porcentual"),
    of_total=_phrases(
        "% del total|porcentaje del total|participación en el total|proporción del total|distribución|"
        "distribución porcentual|% total|% sobre el total|participación (%)|participación, %|"
        "% de participación"
    ),
    changes=_phrases(
        "variación|crecimiento|cambio|aumento|incremento|disminución|var.|evolución|δ|tasa de crecimiento"
    ),
    differences=_phrases(
        "diferencia|pendiente|por financiar|restante|brecha|saldo|balance|"
        "neto|neta|déficit|superávit|variación|cambio|aumento|incremento"
    ),
    points=_phrases("pp|p.p.|puntos porcentuales|puntos|pts"),
    percent=_phrases("%|por ciento|porcentaje|porcentual|porcentajes"),
    scales={
        **dict.fromkeys(("mil", "miles", "millares", "000", "'000"), 3),
        **dict.fromkeys(("millón", "millones", "mill.", "mill", "mln", "mio", "mio.", "mm", "mdd"), 6),
        **dict.fromkeys(("miles de millones", "mil millones", "mmm", "millardos", "mmdd"), 9),
        **dict.fromkeys(("billón", "billones"), 12),
    },
    money={
        **dict.fromkeys(("dólares", "dólar", "dólares estadounidenses", "mdd", "mmdd", "dls"), "USD"),
        **dict.fromkeys(("euro", "euros"), "EUR"),
        **dict.fromkeys(("reales", "reales brasileños"), "BRL"),
        **dict.fromkeys(("soles", "nuevos soles"), "PEN"),
        "pesos mexicanos": "MXN",
        "pesos colombianos": "COP",
        "pesos chilenos": "CLP",
        "pesos argentinos": "ARS",
        "quetzales": "GTQ",
        "lempiras": "HNL",
    },
    lead=_phrases("en|cifras en|valores en|montos en|expresado en"),
    number_of=_phrases("número de|cantidad de|n.º de|nº de|n° de"),
    falling=_phrases("orden descendente|de mayor a menor|orden decreciente|ordenados por|ordenadas por"),
    rising=_phrases("orden ascendente|de menor a mayor|orden creciente"),
    top=_phrases("principales|mayores|primeros|primeras|más grandes"),
    estimates=_phrases(
        "estimación|estimaciones|estimado|estimada|estimados|estimadas|proyección|proyecciones|aproximado"
    ),
    rounding=_phrases("redondeo|redondeos|redondeado|redondeada|redondeadas|no coincidir|no sumar|no suman"),
    continued=_phrases("continuación|cont.|selección|seleccionados|seleccionadas|extracto|muestra|parcial"),
)

_PORTUGUESE: Final = TableWords(
    language="pt",
    totals=_phrases("total|totais|soma|somas|todos|todas|conjunto|total:"),
    subtotals=_phrases("subtotal|sub-total|sub total|subtotais|soma parcial|total parcial"),
    grand=_phrases("total geral|soma total|total global|total mundial|somatório|somatório geral"),
    of_which=_phrases(
        "dos quais|das quais|do qual|da qual|destes|destas|deles|delas|de que|inclui|incluindo|incluído|sendo"
    ),
    overlapping=_phrases(
        "mulheres|homens|meninas|meninos|crianças|adultos|jovens|menores|adolescentes|idosos|"
        "urbano|urbana|rural|pessoas com deficiência"
    ),
    memo=_phrases("memo|pro memoria|para referência|nota|item informativo"),
    others=_phrases(
        "outros|outras|restante|restantes|demais|outros países|não especificado|não alocado|resto"
    ),
    averages=_phrases(
        "média|médias|mediana|taxa|taxas|razão|per capita|por pessoa|por habitante|por domicílio|"
        "por cada|índice|pontuação|idade|preço|acumulado|acumulada|"
        "mínimo|máximo|mín.|máx.|desvio padrão|densidade|custo unitário|duração"
    ),
    codes=_phrases("código|códigos|id|iso|cep|código postal|telefone|referência|ref.|página|páginas"),
    ranks=_phrases("posição|lugar|classificação|ranking|colocação|posto"),
    years=_phrases("ano|anos|período|data|mês|trimestre|exercício"),
    shares=_phrases("participação|percentual|porcentagem|percentagem|proporção|peso|quota|%|por cento"),
    of_total=_phrases(
        "% do total|percentual do total|porcentagem do total|percentagem do total|participação no total|"
        "proporção do total|distribuição|distribuição percentual|% total|% sobre o total|participação (%)|"
        "participação, %|parcela do total"
    ),
    changes=_phrases("variação|crescimento|mudança|aumento|redução|var.|evolução|δ|taxa de crescimento"),
    differences=_phrases(
        "diferença|pendente|faltante|a receber|lacuna|saldo|balanço|"
        "líquido|líquida|déficit|défice|superávit|variação|aumento"
    ),
    points=_phrases("pp|p.p.|pontos percentuais|pontos"),
    percent=_phrases("%|por cento|percentual|porcentagem|percentagem"),
    scales={
        **dict.fromkeys(("mil", "milhares", "000", "'000"), 3),
        **dict.fromkeys(("milhão", "milhões", "mi", "mi.", "mln", "mio", "mio."), 6),
        **dict.fromkeys(("bilhão", "bilhões", "bi", "mil milhões", "milhares de milhões"), 9),
        **dict.fromkeys(("trilhão", "trilhões", "bilião", "biliões"), 12),
    },
    money={
        **dict.fromkeys(("dólares", "dólar", "dólares americanos"), "USD"),
        **dict.fromkeys(("euro", "euros"), "EUR"),
        **dict.fromkeys(("reais", "real"), "BRL"),
        "pesos mexicanos": "MXN",
        "pesos colombianos": "COP",
        "pesos chilenos": "CLP",
        "pesos argentinos": "ARS",
    },
    lead=_phrases("em|valores em|cifras em|montantes em"),
    number_of=_phrases("número de|quantidade de|n.º de|nº de|n° de"),
    falling=_phrases("ordem decrescente|do maior para o menor|do maior ao menor|ordenados por|ordenadas por"),
    rising=_phrases("ordem crescente|do menor para o maior|do menor ao maior"),
    top=_phrases("principais|maiores|primeiros|primeiras"),
    estimates=_phrases(
        "estimativa|estimativas|estimado|estimada|estimados|estimadas|projeção|projeções|aproximado"
    ),
    rounding=_phrases(
        "arredondamento|arredondamentos|arredondado|arredondada|não coincidir|não somar|não somam"
    ),
    continued=_phrases("continuação|cont.|seleção|selecionados|selecionadas|extrato|amostra|parcial"),
)

_FRENCH: Final = TableWords(
    language="fr",
    totals=_phrases("total|totaux|somme|ensemble|tous|toutes|total :"),
    subtotals=_phrases("sous-total|sous total|sous-totaux|total partiel|subtotal"),
    grand=_phrases("total général|total global|somme totale|grand total|total mondial"),
    of_which=_phrases("dont|parmi lesquels|parmi lesquelles|y compris|desquels|parmi eux|parmi elles"),
    overlapping=_phrases(
        "femmes|hommes|filles|garçons|enfants|adultes|jeunes|mineurs|personnes âgées|urbain|rural|"
        "personnes handicapées"
    ),
    memo=_phrases("pour mémoire|mémorandum|note|pour référence|p.m."),
    others=_phrases("autres|autre|reste|non spécifié|non affecté|non alloué|les autres"),
    averages=_phrases(
        "moyenne|moyennes|médiane|taux|ratio|rapport|par habitant|par tête|par personne|"
        "par ménage|indice|score|âge|prix|cumul|"
        "cumulé|cumulée|minimum|maximum|min.|max.|écart type|écart-type|densité|coût unitaire|durée"
    ),
    codes=_phrases("code|codes|id|iso|code postal|téléphone|référence|réf.|page|pages"),
    ranks=_phrases("rang|classement|position|place"),
    years=_phrases("année|années|an|exercice|période|date|mois|trimestre"),
    shares=_phrases("part|parts|pourcentage|proportion|poids|%|pour cent"),
    of_total=_phrases(
        "% du total|pourcentage du total|part du total|part dans le total|part du total (%)|"
        "proportion du total|"
        "répartition|répartition en %|distribution|% total|part (%)|part, %|part en %|en % du total"
    ),
    changes=_phrases("variation|croissance|évolution|hausse|baisse|augmentation|diminution|var.|δ"),
    differences=_phrases(
        "différence|reste à financer|restant|écart|solde|net|"
        "nette|déficit|excédent|besoin non couvert|variation|augmentation"
    ),
    points=_phrases("pp|p.p.|points de pourcentage|points|pts"),
    percent=_phrases("%|pour cent|pourcentage|pourcent"),
    scales={
        **dict.fromkeys(("mille", "milliers", "000", "'000", "k"), 3),
        **dict.fromkeys(("million", "millions", "mio", "mio.", "mln"), 6),
        **dict.fromkeys(("milliard", "milliards", "md", "mds", "mrd", "mrds", "mia"), 9),
        **dict.fromkeys(("billion", "billions"), 12),
    },
    money={
        **dict.fromkeys(("dollars", "dollar", "dollars américains", "dollars des états-unis"), "USD"),
        **dict.fromkeys(("euro", "euros"), "EUR"),
        "francs suisses": "CHF",
        "réaux": "BRL",
        "gourdes": "HTG",
        "pesos mexicains": "MXN",
    },
    lead=_phrases("en|chiffres en|montants en|valeurs en"),
    number_of=_phrases("nombre de|nombre d'|nombre d’|nb de|nb. de"),
    falling=_phrases("ordre décroissant|du plus grand au plus petit|classés par|classées par"),
    rising=_phrases("ordre croissant|du plus petit au plus grand"),
    top=_phrases("premiers|premières|principaux|principales|plus grands|plus grandes"),
    estimates=_phrases(
        "estimation|estimations|estimé|estimée|estimés|estimées|projection|projections|approximatif"
    ),
    rounding=_phrases("arrondi|arrondis|arrondie|arrondies|arrondissement|ne pas correspondre"),
    continued=_phrases("suite|extrait|sélection|échantillon|partiel|partielle"),
)

_EVERY: Final = {one.language: one for one in (_ENGLISH, _SPANISH, _PORTUGUESE, _FRENCH)}


@lru_cache(maxsize=64)
def table_words(language: str) -> TableWords:
    """The words of a language or locale; those of English where it is none of the four.

    >>> table_words("pt-BR").language
    'pt'
    """
    return _EVERY.get(language.replace("_", "-").split("-", 1)[0].lower(), _ENGLISH)
