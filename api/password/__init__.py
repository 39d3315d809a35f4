"""The page that the links of invitations and forgotten passwords open."""
