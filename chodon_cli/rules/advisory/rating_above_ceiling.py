"""More people rated excellent than the law allows, in a unit or in a group of like tasks."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.locale import _
from chodon_cli.rules.advisory import Finding
from chodon_cli.words.staff import CATEGORY
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.roll import CeilingGroup, RatedYear
from chodon_cli.yearly.unit_ratings import unit_levels


def findings_of_year(db: Connection, of: RatedYear) -> Iterator[Finding]:
    year = of.roll.year
    for group in rated.groups(rated.last_ratings(of.ratings), of.roll, unit_levels(db, of.roll)):
        if group.excellent > group.most_excellent:
            message = _(
                "{group}, {year}: {excellent} excellent, at most {most} ({share} per cent of {good} good)"
            ).format(
                group=name(group),
                year=year,
                excellent=group.excellent,
                most=group.most_excellent,
                share=group.share,
                good=group.good,
            )
            is_sure = bool(group.unit_level) or group.excellent > group.ceiling.most_of_best(group.good)
            if not is_sure:
                best = _("up to {share} per cent where the unit is rated excellent, which no unit_rating says")
                message = f"{message}; {best.format(share=group.ceiling.of_good_best)}"
            fix = f"chodon rating list --year {year} --unit {group.unit} --level excellent"
            yield Finding(f"{group.unit} {year}", message, fix, group.ceiling.verified, is_sure=is_sure)


def name(group: CeilingGroup) -> str:
    """The unit, or those of it who do like work."""
    if group.category is None:
        return group.unit
    of = _(CATEGORY.labels[group.category])
    task = _("leading") if group.leads else _("not leading")
    return f"{group.unit} ({of}, {task})"
