"""Taking in: the record that is made of a submission, and what is left of it after a withdrawal."""

from typing import Final

from records.dates import PartialDate
from records.record import Author, Notice, Record
from records.submission import Submission
from synthesis.submitting.form import Form

__all__ = ["SOURCE", "blank", "record_of"]

SOURCE: Final = "stakeholder"  # as the catalogue of sources has it
_KIND: Final = "manual"
_TYPE: Final = "Practice Submission"  # a type of publication, as the vocabulary of evidence types has it


def record_of(submission: Submission, form: Form) -> Record:
    """Make a record of a submission: its title, and each answer as a section of the abstract.

    Who sent it and where it happens are left out where they asked for that. Nothing of a contact is in it.
    """
    named = "anonymise" not in submission.consents
    answers = form.spoken(submission.answers)
    sections = [
        f"{one.heading}: {' '.join(answers[one.id].split())}"
        for one in form.fields
        if one.heading and one.id in answers
    ]
    organisation, area = answers.get("organisation", ""), answers.get("area", "")
    return Record(
        source=SOURCE,
        key=submission.reference,
        kind=_KIND,
        title=submission.title,
        abstract="\n".join(sections),
        authors=(Author(organisation, group=True),) if named and organisation else (),
        publisher=organisation if named else "",
        published=PartialDate.from_date(submission.received),
        indexed=submission.received.date(),
        publication_types=(_TYPE,),
        places=(area,) if named and area else (),
    )


def blank(submission: Submission) -> Record:
    """Give what is left of the record of a submission that was withdrawn: that it was, and when."""
    withdrawn = PartialDate.from_date(submission.changed)
    return Record(
        source=SOURCE,
        key=submission.reference,
        kind=_KIND,
        title=f"Submission {submission.reference}, withdrawn by its sender",
        published=PartialDate.from_date(submission.received),
        notices=(Notice("withdrawal", "subject", published=withdrawn),),
    )
