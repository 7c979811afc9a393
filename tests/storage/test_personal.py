"""Every table that names a person says so, in tables to come as well."""

import re

import pytest
from sqlalchemy import String, Table

from commands.mydata.card import LABELS
from storage.people import personal_columns
from storage.personal import NAMES
from storage.tables import metadata

PERSONAL = re.compile(
    r"(^|_)(person|people|user|user_id|account|member|asker|author|actor|reviewer|organiser|owner|"
    r"email|openreview|decider|decided_by|sender|by|who|whom)(_|$)"
)
WITH_A_KEY = {table.name for table, _ in personal_columns()}


def reads_like_a_person(table: Table) -> list[str]:
    return [column.name for column in table.columns if PERSONAL.search(column.name)]


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_a_table_with_a_column_that_reads_like_a_person_has_a_key_to_people(table: Table) -> None:
    if table.name != "people" and reads_like_a_person(table):
        assert table.name in WITH_A_KEY


@pytest.mark.parametrize("name", sorted(WITH_A_KEY))
def test_mydata_has_words_for_every_table_that_names_a_person(name: str) -> None:
    assert name in LABELS


def test_a_deed_that_outlives_its_person_names_her_only_where_erasing_blanks_it() -> None:
    kept = [
        (table, column)
        for table, column in personal_columns()
        if next(iter(table.c[column].foreign_keys)).ondelete == "SET NULL"
    ]
    named = {
        column.name
        for table, _ in kept
        for column in table.columns
        if isinstance(column.type, String) and column.type.length == 100
    }
    assert kept
    assert named <= NAMES
