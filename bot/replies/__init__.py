"""The reply that a letter asks for, begun: to whom, under which subject, with what, in the form that is due."""
