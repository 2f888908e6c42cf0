"""The cues of Portuguese, Brazilian and European."""

from __future__ import annotations

from typing import Final

from lacmigration.claims.cues._cues import Cues, phrases, words

__all__ = ["PORTUGUESE"]

PORTUGUESE: Final = Cues(
    language="pt",
    of=phrases(
        "de|dos|das|do|da|de um total de|do total de|dum total de|de seus|de suas|dos seus|das suas|"
        "de todos os|de todas as|sobre um total de|entre os|entre as|desses|dessas|destes|destas|daqueles|"
        "dentre os|dentre as|de uns|de cerca de|em um total de|num total de"
    ),
    this=phrases(
        "deste|desta|desse|dessa|do total|destes|destas|desses|dessas|deles|delas|do mesmo|da mesma|"
        "do referido|da referida|do|da|dos|das|disto|disso|daquele|daquela|de tal"
    ),
    is_share=phrases(
        "ou|ou seja|isto é|o que representa|que representa|que representam|representa|"
        "representam|representou|"
        "representaram|representando|equivale a|equivalem a|equivalente a|equivalentes a|o que equivale a|"
        "que equivale a|que equivalem a|corresponde a|correspondem a|o que corresponde a|é|são|era|eram|foi|"
        "foram|constitui|constituem|igual a|perfaz|perfazem|cobre|ou seja, os|o que perfaz|que corresponde a|"
        "isto é, os|o equivalente a|cerca de|uns|umas|que correspondem a"
    ),
    of_which=phrases(
        "dos quais|das quais|deles|delas|de que|entre eles|entre elas|destes|destas|desses|"
        "dessas|dentre eles|"
        "dentre elas|desse montante|deste montante|desse total|deste total|desse valor|deste valor"
    ),
    including=phrases(
        "incluindo|inclusive|incluídos|incluídas|incluído|incluída|que inclui|que incluem|inclui|incluem|"
        "entre outros|entre outras|tais como|em particular|em especial|nomeadamente|designadamente"
    ),
    within=phrases("em|no|na|nos|nas|num|numa|dentro|por"),
    made_of=phrases(
        "composto por|composta por|compostos por|compostas por|formado por|formada por|constituído por|"
        "constituída por|constituídos por|integrado por|distribuído em|distribuídos em|distribuída em|"
        "distribuídas em|distribuído entre|distribuídos entre|distribuídas entre|repartido entre|"
        "repartidos entre|repartidas entre|repartidos por|dividido em|divididos em|dividida em|divididas em|"
        "dividido entre|divididos entre|divididas entre|desdobrado em|desdobrados em|discriminados em|"
        "soma de|a soma de|como segue|da seguinte forma|da seguinte maneira|do seguinte modo|"
        "que compreende|que compreendem|que se compõe de|que se compõem de|que se dividem em|"
        "que se divide em|se divide em|se dividem em|divide-se em|dividem-se em|reparte-se em|"
        "repartem-se em|distribui-se em|distribuem-se em"
    ),
    total=phrases(
        "para um total de|num total de|em um total de|totalizando|que totalizam|totalizam|somando|que somam|"
        "somam|o que soma|em total|no total|um total de|o que dá um total de|perfazendo|"
        "perfazendo um total de|"
        "o que perfaz|o que perfaz um total de|ao todo|que ascendem a|em conjunto|que juntos somam|"
        "com um total de|por um total de|o que totaliza|elevando o total a|elevando o total para"
    ),
    all_told=phrases("um total de|no total|ao todo|total|em conjunto|totaliza|totalizou|soma|somou"),
    rest=phrases(
        "o outro|a outra|os outros|as outras|o restante|a restante|os restantes|as restantes|o resto|"
        "os demais|as demais|restante|restantes|o resto,|o restante,|os outros,|os demais,"
    ),
    rest_behind=phrases("restante|restantes"),
    rest_before=phrases("o|os|e os|e o|os outros"),
    in_turn=phrases(
        "próximos|próximas|seguintes|últimos|últimas|anteriores|primeiros|primeiras|segundos|segundas|outros|outras|demais|adicionais|restantes|estes|estas|esses|essas|destes|destas|desses|dessas"
    ),
    articles=phrases("o|os|um|uns"),
    up=phrases(
        "cresc*|aument*|increment*|subi*|sobe|sobem|elev*|dobr*|duplic*|triplic*|quadruplic*|alta|ascend*|"
        "avanç*|expansão|ampli*|acréscimo*|maior"
    ),
    down=phrases(
        "diminu*|reduz*|redução|reduções|baix*|caiu|caíram|cair|cai|caem|caindo|queda|quedas|desce|desceu|"
        "desceram|descer|descida|decresc*|decréscimo*|recu*|cort*|menor|encolh*"
    ),
    moved=phrases("passou|passaram|passar|passando|passa|passam|passado|foi|foram|variou|mudou|evoluiu"),
    by=phrases(
        "em|um|de|uma alta de|um aumento de|um acréscimo de|um incremento de|"
        "um crescimento de|uma redução de|"
        "uma queda de|uma diminuição de|uma descida de|um decréscimo de|uma subida de|ou seja, um|ou um|"
        "isto é, um|o que representa um|aumento de|crescimento de|redução de|queda de|uma variação de|por|"
        "um corte de|ou"
    ),
    from_=phrases("de|desde|dos|das|do|da"),
    to=phrases("para|a|até|aos|às|para os|para as|até os|até aos|até atingir|chegando a|até chegar a|ao|à"),
    compared=phrases(
        "frente a|frente aos|frente às|em comparação com|em comparação com os|em comparação com as|"
        "em comparação aos|em comparação a|em relação a|em relação aos|em relação às|face a|face aos|face às|"
        "ante|ante os|ante as|contra|contra os|contra as|comparado com|comparado com os|sobre os|sobre as|"
        "comparados com os|desde os|diante dos"
    ),
    higher=phrases(
        "maior que os|maior que as|maior que o de|maior do que os|maior do que as|superior ao de|"
        "superior à de|acima do de|superior aos|superior às|superiores aos|superiores às|acima dos|acima das"
    ),
    lower=phrases(
        "menor que os|menor que as|menor que o de|menor do que os|menor do que as|inferior ao de|"
        "inferior à de|abaixo do de|inferior aos|inferior às|inferiores aos|"
        "inferiores às|abaixo dos|abaixo das"
    ),
    more_than=phrases(
        "a mais do que|a mais que|mais do que|mais do que os|mais do que as|mais que|mais que os|mais que as|"
        "a mais do que os|a mais do que as|a mais que os|a mais que as|acima de|acima dos|"
        "acima das|superior a|"
        "superior aos|superior às"
    ),
    less_than=phrases(
        "a menos do que|a menos que|menos do que|menos do que os|menos do que as|menos que|menos que os|"
        "menos que as|a menos do que os|a menos do que as|a menos que os|a menos que as|abaixo de|abaixo dos|"
        "abaixo das|inferior a|inferior aos|inferior às"
    ),
    times_of=phrases(
        "de|dos|das|do|da|que os|que as|os|as|mais do que os|mais que os|o número de|o valor de|o montante de"
    ),
    namely=phrases(
        "a saber|ou seja|isto é|que são|como segue|os seguintes|as seguintes|nomeadamente|"
        "designadamente|são eles"
    ),
    and_=phrases("e|assim como|bem como|mais"),
    open_=phrases(
        "incluindo|inclusive|incluídos|incluídas|inclui|incluem|entre outros|entre outras|tais como|"
        "por exemplo|em particular|etc|etc.|e outros|e outras|outros|outras|ou|como|sobretudo|principalmente|"
        "entre eles|entre elas|especialmente|p. ex.|vários|várias|os demais|as demais|o resto"
    ),
    follows=phrases("seguinte|seguintes|os seguintes|as seguintes|estes|estas|esses|essas"),
    listed=phrases(
        "pilar*|área*|âmbito*|prioridad*|objetivo*|objectivo*|meta*|eixo*|componente*|princípio*|aspecto*|"
        "aspeto*|tema*|linha*|ação|ações|acções|passo*|medida*|recomendaç*|desafio*|atividade*|actividade*|"
        "razão|razões|fase*|etapa*|grupo*|categoria*|tipo*|piloto*|cidade*|país*|membro*|agência*|parceiro*|"
        "doador*|região|regiões|estado*|província*|município*|departamento*|projeto*|projecto*|programa*|"
        "idioma*|língua*|rota*|setor*|sector*|pergunta*|serviço*|organizaç*|instituiç*|resultado*|indicador*|"
        "elemento*|fator*|factor*|fronteira*|evento*|oficina*|sessão|sessões|fundo*|distrito*|comunidade*|"
        "escola*|universidade*|banco*|capítulo*|bloco*|rubrica*|vertente*|porto*|ilha*|abrigo*|escritório*|centro*|ministério*|governo*|bairro*"
    ),
    not_listed=phrases("em|para|durante|entre|desde|com|por|após|dentro de|a|sobre|no|na|nos|nas|de"),
    actors=phrases(
        "cidades|países|nações|estados|províncias|municípios|departamentos|distritos|vilas|portos|ilhas|"
        "membros|agências|doadores|parceiros|governos|ministérios|universidades|bancos|organizações|"
        "instituições|comunidades|contribuintes"
    ),
    gathered=phrases(
        "região|sub-região|área|zona|costa|litoral|corredor|continente|bloco|rede|bacia|fronteira|rota|"
        "equipe|equipa|consórcio|junta|comitê|comité|conselho|painel|grupo|coalizão|coligação|aliança|"
        "direção|pessoal|família|triângulo|lista|gama|conjunto|número|série|mesmo|mesma|seguinte|dois|"
        "duas|trabalho|programa|pacote|carteira"
    ),
    people=(
        ("women", phrases("mulheres")),
        ("men", phrases("homens")),
        ("girls", phrases("meninas|raparigas")),
        ("boys", phrases("meninos|rapazes")),
        ("adults", phrases("adultos|pessoas adultas")),
        ("children", phrases("crianças|menores")),
    ),
    table=phrases("tabela|quadro|a seguir|seguinte|seguintes|abaixo"),
    picked=phrases(
        "maior|maiores|principal|principais|alguns|algumas|exemplo|exemplos|primeiros|primeiras|recentes|"
        "novos|novas|outros|outras|seleção|selecionados|selecionadas|mais|só|apenas|entre|incluídos|"
        "incluídas|cada|média|sem|exceto|salvo"
    ),
    planned=phrases(
        "precis*|necess*|meta*|objetivo*|plan*|previ*|orçament*|requer*|"
        "solicit*|falta*|espera*|estima*|sem|além|dos quais|das quais"
    ),
    yearly=phrases(
        "anual|anuais|anualmente|ao ano|por ano|cada ano|a cada ano|mensal|mensais|ao mês|por mês|"
        "cada mês|diário|diária|diários|diárias|ao dia|por dia|em média|média|médio|por década|"
        "trimestral"
    ),
    in_all=phrases("no total|ao todo|em conjunto|no conjunto|em total|juntos|juntas|somados|entre todos"),
    they=phrases(
        "eles|elas|ambos|ambas|estes|estas|esses|"
        "essas|juntos|juntas|em conjunto|no conjunto|entre todos|somados"
    ),
    per=phrases("por|por cada|cada|a cada|para cada|por cada um"),
    average=phrases("em média|uma média de|média|média de|na média"),
    each=phrases("cada|cada um|cada uma|por"),
    any_=phrases("quaisquer|qualquer"),
    years=phrases("ano|anos"),
    months=phrases("mês|meses"),
    clause=phrases("enquanto|embora|mas|porém|contudo|no entanto|onde|quando|porque|quem|ao passo que"),
    gave=phrases(
        "mobilizado|mobilizados|mobilizou|mobilizaram|arrecadado|arrecadados|arrecadou|angariado|angariados|"
        "contribuído|recebido|recebidos|recebeu|comprometido|comprometidos|doado|doados|contribuições|aportes"
    ),
    givers=phrases(
        "doador|doadores|doadoras|contribuinte|contribuintes|contribuições|financiadores|parceiros"
    ),
    product=phrases("pib|produto interno bruto"),
    event=phrases(
        "fórum|cúpula|cimeira|conferência|oficina|reunião|congresso|seminário|assembleia|"
        "evento|sessão|encontro"
    ),
    ranked=phrases(
        "segundo maior|segunda maior|segundo mais|segunda mais|segundo principal|"
        "segundo doador|em segundo lugar"
    ),
    after=phrases("depois de|depois da|depois do|após|atrás de|atrás da|atrás do"),
    empty=words(
        "concluir conclusão resumo resumir mencionado novamente "
        "para como mas desde até sobre entre esta este isto estes estas esses essas segundo cada uns "
        "umas mais "
        "menos havia foram eram tem têm onde quando também apenas total número quantidade montante "
        "valor cifra "
        "milhão milhões bilhão bilhões mil cerca quase aproximadamente anos outro outra outros outras"
    ),
    roles=(
        ("target", phrases("meta|metas|objetivo de capitalização|objetivo de captação|capitalização")),
        (
            "mobilised",
            phrases("mobilizado|mobilizados|mobilizou|arrecadado|arrecadados|angariado|angariados"),
        ),
        (
            "contributed",
            phrases("contribuiu|contribuição|contribuições|doou|doação|aportou|aporte|aportes|deu"),
        ),
        ("budget", phrases("orçamento|no valor de|alocação|custo|financiamento|verba")),
    ),
)
