"""A generated IATI file of any size: activities with transactions as publishers write them."""

from __future__ import annotations

import random
from pathlib import Path

__all__ = ["write_file"]

_COUNTRIES = ("CO", "PE", "EC", "CL", "BR", "MX", "CR", "PA", "HN", "GT")
_DONORS = tuple(f"XM-DAC-{number}" for number in range(1, 40))
_SECTORS = ("15190", "72010", "13010", "16010", "11220")


def _activity(chance: random.Random, number: int) -> str:
    donor = chance.choice(_DONORS)
    name = f"{donor}-{number}"
    countries = chance.sample(_COUNTRIES, 3)
    shares = chance.choice((("33.3", "33.3", "33.3"), ("50", "30", "20"), ("33.34", "33.33", "33.33")))
    title = f"<narrative>Integration of migrants, part {number}</narrative>"
    spanish = f'<narrative xml:lang="es">Integración de migrantes, parte {number}</narrative>'
    plan = (
        f"Services, documents and work for people on the move, and for those who receive them; plan {number}."
    )
    agency = "<narrative>An agency</narrative>"
    parts = [
        f'<iati-activity default-currency="{chance.choice(("USD", "EUR"))}" xml:lang="en" hierarchy="1">',
        f"<iati-identifier>{name}</iati-identifier>",
        f'<reporting-org ref="{donor}" type="10"><narrative>Donor {donor}</narrative></reporting-org>',
        f"<title>{title}{spanish}</title>",
        f'<description type="1"><narrative>{plan}</narrative></description>',
        f'<participating-org ref="{donor}" type="10" role="1">{agency}</participating-org>',
        f'<participating-org ref="XM-DAC-47066" type="40" role="4">{agency}</participating-org>',
        '<activity-status code="2"/>',
        '<activity-date type="2" iso-date="2022-01-01"/>',
        '<activity-date type="3" iso-date="2025-12-31"/>',
        *(
            f'<recipient-country code="{code}" percentage="{share}"/>'
            for code, share in zip(countries, shares, strict=True)
        ),
        f'<sector vocabulary="1" code="{chance.choice(_SECTORS)}" percentage="100"/>',
    ]
    for count in range(chance.randrange(2, 14)):
        day = f"20{chance.randrange(20, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        parts.append(
            f'<transaction ref="{number}-{count}"><transaction-type code="{chance.choice("1234")}"/>'
            f'<transaction-date iso-date="{day}"/>'
            f'<value value-date="{day}">{chance.randrange(100, 9_000_000)}.{chance.randrange(100):02}</value>'
            f"<description><narrative>Payment {count} for services</narrative></description>"
            f'<provider-org ref="{donor}" provider-activity-id="{name}"><narrative>Donor {donor}</narrative>'
            '</provider-org><receiver-org ref="XM-DAC-47066"><narrative>An agency</narrative></receiver-org>'
            '<flow-type code="10"/><finance-type code="110"/><aid-type code="C01"/><tied-status code="5"/>'
            "</transaction>"
        )
    parts.append("</iati-activity>")
    return "\n".join(parts) + "\n"


def write_file(path: Path, size: int) -> int:
    """Write a file of about `size` bytes; how many activities it has."""
    chance = random.Random(5)  # noqa: S311
    made = [_activity(chance, number) for number in range(2_000)]
    written = count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n')
        while written < size:
            # An identifier of its own each, as what comes again is left out.
            text = made[count % len(made)].replace("</iati-identifier>", f".{count}</iati-identifier>")
            written += file.write(text)
            count += 1
        file.write("</iati-activities>\n")
    return count
