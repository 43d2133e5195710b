from datetime import UTC, datetime

import pytest

from records.submission import CONSENTS, STATUSES, Consent, Status, Submission, following

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def submission(status: Status, *consents: Consent) -> Submission:
    return Submission(
        reference="EP-2222-3333",
        received=NOW,
        changed=NOW,
        status=status,
        answers={"title": "A van"} if status != "withdrawn" else {},
        consents=frozenset(consents),
    )


@pytest.mark.parametrize(
    ("status", "consents", "onwards"),
    [
        ("received", CONSENTS, ("checked",)),
        ("checked", CONSENTS, ("triaged", "followed-up", "shared", "reviewed")),
        ("checked", (), ("triaged", "reviewed")),
        ("triaged", ("share",), ("checked", "shared", "reviewed")),
        ("card", ("publish",), ("shared", "reviewed")),
        ("shared", ("publish",), ("reviewed",)),
        ("reviewed", ("publish",), ("shared",)),
        ("withdrawn", CONSENTS, ()),
    ],
)
def test_where_it_can_go(status: Status, consents: tuple[Consent, ...], onwards: tuple[Status, ...]) -> None:
    assert following(submission(status, *consents)) == onwards


@pytest.mark.parametrize("status", STATUSES)
def test_nobody_takes_in_or_withdraws_by_moving(status: Status) -> None:
    assert not {"card", "withdrawn", "received"} & {*following(submission(status, *CONSENTS))}


def test_what_has_no_title_any_more_is_called_by_its_reference() -> None:
    assert submission("card").title == "A van"
    assert submission("withdrawn").title == "Submission EP-2222-3333"
