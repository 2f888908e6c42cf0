"""Files that the field exchanges, read into records with citations; each reader is loaded when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lacmigration.feeds._crs import read_crs as read_crs
    from lacmigration.feeds._crsrows import CrsRows as CrsRows
    from lacmigration.feeds._crsrows import crs_rows as crs_rows
    from lacmigration.feeds._deflators import deflator as deflator
    from lacmigration.feeds._desa import read_migrant_stock as read_migrant_stock
    from lacmigration.feeds._ecb import ecb_rates as ecb_rates
    from lacmigration.feeds._feed import Feed as Feed
    from lacmigration.feeds._feed import Omission as Omission
    from lacmigration.feeds._fetching import fetch as fetch
    from lacmigration.feeds._fts import read_fts as read_fts
    from lacmigration.feeds._joining import joined as joined
    from lacmigration.feeds._mptf import read_mptf as read_mptf
    from lacmigration.feeds._r4v import read_r4v as read_r4v
    from lacmigration.feeds._rates import Rates as Rates
    from lacmigration.feeds._reading import read_feed as read_feed
    from lacmigration.feeds._remittances import read_remittances as read_remittances
    from lacmigration.feeds._sdmx import read_sdmx as read_sdmx
    from lacmigration.feeds._sniffing import sniff as sniff
    from lacmigration.feeds._splits import Split as Split
    from lacmigration.feeds._splits import Weights as Weights
    from lacmigration.feeds._splits import split as split
    from lacmigration.feeds._splits import weights as weights
    from lacmigration.feeds._streams import FeedStream as FeedStream
    from lacmigration.feeds._streams import stream_feed as stream_feed
    from lacmigration.feeds._unrates import un_rates as un_rates
    from lacmigration.feeds.iati._activities import Activity as Activity
    from lacmigration.feeds.iati._activities import Transaction as Transaction
    from lacmigration.feeds.iati._duplicates import Suspicion as Suspicion
    from lacmigration.feeds.iati._duplicates import duplicates as duplicates
    from lacmigration.feeds.iati._records import read_iati as read_iati
    from lacmigration.feeds.iati._reporters import Reporter as Reporter
    from lacmigration.feeds.iati._rows import IatiRows as IatiRows
    from lacmigration.feeds.iati._rows import iati_rows as iati_rows
    from lacmigration.feeds.iati._streaming import iati_activities as iati_activities
    from lacmigration.feeds.iati._tags import tag_vocabulary as tag_vocabulary
    from lacmigration.feeds.iati._writing import write_iati as write_iati

_HOMES = {
    "Activity": "iati._activities",
    "CrsRows": "_crsrows",
    "Feed": "_feed",
    "FeedStream": "_streams",
    "IatiRows": "iati._rows",
    "Omission": "_feed",
    "Rates": "_rates",
    "Reporter": "iati._reporters",
    "Split": "_splits",
    "Suspicion": "iati._duplicates",
    "Transaction": "iati._activities",
    "Weights": "_splits",
    "crs_rows": "_crsrows",
    "deflator": "_deflators",
    "duplicates": "iati._duplicates",
    "ecb_rates": "_ecb",
    "fetch": "_fetching",
    "iati_activities": "iati._streaming",
    "iati_rows": "iati._rows",
    "joined": "_joining",
    "read_crs": "_crs",
    "read_feed": "_reading",
    "read_fts": "_fts",
    "read_iati": "iati._records",
    "read_migrant_stock": "_desa",
    "read_mptf": "_mptf",
    "read_r4v": "_r4v",
    "read_remittances": "_remittances",
    "read_sdmx": "_sdmx",
    "sniff": "_sniffing",
    "split": "_splits",
    "stream_feed": "_streams",
    "tag_vocabulary": "iati._tags",
    "un_rates": "_unrates",
    "weights": "_splits",
    "write_iati": "iati._writing",
}

__all__ = [
    "Activity",
    "CrsRows",
    "Feed",
    "FeedStream",
    "IatiRows",
    "Omission",
    "Rates",
    "Reporter",
    "Split",
    "Suspicion",
    "Transaction",
    "Weights",
    "crs_rows",
    "deflator",
    "duplicates",
    "ecb_rates",
    "fetch",
    "iati_activities",
    "iati_rows",
    "joined",
    "read_crs",
    "read_feed",
    "read_fts",
    "read_iati",
    "read_migrant_stock",
    "read_mptf",
    "read_r4v",
    "read_remittances",
    "read_sdmx",
    "sniff",
    "split",
    "stream_feed",
    "tag_vocabulary",
    "un_rates",
    "weights",
    "write_iati",
]


if not TYPE_CHECKING:  # a checker that saw it would believe in any name
    from lacmigration._faces import face

    __getattr__, __dir__ = face(__name__, _HOMES)
