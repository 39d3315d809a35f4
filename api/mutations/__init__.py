"""What callers may change: input in, one workflow call, result out. Mirrors `workflows`."""
