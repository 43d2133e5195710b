from scanners.reading.filters import filters


def test_setting_and_the_filters_own_name_both_serve() -> None:
    params = {"issns": ["1", "2"], "issn": "3", "prefix": 10, "unrelated": "x"}
    assert dict(filters(params, issn="issns", prefix="prefixes")) == {
        "issn": ["1", "2", "3"],
        "prefix": ["10"],
    }


def test_table_comes_after_and_may_say_otherwise() -> None:
    params = {"issns": ["1"], "filters": {"issn": ("9",), "has-abstract": True, "type": []}}
    assert list(filters(params, issn="issns")) == [("issn", ["9"]), ("has-abstract", ["true"])]


def test_missing_and_empty_settings_are_left_out() -> None:
    assert list(filters({"filters": "type:article", "issns": ["", None, {}]}, issn="issns")) == []
