"""Sending in from a file, listing, and withdrawing."""

import tomllib
from pathlib import Path

import pytest

from store.opening import open_store
from tests.ken.running import Ken
from tests.review.sending import ANSWERS, NAMED


def write(path: Path, *, more: str = "", confirmed: str = "true", **answers: str) -> Path:
    lines = [f'{name} = "{text}"' for name, text in {**ANSWERS, **answers}.items()]
    lines += ['groups = ["age", "income"]', f"nothing_points_to_a_person = {confirmed}", more]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_template_is_the_form(ken: Ken, new: Path, tmp_path: Path) -> None:
    said = ken("--home", new, "submit", "--template")
    assert (said.code, said.err) == (0, "")
    filled = tomllib.loads(said.out)
    assert {*ANSWERS} < {*filled}
    assert filled["consents"] == {"contact": False, "share": False, "publish": False, "anonymise": False}
    assert "#   emerging-needs: " in said.out
    path = tmp_path / "empty.toml"
    path.write_text(said.out, encoding="utf-8")
    assert "title: Please write something here" in ken("--home", new, "submit", path).complaint
    text = said.out.replace("nothing_points_to_a_person = false", "nothing_points_to_a_person = true")
    for name in ("title", "organisation"):
        text = text.replace(f'{name} = ""', f'{name} = "A van"')
    for name in ("what", "how", "left_out"):
        text = text.replace(f'{name} = """\n"""', f'{name} = """\nOne line.\n\nAnother.\n"""')
    path.write_text(text, encoding="utf-8")
    assert ken("--home", new, "submit", path, "--json").document["status"] == "checked"


def test_it_is_sent_listed_and_withdrawn(ken: Ken, new: Path, tmp_path: Path) -> None:
    more = '[consents]\ncontact = true\n[contact]\nemail = "morag@example.org"\nname = "Morag"'
    found = ken("--home", new, "submit", write(tmp_path / "a.toml", more=more), "--json").document
    assert (found["status"], found["findings"]) == ("checked", 0)
    (listed,) = ken("--home", new, "submissions", "--json").document
    assert listed["reference"] == found["reference"]
    assert listed["answers"]["what"] == ANSWERS["what"]
    assert listed["consents"] == ["contact"]
    assert "morag" not in str(listed).lower()
    said = ken("--home", new, "submissions")
    assert f"{found['reference']}  " in said.out
    assert "Invented Partnership, Largs" in said.out
    wrong = ken("--home", new, "submit", "--withdraw", found["reference"], "--code", "AAAA")
    assert wrong.complaint == "ken: there is no submission with this reference and this code"
    gone = ken("--home", new, "submit", "--withdraw", found["reference"], "--code", found["code"])
    assert gone.err.startswith(f"{found['reference']} is withdrawn")
    assert [*(new / "contacts").iterdir()] == []
    assert ken("--home", new, "submissions", "--status", "withdrawn", "--json").document[0]["answers"] == {}
    assert ken("--home", new, "submissions", "--status", "card").err == "None is card.\n"


def test_what_may_point_to_a_person_is_sent_only_by_somebody_sure(
    ken: Ken, new: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.toml", well=NAMED)
    said = ken("--home", new, "submit", path).complaint
    assert "well: “Mrs Invented” looks like a name; write it another way, or say --sure" in said
    assert open_store(new).submissions.all() == ()
    sure = ken("--home", new, "submit", path, "--sure")
    assert (sure.code, "waits until an analyst" in sure.err) == (0, True)
    (listed,) = ken("--home", new, "submissions", "--json").document
    assert listed["findings"] == [
        {"field": "well", "kind": "name", "start": 0, "end": 12, "quote": "Mrs Invented"}
    ]
    assert "1 finding of the privacy scan" in ken("--home", new, "submissions").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "Invalid value"),
        ("colour = 1", "there is no 'colour'; `ken submit --template` shows what there is"),
        ("title = 3", "'title' must be a text in quotes"),
        ('groups = "age"', "'groups' must be a list of texts"),
        ("consents = 3", "[consents] must be a table"),
        (
            "[consents]\nsell = true",
            "[consents] has no 'sell'; there are: contact, share, publish, anonymise",
        ),
        ("[consents]\nshare = 1", "[consents] share must be true or false"),
        ("[contact]\nemail = 1", "[contact] email must be a text in quotes"),
        ("nothing_points_to_a_person = 1", "nothing_points_to_a_person must be true or false"),
        ("# " + "a" * 200_001, "more than a submission can hold"),
    ],
)
def test_a_file_that_cannot_be_is_told_in_one_line(
    ken: Ken, new: Path, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    assert said in ken("--home", new, "submit", path).complaint


def test_what_is_not_confirmed_is_not_sent(ken: Ken, new: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.toml", confirmed="false")
    assert "confirm that nothing in it points to a person" in ken("--home", new, "submit", path).complaint
    assert "it is missing" in ken("--home", new, "submit", tmp_path / "none.toml").complaint


def test_something_has_to_be_asked_for(ken: Ken, new: Path) -> None:
    assert ken("--home", new, "submit").code == 2
    assert ken("--home", new, "submissions", "--status", "lost").code == 2
    assert "`ken submit --template`" in ken("--home", new, "submissions").err
