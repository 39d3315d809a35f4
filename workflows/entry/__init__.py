"""What a training body enters: every card, created, changed, removed, with its rights, its versions and its history.

`workflows.drafting` writes the rows; here stands who may, what follows from a change, and what is remembered of it.
Every function is part of the caller's transaction.
"""
