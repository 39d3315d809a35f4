"""Files that are loaded: the reference lists and the offer of others, each with an account of every row.

An import only ever adds and completes; it withdraws nothing, so that a truncated file empties nothing (R34 is about
imports that withdraw). Running one twice writes nothing the second time.
"""
