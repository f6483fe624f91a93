"""Measurements, and the invented articles they and the tests are made with."""
