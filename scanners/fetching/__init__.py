"""Asking politely: one request with its checks, its pace, its retries, and replay and record."""
