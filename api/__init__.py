"""GraphQL over HTTP: what callers ask, with what words it is answered. Holds no rule of the trade."""
