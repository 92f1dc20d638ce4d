"""Logins of staff and of customers: who may sign in, as what, and from where."""
