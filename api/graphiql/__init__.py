"""GraphiQL, served by the application itself: no file of it comes from elsewhere at run time.

Nothing is imported here: `python -m api.graphiql.install` runs before the project's dependencies need to be there.
"""
