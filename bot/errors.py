"""Everything that can go wrong with the bot. Each docstring is the sentence that its operator sees."""


class BotError(Exception):
    """Une erreur est survenue dans le bot."""

    def __init__(self, **details: object) -> None:
        super().__init__((type(self).__doc__ or "").format(**details))
        self.details = details


class MissingToken(BotError):
    """Aucun jeton Telegram : mettez celui de BotFather dans TELEGRAM_BOT_TOKEN, ou lancez la commande « chat »."""


class RefusedToken(BotError):
    """Telegram refuse le jeton de TELEGRAM_BOT_TOKEN : vérifiez-le auprès de BotFather."""


class MissingSecret(BotError):
    """Un webhook demande un secret : mettez-le dans TELEGRAM_WEBHOOK_SECRET (lettres et chiffres)."""


class Unreachable(BotError):
    """Le serveur {server} ne répond pas ({reason}) : vérifiez le réseau et TELEGRAM_API_URL."""


class DoubtedToken(BotError):
    """Telegram refuse pour l'instant le jeton de TELEGRAM_BOT_TOKEN ({reason}) : nouvel essai dans un moment."""


class PortTaken(BotError):
    """Le port {listen}:{port} ne peut pas être ouvert ({reason}) et le bot sert sans lui. Changez {section}.port."""


class Silence(BotError):
    """Telegram ne répond plus depuis {seconds} secondes : vérifiez le réseau."""


class Stuck(BotError):
    """Une boucle ne tourne plus ({loop}) : le processus s'arrête pour être relancé."""


class WrongClock(BotError):
    """L'horloge de cette machine et celle de Telegram diffèrent de {seconds} secondes : mettez-la à l'heure."""


class EarlierClock(BotError):
    """L'horloge retarde sur ce qui a été noté le {moment:%d/%m/%Y à %H:%M} : mettez-la à l'heure."""


class SendsWait(BotError):
    """Des messages attendent que Telegram les prenne ({reason})."""


class AnswerDropped(BotError):
    """Une réponse n'a pas pu partir à temps et est abandonnée ({reason})."""


class Occupied(BotError):
    """Ce bot est déjà servi ailleurs : arrêtez l'autre processus avant de lancer celui-ci."""


class UnusableState(BotError):
    """La base d'état {file} ne peut pas être utilisée ({reason}) : réparez-la, ou déplacez-la pour repartir à zéro."""


class UnopenedState(UnusableState):
    """La base d'état {file} ne s'ouvre pas ({reason}) : faites de la place, vérifiez les droits, puis relancez."""


class NewerState(BotError):
    """La base d'état {file} a été écrite par une version plus récente ({version}) : mettez le programme à jour."""


class UnusableServer(BotError):
    """La base d'état {file} ne peut pas être utilisée ({reason}) : vérifiez le serveur et state.database."""


class TroubledState(BotError):
    """La base d'état {file} est en panne ({reason}) : les réponses partent sans mémoire, le reste attend."""


class ResealedState(TroubledState):
    """La base d'état {file} a changé de clé pendant que ce processus servait : relancez-le avec la nouvelle."""


class BadStateKey(BotError):
    """AIDE_MEMOIRE_STATE_KEYS ne vaut pas des clés : chacune est faite de 32 octets, en base64 d'URL."""


class MissingStateKey(BotError):
    """La base d'état {file} est chiffrée : mettez sa clé dans AIDE_MEMOIRE_STATE_KEYS."""


class WrongStateKey(BotError):
    """La base d'état {file} est chiffrée par une clé qui n'est pas dans AIDE_MEMOIRE_STATE_KEYS : ajoutez-la."""


class BadEncoding(BotError):
    """La base d'état {file} est en {encoding}, qui ne garde pas tous les caractères : recréez-la par \
« createdb --encoding=UTF8 --template=template0 ».
    """


class Unnoted(BotError):
    """Un rappel est parti, mais n'a pas encore pu être noté : il le sera dès que la base d'état ira mieux."""


class BadDatabase(BotError):
    """state.database vaut « {file} » : écrivez un chemin, ou une adresse comme postgresql://serveur/base."""


class MissingDriver(BotError):
    """PostgreSQL demande un pilote : installez-le par « pip install 'psycopg[binary]' »."""


class NoState(BotError):
    """Il n'y a pas encore de base d'état {file}."""


class NoBackup(BotError):
    """La copie {file} n'a pas pu être faite ({reason})."""


class BackupByServer(BotError):
    """La base d'état {file} est sur un serveur : copiez-la par « pg_dump », rendez-la par « pg_restore »."""


class BadZone(BotError):
    """{file} : {key} vaut « {value} », alors qu'il faut un fuseau horaire comme « Europe/Zurich »."""


class UnknownSection(BotError):
    """{file} : la section [{section}] est inconnue ; les sections possibles sont {known}."""


class WrongUsage(BotError):
    """La commande est mal écrite."""


class BadInstant(WrongUsage):
    """« {text} » n'est pas un instant : écrivez 2021-02-15 ou 2021-02-15T09:00:00+01:00."""


class NoGap(WrongUsage):
    """Il n'y a pas de question n° {number} : « gaps » en montre {count}."""


class BadInterval(WrongUsage):
    """L'intervalle est vide : {end} ne vient pas après {start}."""


class BadLine(BotError):
    """La ligne {number} ne peut pas être lue."""


class NotJson(BadLine):
    """La ligne {number} n'est pas un objet JSON comme {{"id": "q1", "text": "quand a lieu le Forum ?"}}."""


class NoQuestion(BadLine):
    """La ligne {number} n'a pas de question : il lui faut un champ « text » qui soit un texte."""


class BadMoment(BadLine):
    """La ligne {number} a un champ « now » illisible : {text} n'est pas un instant comme 2021-02-15T09:00:00+01:00."""


class BadPhrases(BotError):
    """{file} : {faults}"""
