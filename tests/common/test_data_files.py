"""Files of reference data are read as plain values, and as nothing else."""

import datetime as dt

import pytest
import yaml

from common.data_files import read_yaml


def test_a_file_gives_plain_values(tmp_path):
    path = tmp_path / "data.yaml"
    path.write_text("navn: Rødovre\ndag: 2026-11-20\nantal: [1, 2]\n", encoding="utf-8")
    assert read_yaml(path) == {"navn": "Rødovre", "dag": dt.date(2026, 11, 20), "antal": [1, 2]}


def test_a_file_makes_no_objects(tmp_path):
    path = tmp_path / "data.yaml"
    path.write_text("!!python/object/apply:os.getcwd []\n", encoding="utf-8")
    with pytest.raises(yaml.YAMLError):
        read_yaml(path)
