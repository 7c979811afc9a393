"""What Slack takes, as its documentation and the blocks of slack_sdk say; characters unless noted."""

MESSAGE_BLOCKS = 50  # blocks
VIEW_BLOCKS = 100  # blocks
MESSAGE_TEXT = 12_000  # over all blocks of a message; Slack was seen to refuse from about 13,200 on
FALLBACK_TEXT = 3_900  # of a message's own text, which Slack cuts from 4,000 on
SECTION_TEXT = 3_000
HEADER_TEXT = 150
FIELD_TEXT = 2_000
FIELDS = 10  # fields a section
ACTIONS = 25  # elements a block
BUTTON_LABEL = 75
BUTTON_VALUE = 2_000
VIEW_TITLE = 24  # also of its buttons
INPUT_LABEL = 2_000
INPUT_TEXT = 3_000
OPTIONS = 100  # options of a select
OPTION_LABEL = 75
OPTION_VALUE = 150
RESPONSES = 5  # messages that one response_url takes
MESSAGES = 4  # of one reply; what is longer goes on in a text file
