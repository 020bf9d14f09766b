"""Candidates, projects and organisations: lists, forms, bulk changes, duplicates."""
