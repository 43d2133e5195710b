"""Submissions of emerging practice: the form, its checks, the privacy scan, the record made of one."""
