"""Many reports checked: what is found in a shelf of them, as tables in Parquet.

`review_shelf` works over as many processes as there are cores, or on the machines of a Spark session, and
takes up where it was broken off. `review_spark` takes contents that are in a DataFrame of Spark. All give the
same rows.
"""

from lacmigration.shelves._local import review_shelf
from lacmigration.shelves._shelf import Shelf, open_shelf
from lacmigration.shelves._spark import SparkShelf, review_spark

__all__ = ["Shelf", "SparkShelf", "open_shelf", "review_shelf", "review_spark"]
