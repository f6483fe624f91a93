"""Tests that drive headless Chromium over a built site."""
