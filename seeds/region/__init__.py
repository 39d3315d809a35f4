"""An invented region to look at: bodies, certifications and offers in every state, the same each time for one day.

Places, occupations and nomenclature codes exist; bodies, certifications and their numbers are invented. Nobody is
named: référents and contacts are services.
"""
