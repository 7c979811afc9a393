"""Titles are read by their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.checkpdf.titles import Kind, kind_of, letters


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("References", Kind.REFERENCES),
        ("Références", Kind.REFERENCES),
        ("NeurIPS Paper Checklist", Kind.CHECKLIST),
        ("Interpretability Workshop Paper Checklist", Kind.CHECKLIST),
        ("A Simple Checklist", Kind.SECTION),
        ("Technical Appendices and Supplementary Material", Kind.APPENDIX),
        ("Acknowledgments and Disclosure of Funding", Kind.ACKNOWLEDGEMENTS),
        ("Annexes", Kind.APPENDIX),
        ("Broader Impacts", Kind.STATEMENT),
        ("Ethical Considerations", Kind.STATEMENT),
        ("Limitations and Future Work", Kind.LIMITATIONS),
        ("Use of Large Language Models", Kind.STATEMENT),
        ("Limitations & Broader Impacts", Kind.LIMITATIONS),
        ("Ethics and Reproducibility", Kind.STATEMENT),
        ("Artifact Availability", Kind.STATEMENT),
        ("Generative AI Statement", Kind.STATEMENT),
        ("References to Earlier Circuits", Kind.SECTION),
        ("Impact of Width on Depth", Kind.SECTION),
        ("Conclusion", Kind.SECTION),
    ],
)
def test_a_title_tells_what_its_section_is(title: str, kind: Kind) -> None:
    assert kind_of(title) is kind


@given(st.sampled_from(["References", "Acknowledgements", "Appendix", "Limitations"]), st.data())
def test_letter_gaps_and_capitals_do_not_matter(title: str, data: st.DataObject) -> None:
    spread = "".join(letter + data.draw(st.sampled_from(["", " ", "\u2009"])) for letter in title)
    assert kind_of(spread.upper()) is kind_of(title)


@given(st.text(max_size=110))
def test_any_text_has_a_kind(text: str) -> None:
    assert kind_of(text) in Kind
    assert letters(letters(text)) == letters(text)
