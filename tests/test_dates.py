"""The forms of dates that news pages print."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import dates

NOT_DATES = [
    "Tarrow 3-2 Felmouth", "Version 1.2.3 is out", "call 555-12-12 now", "192.168.10.12", "Harbour List 34.1% +6.2", "1/4 tsp ground allspice",
    "Goals: 0-1 Aske 12, 0-2 Dorn pen 38", "1.2 l vegetable stock", "rate of 41.00 to 41.60", "31.02.2024", "11,306 came", "4.6 kilograms of beans",
    "Rinse 3 times", "the 52-week low of $2.41", "Bus lines 4, 9 and 17", "on 37 of those days", "2 onions",
]  # fmt: skip
FORMS = [
    ("23.12.25, 12:57", "2025-12-23T12:57"),
    ("Belarus23.12.25, 12:57 • 3193 views", "2025-12-23T12:57"),
    ("2024-02-08T18:05+02:00", "2024-02-08T18:05+02:00"),
    ("2020-02-18T08:30Z", "2020-02-18T08:30Z"),
    ("2020-02-18T08:30:12.123Z", "2020-02-18T08:30Z"),
    ("May 2, 2023 | 6:00 a.m.", "2023-05-02T06:00"),
    ("May 2, 2023 at 9:41 a.m.", "2023-05-02T09:41"),
    ("22/08/2024 07h00", "2024-08-22T07:00"),
    ("14. 1. 2025 16:40", "2025-01-14T16:40"),
    ("31. 1. 2025 17:09", "2025-01-31T17:09"),
    ("2024年05月11日08:16", "2024-05-11T08:16"),
    ("2025年3月6日 05時12分", "2025-03-06T05:12"),
    ("令和7年3月6日", "2025-03-06"),
    ("Thứ bảy, 15/11/2025, 08:40 (GMT+7)", "2025-11-15T08:40+07:00"),
    ("ngày 15 tháng 11 năm 2025", "2025-11-15"),
    ("۲۴ آذر ۱۴۰۴ - ۰۹:۱۵", "2025-12-15T09:15"),
    ("০৭ নভেম্বর ২০২৩, ০৭: ২৫", "2023-11-07T07:25"),
    ("วันที่ 5 มกราคม 2568 - 10:24 น.", "2025-01-05T10:24"),
    ("السبت ١٤ سبتمبر ٢٠٢٤ - ١١:٣٠", "2024-09-14T11:30"),
    ("18 de mayo de 2025 12:37 h", "2025-05-18T12:37"),
    ("18/05/2025 13:20h", "2025-05-18T13:20"),
    ("20 mars 2024 à 6h00", "2024-03-20T06:00"),
    ("Sat 8 Mar 2025", "2025-03-08"),
    ("8:05 PM EDT, March 11, 2024", "2024-03-11T20:05-04:00"),
    ("30 June 2025, 19:04 BST", "2025-06-30T19:04+01:00"),
    ("September 14th, 2024", "2024-09-14"),
    ("14 września 2024, 20:40", "2024-09-14T20:40"),
    ("2023. október 19. 07:45", "2023-10-19T07:45"),
    ("2023-09-02 15:44", "2023-09-02T15:44"),
    ("2023.09.02. 오후 3:44", "2023-09-02T15:44"),
    ("2024年5月11日 下午3:20", "2024-05-11T15:20"),
    ("21 сентября 2023 г. 10:04", "2023-09-21T10:04"),
    ("17 квітня 2024, 13:45", "2024-04-17T13:45"),
    ("4 февраля 2026, 14:05", "2026-02-04T14:05"),
    ("18 जून 2024, 02:25 PM", "2024-06-18T14:25"),
    ("12 октомври 2024, 09:30 ч.", "2024-10-12T09:30"),
    ("05 Mart 2025", "2025-03-05"),
    ("Selasa, 4 November 2025 | 14.05 WIB", "2025-11-04T14:05+07:00"),
    ("27.02.2024, 16:12 Uhr", "2024-02-27T16:12"),
    ("14.01.2025 16:40 Uhr", "2025-01-14T16:40"),
    ("8. Juli 2023", "2023-07-08"),
    ("5 Απριλίου 2024", "2024-04-05"),
    ("19/07/2024 11:20", "2024-07-19T11:20"),
    ("3.6.2024 9:12", "2024-06-03T09:12"),
    ("9 maj 2023 06:30", "2023-05-09T06:30"),
    ("16 mei 2024, 21:30", "2024-05-16T21:30"),
    ("05 Aprile 2025", "2025-04-05"),
    ("11/06/2022 09:48", "2022-06-11T09:48"),
    ("2025/02/02 10:05", "2025-02-02T10:05"),
    ("2022-04", "2022-04"),
    ("June 2024", "2024-06"),
    ("Dec. 27, 2025 10:15 a.m. ET", "2025-12-27T10:15-05:00"),
    ("July 27, 2024, 6:20 p.m.", "2024-07-27T18:20"),
    ("Fri, 1 Mar 2024", "2024-03-01"),
    ("18.12.2023. 22:40", "2023-12-18T22:40"),
    ("16.07.23, 08:41", "2023-07-16T08:41"),
    ("2024.03.30 09:15", "2024-03-30T09:15"),
]


@pytest.mark.parametrize(("text", "value"), FORMS)
def test_form(text: str, value: str) -> None:
    assert dates.find(text)[0].value == value


@pytest.mark.parametrize("text", NOT_DATES)
def test_no_date(text: str) -> None:
    assert not [moment for moment in dates.find(text) if moment.kind in ("date", "datetime", "month")]


@pytest.mark.parametrize(
    "text", ["2 hours ago", "vor 2 Stunden", "há 2 horas", "il y a 3 heures", "2 saat önce", "3時間前", "14 часов назад"]
)
def test_relative(text: str) -> None:
    assert [(moment.kind, moment.value) for moment in dates.find(text)] == [("relative", "")]


@pytest.mark.parametrize(
    ("text", "month", "day"), [("tirsdag 13. august kl. 06:15", 8, 13), ("November 17, 11:30 PM", 11, 17), ("3月6日 05時31分", 3, 6)]
)
def test_partial(text: str, month: int, day: int) -> None:
    moment = dates.find(text)[0]
    assert (moment.kind, moment.month, moment.day, bool(moment.clock)) == ("partial", month, day, True)


def test_two_glued_stamps() -> None:
    found = dates.find("Published July 27, 2024Updated July 27, 2024, 6:20 p.m.")
    assert [moment.value for moment in found] == ["2024-07-27", "2024-07-27T18:20"]


@given(st.text())
@settings(max_examples=500)
def test_spans_are_sorted_and_disjoint(text: str) -> None:
    at = 0
    for moment in dates.find(text):
        assert at <= moment.start < moment.end <= len(text)
        at = moment.end


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2024/05/11/tea", "2024-05-11"),
        ("https://a.example/tea-20240511.html", "2024-05-11"),
        ("https://a.example/tea", None),
    ],
)
def test_from_url(url: str, day: str | None) -> None:
    assert dates.from_url(url) == day
