"""Which reader fits a file is told by its content."""

from __future__ import annotations

import gzip
import io

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lacmigration import feeds
from lacmigration.errors import FeedError

TEXTS = {
    "iati": '<?xml version="1.0"?>\n<!-- ours -->\n<iati-activities version="2.03"></iati-activities>',
    "ecb_rates": '<?xml version="1.0"?><gesmes:Envelope xmlns:gesmes="x"><Cube/></gesmes:Envelope>',
    "fts": '{"meta": {}, "data": {"flows": []}}',
    "sdmx": "STRUCTURE,STRUCTURE_ID,ACTION,GEO,TIME_PERIOD,OBS_VALUE\n",
    "crs": "Year|DonorName|RecipientName|USD_Commitment|USD_Disbursement\n2022|Spain|Peru|1|1\n",
    "mptf": "Our fund,,\nas of August,,\nContributor,Commitments,Deposits\nPeru,1,1\n",
    "un_rates": "Country,Currency,Effective Date,Rate\nPeru,PEN,2024-08-01,3.7\n",
    "r4v": "Country,People in need,People targeted\nPeru,1,1\n",
    "remittances": "Migrant remittance inflows (US$ million),2021,2022\nPeru,1,2\n",
    "deflator": "Country Name,Country Code,2020,2021\nPeru,PER,100,101\n",
}


@pytest.mark.parametrize("kind", TEXTS)
def test_texts(kind: str):
    data = TEXTS[kind].encode()
    assert feeds.sniff(io.BytesIO(data)) == kind
    assert feeds.sniff(io.BytesIO(b"\xef\xbb\xbf" + data)) == kind
    assert feeds.sniff(io.BytesIO(gzip.compress(data))) == kind


def test_the_other_shapes_of_rates_and_indices():
    assert feeds.sniff(io.BytesIO(b"Date,USD,MXN,\n2024-08-30,1,2,\n")) == "ecb_rates"
    assert feeds.sniff(io.BytesIO(b"year,index\n2020,100\n")) == "deflator"


def test_the_name_says_nothing(tmp_path):
    path = tmp_path / "flows.json"
    path.write_text(TEXTS["crs"], encoding="utf-8")
    assert feeds.sniff(path) == "crs"
    assert feeds.sniff(str(path)) == "crs"


def test_a_long_file_is_known_by_its_start(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(TEXTS["crs"] + "2022|España|Perú|1|1\n" * 10_000, encoding="latin-1")
    assert feeds.sniff(path) == "crs"


def test_parquet_and_workbooks(tmp_path):
    columns = ["year", "donor_name", "recipient_name", "usd_commitment", "usd_disbursement"]
    pq.write_table(pa.table({name: [1] for name in columns}), tmp_path / "a")
    assert feeds.sniff(tmp_path / "a") == "crs"
    pq.write_table(pa.table({"size": [1]}), tmp_path / "b")
    with pytest.raises(FeedError, match="is Parquet of no format that is read here: its columns are size"):
        feeds.sniff(tmp_path / "b")
    book = openpyxl.Workbook()
    book.active.append(["Region, development group, country or area", "Location code", 2019, 2020])
    book.save(tmp_path / "c")
    assert feeds.sniff(tmp_path / "c") == "migrant_stock"
    book.active["A1"] = book.active["B1"] = "shoes"
    book.save(tmp_path / "d")
    with pytest.raises(FeedError, match="is a workbook of no format that is read here; its sheets are Sheet"):
        feeds.sniff(tmp_path / "d")


@pytest.mark.parametrize(
    "data, said",
    [
        (b"", "the file is empty"),
        (b"<html><body>", 'its first element is "html"'),
        (b'{"type": "FeatureCollection"}', 'it has no "flows"'),
        (b"name,size\nAda,39\n", 'its first row is "name, size"'),
        (b"\x1f\x8b broken", "the gzip archive is cut short or broken"),
        (b"\xff\xfeD\x00", "is UTF-16 text, not UTF-8"),
        (b"\n\n\n", "is no text of a format that is read here"),
    ],
)
def test_what_no_reader_fits_is_one_error(data: bytes, said: str):
    with pytest.raises(FeedError) as error:
        feeds.sniff(io.BytesIO(data))
    assert said in str(error.value)


def test_each_kind_has_its_reader():
    for kind in (*TEXTS, "migrant_stock"):
        assert hasattr(feeds, f"read_{kind}") or hasattr(feeds, kind)


def test_the_command_reads_what_is_a_feed_and_says_how_to_read_the_others(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TEXTS["remittances"], encoding="utf-8")
    assert feeds.read_feed(path).format == "remittances"
    path.write_text(TEXTS["un_rates"], encoding="utf-8")
    with pytest.raises(FeedError, match=r"holds no records but a table; read it with feeds\.un_rates"):
        feeds.read_feed(path)
