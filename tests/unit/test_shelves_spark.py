"""A shelf on Spark: the same rows as on one machine."""

from __future__ import annotations


def test_it_counts(spark):
    assert spark.range(5).count() == 5


def test_it_maps(spark):
    assert spark.range(5).mapInArrow(lambda batches: batches, "id long").count() == 5
