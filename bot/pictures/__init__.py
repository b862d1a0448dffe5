"""What is looked at rather than read: the agenda as a picture."""
