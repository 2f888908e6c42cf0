"""Bring the catalogues of messages up to date: python tools/catalogues.py, with --check to look only.

Every message of the source goes to `locale/lacmigration.pot`, and from there to the PO file of each language,
where its translation is kept or left empty. With --check nothing is written; exit 1 where something would be,
or where a message lacks its translation. No library but babel is needed.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parents[1] / "src" / "lacmigration"
LOCALE = SOURCE / "locale"
POT = LOCALE / "lacmigration.pot"
MADE = {"message": None, "later": None, "counted": (1, 2)}
SAID = {**MADE, "say": None, "count": (1, 2)}
"""What a message is written in: its functions, and the places of singular and plural where it has both."""
SPEAKING = frozenset({"", "cli", "reporting", "server"})
"""The folders that say messages at once; elsewhere `count` is what texts and lists have."""


def extracted() -> Catalog:
    """Every message of the source, in the order of the files."""
    found = Catalog(project="lacmigration", charset="utf-8", fuzzy=False)
    seen = []
    for folder in sorted({file.parent for file in SOURCE.rglob("*.py")}):
        name = folder.relative_to(SOURCE).as_posix().removeprefix(".")
        below = extract_from_dir(
            folder,
            method_map=[("*.py", "python")],
            keywords=SAID if name in SPEAKING else MADE,
            directory_filter=lambda _: False,
        )
        seen += [(f"{name}/{file}" if name else file, text) for file, _, text, _, _ in below]
    for file, text in sorted(seen, key=lambda one: one[0]):
        found.add(text, locations=[(file, 0)])
    return found


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as its translators have left it."""
    with path(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def path(language: str) -> Path:
    """The PO file of a language."""
    return LOCALE / language / "LC_MESSAGES" / "lacmigration.po"


def languages() -> list[str]:
    """The languages that have a folder."""
    return sorted(one.name for one in LOCALE.iterdir() if one.is_dir())


def updated(language: str, template: Catalog) -> Catalog:
    """The catalogue with the messages of today: known translations kept, new ones empty, old ones dropped."""
    known = catalogue(language) if path(language).exists() else Catalog(locale=language)
    fresh = Catalog(locale=language, project="lacmigration", charset="utf-8", fuzzy=False)
    for one in template:
        if one.id:
            old = known.get(one.id[0] if isinstance(one.id, tuple) else one.id)
            same = old is not None and isinstance(old.id, tuple) == isinstance(one.id, tuple)
            fresh.add(
                one.id,
                old.string if old is not None and same else None,
                locations=one.locations,
                user_comments=old.user_comments if old is not None else (),
            )
    return fresh


def printed(found: Catalog) -> str:
    """A catalogue as a file: no dates and no line numbers, so that it changes only with the messages."""
    for one in found:
        one.flags.clear()
    text = io.BytesIO()
    write_po(text, found, width=100, omit_header=True, include_lineno=False, sort_output=False)
    return _header(found) + text.getvalue().decode().lstrip("\n")


def _header(found: Catalog) -> str:
    language = str(found.locale) if found.locale else ""
    forms = f'"Plural-Forms: {found.plural_forms}\\n"\n' if found.locale else ""
    return (
        'msgid ""\nmsgstr ""\n'
        '"Project-Id-Version: lacmigration\\n"\n'
        f'"Language: {language}\\n"\n'
        f"{forms}"
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )


def places(text: str) -> set[str]:
    """The named places of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def faults(found: Catalog) -> list[str]:
    """What is wrong with the translations of a catalogue: lacking, fuzzy, or with other places in {}."""
    return [f"{one.id!r}: {fault}" for one in found if one.id for fault in _faults_of(one, found.num_plurals)]


def _faults_of(one: Message, forms: int) -> list[str]:
    texts = _several(one.string)
    if not all(texts):
        return ["is not translated"]
    wrong = ["is fuzzy"] if one.fuzzy else []
    singular, *plural = map(places, _several(one.id))
    if len(texts) != (forms if plural else 1):
        wrong.append(f"has {len(texts)} plural forms, not {forms}")
    if not plural:
        fits = places(texts[0]) == singular
    else:  # the form of one may say it in a word
        fits = places(texts[0]) | {"n"} == singular | {"n"} and places(texts[-1]) == plural[0]
    return wrong if fits else [*wrong, "has other places in {}"]


def _several(texts: object) -> list[str]:
    return [str(text or "") for text in texts] if isinstance(texts, tuple | list) else [str(texts or "")]


def main() -> int:
    """Write what changed, or tell it; then what lacks a translation."""
    check = "--check" in sys.argv[1:]
    template = extracted()
    wanted = {POT: printed(template)}
    for language in languages():
        wanted[path(language)] = printed(updated(language, template))
    stale = [
        file for file, text in wanted.items() if not file.exists() or file.read_text(encoding="utf-8") != text
    ]
    for file in stale:
        print(f"{file.relative_to(SOURCE)}: {'is not up to date' if check else 'written'}")
        if not check:
            file.write_text(wanted[file], encoding="utf-8")
    lacking = [
        f"{language}: {fault}"
        for language in languages()
        for fault in faults(read_po(io.BytesIO(wanted[path(language)].encode()), locale=language))
    ]
    print("\n".join(lacking) or "every message is translated")
    return 1 if lacking or (check and stale) else 0


if __name__ == "__main__":
    sys.exit(main())
