"""Every figure is written by one rule, on the screen and in a workbook."""

from chodon_cli import locale
from chodon_cli.labels import LABELS_OF_COLUMNS
from chodon_cli.nouns import registry
from chodon_cli.render._values import COLUMNS_OF_PLACES, LATE_TEXTS, cell
from chodon_cli.render._workbook_formats import number_format
from chodon_cli.result import Column
from tests.harness import hold_each

FIELDS = [field for noun in registry.all_nouns().values() for field in noun.fields if field.type == "integer"]
COLUMNS = [Column(key, "integer") for key in {*LABELS_OF_COLUMNS} - {*COLUMNS_OF_PLACES}]
DAYS_LEFT = Column("days_left", "integer")


def test_every_column_of_figures_has_thousands_marks_but_for_places_in_an_order() -> None:
    def is_marked(language: str, column: Column) -> None:
        locale.use(language)
        is_place = column.key in COLUMNS_OF_PLACES
        assert cell(12345, column) == ("12345" if is_place else "12,345" if language == "en" else "12.345")
        assert ("#,##0" in number_format(column)) != is_place

    hold_each(is_marked, [(language, column) for language in locale.LANGUAGES for column in [*FIELDS, *COLUMNS]])


def test_one_day_late_is_not_several_in_a_workbook_either() -> None:
    locale.use("en")
    for late, how_many in ((1, LATE_TEXTS[0]), (2, LATE_TEXTS[1]), (1234, LATE_TEXTS[1])):
        assert cell(-late, DAYS_LEFT) == how_many.format(days=f"{late:,}")
        negative = number_format(DAYS_LEFT, is_one=late == 1).split(";")[1]
        assert negative.replace('"', "").replace("#,##0", f"{late:,}") == how_many.format(days=f"{late:,}")
