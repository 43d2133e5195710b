"""What a team may set, key by key, and what comes from the environment."""

from pathlib import Path

import pytest

from ken.settings import Settings, read_settings
from records.errors import SettingsError
from synthesis.pilot import PilotSettings
from synthesis.ranking.settings import PARTS, RankSettings
from synthesis.screening_mode import Screening
from synthesis.submitting.settings import SubmitSettings

SEVENTHS = "\n".join(f"{name} = {1 / 7}" for name in PARTS)


def read(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "ken.toml").write_text(text, encoding="utf-8")
    return read_settings(tmp_path)


def test_what_ships_says_what_ken_does_without_it(new: Path, tmp_path: Path) -> None:
    assert read_settings(new) == read(tmp_path, "") == Settings()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[team]\nname = "Ken"', Settings(team="Ken")),
        ('[team]\ncontact = "a@b.example"', Settings(contact="a@b.example")),
        ("[queue]\ncap = 7", Settings(ranking=RankSettings(cap=7))),
        ("[queue]\naudit = 0.2", Settings(ranking=RankSettings(audit=0.2))),
        ("[queue]\naudit = 0", Settings(ranking=RankSettings(audit=0))),
        ("[queue]\nweak_signals = 0.2", Settings(ranking=RankSettings(weak_signals=0.2))),
        ("[queue]\nqueue_from = 0.4", Settings(ranking=RankSettings(queue_from=0.4))),
        ("[queue]\nmaybe_from = 0.01", Settings(ranking=RankSettings(maybe_from=0.01))),
        ("[queue]\nper_container = 1", Settings(ranking=RankSettings(per_container=1))),
        (f"[weights]\n{SEVENTHS}", Settings(ranking=RankSettings(weights=dict.fromkeys(PARTS, 1 / 7)))),
        ("[screening]\ndual = 1", Settings(pilot=PilotSettings(dual=1))),
        ("[screening]\nkappa = 0.7", Settings(pilot=PilotSettings(kappa=0.7))),
        ("[screening]\npilot = 20", Settings(pilot=PilotSettings(pilot=20))),
        ("[screening]\nseed = 9", Settings(pilot=PilotSettings(seed=9))),
        ('[screening.a]\nmode = "dual"', Settings(screening={"a": Screening("dual")})),
        ('[screening.a]\nreviewers = ["Brid "]', Settings(screening={"a": Screening("pilot", ("Brid",))})),
        ("[review]\nsubmissions = false", Settings(submitting=SubmitSettings(submissions=False))),
        ("[review]\ncontacts_kept = 30", Settings(submitting=SubmitSettings(contacts_kept=30))),
        ('[fetch]\nallow_private = ["10.0.0.1:8080"]', Settings(allow_private=("10.0.0.1:8080",))),
        ('[prefect]\napi_url = "http://host:4200/api"', Settings(prefect="http://host:4200/api")),
    ],
)
def test_each_key_is_heeded(tmp_path: Path, text: str, expected: Settings) -> None:
    assert read(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[team", "Expected ']'"),
        ("cap = 3", "no table [cap]; there are: team, queue, weights, screening, review, fetch, prefect"),
        ("[colour]\nname = 1", "no table [colour]; there are: team, queue"),
        ("[queue]\nlength = 3", "[queue] has no 'length'; there are: cap, audit"),
        ("[team]\nname = 3", "[team] name must be a text"),
        ("[review]\nsubmissions = 1", "[review] submissions must be true or false"),
        ("[review]\ncontacts_kept = true", "[review] contacts_kept must be a whole number"),
        ("[review]\ncontacts_kept = 0", "contacts_kept is between 1 and 3650 days"),
        ('[queue]\ncap = "40"', "[queue] cap must be a whole number"),
        ("[queue]\ncap = 4.5", "[queue] cap must be a whole number"),
        ("[queue]\ncap = true", "[queue] cap must be a whole number"),
        ('[queue]\naudit = "a tenth"', "[queue] audit must be a number"),
        ('[weights]\nplace = "much"', "[weights] place must be a number"),
        ('[fetch]\nallow_private = "localhost"', "[fetch] allow_private must be a list of texts"),
        ("[fetch]\nallow_private = [8080]", "[fetch] allow_private must be a list of texts"),
        ("[prefect]\napi_url = 4200", "[prefect] api_url must be a text"),
        ("[queue]\ncap = 0", "cap and per_container: at least 1"),
        ("[queue]\nper_container = 0", "cap and per_container: at least 1"),
        ("[queue]\naudit = 0.6", "audit and weak_signals: none below 0, and together at most 0.5"),
        ("[queue]\naudit = nan", "audit and weak_signals: none below 0"),
        ("[queue]\nqueue_from = 0.01", "maybe_from must be at most queue_from"),
        ("[queue]\nqueue_from = 2.0", "both between 0 and 1"),
        ("[screening]\ndual = 1.5", "dual and kappa: between 0 and 1"),
        ("[screening]\nkappa = nan", "dual and kappa: between 0 and 1"),
        ("[screening]\npilot = 0", "pilot: at least 1"),
        ("[screening]\npilot = 0.5", "[screening] pilot must be a whole number"),
        ('[screening.a]\nmode = "triple"', '[screening.a] mode "triple" is none of single, dual, pilot'),
        ("[screening.a]\nmode = 2", "[screening.a] mode must be a text"),
        ('[screening.a]\nmodes = "dual"', "[screening.a] has no 'modes'; there are: mode, reviewers"),
        ('[screening.a]\nreviewers = "Brid"', "[screening.a] reviewers must be a list of texts"),
        ('[screening.a]\nreviewers = ["Brid", "Brid"]', "[screening.a] reviewers: a name stands twice"),
        ('[screening.a]\nreviewers = [" "]', "[screening.a] reviewers: a name is empty"),
        ('[screening.a]\nmode = "dual"\nreviewers = ["B"]', "needs two reviewers or more"),
        ("[screening.a.b]\nc = 1", "[screening.a] has no 'b'"),
        ("[weights]\nplace = 1.0", "weights: give all of workstream"),
        ("[weights]\ncolour = 1.0", "weights: no part 'colour'"),
        (f"[weights]\n{SEVENTHS}".replace("0.14", "0.34", 1), "together they must make 1"),
    ],
)
def test_what_cannot_be_names_the_file_and_the_entry(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read(tmp_path, text)
    assert str(raised.value).startswith(f"{tmp_path}/ken.toml: ")
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"ken\.toml: it is missing; `ken init "):
        read_settings(tmp_path)
    (tmp_path / "ken.toml").write_bytes(b"\xff\xfe[")
    with pytest.raises(SettingsError, match=r"ken\.toml: it is not UTF-8 \(byte 1\)"):
        read_settings(tmp_path)


def test_the_environment_speaks_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEN_CONTACT", "env@b.example")
    monkeypatch.setenv("PREFECT_API_URL", "http://env:4200/api")
    settings = read(
        tmp_path, '[team]\ncontact = "file@b.example"\n[prefect]\napi_url = "http://file:4200/api"\n'
    )
    assert (settings.contact, settings.prefect) == ("env@b.example", "http://env:4200/api")


def test_keys_come_from_the_environment_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(tmp_path, "").secrets == {}
    monkeypatch.setenv("OPENALEX_API_KEY", "k-openalex")
    monkeypatch.setenv("NCBI_API_KEY", "")
    assert read(tmp_path, "").secrets == {"api.openalex.org": ("api_key", "k-openalex")}
    monkeypatch.setenv("NCBI_API_KEY", "k-ncbi")
    assert read(tmp_path, "").secrets["eutils.ncbi.nlm.nih.gov"] == ("api_key", "k-ncbi")
