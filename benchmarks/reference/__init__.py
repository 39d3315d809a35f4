"""The reference sets: a whole region, or a whole country's published offer, invented, the same each time for one day.

Written straight into the tables, a hundred times faster than the workflows would, but with documents and index made by
the code that publishes.
"""
