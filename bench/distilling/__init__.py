"""How the table of word meanings is made: the recipe of ``data/models/meaning.npz``."""

__all__: list[str] = []
