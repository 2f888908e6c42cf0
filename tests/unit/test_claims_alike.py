"""Correct sentences that look like claims that they do not make: none has a finding that counts."""

from __future__ import annotations

import pytest

from lacmigration.documents import parse
from lacmigration.findings import Severity
from lacmigration.reviewing import review

ALIKE = {
    "en": """
Under three programmes, the agency spent USD 5 million, 12% of the USD 42 million budget.
Six countries take part in the programme: Peru and Chile as hosts, Cuba and Panama as donors, and Brazil \
and Bolivia as observers.
Five ports opened a desk: Lima, Arica and Manta in May, Belém in June and Recife in July.
Four cities signed the accord: Lima, Quito and Cali in 2019 and Tacna in 2020.
Three donors made a pledge: Norway (USD 3 million), Sweden (USD 2 million) and Japan (USD 1 million).
Two agencies lead the response: IOM and UNHCR.
Five countries back the plan: Peru, Chile, Cuba, Panama and Trinidad and Tobago.
Four countries border the lake: Peru, Bolivia and, further away, Chile and Brazil.
Eight cities run a shelter: Lima, Quito, Cali and five more in Brazil.
Three members left the council: Ana Ruiz, mayor of Lima, Juan Paz of Quito and Eva Sol.
Ten cities have a mayor: Lima, the capital, has had one since 1535, Quito since 1534.
Seven countries reported a rise: Peru saw the largest, Chile the second largest and Cuba the third.
Five cities had one goal: Safe Streets and Clean Air.
Twelve agencies publish the bulletin: Issue 12 covers Peru and Chile.
The census counted 1,204 people (602 women and 400 men; 202 did not say).
The school has 24 teachers (310 boys and 290 girls attend).
Some 900 people (300 families) were moved.
It reached 900 people (300 women and 200 children among them).
It helped 5,200 people, 3,000 women and 2,200 men more than in 2020.
It helped 5,200 people: 3,000 women and girls, and 2,200 men and boys.
It served 412 people: 200 adults, 112 children and 100 elderly.
It trained 80 people, divided into 4 groups of 20 people.
About 300 people, made up of 40 families and 20 adults, arrived.
The fund has USD 12 million, 63% of the staff are women.
It raised USD 12 million, 63% of the USD 19 million target, and spent USD 3 million, 25% of that.
It gave USD 12 million, 5% of the population being poor.
It received USD 3 million in May, 10% of the USD 40 million having come before.
Costs rose to USD 12 million, 20% of the USD 60 million revenue.
Prices rose from USD 10 in 2018 to USD 12 in 2019 and USD 15 in 2020, up 25% on the year before.
Arrivals rose from 120 in May to 150 in June and 180 in July, an average of 30 a month.
Arrivals went from 1,200 in 2019 to 800 in 2020 and 1,600 in 2021, double the 2020 figure.
Arrivals went from 1,200 in 2019 to 800 in 2020 and 1,600 in 2021, a rise of 100%.
Arrivals rose from 1,200 to 1,500 among men and 1,800 among women, an increase of 25% for men.
Arrivals rose from 1,234 in 2019 to 1,543 in 2020, and 2,980 are expected in 2021, up 25%.
The rate rose from 10% in 2019 to 12% in 2020 and 15% in 2021, an increase of 5 points.
Exports grew by 5% a year, from USD 100 million in 2010 to USD 163 million in 2020.
Exports grew from USD 100 million in 2010 to USD 163 million in 2020, at an annual rate of 5%.
Exports grew 63% from USD 100 million in 2010 to USD 163 million in 2020, or 5% per year.
Peru gave USD 3 million. Chile gave USD 4 million. In total, twenty countries gave USD 57 million.
Peru gave USD 3 million. Chile gave USD 4 million. In total, the fund received USD 57 million.
Peru gave USD 3 million. Chile gave USD 4 million. Together, they gave USD 7 million of the USD 20 million.
Peru gave USD 3 million in 2019. Peru gave USD 4 million in 2020. In all, it gave USD 12 million since 2015.
Peru took 300 families. Chile took 400 families. In all, 2,000 families fled.
Peru took 300 families. Chile took 400 families. Together, they took 5,000 people.
Of those asked, 38% rent, 41% own and the remaining 20% live with kin.
Of those asked, 38.4% rent, 41.2% own and the remaining 20.4% live with kin.
Some 48% are women, of whom 20% are young, and the remaining 52% are men.
In Lima 48% rent, and in Quito 30% rent; the other 52% in Lima own.
Water takes 40%, roads 35% and the remaining 25% goes to schools and 10% of that to books.
The fund is split into 60% grants and 40% loans, 10% of which are soft.
The team is made up of 60% women, and 30% of the staff are young.
Half rent, a third own and the remaining sixth live with kin.
Two thirds of the families rent; the other third own.
The budget is divided into 30% for the first year and 70% for the other two.
One in four children works; the other three quarters go to school.
Between 40% and 45% rent; the remaining 55% to 60% own.
Of the 500 families, 300 rent, 150 own and the other 50 live with kin, 20 of them in hotels.
The programme, run in four cities (Lima and Quito since 2019, Cali and Manta since 2020), ends soon.
The board has five members: two from Peru, two from Chile and one from Cuba.
Three routes are used: by road through Peru, by air, and by sea from Chile or Cuba.
Two of the six ports closed: Lima and Arica.
All but two of the ten cities replied: Lima and Arica did not.
It has 12 offices: Lima, Quito, and ten others.
Five ministers signed: health, work, and the three of the south.
The four seasons are two: wet and dry.
In 2020, five countries joined: Peru and Chile in May; Cuba, Panama and Brazil in June.
Some 20 of the 33 countries (61%) signed, 13 of them in 2018.
About 40% of the 300 staff, or 120, are women, and 60 of those are doctors.
Women are 40% of the 300 staff, men 60% of the 180 volunteers.
The plan costs USD 40 million, half of it (USD 20 million) for schools.
The plan costs USD 40 million, of which half is for schools and USD 5 million for roads.
Of the USD 40 million, USD 12 million went to Peru in 2019 and USD 30 million in all by 2021.
It spent USD 40 million, including USD 12 million on roads (USD 50 million were planned).
The loan of USD 40 million, together with USD 10 million from Peru and USD 5 million from Chile, totals \
USD 55 million.
It gave USD 4 million, USD 3 million and USD 2 million in three years, USD 3 million a year on average.
Over three years it gave USD 9 million, or USD 3 million per year.
It paid USD 9 million to 3,000 families, or USD 3,000 each.
It paid USD 9 million to 3,000 families, or USD 1,500 per child.
Each of the 20 towns got USD 5,000, and the 30 villages USD 2,000.
It paid 20 grants of USD 5,000 each and 10 of USD 2,000, for a total of USD 120,000.
Deaths fell from 40 in 2018 to 30 in 2019, a quarter less.
Deaths fell by a third, from 30 to 20.
Deaths tripled from 10 to 30 between 2018 and 2020, and then fell by half to 15.
Trade was USD 30 million in 2020, three times the USD 10 million of 2010 and twice the USD 15 million of \
2015.
The rate is 12%, 3 points more than the 9% of 2019.
The rate is 12%, up 33% from the 9% of 2019.
Germany gave USD 9 million, USD 2 million more than Norway, which gave USD 7 million.
The second largest donor, with USD 5 million, came after Norway with USD 7 million and before Peru with \
USD 3 million.
It hosts 2.5 million people, 6% of its 42 million inhabitants.
Remittances of USD 12 billion equal 15% of GDP, and exports of USD 40 billion equal 50%.
One in three children (33%) and two in five adults (40%) are poor.
Of every ten families, three rent and seven own.
The four-year plan (2020-2023) costs USD 8 million, USD 2 million a year.
From 2019 to 2021, in three years, it built 12 ports.
The 2021-2025 plan, its third, lasts five years.
USD 3 million (60%) came from Peru and USD 2 million (40%) from Chile.
Peru (60%) and Chile (40%) gave USD 5 million, USD 3 million and USD 2 million each.
The share of women rose from 40% to 44%, or by 10%.
The share of women rose from 40% to 44%, that is, by 4 points.
About 12,000 people (8,000 of them women) came, 4,000 more than in 2019.
Some 60% of migrants are men and 55% of refugees are women; the rest are children.
In total, 300 people came. In May, 200 people came. In June, 150 people came, 50 of them again.
It met 120 mayors. It met 40 ministers. In all, it met 160 of them.
Six projects ended and four began, making ten changes in all: Alfa, Beta, Gama and Delta are new.
Of the 42 staff, 18 work in Lima, 12 in Quito and the rest, among them 5 nurses, in Cali.
Half of the USD 40 million came from Peru, a quarter (USD 10 million) from Chile and the remaining USD 10 \
million from Cuba.
The four pillars of the plan: it counts, it lasts, it pays and it is fair to all three groups.
Three of its five aims are met: safe roads, clean water and open schools.
The two largest donors, Germany and Norway, gave 60% of the USD 57.5 million, or USD 34.5 million.
Women make up 52% of the 1,200 pupils (624), boys under ten 20% (240).
About 1,200 people, 52% of them women (624), took part in 40 courses.
In 2019, 300 of the 900 places were free; in 2020, 450 of the 1,000 (45%).
The first phase (2019-2021, three years) cost USD 3 million, the second (2022-2025, four years) USD 5 \
million.
It took three years (2018, 2019 and 2021) to build.
A ten-year lease (2012-2022) was cut to six years in 2018.
Costs fell by USD 3 million, from USD 12 million to USD 9 million, or by 25%.
Costs fell by USD 3 million (25%), from USD 12 million to USD 9 million, while income rose by 10%.
Income rose 10%, to USD 11 million, and costs fell 25%, to USD 9 million.
Income rose from USD 10 million to USD 11 million in Peru and from USD 20 million to USD 30 million in \
Chile, or 10% and 50%.
Income was up 10% at USD 11 million, costs down 25% at USD 9 million, against USD 10 million and USD 12 \
million.
It paid USD 11 million, 10% more than in 2019, when it paid USD 10 million.
It paid USD 11 million, USD 1 million more than planned and USD 2 million less than the USD 13 million of \
2020.
The number of seats grew fourfold, from 25 to 100, and that of staff doubled to 30.
Some 2.5 times as many came in 2021 (500) as in 2019 (200).
Prices have tripled since 2010, from USD 4 to USD 12, and doubled since 2015, from USD 6.
Each family got USD 300, and each of its members USD 75, for a total of USD 600,000 for 2,000 families.
The 30 schools have 12 classes each, 360 in total, and 9,000 pupils, 25 per class.
On average, 25 pupils sit in each of the 360 classes, 9,000 in total.
The 9,000 pupils of the 30 schools (300 per school) sit in 360 classes.
Germany (USD 19 million), Norway (USD 5 million) and 18 others have given USD 57 million.
Germany gave USD 19 million, Norway USD 5 million and others USD 33 million, for a total of USD 57 million.
In all, USD 57 million was given: USD 19 million by Germany, USD 5 million by Norway and the rest by 18 \
others.
USD 57 million was given, of which USD 19 million by Germany, USD 5 million by Norway and USD 33 million \
by others, USD 7 million of it late.
By region, 40% came from the north, 35% from the south and 30% from abroad, as some have two homes.
Some 40% speak Spanish, 35% Portuguese and 45% English, and the remaining 10% none of these.
Among men 40% smoke, among women 20%, and the other 60% of men never have.
Turnout was 62%, against 58% in 2018, so that 38% stayed at home.
The tax rose from 10% to 12%, a rise of 20%, or of two points.
The tax rose by 2 points to 12% in 2019 and by 3 points to 15% in 2020.
Four in ten women and six in ten men work; the others study.
The 33 members of the bank include 26 borrowers: 19 in South America and seven elsewhere.
The bank has 48 members: 26 borrowers and 22 others.
The bank has 48 members, 26 of them borrowers: Peru, Chile and 24 others.
The council (12 members: six mayors, four ministers and two bishops) met in Lima.
Eleven cities applied, and five were chosen: Lima, Quito, Cali, Tacna and Arica.
Of eleven cities that applied, five were chosen: Lima, Quito, Cali, Tacna and Arica.
Five cities were chosen out of eleven that applied: Lima, Quito, Cali, Tacna and Arica.
Five cities in three countries were chosen: Lima, Quito, Cali, Tacna and Arica.
Three countries have five cities in the programme: Lima and Tacna, Quito, Cali and Arica.
The two funds, one in Lima and one in Quito, merged with three others: Alfa, Beta and Gama.
Two people in three (66%) and three homes in four (76%) have water.
In Lima 2,300 of 4,600 homes (50%), in Quito 900 of 3,600 (25%) have water.
It has raised USD 3.2 million, 64% of its USD 5 million goal, from 210 donors (USD 15,238 each on average).
It has raised 64% of its USD 5 million goal, with USD 3.2 million in cash and USD 1 million in kind still \
to come.
A licence of USD 50 a year is included (USD 150 in all).
The USD 3 million for roads are included in the USD 5 million of the plan.
The USD 3 million for roads, included in the USD 5 million of the plan, are spent.
The gap in average pay (USD 640) between any two clerks is divided by the average of all clerks (USD 710).
The last eight ports, each representing 2% or less of the first ten ports, were left out.
Part B of the Lima Manual tells of the remaining three raids. Part B of the Lima Manual tells of the \
remaining six raids.
There are 920 boats in two ports: 400 in one, 500 in the other and 20 on land.
""",
    "es": """
Seis países participan en el programa: Perú y Chile como sedes, Cuba y Panamá como donantes, y Brasil y \
Bolivia como observadores.
Cuatro ciudades firmaron el acuerdo: Lima, Quito y Cali en 2019 y Tacna en 2020.
Cinco países apoyan el plan: Perú, Chile, Cuba, Panamá y Trinidad y Tobago.
Ocho ciudades tienen un albergue: Lima, Quito, Cali y cinco más en Brasil.
Tres agencias dirigen la respuesta: OIM, ACNUR y UNICEF.
El censo contó 1.204 personas (602 mujeres y 400 hombres; 202 no dijeron).
Unas 900 personas (300 familias) fueron reubicadas.
Se atendió a 900 personas (300 mujeres y 200 niños entre ellas).
Se atendió a 5.200 personas: 3.000 mujeres y niñas, y 2.200 hombres y niños.
Se formó a 80 personas, divididas en 4 grupos de 20 personas.
El fondo tiene USD 12 millones, el 63 % del personal son mujeres.
Llegaron 29.300 personas, el 63 % de las 46.500 previstas.
Las llegadas pasaron de 1.200 en 2019 a 800 en 2020 y 1.600 en 2021, el doble que en 2020.
Las exportaciones pasaron de USD 100 millones en 2010 a USD 163 millones en 2020, un crecimiento medio \
anual del 5 %.
La tasa subió del 10 % en 2019 al 12 % en 2020 y al 15 % en 2021, un aumento de 5 puntos.
Perú dio USD 3 millones. Chile dio USD 4 millones. En total, los países dieron USD 57 millones.
Perú aportó USD 3 millones. Chile aportó USD 4 millones. En total se aportaron USD 57 millones.
Perú aportó USD 3 millones. Chile aportó USD 4 millones. En total, el fondo recibió USD 57 millones.
El 48 % son mujeres, de las cuales el 20 % son jóvenes, y el restante 52 % son hombres.
El 38 % alquila, el 41 % es dueño y el resto, un 21 %, vive con parientes.
De los 500 hogares, el 38 % alquila, el 41 % es dueño y el 21 % restante vive con parientes.
El fondo se divide en un 60 % de donaciones y un 40 % de préstamos, de los cuales el 10 % son blandos.
Dos tercios alquilan; el otro tercio es dueño.
El 62 % de los hombres trabaja; del resto, el 30 % estudia.
Bajo tres programas se gastaron USD 5 millones, el 12 % de los USD 42 millones.
Los gastos, bajo cinco rubros, suman USD 12 millones.
La junta tiene cinco miembros: dos de Perú, dos de Chile y uno de Cuba.
Dos de los seis puertos cerraron: Lima y Arica.
El programa, que se desarrolla en cuatro ciudades (Lima y Quito desde 2019, Cali y Manta desde 2020), \
termina pronto.
De las 500 familias, 300 alquilan, 150 son dueñas y las otras 50 viven con parientes, 20 de ellas en \
hoteles.
Cerca del 40 % de los 300 empleados, es decir, 120, son mujeres, y 60 de ellas son médicas.
Gastó USD 40 millones, incluidos USD 12 millones en vías (se habían previsto USD 50 millones).
Pagó USD 9 millones a 3.000 familias, es decir, USD 1.500 por niño.
Las muertes bajaron de 40 en 2018 a 30 en 2019, una cuarta parte menos.
La tasa es del 12 %, 3 puntos más que el 9 % de 2019.
Las remesas de USD 12.000 millones equivalen al 15 % del PIB, y las exportaciones de USD 40.000 millones \
al 50 %.
El plan de cuatro años (2020-2023) cuesta USD 8 millones, USD 2 millones al año.
USD 3 millones (60 %) vinieron de Perú y USD 2 millones (40 %) de Chile.
Unas 12.000 personas (8.000 de ellas mujeres) llegaron, 4.000 más que en 2019.
Vinieron 300 personas en total. En mayo vinieron 200 personas. En junio vinieron 150 personas, 50 de \
ellas otra vez.
El presupuesto se divide en un 30 % para el primer año y un 70 % para los otros dos.
Los salarios subieron un 5 % anual, de USD 100 en 2010 a USD 163 en 2020.
Los precios subieron de USD 10 a USD 12 en 2019 y a USD 15 en 2020, un 25 % más que el año anterior.
De los 42 empleados, 18 trabajan en Lima, 12 en Quito y el resto, entre ellos 5 enfermeras, en Cali.
Tres de sus cinco metas se cumplieron: vías seguras, agua limpia y escuelas abiertas.
Los dos mayores donantes, Alemania y Noruega, dieron el 60 % de los USD 57,5 millones, es decir, USD 34,5 \
millones.
Unas 1.200 personas, el 52 % de ellas mujeres (624), asistieron a 40 cursos.
Los costos bajaron USD 3 millones, de USD 12 millones a USD 9 millones, es decir, un 25 %.
Los ingresos subieron un 10 %, a USD 11 millones, y los costos bajaron un 25 %, a USD 9 millones.
Pagó USD 11 millones, un 10 % más que en 2019, cuando pagó USD 10 millones.
Los precios se triplicaron desde 2010, de USD 4 a USD 12, y se duplicaron desde 2015, de USD 6.
Las 30 escuelas tienen 12 aulas cada una, 360 en total, y 9.000 alumnos, 25 por aula.
Alemania (USD 19 millones), Noruega (USD 5 millones) y otros 18 han dado USD 57 millones.
Por idioma, el 40 % habla español, el 35 % portugués y el 45 % inglés, y el restante 10 % ninguno.
De cada diez mujeres trabajan cuatro, y de cada diez hombres, seis; los demás estudian.
El banco tiene 48 miembros: 26 prestatarios y 22 más.
De once ciudades que se postularon, fueron elegidas cinco: Lima, Quito, Cali, Tacna y Arica.
Cinco ciudades de tres países fueron elegidas: Lima, Quito, Cali, Tacna y Arica.
En Lima 2.300 de 4.600 hogares (50 %), en Quito 900 de 3.600 (25 %) tienen agua.
Ha recaudado USD 3,2 millones, el 64 % de su meta de USD 5 millones, de 210 donantes.
El impuesto subió 2 puntos, al 12 %, en 2019 y 3 puntos, al 15 %, en 2020.
La matrícula de USD 50 al año está incluida (USD 150 por los tres años).
Los USD 3 millones para vías están incluidos en los USD 5 millones del plan.
Los últimos ocho puertos, cada uno representa el 2 % o menos de los diez primeros, quedaron fuera.
El Anexo B de Lima describe los próximos tres casos. El Anexo B de Lima describe los próximos seis casos.
El Anexo B de Lima describe los tres casos restantes. El Anexo B de Lima describe los seis casos restantes.
Hay 920 barcos en dos puertos: 400 en uno, 500 en el otro y 20 en tierra.
Gastó USD 9 millones, con un aporte inferior a los USD 7 millones de 2019.
""",
    "pt": """
Seis países participam do programa: Peru e Chile como sedes, Cuba e Panamá como doadores, e Brasil e \
Bolívia como observadores.
Quatro cidades assinaram o acordo: Lima, Quito e Cali em 2019 e Tacna em 2020.
Oito cidades têm um abrigo: Lima, Quito, Cali e mais cinco no Brasil.
O censo contou 1.204 pessoas (602 mulheres e 400 homens; 202 não disseram).
Cerca de 900 pessoas (300 famílias) foram realocadas.
Foram atendidas 900 pessoas (300 mulheres e 200 crianças entre elas).
Foram formadas 80 pessoas, divididas em 4 grupos de 20 pessoas.
Chegaram 29.300 pessoas, 63% das 46.500 previstas.
O fundo tem US$ 12 milhões, 63% do pessoal são mulheres.
As exportações passaram de US$ 100 milhões em 2010 para US$ 163 milhões em 2020, um crescimento médio de \
5% ao ano.
A taxa subiu de 10% em 2019 para 12% em 2020 e 15% em 2021, um aumento de 5 pontos.
O Peru deu US$ 3 milhões. O Chile deu US$ 4 milhões. No total, os países deram US$ 57 milhões.
O Peru doou US$ 3 milhões. O Chile doou US$ 4 milhões. No total, foram doados US$ 57 milhões.
São mulheres 48%, das quais 20% são jovens, e os restantes 52% são homens.
Dois terços alugam; o outro terço é dono.
Entre os homens 62% trabalham; do restante, 30% estudam.
De 2019 a 2021, as chegadas passaram de 1.200 para 1.500 e 1.800, alta de 50%.
O conselho tem cinco membros: dois do Peru, dois do Chile e um de Cuba.
Dois dos seis portos fecharam: Lima e Arica.
Das 500 famílias, 300 alugam, 150 são donas e as outras 50 vivem com parentes, 20 delas em hotéis.
Gastou US$ 40 milhões, incluindo US$ 12 milhões em vias (previam-se US$ 50 milhões).
Pagou US$ 9 milhões a 3.000 famílias, ou seja, US$ 1.500 por criança.
As mortes caíram de 40 em 2018 para 30 em 2019, um quarto a menos.
A taxa é de 12%, 3 pontos a mais que os 9% de 2019.
O plano de quatro anos (2020-2023) custa US$ 8 milhões, US$ 2 milhões por ano.
US$ 3 milhões (60%) vieram do Peru e US$ 2 milhões (40%) do Chile.
Cerca de 12.000 pessoas (8.000 delas mulheres) chegaram, 4.000 a mais que em 2019.
O orçamento divide-se em 30% para o primeiro ano e 70% para os outros dois.
Os salários subiram 5% ao ano, de US$ 100 em 2010 para US$ 163 em 2020.
Os preços subiram de US$ 10 para US$ 12 em 2019 e US$ 15 em 2020, 25% a mais que no ano anterior.
Dos 42 funcionários, 18 trabalham em Lima, 12 em Quito e o resto, entre eles 5 enfermeiras, em Cali.
Três das suas cinco metas foram cumpridas: vias seguras, água limpa e escolas abertas.
Os dois maiores doadores, Alemanha e Noruega, deram 60% dos US$ 57,5 milhões, ou seja, US$ 34,5 milhões.
Os custos caíram US$ 3 milhões, de US$ 12 milhões para US$ 9 milhões, ou seja, 25%.
A receita subiu 10%, para US$ 11 milhões, e os custos caíram 25%, para US$ 9 milhões.
Os preços triplicaram desde 2010, de US$ 4 para US$ 12, e dobraram desde 2015, de US$ 6.
As 30 escolas têm 12 salas cada, 360 no total, e 9.000 alunos, 25 por sala.
O banco tem 48 membros: 26 mutuários e 22 outros.
De onze cidades candidatas, cinco foram escolhidas: Lima, Quito, Cali, Tacna e Arica.
Falam espanhol 40%, português 35% e inglês 45%, e os restantes 10% nenhum deles.
Arrecadou US$ 3,2 milhões, 64% da sua meta de US$ 5 milhões, de 210 doadores.
A matrícula de USD 50 por ano está incluída (USD 150 pelos três anos).
Os USD 3 milhões para estradas estão incluídos nos USD 5 milhões do plano.
O Anexo B de Lima descreve os três casos restantes. O Anexo B de Lima descreve os seis casos restantes.
Há 920 barcos em dois portos: 400 num, 500 no outro e 20 em terra.
Gastou USD 9 milhões, com um apoio inferior aos USD 7 milhões de 2019.
O Peru gastou USD 9 milhões, Chile um valor inferior aos USD 7 milhões de 2019.
""",
    "fr": """
Six pays participent au programme : le Pérou et le Chili comme hôtes, Cuba et le Panama comme donateurs, \
et le Brésil et la Bolivie comme observateurs.
Quatre villes ont signé l'accord : Lima, Quito et Cali en 2019 et Tacna en 2020.
Huit villes ont un abri : Lima, Quito, Cali et cinq autres au Brésil.
Le recensement a compté 1 204 personnes (602 femmes et 400 hommes ; 202 n'ont rien dit).
Quelque 900 personnes (300 familles) ont été relogées.
On a aidé 900 personnes (300 femmes et 200 enfants parmi elles).
On a formé 80 personnes, réparties en 4 groupes de 20 personnes.
Ils sont 29 300, 63 % des 46 500 attendus.
Le fonds a 12 millions de dollars, 63 % du personnel sont des femmes.
Les exportations sont passées de 100 millions de dollars en 2010 à 163 millions de dollars en 2020, soit \
une croissance annuelle moyenne de 5 %.
Le taux est passé de 10 % en 2019 à 12 % en 2020 et 15 % en 2021, soit une hausse de 5 points.
Le Pérou a versé 3 millions de dollars. Le Chili a versé 4 millions de dollars. Au total, les pays ont \
versé 57 millions de dollars.
Le Pérou a versé 3 millions de dollars. Le Chili a versé 4 millions de dollars. En tout, 57 millions de \
dollars ont été versés.
On compte 48 % de femmes, dont 20 % de jeunes, et les 52 % restants sont des hommes.
Deux tiers louent ; l'autre tiers possède son logement.
Parmi les hommes, 62 % travaillent ; parmi les autres, 30 % étudient.
Les arrivées ont baissé de 1 800 en 2019 à 1 500 en 2020 et 1 200 en 2021, soit une baisse de 20 % sur un \
an.
Le conseil compte cinq membres : deux du Pérou, deux du Chili et un de Cuba.
Deux des six ports ont fermé : Lima et Arica.
Sur les 500 familles, 300 louent, 150 possèdent et les 50 autres vivent chez des proches, dont 20 à l'hôtel.
Il a dépensé 40 millions d'euros, dont 12 millions d'euros pour les routes (50 millions d'euros étaient \
prévus).
Il a versé 9 millions d'euros à 3 000 familles, soit 1 500 euros par enfant.
Les décès sont passés de 40 en 2018 à 30 en 2019, soit un quart de moins.
Le taux est de 12 %, soit 3 points de plus que les 9 % de 2019.
Le plan de quatre ans (2020-2023) coûte 8 millions d'euros, soit 2 millions d'euros par an.
Au total, 3 millions d'euros (60 %) viennent du Pérou et 2 millions d'euros (40 %) du Chili.
Quelque 12 000 personnes (dont 8 000 femmes) sont venues, 4 000 de plus qu'en 2019.
Le budget se répartit en 30 % pour la première année et 70 % pour les deux autres.
Les salaires ont augmenté de 5 % par an, de 100 euros en 2010 à 163 euros en 2020.
Les prix sont passés de 10 euros à 12 euros en 2019 et 15 euros en 2020, soit 25 % de plus que l'année \
précédente.
Sur les 42 employés, 18 travaillent à Lima, 12 à Quito et le reste, dont 5 infirmières, à Cali.
Trois de ses cinq objectifs sont atteints : routes sûres, eau propre et écoles ouvertes.
Les deux plus grands donateurs, l'Allemagne et la Norvège, ont versé 60 % des 57,5 millions de dollars, \
soit 34,5 millions.
Les coûts ont baissé de 3 millions d'euros, de 12 millions d'euros à 9 millions d'euros, soit de 25 %.
Les recettes ont augmenté de 10 %, à 11 millions d'euros, et les coûts ont baissé de 25 %, à 9 millions \
d'euros.
Les prix ont triplé depuis 2010, de 4 euros à 12 euros, et doublé depuis 2015, de 6 euros.
Les 30 écoles ont 12 classes chacune, soit 360 au total, et 9 000 élèves, soit 25 par classe.
La banque compte 48 membres : 26 emprunteurs et 22 autres.
Parmi onze villes candidates, cinq ont été retenues : Lima, Quito, Cali, Tacna et Arica.
On parle espagnol à 40 %, portugais à 35 % et anglais à 45 %, et les 10 % restants aucune de ces langues.
Il a récolté 3,2 millions de dollars, soit 64 % de son objectif de 5 millions de dollars, auprès de 210 \
donateurs.
Les frais de 50 dollars par an sont compris (150 dollars pour les trois ans).
L'annexe B de Lima décrit les trois autres cas. L'annexe B de Lima décrit les six autres cas.
Il y a 920 bateaux dans deux ports : 400 dans l'un, 500 dans l'autre et 20 à terre.
Il a dépensé 9 millions d'euros, avec une aide inférieure aux 7 millions d'euros de 2019.
""",
}
"""One sentence or paragraph a line; figures are such that what is not meant does not fit."""


@pytest.mark.parametrize(
    "language, text",
    [(language, text) for language, texts in ALIKE.items() for text in texts.strip().splitlines()],
)
def test_a_correct_sentence_raises_no_alarm(language: str, text: str) -> None:
    reviewed = review(parse(text, format="markdown"), locale=language)
    counted = {Severity.ERROR, Severity.WARNING}
    assert [one.claim.kind for one in reviewed.verified if one.severity in counted] == []


GIFTS = """
| Donor | Amount (USD) |
| --- | --- |
| Peru | 4,213,977 |
| Chile | 3,104,112 |
| Spain | 1,001,388 |
| Cuba | 501,388 |
"""
YEARS = """
| Donor | 2021 | 2022 |
| --- | --- | --- |
| Peru | 4,213 | 5,100 |
| Chile | 3,104 | 2,200 |
| Spain | 1,001 | 900 |
"""
PAIRS = """
| City | Donor | Amount (USD) |
| --- | --- | --- |
| Lima | Peru | 4,213 |
| Tacna | Peru | 3,104 |
| Quito | Spain | 1,001 |
| Cali | Spain | 1,551 |
"""
COSTS = """
| Sector | Cost (USD) |
| --- | --- |
| Water | 4,213 |
| Roads | 3,104 |
| Schools | 1,001 |
"""
MONTOS = """
| Donante | Monto (USD) |
| --- | --- |
| Perú | 4.213.977 |
| Chile | 3.104.112 |
| España | 1.001.388 |
"""
VALORES = """
| Doador | Valor (USD) |
| --- | --- |
| Perú | 4.213.977 |
| Chile | 3.104.112 |
| España | 1.001.388 |
"""
MONTANTS = """
| Donateur | Montant (USD) |
| --- | --- |
| Perú | 4.213.977 |
| Chile | 3.104.112 |
| España | 1.001.388 |
"""
BESIDE = [
    ("en", "Twenty donors gave USD 57 million in total. The main ones are below.", GIFTS),
    ("en", "Twenty donors gave USD 57 million. Table 3 lists those above USD 500,000:", GIFTS),
    ("en", "Six donors gave in 2020 and four in 2021, as the table shows.", GIFTS),
    ("en", "The table compares four donors and two funds.", GIFTS),
    ("en", "Three donors (Peru, Chile and Spain) have given over USD 1 million each; see the table.", GIFTS),
    ("en", "Two donors joined last year, as the table shows.", GIFTS),
    ("en", "Of 12 donors, these have paid:", GIFTS),
    ("en", "The fund aims at USD 20 million in total. Gifts so far are as follows:", GIFTS),
    ("en", "A total of USD 20 million is needed; the table below shows what has been pledged.", GIFTS),
    ("en", "The plan needs USD 20 million in total, of which the following has been received:", GIFTS),
    ("en", "Three donors gave in both years, as the table shows.", YEARS),
    ("en", "In total, USD 8,318 thousand was given in 2021, as the table shows.", YEARS),
    ("en", "Two donors pay for the four cities in the table:", PAIRS),
    ("en", "Four cities have a donor, as the table shows.", PAIRS),
    ("en", "Two donors have given to the fund:", PAIRS),
    ("en", "The project cost USD 9,000 in total over five years. Costs of 2020 are in the table.", COSTS),
    ("en", "It spent USD 90,000 in total. The table shows the cost of the three pilot sectors:", COSTS),
    ("en", "Direct costs are in the table; with overheads, the project cost USD 9,900 in total.", COSTS),
    ("en", "USD 9,900 in total was planned. The following was spent:", COSTS),
    ("en", "Spending fell short of the USD 9,900 planned in total, as the table shows.", COSTS),
    ("es", "Veinte donantes dieron USD 57 millones en total. La tabla muestra los principales.", MONTOS),
    ("es", "Se necesitan USD 57 millones en total; la tabla muestra lo recibido.", MONTOS),
    ("es", "Dos donantes se sumaron este año, como muestra la tabla.", MONTOS),
    ("es", "De 12 donantes, los siguientes han pagado:", MONTOS),
    ("es", "El fondo tiene una meta de USD 20 millones en total. La tabla muestra los aportes.", MONTOS),
    ("pt", "São necessários US$ 57 milhões no total; o quadro mostra o que foi recebido.", VALORES),
    ("fr", "Il faut 57 millions de dollars au total ; le tableau montre ce qui a été reçu.", MONTANTS),
    ("fr", "Deux donateurs ont rejoint le fonds cette année (voir le tableau).", MONTANTS),
]


@pytest.mark.parametrize("language, text, table", BESIDE)
def test_a_correct_sentence_beside_a_table_raises_no_alarm(language: str, text: str, table: str) -> None:
    reviewed = review(parse(f"{text}\n\n{table}", format="markdown"), locale=language)
    counted = {Severity.ERROR, Severity.WARNING}
    assert [one.claim.kind for one in reviewed.verified if one.severity in counted] == []
