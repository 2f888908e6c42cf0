"""Which words does Portuguese prose have around its figures, in Brazil and in Portugal?"""

from __future__ import annotations

from typing import Final

from lacmigration.reading._prose import Prose, by_word, words

__all__ = ["PORTUGUESE"]

_MONTHS = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"

PORTUGUESE: Final = Prose(
    language="pt",
    months={name: number for number, name in enumerate(_MONTHS.split(), 1)},
    stops=words(
        "a ainda ao aos apenas após as até cada com como contra da das de desde do dos durante e ela elas "
        "dessa dessas desse desses desta destas deste destes ele eles em "
        "entre era eram essa essas esse esses esta estas este estes está estão foi foram há isso já la "
        "lhe mais mas "
        "menos muito muitos na nas nem nessa nessas nesse nesses "
        "nesta nestas neste nestes no nos num numa não o onde os ou outra outras outro outros para "
        "pela pelas "
        "pelo pelos por porque qual quais quando que quem residem se sem ser será seu seus sido sob sobre "
        "sua suas "
        "são também tem têm todas todos um uma umas uns vive vivem vivendo à às é"
    ),
    head_first=True,
    labels=by_word(
        {
            "an objective": "objetivo objetivos objectivo objectivos meta metas ods",
            "a part of a text": "artigo artigos art seção secção seções capítulo capítulos anexo alínea "
            "inciso",
            "a figure or table": "figura figuras gráfico gráficos quadro quadros tabela tabelas mapa caixa",
            "a place in a text": "página páginas pág págs p pp parágrafo parágrafos linha linhas",
            "a note": "nota notas referência referências",
            "a paper": "resolução decisão lei decreto acordo relatório boletim",
            "a number by name": "núm nº n número números",
            "a step": "fase etapa rodada ronda sessão nível versão vol volume",
            "an item": "produto pilar indicador item pergunta área eixo mesa janela",
            "an address": "cep tel telefone fax andar sala",
        }
    ),
    year_cues=words(
        "em no desde até durante de do a entre e ano anos antes depois para fim final finais início "
        "meados começo"
    ),
    year_nouns=words("agenda relatório censo cúpula fórum estratégia plano inquérito pesquisa"),
    ones=words("um uma uns umas"),
    of=words("de do da dos das"),
    each=("cada um", "cada uma", "por cabeça"),
    several=("vários", "várias", "alguns", "algumas", "uns poucos", "umas poucas", "muitos", "muitas"),
    many={
        "centenas": 2,
        "milhares": 3,
        "mil": 3,
        "dezenas de milhares": 4,
        "centenas de milhares": 5,
        "milhões": 6,
        "centenas de milhões": 8,
        "bilhões": 9,
        "mil milhões": 9,
        "trilhões": 12,
    },
    ordinals=words("primeiro primeira segundo segunda terceiro terceira quarto quarta último última outra"),
    vague={
        "dezenas de": 1,
        "centenas de": 2,
        "milhares de": 3,
        "dezenas de milhares de": 4,
        "centenas de milhares de": 5,
        "milhões de": 6,
        "dezenas de milhões de": 7,
        "centenas de milhões de": 8,
        "bilhões de": 9,
        "mil milhões de": 9,
    },
    ordinal=r"(?:[.]?[ºª°oa])",
    frequent=words(
        "o a os as de do da dos das que e em um uma por com para se seu sua ao é são mais como não pelo"
        " milhões milhares pessoas anos tabela fonte doador doadores"
    ),
    fraction_of=words("de do da dos das o a os as"),
    definite=words("os as o a dos das do da"),
    shared_by=frozenset({"para", "de", "dos", "das", "do", "da", "de um total de", "do total de"}),
    towards=words("da das de do dos em na nas no nos para pela pelas pelo pelos por"),
    bare_multiples=words("dobro duplo triplo"),
)
