"""Tell from an address whose page, repository or profile it is."""

import re

REPOSITORY = re.compile(
    r"(?:www\.)?((?:github|gitlab|bitbucket)\.(?:com|org)/[\w.-]+"
    r"|huggingface\.co/(?:datasets/|spaces/|collections/)?[\w.-]+|hf\.co/(?:datasets/|spaces/)?[\w.-]+"
    r"|(?:wandb\.ai|kaggle\.com|hub\.docker\.com/[ru]|replicate\.com)/[\w.-]+"
    r"|[\w-]+\.(?:github|gitlab)\.io)",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"(?:www\.)?(linkedin\.com/in/[\w-]+|(?:twitter|x)\.com/\w+|orcid\.org/[\dX-]+|scholar\.google\.[\w.]+/citations\S*"
    r"|(?:drive|docs)\.google\.com/\S{0,40}|colab\.research\.google\.com/drive\S{0,40}|dropbox\.com/\S{0,40}"
    r"|sites\.google\.com/(?:view|site)/[\w-]+|openreview\.net/profile\S*|(?:people|homepages?|users?|staff)\.[\w.-]+"
    r"|[\w.-]+\.(?:edu|ac\.\w\w)/(?:~|people/|homes?/|users?/)[\w.-]+|[\w.-]+/~[\w.-]+)",
    re.IGNORECASE,
)
ANONYMOUS_HOST = re.compile(
    r"anonymous\.4open\.science|anonymous\.github|figshare\.com/s/|view_only=|osf\.io/\w+/\?view|zenodo\.org/\S*token=",
    re.IGNORECASE,
)
ANONYMOUS_OWNER = re.compile(
    r"anon|double-?blind|blind-?review|(iclr|icml|neurips|nips|submission)-?\d", re.IGNORECASE
)
NO_OWNERS = frozenset(
    {
        "models", "datasets", "spaces", "docs", "blog", "papers", "collections", "tasks", "learn", "features",
        "about", "topics", "search", "orgs", "apps", "marketplace", "sponsors", "login",
    }
)  # fmt: skip
SCHEME = re.compile(r"^[a-z]+://", re.IGNORECASE)
ADDRESS = re.compile(
    r"(?:https?://|www\.|\b(?:github|gitlab|huggingface)\.com?/)[^\s<>{}|\\^\[\]\"”]+", re.IGNORECASE
)


def is_anonymous(address: str) -> bool:
    """Recognise the places that were made to hide who put something there."""
    return bool(ANONYMOUS_HOST.search(address)) or bool(ANONYMOUS_OWNER.search(owner(address)))


def owner(address: str) -> str:
    """Give the part of an address that names a person or a group, say "github.com/ada"; else nothing."""
    bare = SCHEME.sub("", address).rstrip(".,;:)")
    found = REPOSITORY.match(bare) or PERSON.match(bare)
    whose = found[1].casefold().rstrip(".") if found else ""
    return "" if whose.rpartition("/")[2] in NO_OWNERS else whose
