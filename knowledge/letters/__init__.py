"""The letters that come with the product."""
