"""What the title of a section tells about its kind."""

import re
import unicodedata
from enum import Enum, auto


class Kind(Enum):
    """What a heading opens."""

    REFERENCES = auto()
    APPENDIX = auto()
    CHECKLIST = auto()
    ACKNOWLEDGEMENTS = auto()
    STATEMENT = auto()
    LIMITATIONS = auto()
    SECTION = auto()


_REFERENCES = (
    r"references?",
    r"(list|selection)ofreferences",
    r"(main|selected|cited)?(reference|bibliograph)(s|list|y|ie)",
    r"references?and(notes|bibliography|furtherreading)",
    r"notesandreferences|referencescited|citations",
    r"workscited|cited(works?|literature|references)",
    r"literature(cited)?",
    r"literatur(verzeichnis)?|quellen(verzeichnis)?",
    r"bibliografia|referencias?(bibliograficas?)?|riferimenti(bibliografici)?|referenser|referenties|kaynak(ca|lar)",
    r"参考文献|参考资料|참고문헌|списоклитературы|литература",
)
_ABOUT_REFERENCES = re.compile(
    r"(.{0,20}\b)?(references|bibliograph(y|ies|ie|iques?)|literature cited)\b.{0,30}|"
    r"((primary|cited) )?(sources|quellen)",
    re.IGNORECASE,
)
_CHECKLIST = (
    (
        r"((the|neurips|nips|icml|iclr|acl|arr|aaai|ml|responsiblenlp|research|paper|submission|reproducibility|"
        r"authors?|conference|workshop|20\d\d|acm|appendix[a-z]?)*|.{1,40}(paper|submission))"
        r"checklist(s|for.{0,24}|\d{4})?"
    ),
)
_APPENDIX = (
    r"(technical|online|additional|the|supplement(ary|al)?)*(appendix|appendices).{0,90}",
    r"supplements?|anhang|anhange|annexe?s?|apendices?|appendic[ei]|allegat[io]|bilagor?",
    r"additionalmaterials?|supportinginformation.{0,40}",
    (
        r"supplement(ary|al)(material|information|document|note|text|result|experiment|detail|content|section|data|"
        r"figure|analys[ei]s|proof)s?.{0,60}"
    ),
)
_ACKNOWLEDGEMENTS = (
    r"acknowledge?ments?(s|section|and.{0,40})?|acknowlegde?ments?|thanks",
    r"danksagung(en)?|remerciements|agradecimientos|ringraziamenti|致谢",
    r"(disclosureof)?funding((and|/)?(acknowledge?ments?|support|disclosures?|information|sources?|statement))?",
    r"fundingtransparencystatement|financialsupport",
)
_LIMITATIONS = (r"limitations?(statement|section|(and|broader|societal|ethic).{0,40})?",)
_STATEMENT = (
    (
        r"(potential|on|the|a|broader|societal|social|ethical|ethics|and)*"
        r"(broader|societal|social|ethics?|ethical|impacts?)"
        r"(statements?|considerations?|concerns?|impacts?|implications?|review|discussion|aspects?|and|of|this|our|work|"
        r"paper|the|societal|social|ethics|broader|issues?|limitations?|safety|risks?|reproducibility)*"
    ),
    r"(reproducib|replicab)ility.{0,24}",
    r"(code|data|software|model|and|dataset|materials?|art[ei]facts?)+(availability|release|access)(statement)?|availabilityof.{0,30}",
    r"(the|individual|authors?['’]?)*contributions?(statement|ofauthors|byauthors)|(author|authors|authors['’]|author[’']s)contributions?",
    r"credits?|credit(author(ship)?)?(contributions?)?statement|openscience(statement)?",
    (
        r"(declarationof|statementof|disclosureof)?(conflicts?ofinterests?|competing(financial)?interests?)"
        r"(statement|disclosure|and.{0,20})?"
    ),
    r"declarations?|disclosures?(statement)?",
    r"(statementon|disclosureof|declarationof|the)*(use|usage)of(the)?(llms?|ai|generativeai|largelanguagemodels?).{0,30}",
    r"(llms?|ai|genai|generativeai|largelanguagemodels?)(usage|use|disclosure|assistance|statement)(statement|disclosure)?",
    r"(privacy|safety|responsibleai|compute|environmental|sustainability|transparency|positionality)(impact)?statement",
)
_KINDS = re.compile(
    "|".join(
        f"(?P<{kind.name}>{'|'.join(patterns)})"
        for kind, patterns in (
            (Kind.REFERENCES, _REFERENCES),
            (Kind.CHECKLIST, _CHECKLIST),
            (Kind.APPENDIX, _APPENDIX),
            (Kind.ACKNOWLEDGEMENTS, _ACKNOWLEDGEMENTS),
            (Kind.LIMITATIONS, _LIMITATIONS),
            (Kind.STATEMENT, _STATEMENT),
        )
    )
)
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum() and chr(code) not in "/'")


def letters(text: str) -> str:
    """Reduce text to letters: gaps, small capitals, accents and ligatures do not matter."""
    if text.isascii():
        return text.lower().encode().translate(None, _NO_LETTERS).decode()
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(each for each in folded if each.isalnum() or each in "/'’")


def may_name_references(title: str) -> bool:
    """Tell a title that names a bibliography among other words, as those of sections on others' work may."""
    return bool(_ABOUT_REFERENCES.fullmatch(title))


def kind_of(title: str) -> Kind:
    """Tell what a heading with this title opens."""
    found = _KINDS.fullmatch(letters(title))
    return Kind[found.lastgroup] if found and found.lastgroup else Kind.SECTION
