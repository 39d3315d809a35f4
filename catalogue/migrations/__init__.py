"""The database, step by step. Applied by `sofi migrate`, one transaction each."""
