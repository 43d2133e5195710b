import pytest
import yaml

import data
from nlp.equity_vocabulary import EquityVocabulary
from nlp.inequality import InequalityComponent
from nlp.learned import shipped_learned
from nlp.reading import reading_of
from nlp.shipped_labels import shipped_labels
from records.annotation import Annotation
from records.errors import SettingsError

COMPONENT = InequalityComponent.of(data.folder(), None)  # the rules alone
LEARNED = InequalityComponent.of(data.folder(), shipped_learned())
TEXT = data.folder("vocabularies", "progress_plus.yaml").read_text(encoding="utf-8")


def _said(title: str, abstract: str = "") -> dict[str, Annotation]:
    return {one.label: one for one in COMPONENT([reading_of(title, abstract)])}


def _grade(title: str, abstract: str = "") -> tuple[int, str]:
    (grade,) = [one for label, one in _said(title, abstract).items() if label.startswith("grade:")]
    return int(grade.label[-1]), grade.why


@pytest.mark.parametrize(
    ("title", "abstract", "grade", "reason"),
    [
        ("Bridges of steel", "Load tests of girders.", 0, "none"),
        ("A drug for asthma", "Models were adjusted for age, sex, ethnicity and deprivation.", 0, "none"),
        (
            "A drug for asthma",
            "The sample was 45% women and 55% men, with a mean age of 40 years.",
            0,
            "none",
        ),
        ("Outreach for homeless people", "We describe what a team does.", 1, "mentions"),
        (
            "Uptake of a vaccine",
            "Uptake was lower among people over 80 than in younger people.",
            2,
            "difference",
        ),
        (
            "Uptake of a vaccine",
            "Income was associated with uptake (OR 1.4, 95% CI 1.1 to 1.8).",
            2,
            "difference",
        ),
        ("Uptake of a vaccine", "There was no difference by sex.", 2, "null"),
        ("Uptake of a vaccine", "Uptake did not differ between ethnic groups.", 2, "null"),
        ("Uptake of a vaccine", "Women worried more than men did.", 2, "difference"),
        ("Uptake of a vaccine", "Smoking fell (men 30%, women 16%).", 2, "difference"),
        ("Who was reached?", "The programme widened inequalities.", 2, "difference"),
        (
            "Budgets",
            "Equality impact assessments were done late, we found in 12 of 84 papers.",
            2,
            "equity_process",
        ),
        (
            "Peer support for homeless women: a randomised trial",
            "Homeless women were randomly assigned. Tenancies improved.",
            3,
            "targets",
        ),
        (
            "Text reminders: a trial",
            "We randomised practices. The reminders narrowed the gap between deprived areas and others.",
            3,
            "tests",
        ),
    ],
)
def test_grades_and_their_reasons(title: str, abstract: str, grade: int, reason: str) -> None:
    assert _grade(title, abstract) == (grade, reason)


def test_a_protocol_reaches_grade_1_at_most() -> None:
    abstract = (
        "Uptake was lower among people on low income than among others. Homeless people were randomised."
    )
    assert _grade("Outreach for homeless people: study protocol", abstract)[0] == 1
    assert _grade("Outreach for homeless people: a trial", abstract)[0] > 1


@pytest.mark.parametrize(
    "abstract",
    [
        "We aim to examine whether uptake is lower in deprived areas.",
        "Uptake may be lower among people on low income.",
        "To compare uptake between ethnic groups is our objective.",
    ],
)
def test_aims_and_guesses_are_no_findings(abstract: str) -> None:
    assert _grade("Uptake of a vaccine", abstract)[0] <= 1


def test_adjusters_are_dropped_and_the_finding_behind_them_is_kept() -> None:
    said = _said(
        "Uptake", "After adjusting for age and income, uptake was lower in rural areas than in cities."
    )
    assert "dimension:place" in said
    assert "dimension:plus_age" not in said
    assert "dimension:ses" not in said


def test_a_medium_term_needs_a_cue_or_the_title() -> None:
    assert "dimension:ses" not in _said("A note", "Income was recorded.")
    assert "dimension:ses" in _said("A note", "Access to care by income was unfair.")
    assert "dimension:plus_age" in _said("Adolescents and sleep", "None.")


def test_a_weak_term_never_counts_alone() -> None:
    assert "dimension:gender_sex" not in _said("A note", "Of the women, most came.")
    assert "dimension:race_ethnicity" not in _said("A note", "Race and culture were noted.")


def test_a_finding_within_the_population_of_the_work_compares_nothing() -> None:
    said = _said("Pregnant women and sleep", "Pregnant women who slept less were more likely to be ill.")
    assert "grade:1" in said
    assert "dimension:plus_pregnancy_maternity" in said


def test_a_condition_that_is_only_treated_is_no_dimension() -> None:
    assert "dimension:plus_mental_health" not in _said(
        "Mental health after surgery", "Mental health improved."
    )
    assert "dimension:plus_mental_health" in _said("People with severe mental illness", "They waited.")


def test_two_groups_set_against_each_other_are_compared() -> None:
    said = _said("Uptake", "Black women had more deaths than White women.")
    assert said["dimension:race_ethnicity"].why == "compared"
    assert said["grade:2"].why == "difference"


@pytest.mark.parametrize(
    ("abstract", "direction"),
    [
        ("Older people were left behind.", "widening"),
        ("The scheme narrowed the gap.", "narrowing"),
        ("Older people were left behind, but the scheme narrowed the gap.", "mixed"),
        ("There was no evidence of widening inequalities.", "none"),
        ("We aim to examine whether inequalities widened.", "none"),
        ("Nothing changed.", "none"),
    ],
)
def test_directions(abstract: str, direction: str) -> None:
    found = [
        label.removeprefix("direction:")
        for label in _said("A note", abstract)
        if label.startswith("direction:")
    ]
    assert (found or ["none"]) == [direction]


@pytest.mark.parametrize("entry", yaml.safe_load(TEXT)["absence_patterns"])
def test_what_was_not_reported_is_a_finding(entry: dict[str, str]) -> None:
    said = _said("A scoping review", entry["example"])
    assert said["absence-reported"].quotes
    assert "grade:1" in said


@pytest.mark.parametrize(
    "abstract", ["Equality data were not collected.", "Findings about people living in poverty were sparse."]
)
def test_missing_equality_data_are_noticed(abstract: str) -> None:
    assert "absence-reported" in _said("A review", abstract)


def test_what_was_reported_is_not_absent() -> None:
    assert "absence-reported" not in _said("A review", "Most papers reported outcomes by deprivation.")


def test_exactly_one_grade_per_work() -> None:
    readings = [
        reading_of("Homeless"),
        reading_of(""),
        reading_of("Income and uptake", "Uptake differed by income."),
    ]
    labels = [one.label for one in COMPONENT(readings)]
    assert len([label for label in labels if label.startswith("grade:")]) == 3


def test_the_quote_of_a_difference_runs_from_group_to_finding() -> None:
    grade = _said("Uptake", "We found that uptake was lower among people over 80.")["grade:2"]
    assert [quote.text for quote in grade.quotes] == ["lower among people over 80"]


def test_the_score_grows_with_the_grade() -> None:
    none = _said("Bridges")["grade:0"].score
    named = _said("Homeless people")["grade:1"].score
    compared = _said("Uptake", "Uptake was lower among people on low income.")["grade:2"].score
    assert none < named < compared


def test_what_was_learned_agrees_with_the_rules_where_they_are_plain() -> None:
    plain = reading_of("Bridges of steel", "Load tests of girders.")
    compared = reading_of(
        "Uptake of vaccines by income",
        "We found that uptake was significantly lower among people on low income than among others (OR 0.5).",
    )
    grades = [next(one for one in LEARNED([reading])) for reading in (plain, compared)]
    assert [one.label for one in grades] == ["grade:0", "grade:2"]
    assert grades[0].score < 0.1 < grades[1].score
    assert not grades[0].quotes
    assert grades[1].quotes


def test_a_grade_that_no_rule_gave_is_quoted_all_the_same() -> None:
    readings = [reading_of(one.title, one.abstract, key=one.id) for one in shipped_labels()]
    for reading in readings:
        for one in LEARNED([reading]):
            assert one.quotes or one.label == "grade:0", (reading.work, one)


def test_all_adjustment_words_open_a_list_of_adjusters() -> None:
    for words in EquityVocabulary.of(TEXT).adjusters:
        said = _said("A drug", f"The drug helped more ({words} age, sex, ethnicity and deprivation).")
        assert set(said) == {"grade:0"}, words


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "    attribute: [",
            '    attribute: ["no such term", ',
            "p.yaml: dimensions 'place', attribute: 'no such term' is not one of its terms",
        ),
        ("  equity: [", "  fairness: [", "p.yaml: cues, equity: a list of texts is needed"),
        ("    name: Place of residence\n", "", "p.yaml: dimensions 'place', name: a text is needed"),
    ],
)
def test_a_wrong_vocabulary_says_where_and_why(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(SettingsError) as error:
        EquityVocabulary.of(TEXT.replace(old, new, 1), "p.yaml")
    assert str(error.value) == message
