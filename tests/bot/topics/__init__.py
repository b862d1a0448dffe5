"""The tests of what is answered, on letters other than those that the product ships."""
