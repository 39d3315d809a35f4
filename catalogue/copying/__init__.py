"""Moving a whole base from one place, or one engine, to another."""
