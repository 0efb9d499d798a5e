"""What one can do: a folder for each service. They never import one another.

Each has `__init__` (its SERVICE; that of transfer is in `wiring`), `routes` (HTTP), `shapes`
(JSON), `service` (plain functions), and models of its own if it keeps any. To add one, copy
`users` and list it in `desktop_app/app.py`.
May import: web and below.
"""
