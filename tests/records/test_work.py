from dataclasses import replace

from records.identifiers import identifiers
from records.record import Notice, Record
from records.work import Work, work_id_for


def record(source: str, doi: str) -> Record:
    return Record(source=source, key="1", kind=source, title="T", identifiers=identifiers([("doi", doi)]))


def test_the_id_of_a_work_depends_on_its_first_record_alone() -> None:
    assert work_id_for("pubmed:7") == work_id_for("pubmed:7")
    assert work_id_for("pubmed:7") != work_id_for("pubmed:8")
    assert work_id_for("pubmed:7")[0] == "w"
    assert len(work_id_for("pubmed:7")) == 13


def test_identifiers_of_a_work_begin_with_the_best_records() -> None:
    records = (record("crossref", "10.5555/b"), record("medrxiv", "10.5555/a"))
    work = Work("w1", records, best=records[0])
    assert [one.value for one in work.identifiers] == ["10.5555/b", "10.5555/a"]
    assert work.sources == ("crossref", "medrxiv")


def test_a_work_is_retracted_when_a_notice_about_it_says_so() -> None:
    work = Work("w1", (record("crossref", "10.5555/b"),), best=record("crossref", "10.5555/b"))
    assert not work.is_retracted
    assert replace(work, notices=(Notice("retraction", "subject"),)).is_retracted
    assert not replace(work, notices=(Notice("correction", "subject"),)).is_retracted
