"""What Usher says unasked."""

from dataclasses import dataclass

from commands.core.reply import Heading, Paragraph, Picture, Reply, Strong, line


@dataclass(frozen=True)
class Post:
    """Words, whom they ring for, and whose they are.

    `mentions` are those that the settings allow: "here", "everyone", "channel", the id of a role or of a
    user group, or a person's id after an "@". `sender` is the person whose words these are, named on it.
    """

    reply: Reply
    mentions: tuple[str, ...] = ()
    sender: str = ""

    @property
    def shown(self) -> Reply:
        """All that stands on the post, as the platforms' renderers take it; pictures come last."""
        if not self.sender:
            return self.reply
        words = [block for block in self.reply.blocks if not isinstance(block, Picture)]
        pictures = [block for block in self.reply.blocks if isinstance(block, Picture)]
        return Reply((*words, Paragraph(line("— ", Strong(self.sender))), *pictures))

    @property
    def title(self) -> str:
        return next((block.text for block in self.reply.blocks if isinstance(block, Heading)), "")
