"""The content of the demonstration: plain data, pictures and files, no database.

``load_demo`` reads it. All people are invented, all addresses are at example.org.
Days are counted from the day of loading, see ``shapes.date_of``.
"""
