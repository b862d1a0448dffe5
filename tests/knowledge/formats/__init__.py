"""The tests of the formats that letters come in."""
