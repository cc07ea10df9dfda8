"""Bulk data for load tests: an invented network of any size, the same for a seed.

``seed_load`` puts it beside the demonstration. Rows are written in bulk and past the
services, so each part writes what publishing would have written; the permissions and
the index are made at the end by those who always make them.
"""
