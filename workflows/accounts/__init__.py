"""Who may come in: tokens, and what an account may do."""
