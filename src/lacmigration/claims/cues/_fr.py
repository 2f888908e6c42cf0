"""The cues of French."""

from __future__ import annotations

from typing import Final

from lacmigration.claims.cues._cues import Cues, phrases, words

__all__ = ["FRENCH"]

FRENCH: Final = Cues(
    language="fr",
    of=phrases(
        "de|des|du|de la|de l'|d'un total de|sur|sur les|sur un total de|sur le total de|"
        "du total de|parmi les|"
        "de ses|de leurs|de tous les|de toutes les|d'entre les|de ces|d'un montant de|d'un|d'une|sur ces|d'"
    ),
    this=phrases(
        "de ce|de cet|de cette|de ces|du total|de celui-ci|de celle-ci|d'entre eux|d'entre elles|de ceux-ci|"
        "de celles-ci|du même|de la même|dudit|de ladite|de son|de sa|de cela|du|de la|"
        "de l'objectif|des|de l'"
    ),
    is_share=phrases(
        "ou|soit|c'est-à-dire|ce qui représente|qui représente|qui représentent|représente|représentent|"
        "représentait|représentaient|représentant|équivaut à|équivalent à|équivalant à|ce qui équivaut à|"
        "qui équivaut à|correspond à|correspondent à|correspondant à|est|sont|était|étaient|constitue|"
        "constituent|égal à|à savoir|couvre|couvrent|soit environ|ce qui correspond à|qui correspond à|"
        "ont représenté|a représenté|ce qui fait"
    ),
    of_which=phrases(
        "dont|parmi lesquels|parmi lesquelles|desquels|desquelles|parmi eux|parmi elles|d'entre eux|"
        "d'entre elles|sur ce montant|sur ce total|de ce montant|de ce total|dont environ"
    ),
    including=phrases(
        "y compris|comprenant|incluant|comprend|comprennent|inclut|incluent|entre autres|notamment|"
        "en particulier|tels que|telles que|qui comprend|qui comprennent"
    ),
    within=phrases("dans|en|par"),
    made_of=phrases(
        "composé de|composée de|composés de|composées de|constitué de|constituée de|constitués de|formé de|"
        "réparti en|répartis en|répartie en|réparties en|réparti entre|répartis entre|répartie entre|"
        "réparties entre|divisé en|divisés en|divisée en|divisées en|partagé entre|partagés entre|"
        "partagée entre|partagées entre|ventilé en|ventilés en|somme de|la somme de|comme suit|"
        "de la manière suivante|de la façon suivante|qui se compose de|qui se composent de|"
        "qui se répartissent en|qui se répartit en|se répartissent en|se répartit en|se décompose en|"
        "se décomposent en|qui se divise en"
    ),
    total=phrases(
        "pour un total de|soit un total de|totalisant|qui totalisent|au total|un total de|"
        "ce qui fait un total de|ce qui donne un total de|ce qui fait au total|en tout|en tout,|"
        "qui s'élèvent à|soit au total|soit en tout|soit au total,|portant le total à|"
        "ce qui porte le total à|"
        "ensemble|additionnant|avec un total de|pour un montant total de|soit un montant total de"
    ),
    all_told=phrases("un total de|au total|en tout|total|totale|ensemble|totalise|totalisent"),
    rest=phrases(
        "l'autre|les autres|le reste|le restant|"
        "le reste,|les autres,|"
        "les derniers|le reste, soit|les autres, soit|le solde|le solde,|le solde, soit"
    ),
    rest_behind=phrases("restants|restantes|restant|restante"),
    rest_before=phrases("les|le|et les|et le"),
    in_turn=phrases(
        "prochains|prochaines|suivants|suivantes|derniers|dernières|précédents|précédentes|premiers|premières|seconds|secondes|autres|supplémentaires|restants|restantes|ces"
    ),
    articles=phrases("les|le|un"),
    up=phrases(
        "augment*|accru|accrue|accrus|accrues|accroiss*|accroît*|croiss*|croît*|hausse*|doubl*|tripl*|"
        "quadrupl*|progress*|grimp*|élev*|gagn*|montée|monté|monter|bond*|supérieur*"
    ),
    down=phrases(
        "diminu*|réduit*|réduct*|rédui*|baiss*|chut*|recul*|décliné*|déclin*|décr*|tombé*|tombe|tombent|"
        "tomber|repli*|inférieur*|recourt*|contract*|repli"
    ),
    moved=phrases("passé|passée|passés|passées|passant|passe|passent|passer|passait|passa|évolué|varié"),
    by=phrases(
        "de|d'environ|une hausse de|une augmentation de|une croissance de|une progression de|une baisse de|"
        "une diminution de|une réduction de|une chute de|un recul de|un repli de|soit une hausse de|"
        "soit une augmentation de|soit une baisse de|soit une diminution de|soit|ou|"
        "hausse de|augmentation de|"
        "baisse de|croissance de|soit un recul de|soit une progression de|une variation de|d'|un bond de|"
        "soit une croissance de|soit une chute de|soit une réduction de|par"
    ),
    from_=phrases("de|des|depuis|du|d'|d'environ|de ses"),
    to=phrases("à|aux|jusqu'à|au|pour atteindre|à environ|pour s'établir à|jusqu'aux|pour arriver à"),
    compared=phrases(
        "contre|contre les|par rapport à|par rapport aux|comparé à|comparé aux|comparés aux|comparée aux|"
        "par comparaison avec|par comparaison avec les|sur les|depuis|depuis les|face aux|au regard des|"
        "en comparaison des|en comparaison avec les|à partir des|vis-à-vis des"
    ),
    higher=phrases(
        "supérieur à celui de|supérieure à celle de|plus que les|supérieur aux|supérieure aux|"
        "supérieurs aux|supérieures aux|au-dessus des"
    ),
    lower=phrases(
        "inférieur à celui de|inférieure à celle de|moins que les|inférieur aux|inférieure aux|"
        "inférieurs aux|inférieures aux|au-dessous des|en dessous des"
    ),
    more_than=phrases(
        "de plus que|de plus que les|de plus que ses|plus que|plus que les|au-dessus de|au-dessus des|"
        "supérieur à|supérieur aux|supérieure aux|de plus par rapport aux"
    ),
    less_than=phrases(
        "de moins que|de moins que les|moins que|moins que les|au-dessous de|au-dessous des|en dessous de|"
        "en dessous des|inférieur à|inférieur aux|inférieure aux|de moins par rapport aux"
    ),
    times_of=phrases(
        "de|des|du|de la|les|plus que les|le nombre de|le chiffre de|le montant de|la somme de|celui de"
    ),
    namely=phrases(
        "à savoir|c'est-à-dire|soit|qui sont|comme suit|les suivants|les suivantes|ce sont|que sont"
    ),
    and_=phrases("et|ainsi que|plus"),
    open_=phrases(
        "y compris|comprenant|incluant|inclut|incluent|entre autres|notamment|en particulier|tels que|"
        "telles que|par exemple|etc|etc.|et d'autres|d'autres|autres|ou|comme|surtout|principalement|"
        "parmi lesquels|parmi lesquelles|p. ex.|plusieurs|divers|diverses|le reste"
    ),
    follows=phrases("suivant|suivants|suivante|suivantes|les suivants|les suivantes|ces"),
    listed=phrases(
        "pilier*|domaine*|priorité*|objectif*|but*|axe*|composante*|volet*|principe*|aspect*|thème*|sujet*|"
        "ligne*|action*|étape*|mesure*|recommandation*|défi*|activité*|raison*|phase*|groupe*|catégorie*|"
        "type*|pilote*|ville*|pays|membre*|agence*|partenaire*|donateur*|région*|état*|province*|commune*|"
        "municipalité*|département*|projet*|programme*|langue*|route*|secteur*|question*|constat*|service*|"
        "organisation*|institution*|résultat*|indicateur*|élément*|facteur*|frontière*|événement*|évènement*|"
        "atelier*|session*|fonds|district*|communauté*|école*|université*|banque*|port*|île*|abri*|bureau*|"
        "centre*|chapitre*|bloc*|rubrique*|chantier*|ministère*|gouvernement*|quartier*|bailleur*"
    ),
    not_listed=phrases("dans|pour|en|pendant|entre|depuis|avec|par|après|au sein de|à|sur|durant|de"),
    actors=phrases(
        "villes|pays|nations|états|provinces|communes|municipalités|départements|districts|villages|"
        "ports|îles|membres|agences|donateurs|bailleurs|partenaires|gouvernements|ministères|universités|"
        "banques|organisations|institutions|communautés|contributeurs"
    ),
    gathered=phrases(
        "région|sous-région|aire|zone|côte|littoral|corridor|continent|bloc|réseau|bassin|frontière|"
        "route|équipe|consortium|conseil|comité|panel|groupe|coalition|alliance|direction|personnel|"
        "famille|triangle|liste|gamme|ensemble|nombre|série|même|suivant|suivante|deux|travail|programme|"
        "paquet|portefeuille"
    ),
    people=(
        ("women", phrases("femmes")),
        ("men", phrases("hommes")),
        ("girls", phrases("filles|fillettes")),
        ("boys", phrases("garçons")),
        ("adults", phrases("adultes")),
        ("children", phrases("enfants|mineurs")),
    ),
    table=phrases("tableau|ci-dessous|suivant|suivants|suivantes|ci-après"),
    picked=phrases(
        "plus|grands|grandes|principaux|principales|certains|certaines|quelques|exemple|exemples|"
        "premiers|premières|récents|récentes|nouveaux|nouvelles|autres|sélection|choisis|choisies|parmi|"
        "seuls|seulement|chaque|moyenne|sans|sauf|hors"
    ),
    planned=phrases(
        "faut|faudra|besoin*|nécess*|objectif*|cible*|plan*|prév*|"
        "budget*|requis*|demand*|manque*|attend*|estim*|sans|outre|dont"
    ),
    yearly=phrases(
        "annuel|annuelle|annuels|annuelles|annuellement|par an|par année|chaque année|mensuel|mensuelle|"
        "par mois|chaque mois|quotidien|quotidienne|par jour|en moyenne|moyenne|moyen|par décennie|"
        "trimestriel|trimestrielle"
    ),
    in_all=phrases(
        "au total|en tout|ensemble|en tout et pour tout|à eux tous|à eux deux|à elles deux|cumulés"
    ),
    they=phrases("ils|elles|eux|ceux-ci|celles-ci|ces|ensemble|tous|toutes|cumulés"),
    per=phrases("par|pour chaque|chacun|chacune|chaque|à chaque|pour chacun"),
    average=phrases("en moyenne|une moyenne de|moyenne|moyenne de|de moyenne"),
    each=phrases("chacun|chacune|par"),
    any_=phrases("quelconques|quelconque|n'importe quels|n'importe quelles"),
    years=phrases("an|ans|année|années"),
    months=phrases("mois"),
    clause=phrases("tandis que|alors que|bien que|mais|cependant|toutefois|où|quand|lorsque|parce que|qui"),
    gave=phrases(
        "mobilisé|mobilisés|mobilisée|mobilisées|récolté|récoltés|collecté|collectés|reçu|reçus|versé|versés|"
        "engagé|engagés|promis|donné|donnés|contributions|apporté|apportés"
    ),
    givers=phrases("donateur|donateurs|donatrices|contributeur|contributeurs|contributions|bailleurs"),
    product=phrases("pib|produit intérieur brut"),
    event=phrases(
        "forum|sommet|conférence|atelier|réunion|congrès|séminaire|assemblée|événement|session|colloque"
    ),
    ranked=phrases(
        "deuxième plus|deuxième donateur|deuxième bailleur|deuxième pays|"
        "en deuxième position|au deuxième rang"
    ),
    after=phrases("après|derrière"),
    empty=words(
        "conclure conclusion résumé résumer mentionné nouveau "
        "pour comme mais depuis jusque entre cette ceci ceux celles selon chaque plus moins avait "
        "étaient ont "
        "dans avec leur leurs aussi seulement total nombre montant chiffre somme million millions milliard "
        "milliards mille cent environ près presque années autre autres sont"
    ),
    roles=(
        ("target", phrases("objectif|objectifs|cible|capitalisation|objectif de capitalisation")),
        ("mobilised", phrases("mobilisé|mobilisés|mobilisée|collecté|collectés|récolté|récoltés|levé|levés")),
        (
            "contributed",
            phrases("contribué|contribution|contributions|donné|don|versé|verse|apporté|apporte"),
        ),
        ("budget", phrases("budget|d'une valeur de|allocation|coût|financement|doté de|dotée de")),
    ),
)
