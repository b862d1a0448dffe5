"""The words of a message: cut, mended, and what French does with them. It knows no letter."""
