"""The corpora of other readers of dates, in the forms of their repositories."""

from pathlib import Path

from bench.temporal_corpora import is_right, read

DUCKLING = """
negativeCorpus = (testContext, testOptions, examples)
  where
    examples =
      [ "quatre cinq"
      ]
allExamples = concat
  [ examples (datetimeInterval ((2013, 8, 20, 0, 0, 0), (2013, 8, 23, 0, 0, 0)) Day)
             [ "20-22 août"
             , "du 20 au 22 août"
             ]
  , examples (datetimeOpenInterval Before (2013, 2, 12, 18, 0, 0) Hour)
             [ "avant 18h"
             ]
  , examples (datetime (2013, 4, 0, 0, 0, 0) Month)
             [ "avril"
             ]
  ]
"""
RECOGNIZERS = """[
  {"Input": "On part le 22/04", "Context": {"ReferenceDateTime": "2016-11-07T00:00:00"}, "Results": [{"Type": "date",
   "Value": {"FutureResolution": {"date": "2017-04-22"}, "PastResolution": {"date": "2016-04-22"}}}]},
  {"Input": "On part cette semaine", "Context": {"ReferenceDateTime": "2016-11-07T00:00:00"}, "Results": [{
   "TypeName": "datetimeV2.daterange", "Resolution": {"values": [{"start": "2016-11-07", "end": "2016-11-14"}]}}]},
  {"Input": "On part à 8pm", "NotSupported": "python", "Results": [{"Type": "time"}]},
  {"Input": "On part pour 3 jours", "Results": [{"Type": "duration"}]}
]"""
DATEPARSER = """
            # English dates
            param("20 Mar 2013 10h11", datetime(2013, 3, 20, 10, 11)),
            # French dates
            param("8 août 2014 à 14h40", datetime(2014, 8, 8, 14, 40)),
            param(
                "il y a 1 an et 2 heures",
                ago={"years": 1, "hours": 2},
                period="day",
            ),
            # Spanish dates
            param("Martes 21 de Octubre de 2014", datetime(2014, 10, 21)),
"""


def test_each_form_of_corpus_is_read(tmp_path: Path) -> None:
    """Periods end on their last day, what a port does not claim is left out, and only French is taken."""
    (tmp_path / "Corpus.hs").write_text(DUCKLING, "utf-8")
    (tmp_path / "DateParser.json").write_text(RECOGNIZERS, "utf-8")
    (tmp_path / "test_freshness_date_parser.py").write_text(DATEPARSER, "utf-8")
    told = {name: [(item["text"], item["accept"]) for item in items] for name, items in read(tmp_path).items()}
    assert told == {
        "duckling": [
            ("quatre cinq", []),
            ("20-22 août", [("2013-08-20", "2013-08-22")]),
            ("du 20 au 22 août", [("2013-08-20", "2013-08-22")]),
            ("avant 18h", [(None, "2013-02-12T18:00")]),
            ("avril", [("2013-04-01", "2013-04-30")]),
        ],
        "recognizers": [
            ("On part le 22/04", [("2017-04-22", "2017-04-22"), ("2016-04-22", "2016-04-22")]),
            ("On part cette semaine", [("2016-11-07", "2016-11-13")]),
            ("On part pour 3 jours", []),
        ],
        "dateparser": [
            ("8 août 2014 à 14h40", [("2014-08-08T14:40", "2014-08-08T14:40")]),
            ("il y a 1 an et 2 heures", [("2013-09-01T08:30", "2013-09-01T08:30")]),
        ],
    }


def test_a_value_is_right_when_both_its_bounds_are() -> None:
    """Days are compared as days, times to the minute; where nothing is to be read, nothing is right."""
    item = {"accept": [("2021-05-17", None)]}
    assert is_right(item, [["2021-05-17T09:00", None]])
    assert not is_right(item, [["2021-05-17", "2021-05-18"]])
    assert not is_right({"accept": [("2021-05-17T09:00", "2021-05-17T09:00")]}, [["2021-05-17", "2021-05-17"]])
    assert is_right({"accept": []}, [])
    assert not is_right({"accept": []}, [["2021-05-17", "2021-05-17"]])
