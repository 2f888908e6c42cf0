"""IATI 2.01 to 2.03: activities, transactions and the parties between which money flows.

The names are reached through `lacmigration.feeds`.
"""
