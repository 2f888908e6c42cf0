"""Many reports checked: what is found in a shelf of them, as tables in Parquet.

`review_shelf` works on one machine, over as many processes as there are cores, and takes up where it was
broken off. `review_spark` asks a Spark session that is there. Both give the same rows.
"""

from lacmigration.shelves._local import review_shelf
from lacmigration.shelves._shelf import Shelf, open_shelf

__all__ = ["Shelf", "open_shelf", "review_shelf"]
