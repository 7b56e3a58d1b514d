"""Whose fault a refusal is: the person's inbox that does not exist, or the relay's rules, which concern everybody."""

import re

# RFC 3463 and 5248: bad mailbox, moved without a new address, null MX.
_NO_INBOX = {"1.1", "1.6", "1.10"}
_DISABLED = "2.1"
_SAYS_DISABLED = re.compile(r"disabled|inactive|deactivated|closed|no longer", re.IGNORECASE)  # Gmail, Yahoo, Exim
# At the start (RFC 2034), or as qmail and its kin write it: "sorry, no mailbox here by that name. (#5.1.1)".
_STATUS = re.compile(r"(?:^|\(#)([245])\.(\d{1,3}\.\d{1,3})(?!\.?\d)")
# Words of a relay that has a rule and no such inbox in mind, whatever the code it chose.
_RULE = re.compile(
    r"\bblock|blacklist|blocklist|spam|polic(?:y|ies)|reputation|\brate\b|too (?:many|fast|quickly)|throttl|gr[ae]ylist"
    r"|\bspf\b|\bdkim\b|\bdmarc\b|try again|temporar|quota|\bfull\b",
    re.IGNORECASE,
)
# Answers without an enhanced code are taken for less: these words make them the relay's too.
_OURS = re.compile(
    r"relay|authenti|sender|permitted|permission|denied|allowed|\btls\b|encrypt|\bdns\b|\bptr\b|\brbl\b"
    r"|\bhelo\b|\behlo\b|limit|size|large|content|virus|malware|storage|later|closed|configur|\blist\b|\bips?\b|error",
    re.IGNORECASE,
)
BARE = (550, 551, 553, 556)
_ADDRESS = re.compile(r"[^\s<>(),:;\"]+@[^\s<>(),:;\"]+")
_COUNTED = re.compile(r"\S*\d\S*")
_AGAIN = "to be tried again; before: "


def _without_addresses(words: str) -> str:
    """A person may be called policy@ or spam@."""
    return _ADDRESS.sub("@", words)


def no_such_inbox(code: int, words: str) -> bool:
    """Does the enhanced code say so? words: the answer without its code, `5.1.1 User unknown`."""
    found = _STATUS.search(words)
    if not 500 <= code < 600 or not found or found[1] != "5" or _RULE.search(_without_addresses(words)):
        return False
    return found[2] in _NO_INBOX or (found[2] == _DISABLED and bool(_SAYS_DISABLED.search(words)))


def perhaps_no_such_inbox(code: int, words: str) -> bool:
    """No enhanced code, and nothing that tells of a rule: only the same again, to this address alone, would show it."""
    said = _without_addresses(words)
    return code in BARE and not _STATUS.search(words) and not _RULE.search(said) and not _OURS.search(said)


def same(answer: str) -> str:
    """An answer without what differs from letter to letter: addresses, numbers, queue ids, hosts with a number."""
    code, _, words = _without_addresses(answer.casefold()).partition(" ")
    enhanced = _STATUS.search(words)
    return f"{code} {enhanced[0] if enhanced else ''} {_COUNTED.sub('#', words)}"


def remembered(answer: str) -> str:
    """What the ledger keeps of a refusal whose letter is due again."""
    return _AGAIN + answer.removeprefix(_AGAIN)


def recalled(answer: str) -> str:
    """The refusal in what the ledger keeps."""
    return answer.removeprefix(_AGAIN)
