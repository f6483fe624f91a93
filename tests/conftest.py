"""Settings of all tests: no property test is timed, for a busy machine is no fault of the program."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
