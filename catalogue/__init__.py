"""The training offer itself: models, closed lists, pure rules, documents, named reads, database.

The bottom of the house: everybody may import it, it imports nobody (see ARCHITECTURE.md).
"""
