"""Everything that can go wrong with letters and their base. Each docstring is the sentence that the operator sees."""


class KnowledgeError(Exception):
    """Une erreur est survenue dans la base de connaissances."""

    def __init__(self, **details: object) -> None:
        super().__init__((type(self).__doc__ or "").format(**details))
        self.details = details


class ConfigurationError(KnowledgeError):
    """{file} : {reason}."""


class MissingConfiguration(ConfigurationError):
    """Le fichier de configuration {file} n'existe pas."""


class MalformedConfiguration(ConfigurationError):
    """{file} n'est pas un fichier TOML valable : {reason}."""


class UnknownKey(ConfigurationError):
    """{file} : la clé {key} est inconnue ; les clés possibles sont {known}."""


class BadValue(ConfigurationError):
    """{file} : {key} vaut {value}, alors qu'il faut {expected}."""


class SeveralFaults(ConfigurationError):
    """{faults}"""


class UnreadableFile(KnowledgeError):
    """{file} n'a pas pu être lu : {reason}."""


class EmptyFile(UnreadableFile):
    """{file} est vide : il n'y a rien à lire."""


class BinaryFile(UnreadableFile):
    """{file} n'est pas un fichier de texte : son contenu est binaire."""


class LargeFile(UnreadableFile):
    """{file} est trop volumineux : {size} octets, la limite est de {limit} octets."""


class UnknownFormat(UnreadableFile):
    """{file} n'est pas d'un format de lettre : les formats lus sont {known} ; convertissez-le ou rangez-le ailleurs."""


class DamagedFile(UnreadableFile):
    """{file} est endommagé ou incomplet : ce n'est pas un document {format} lisible."""


class ProtectedFile(UnreadableFile):
    """{file} est protégé par un mot de passe : demandez un exemplaire sans protection."""


class ScannedFile(UnreadableFile):
    """{file} ne contient pas de texte, seulement des images numérisées : demandez un texte ou une OCR."""


class OldWordFormat(UnreadableFile):
    """{file} est au format .doc, l'ancien format de Word (97-2003) : ouvrez-le et enregistrez-le en .docx."""


class MailFormat(UnreadableFile):
    """{file} est un message Outlook (.msg) : enregistrez-le en .eml, ou sa pièce jointe à part."""


class IllegibleFile(UnreadableFile):
    """{file} a un texte illisible (ses polices cachent les caractères) : demandez un autre exemplaire ou une OCR."""


class UnsettledFile(UnreadableFile):
    """{file} a changé pendant sa lecture : relancez la construction quand il sera complet."""


class GoneFile(UnreadableFile):
    """{file} n'est plus là où il a été lu : remettez-le en place, ou relancez « build »."""


class OutsideFolder(UnreadableFile):
    """{file} est un lien vers l'extérieur du dossier de lettres : il n'est pas suivi."""


class FolderNotFile(UnreadableFile):
    """{file} est un dossier, pas un fichier de lettre."""


class NotFrench(UnreadableFile):
    """{file} n'est pas rédigé en français : il est mis de côté, aucun fait n'en est tiré."""


class NotALetter(UnreadableFile):
    """{file} ne contient aucune phrase : il n'y a rien à lire."""


class SameReference(UnreadableFile):
    """{file} porte la référence {reference}, déjà donnée par {other} : en conflit, elle est mise de côté."""


class MissingKey(ConfigurationError):
    """{file} : {key} manque, alors qu'un fait ajouté doit le dire."""


class NoSuchFact(ConfigurationError):
    """{file} : {key} vaut « {value} », ce qui ne désigne pas un seul fait de la lettre ; elle dit : {known}."""


class NoSuchWords(ConfigurationError):
    """{file} : {key} cite « {value} », que la lettre ne dit pas."""


class MissingFolder(KnowledgeError):
    """Le dossier de lettres {folder} n'existe pas."""


class NoLetters(KnowledgeError):
    """Aucune lettre lisible n'a été trouvée dans {folders} : la base n'a pas été changée."""


class BaseError(KnowledgeError):
    """La base {database} ne peut pas être utilisée."""


class MissingBase(BaseError):
    """La base {database} n'existe pas : lancez « python -m knowledge build » ou « aide-memoire letters build »."""


class DamagedBase(BaseError):
    """La base {database} est endommagée : lancez « python -m knowledge build » ou « aide-memoire letters build »."""


class OutdatedBase(BaseError):
    """La base {database} est périmée : lancez « python -m knowledge build » ou « aide-memoire letters build »."""


class UnwritableBase(BaseError):
    """La base {database} ne peut pas être écrite : {reason}."""


class ReportError(KnowledgeError):
    """Le rapport ne peut pas être écrit dans {folder}."""


class UnwritableReport(ReportError):
    """Le rapport ne peut pas être écrit dans {folder} : {reason}."""


class ForeignFolder(ReportError):
    """Le dossier {folder} contient {name}, qui n'est pas d'un rapport : choisissez un dossier vide ou nouveau."""


class UnknownReference(KnowledgeError):
    """Aucune lettre ne porte la référence {reference} ; les lettres connues sont {known}."""


class NothingPrepared(KnowledgeError):
    """Rien n'est préparé : lancez « build » d'abord, puis « publish »."""


class StalePreparation(KnowledgeError):
    """La base publiée a changé depuis que celle-ci a été préparée : relancez « build », relisez, puis « publish »."""


class NothingToUndo(KnowledgeError):
    """Il n'y a aucune publication à annuler."""


class ShippedLetter(KnowledgeError):
    """{reference} est livrée avec le programme : copiez son fichier parmi vos lettres, et shipped = false."""


class RefusedLetter(KnowledgeError):
    """La lettre n'est pas publiée, rien n'a changé. {reasons}"""


class BadLine(KnowledgeError):
    """Ligne {line} : {reason} ; chaque ligne doit être un objet JSON avec « id » et « text », et « now » si besoin."""
