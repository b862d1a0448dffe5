"""What a delegate takes along from an answer: a contact as a card, an address to copy, a letter's own file."""
