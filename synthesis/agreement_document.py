"""The agreement of reviewers as a JSON document."""

from synthesis.agreement import Agreement

__all__ = ["agreement_document"]


def agreement_document(one: Agreement) -> dict[str, object]:
    """Give the agreement of two reviewers, or of all pairs, as one JSON object."""
    table = one.table
    return {
        "reviewers": [table.first, table.second] if table.first else [],
        "n": table.n,
        "both": table.both,
        "only_first": table.only_first,
        "only_second": table.only_second,
        "neither": table.neither,
        "agreed": one.agreed,
        "kappa": one.kappa,
        "interval": list(one.interval) if one.interval else None,
        "pabak": one.pabak,
        "prevalence": one.prevalence,
        "bias": one.bias,
    }
