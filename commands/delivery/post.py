"""What Usher says unasked."""

from dataclasses import dataclass

from commands.core.reply import Reply


@dataclass(frozen=True)
class Post:
    """`mentions` are those that the settings allow, as the platforms write them ("here", a role's id,
    a person's id after an @).

    `sender` is the person whose words these are, named on the post.
    """

    reply: Reply
    mentions: tuple[str, ...] = ()
    sender: str = ""
