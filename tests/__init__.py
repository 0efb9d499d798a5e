"""The tests, on the same paths as the code they prove."""
