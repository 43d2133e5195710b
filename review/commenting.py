"""Commenting: what people say of a work to each other, and who may withdraw it."""

from records.account import Account, may
from records.comment import LONGEST_COMMENT, Comment
from records.errors import KenError, NotFoundError
from review.context import Context

__all__ = ["CommentError", "add_comment", "comments_on", "withdraw_comment"]


class CommentError(KenError):
    """A comment that cannot be made."""


def comments_on(context: Context, work: str, reviewer: str) -> list[Comment]:
    """List the comments on a work that somebody may see, the oldest first; ``NotFoundError`` for no work."""
    found = context.shelves.work(work).work.work_id
    return context.teamwork.comments(found, context.shelves.decisions([found])[found], reviewer)


def add_comment(context: Context, work: str, workstream: str, author: str, text: str) -> Comment:
    """Add a comment; ``CommentError`` for one without words or beyond 4000 characters."""
    stream = context.workstream(workstream)
    said = "".join(one for one in text.replace("\r\n", "\n") if one.isprintable() or one in "\n\t").strip()
    if not said or len(said) > LONGEST_COMMENT:
        raise CommentError(f"a comment has between 1 and {LONGEST_COMMENT} characters")
    found = context.shelves.work(work).work.work_id
    return context.store.comments.add(found, stream.id, author, said, context.now())


def withdraw_comment(context: Context, number: int, by: Account) -> Comment:
    """Withdraw a comment, as its author or an owner may.

    Raises ``NotFoundError`` for everybody else: that there is one may be a secret.
    """
    store = context.store
    with store.at_once():
        found = store.comments.get(number)
        if found.author != by.name and not may(by.role, "owner"):
            raise NotFoundError(f"there is no comment {number} of yours")
        return store.comments.withdraw(number, by.name, context.now())
