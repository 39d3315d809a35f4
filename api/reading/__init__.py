"""The read path: what is below an offer is completed by a compiled projection instead of field by field."""
