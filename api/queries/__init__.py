"""What callers may read, one room per file."""
