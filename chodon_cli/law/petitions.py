"""By when what a citizen lodges is accepted and settled: a complaint under the law, or a denunciation."""

from chodon_cli import law
from chodon_cli.dates import shift, show_day, working_days_later
from chodon_cli.law.decision import basis_text
from chodon_cli.law.rules import Cited
from chodon_cli.locale import _
from chodon_cli.value_class import dataclass

PETITION_TOPIC = "petition"


@dataclass(frozen=True, kw_only=True)
class Petition(Cited):
    """The days of one kind: to the acceptance, in days or working days; from it to the decision, and if extended."""

    kind: str
    settle_days: int
    extended_days: int
    accept_days: int | None = None
    accept_working_days: int | None = None

    @property
    def basis(self) -> str:
        """Where its days stand, and that holidays are not known where they are working days."""
        return basis_text(self, self.accept_working_days)

    def accepted_by(self, received_on: str) -> str:
        """The last day for the acceptance of what was received on the day."""
        if self.accept_working_days is not None:
            return working_days_later(received_on, self.accept_working_days)
        return shift(received_on, self.accept_days or 0)

    def settled_by(self, accepted_on: str) -> str:
        """The last day for the decision on what was accepted on the day, without an extension."""
        return shift(accepted_on, self.settle_days)

    def settlement_basis(self, accepted_on: str) -> str:
        """From which day that one is counted, and where it stands."""
        sentence = _("{days} days after the acceptance ({accepted} at the latest); {source}")
        return sentence.format(days=self.settle_days, accepted=show_day(accepted_on), source=self.basis)


def petition(kind: str | None, on: str) -> Petition | None:
    """The days of the kind by the law of the day; None where the law gives none."""
    entry = next((e for e in law.load("petitions")[PETITION_TOPIC] if e["kind"] == kind and e["since"] <= on), None)
    return Petition(**{key: value for key, value in entry.items() if key != "source"}) if entry else None


def days_in_words(kind: str | None, received_on: str) -> str | None:
    """By when something of this kind is accepted, and settled if it is accepted on that day; None without days."""
    rule = petition(kind, received_on)
    if rule is None:
        return None
    accepted = rule.accepted_by(received_on)
    sentence = _(
        "to be accepted by {accepted}; settled within {days} days of that, by {settled} at the latest, {more} if"
        " extended ({source})"
    )
    return sentence.format(
        accepted=show_day(accepted),
        days=rule.settle_days,
        settled=show_day(rule.settled_by(accepted)),
        more=rule.extended_days,
        source=rule.basis,
    )
