"""Every command there is, in the order of the help, and what changes the facts that they work with."""

from commands.announce.confirming import announce_confirm, announce_discard
from commands.announce.following import (
    announce_cancel,
    announce_list,
    announce_rehearse,
    announce_retract,
    announce_show,
)
from commands.announce.retrying import announce_retry
from commands.announce.writing import announce_edit, announce_new
from commands.ask.command import ask, ask_aloud
from commands.checkpdf.command import checkpdf
from commands.core.command import Command
from commands.deadline.command import deadline, deadline_calendar
from commands.deadline.move import deadline_confirm, deadline_move
from commands.deadline.moved import moved_deadlines
from commands.deadline.plan import deadline_plan
from commands.deadline.remind import deadline_remind
from commands.delivery.commands import announce_settle
from commands.help import help_
from commands.live import Overlay
from commands.mydata.command import mydata, mydata_erase, mydata_export
from commands.questions.answering import questions_answer
from commands.questions.dismissing import questions_dismiss
from commands.questions.handing_on import ask_organisers
from commands.questions.merging import questions_merge
from commands.questions.overlay import organisers_answers
from commands.questions.queue import questions_
from commands.questions.sharing import ask_share
from commands.questions.voting import ask_vote
from commands.reviewers.export import reviewers_export
from commands.reviewers.importing import reviewers_import, reviewers_import_confirm
from commands.reviewers.joining import review_signup_code, review_signup_join
from commands.reviewers.overview import reviewers_
from commands.reviewers.reminding import reviewers_remind
from commands.reviewers.signup import (
    review_signup,
    review_signup_later,
    review_signup_show,
    review_signup_withdraw,
)

COMMANDS: tuple[Command, ...] = (
    help_,
    deadline,
    deadline_calendar,
    deadline_remind,
    deadline_move,
    deadline_confirm,
    deadline_plan,
    ask,
    ask_aloud,
    ask_share,
    ask_vote,
    ask_organisers,
    checkpdf,
    review_signup,
    review_signup_show,
    review_signup_later,
    review_signup_withdraw,
    review_signup_code,
    review_signup_join,
    mydata,
    mydata_export,
    mydata_erase,
    questions_,
    questions_answer,
    questions_merge,
    questions_dismiss,
    announce_new,
    announce_list,
    announce_show,
    announce_edit,
    announce_confirm,
    announce_discard,
    announce_rehearse,
    announce_cancel,
    announce_retract,
    announce_retry,
    announce_settle,
    reviewers_,
    reviewers_export,
    reviewers_import,
    reviewers_import_confirm,
    reviewers_remind,
)

OVERLAYS: tuple[Overlay, ...] = (moved_deadlines, organisers_answers)
