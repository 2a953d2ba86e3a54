"""PostgreSQL as the guard: roles, rights, row policies and guard functions, generated and installed.

What may be done is said once, in :mod:`app.domain.duties` and :mod:`app.domain.workflow`; here it
becomes SQL. ADR 0017.
"""
