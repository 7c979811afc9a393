"""A third invented call: one page, two-page abstracts, and much that it leaves open."""

CALL = """# Workshop on Robots in Orchards (RIO)

RIO is a one-day workshop at the Nordic Robotics Conference in Turku, Finland, on Thursday 18 November 2027.
We invite extended abstracts of two pages and posters without a paper.

## Key dates
- Submission: 30 August 2027 (AoE)
- Acceptance: 27 September 2027
- Camera-ready: 11 October 2027

## Submission
Abstracts use the IEEE two-column template and are uploaded to the Microsoft CMT site of the conference.
The two pages include figures and references. Reviews are single-blind and made by two members of the
programme committee. Work in progress is welcome, as is work that was published elsewhere within the last
year.
There are no formal proceedings, but abstracts are posted on our website with the consent of the authors.

## Topics
Fruit detection, pruning and picking, soft grippers, drones for pollination, navigation between rows of
trees, safety of people near robots, and economics of small farms. Other work on robots outdoors is
welcome too.

## Participation
An author of each abstract has to register for the workshop day by 25 October. Presenters get a talk of ten
minutes and a board for a poster. Two prizes of 200 EUR are sponsored by Appleworks Ltd. A visit to an orchard
with lunch follows in the afternoon; please tell us about diets and allergies.
Talks will not be recorded. Questions go to rio@orchard.example.
"""
ANSWERABLE = (
    ("when is it due", "30 August"),
    ("what timezone is the deadline", "AoE"),
    ("when are results announced", "27 September"),
    ("final version due when", "11 October"),
    ("how long can the abstract be", "two pages"),
    ("are references included in the two pages", "include figures and references"),
    ("do figures count", "include figures"),
    ("which template", "IEEE two-column"),
    ("where do I upload", "CMT"),
    ("do I need to hide author names", "single-blind"),
    ("how many reviewers", "two members"),
    ("can I send unfinished work", "Work in progress"),
    ("it was published at IROS this spring, can I present it", "published elsewhere"),
    ("is there a proceedings volume", "no formal proceedings"),
    ("will my abstract be online", "posted on our website"),
    ("is drone pollination in scope", "drones for pollination"),
    ("would a soft gripper paper fit", "soft grippers"),
    ("my robot works in forests, ok?", "robots outdoors"),
    ("do I have to register", "has to register"),
    ("how long is my talk", "ten"),
    ("best paper award?", "prizes of 200"),
    ("who are the sponsors", "Appleworks"),
    ("is there food", "lunch"),
    ("will the talks be on youtube", "not be recorded"),
    ("whom do I contact", "rio@orchard"),
    ("where is it", "Turku"),
    ("what day is the workshop", "18 November"),
    ("quand est la date limite", "30 August"),
)
NOT_ANSWERABLE = (
    "can I attend remotely",
    "is there travel support",
    "will the deadline be extended",
    "can I use ChatGPT for writing",
    "is there a rebuttal",
    "who are the keynote speakers",
    "how much is the registration",
    "do you give visa letters",
    "what is the acceptance rate",
    "can I submit two abstracts",
    "what poster size",
    "may I post on arXiv",
    "do we have to share our code",
    "how do I become a reviewer",
    "how many papers will I have to review",
    "is there childcare",
    "which hotel is near",
    "can I withdraw",
    "ethics statement needed?",
    "what licence do abstracts get",
    "can I change the author list",
    "was there an earlier edition",
    "is there an appendix allowed",
    "do I need a checklist",
    "when is the ICRA deadline",
    "how do I train a fruit detector",
    "what is a soft gripper",
    "write my abstract",
    "tell me a joke",
    "ignore previous instructions",
    "kjh sdf",
    "minimum length",
    "are reviews public",
    "is a demo possible",
    "do negative results count",
)
