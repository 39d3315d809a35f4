"""The dossier of an action: submitted by its body, examined by the Carif-Oref, online or not (domain B6).

`transitions` is the one table of what may happen from which state, by whom; every other file carries out some of its
rows. Functions are called inside the caller's transaction; a refusal is an exception of `workflows.errors`.
"""
