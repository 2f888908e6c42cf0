"""The cues of Spanish."""

from __future__ import annotations

from typing import Final

from lacmigration.claims.cues._cues import Cues, phrases, words

__all__ = ["SPANISH"]

SPANISH: Final = Cues(
    language="es",
    of=phrases(
        "de|de los|de las|del|de la|de un total de|del total de|de sus|de su|de todos los|de todas las|"
        "sobre un total de|sobre|entre los|entre las|de unos|de unas|de esos|de esas|de estos|de estas|"
        "de los más de|de entre los|de entre las"
    ),
    this=phrases(
        "de este|de esta|de ese|de esa|del total|de estos|de estas|de esos|de esas|de ellos|de ellas|"
        "del mismo|de la misma|de dicho|de dicha|de dichos|de dichas|del|de la|de los|de las|de su|de esto"
    ),
    is_share=phrases(
        "o|o sea|es decir|esto es|lo que representa|que representa|que representan|representa|representan|"
        "representó|representaron|representando|equivale a|equivalen a|equivalente a|equivalentes a|"
        "lo que equivale a|que equivale a|que equivalen a|corresponde a|corresponden a|"
        "lo que corresponde al|es|son|era|eran|fue|fueron|supone|suponen|lo que supone|lo que supone el|"
        "constituye|constituyen|igual a|esto es,|representa el|representan el|equivale al|equivalen al|"
        "equivalente al|que representa el|que representan el|lo que representa el|o el|es el|son el|"
        "es decir, el|lo que equivale al|que equivale al|corresponde al|que corresponde al|cubre|cubre el|"
        "supone el|unos|unas|es decir el|han sido movilizados"
    ),
    of_which=phrases(
        "de los cuales|de las cuales|de ellos|de ellas|de los que|de las que|de quienes|entre ellos|"
        "entre ellas|de estos|de estas|de esos|de esas|de ese monto|de este monto|de ese total|de este total"
    ),
    including=phrases(
        "incluidos|incluidas|incluido|incluida|incluyendo|que incluye|que incluyen|incluye|incluyen|"
        "entre otros|entre otras|tales como|en particular|en especial|inclusive"
    ),
    within=phrases("en|dentro|por"),
    made_of=phrases(
        "compuesto por|compuesta por|compuestos por|compuestas por|formado por|formada por|integrado por|"
        "integrada por|distribuido en|distribuidos en|distribuida en|distribuidas en|distribuido entre|"
        "distribuidos entre|distribuidas entre|repartido entre|repartidos entre|repartidas entre|"
        "repartido en|repartidos en|dividido en|divididos en|dividida en|divididas en|desglosado en|"
        "desglosados en|desglosada en|suma de|la suma de|como sigue|de la siguiente manera|"
        "de la siguiente forma|que se componen de|que se compone de|que consta de|se compone de|"
        "se reparte en|se reparten en|se divide en|se dividen en|se desglosa en|se distribuye en|"
        "se distribuyen en|que comprende|que comprenden"
    ),
    total=phrases(
        "para un total de|por un total de|lo que suma|lo que suman|que suman|suman|sumando|en total|"
        "un total de|lo que da un total de|lo que hace un total de|con un total de|totalizando|"
        "lo que totaliza|que totalizan|que ascienden a|que asciende a|en conjunto|que en conjunto suman|"
        "hasta sumar|que en total suman|lo que arroja un total de|lo que eleva el total a"
    ),
    all_told=phrases("un total de|en total|total|en conjunto|totaliza|totalizó|suma|sumó"),
    rest=phrases(
        "el otro|la otra|los otros|las otras|el restante|la restante|los restantes|las restantes|el resto|"
        "el resto,|los demás|las demás|restante|restantes|el resto (|el resto, el|los otros el|"
        "el restante,|y el resto,|el resto, un"
    ),
    rest_behind=phrases("restante|restantes"),
    rest_before=phrases("el|los|un|y el|y un"),
    in_turn=phrases(
        "próximos|próximas|siguientes|últimos|últimas|anteriores|primeros|primeras|segundos|segundas|otros|otras|demás|adicionales|restantes|estos|estas|esos|esas"
    ),
    articles=phrases("el|un|los"),
    up=phrases(
        "creci*|crece|crecen|aument*|increment*|subi*|sube|suben|elev*|duplic*|triplic*|cuadruplic*|alza|"
        "ascendi*|ascens*|avanz*|avance*|repunt*|expansión|ampli*|mayor"
    ),
    down=phrases(
        "disminu*|disminuy*|reduj*|reduc*|baj*|cay*|caída|caer|cae|caen|cayó|descend*|descens*|desciend*|"
        "decreci*|recort*|menor|retroced*|retroces*|contraj*"
    ),
    moved=phrases("pasó|pasaron|pasar|pasando|pasa|pasan|pasado|varió|cambió|evolucionó"),
    by=phrases(
        "un|en un|en|de|del|un alza de|un alza del|un aumento de|un aumento del|un incremento de|"
        "un incremento del|un crecimiento de|un crecimiento del|una reducción de|una reducción del|"
        "una caída de|una caída del|una disminución de|una disminución del|un descenso de|un descenso del|"
        "una baja de|una baja del|una subida de|una subida del|es decir, un|o sea, un|o un|lo que supone un|"
        "lo que representa un|aumento de|aumento del|el|una variación del|una variación de|por"
    ),
    from_=phrases("de|desde|de los|de las|desde los|desde las|del"),
    to=phrases("a|hasta|a los|a las|hasta los|hasta las|hasta llegar a|hasta alcanzar|y llegó a|al|a unos"),
    compared=phrases(
        "en comparación a|en comparación a los|"
        "frente a|frente a los|frente a las|en comparación con|en comparación con los|"
        "en comparación con las|con respecto a|con respecto a los|con respecto a las|respecto a|"
        "respecto a los|respecto de los|respecto a las|respecto de|desde|desde los|desde las|sobre los|"
        "sobre las|contra|contra los|comparado con|comparado con los|comparados con los|comparada con las"
    ),
    higher=phrases(
        "mayor al de|mayor a la de|mayor a los|mayor a las|mayor que el de|mayor que los|mayor que las|"
        "superior al de|superior a la de|superior a los|superior a las|por encima del de|"
        "por encima de los"
    ),
    lower=phrases(
        "menor al de|menor a la de|menor a los|menor a las|menor que el de|menor que los|menor que las|"
        "inferior al de|inferior a la de|inferior a los|inferior a las|por debajo del de|"
        "por debajo de los"
    ),
    more_than=phrases(
        "más que|más que los|más que las|más de los|por encima de|por encima de los|por encima de las|"
        "por encima del|superior a|superior a los|superior a las|superiores a los"
    ),
    less_than=phrases(
        "menos que|menos que los|menos que las|por debajo de|por debajo de los|por debajo de las|"
        "por debajo del|inferior a|inferior a los|inferior a las|inferiores a los"
    ),
    times_of=phrases(
        "de|de los|de las|del|que los|que las|más que los|más que las|los|las|la cifra de|el número de|"
        "la cantidad de|el monto de|la de"
    ),
    namely=phrases(
        "a saber|es decir|esto es|que son|como sigue|los siguientes|las siguientes|concretamente|estos son"
    ),
    and_=phrases("y|e|así como|más"),
    open_=phrases(
        "incluidos|incluidas|incluido|incluida|incluyendo|incluye|incluyen|entre otros|"
        "entre otras|tales como|"
        "por ejemplo|en particular|etc|etc.|y otros|y otras|otros|otras|o|como|sobre todo|principalmente|"
        "entre ellos|entre ellas|especialmente|p. ej.|varios|varias|los demás|las demás|el resto"
    ),
    follows=phrases("siguiente|siguientes|los siguientes|las siguientes|estos|estas"),
    listed=phrases(
        "pilar*|área*|ámbito*|prioridad*|objetivo*|meta*|eje*|componente*|principio*|aspecto*|tema*|línea*|"
        "accion*|acción|paso*|medida*|recomendaci*|desafío*|reto*|actividad*|razon*|fase*|etapa*|grupo*|"
        "categoría*|tipo*|piloto*|ciudad*|país*|miembro*|agencia*|socio*|donante*|región|regiones|estado*|"
        "provincia*|municipio*|departamento*|proyecto*|programa*|idioma*|lengua*|ruta*|sector*|pregunta*|"
        "hallazgo*|servicio*|organizaci*|institucion*|resultado*|indicador*|elemento*|factor*|frontera*|"
        "evento*|taller*|sesión|sesiones|fondo*|distrito*|comunidad*|escuela*|universidad*|banco*|puerto*|"
        "isla*|capítulo*|bloque*|rubro*|vertiente*|albergue*|oficina*|centro*|ministerio*|gobierno*|comuna*|cantón|cantones"
    ),
    not_listed=phrases("en|para|durante|entre|desde|con|por|tras|dentro de|a|sobre|de"),
    actors=phrases(
        "ciudades|países|naciones|estados|provincias|municipios|departamentos|distritos|pueblos|puertos|"
        "islas|miembros|agencias|donantes|socios|gobiernos|ministerios|universidades|bancos|"
        "organizaciones|instituciones|comunidades|comunas|cantones|aportantes"
    ),
    gathered=phrases(
        "región|subregión|área|zona|costa|corredor|continente|bloque|red|cuenca|frontera|ruta|equipo|"
        "consorcio|junta|comité|consejo|panel|grupo|coalición|alianza|dirección|personal|familia|"
        "triángulo|lista|gama|conjunto|número|serie|mismo|misma|siguiente|un par|dos|trabajo|programa|"
        "paquete|cartera"
    ),
    people=(
        ("women", phrases("mujeres")),
        ("men", phrases("hombres|varones")),
        ("girls", phrases("niñas|chicas")),
        ("boys", phrases("niños|chicos")),
        ("adults", phrases("adultos|personas adultas")),
        ("children", phrases("niños|menores|niños y niñas|menores de edad")),
    ),
    table=phrases("tabla|cuadro|a continuación|siguiente|siguientes|abajo"),
    picked=phrases(
        "mayor|mayores|principal|principales|algunos|algunas|ejemplo|ejemplos|primeros|primeras|"
        "recientes|nuevos|nuevas|otros|otras|selección|seleccionados|seleccionadas|más|solo|sólo|entre|"
        "incluidos|incluidas|per cápita|por habitante|por persona|cada|promedio|sin|excepto|salvo"
    ),
    planned=phrases(
        "necesit*|neces*|meta*|objetivo*|plan*|previ*|presupuest*|requier*|"
        "requer*|solicit*|falta*|espera*|estima*|sin|además|de los cuales|de las cuales"
    ),
    yearly=phrases(
        "anual|anuales|anualmente|al año|por año|cada año|mensual|mensuales|al mes|por mes|cada mes|"
        "diario|diaria|diarios|diarias|al día|por día|en promedio|promedio|de media|media|medio|"
        "interanual|por década|trimestral|acumulativo"
    ),
    in_all=phrases(
        "en total|en conjunto|en suma|juntos|juntas|sumados|entre todos|entre todas|entre ambos|entre ambas"
    ),
    they=phrases(
        "ellos|ellas|ambos|ambas|estos|estas|esos|"
        "esas|juntos|juntas|en conjunto|entre todos|entre todas|sumados"
    ),
    per=phrases("por|por cada|cada|a cada|para cada|por cada uno"),
    average=phrases("en promedio|un promedio de|promedio|una media de|de media|promedio de|como promedio"),
    each=phrases("cada uno|cada una|por"),
    any_=phrases("cualesquiera|cualquiera|cualquier"),
    years=phrases("año|años"),
    months=phrases("mes|meses"),
    clause=phrases("mientras|mientras que|aunque|pero|sin embargo|donde|cuando|porque|si bien|quien|quienes"),
    gave=phrases(
        "movilizado|movilizados|movilizó|movilizaron|recaudado|recaudados|recaudó|aportado|aportados|aportó|"
        "aportaron|recibido|recibidos|recibió|comprometido|comprometidos|donado|donados|"
        "contribuciones|aportes"
    ),
    givers=phrases("donante|donantes|contribuyente|contribuyentes|aportantes|aportes|contribuciones|socios"),
    product=phrases("pib|producto interno bruto|producto interior bruto"),
    event=phrases(
        "foro|cumbre|conferencia|taller|reunión|congreso|seminario|asamblea|evento|sesión|encuentro"
    ),
    ranked=phrases(
        "segundo mayor|segunda mayor|segundo más|segunda más|segundo principal|"
        "segundo donante|en segundo lugar"
    ),
    after=phrases("después de|tras|detrás de|luego de|por detrás de"),
    empty=words(
        "concluir conclusión resumen resumir señalado mencionado nuevamente "
        "para como pero desde hasta sobre entre esta este esto estos estas esos esas según cada unos "
        "unas más "
        "menos había fueron eran tiene tienen donde cuando también solo sólo total número cantidad "
        "monto cifra "
        "millón millones mil ciento cerca casi alrededor aproximadamente años otro otra otros otras"
    ),
    roles=(
        ("target", phrases("meta|metas|objetivo de capitalización|objetivo de recaudar|capitalización")),
        ("mobilised", phrases("movilizado|movilizados|movilizó|movilizaron|recaudado|recaudados|recaudó")),
        (
            "contributed",
            phrases("aportó|aportado|aporte|aportes|contribuyó|contribución|contribuciones|donó|donación"),
        ),
        ("budget", phrases("presupuesto|por valor de|asignación|costo|coste|financiamiento|financiación")),
    ),
)
