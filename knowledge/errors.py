"""Everything that can go wrong with letters and their base. Each docstring is the sentence that the operator sees."""


class KnowledgeError(Exception):
    """Une erreur est survenue dans la base de connaissances."""

    def __init__(self, **details: object) -> None:
        super().__init__((type(self).__doc__ or "").format(**details))
        self.details = details


class ConfigurationError(KnowledgeError):
    """{file} : {reason}."""


class UnreadableFile(KnowledgeError):
    """{file} n'a pas pu être lu : {reason}."""
