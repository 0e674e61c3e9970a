"""Writes the year files of a pack from one source, so that no date is typed by hand.

    pip install chinesecalendar==1.11.0 lunardate==0.3.0
    python years_from_chinesecalendar.py packs/zhuhai/calendars

Announced years (2004-2026): the constants of PyPI `chinesecalendar`.
Provisional years (2027, 2028): the statutory days of the regulation as amended on 2024-11-10,
lunar dates by PyPI `lunardate`, Qingming by the solar terms of `chinesecalendar`.
"""

import datetime
import pathlib
import sys
from importlib.metadata import version

import chinese_calendar
from chinese_calendar import constants
from lunardate import LunarDate

DAY = datetime.timedelta(days=1)

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年",
}

# The pages of the notices, as the source's own repository names them for each year.
PAGES = {
    2026: ["https://www.gov.cn/zhengce/content/202511/content_7047090.htm"],
    2025: ["https://www.gov.cn/zhengce/content/202411/content_6986382.htm"],
    2024: ["https://www.gov.cn/zhengce/content/202310/content_6911527.htm"],
    2023: ["http://www.gov.cn/zhengce/content/2022-12/08/content_5730844.htm"],
    2022: ["http://www.gov.cn/zhengce/content/2021-10/25/content_5644835.htm"],
    2021: ["http://www.gov.cn/zhengce/content/2020-11/25/content_5564127.htm"],
    2020: [
        "http://www.gov.cn/zhengce/content/2019-11/21/content_5454164.htm",
        "http://www.gov.cn/zhengce/content/2020-01/27/content_5472352.htm",
    ],
    2019: [
        "http://www.gov.cn/xinwen/2018-12/06/content_5346287.htm",
        "http://www.gov.cn/zhengce/content/2019-03/22/content_5375877.htm",
    ],
    2018: ["http://www.gov.cn/zhengce/content/2017-11/30/content_5243579.htm"],
    2017: ["http://www.gov.cn/zhengce/content/2016-12/01/content_5141603.htm"],
    2016: ["http://www.gov.cn/zhengce/content/2015-12/10/content_10394.htm"],
    2015: [
        "http://www.gov.cn/zhengce/content/2014-12/16/content_9302.htm",
        "http://www.gov.cn/zhengce/content/2015-05/13/content_9742.htm",
    ],
    2014: ["http://www.gov.cn/zwgk/2013-12/11/content_2546204.htm"],
    2013: ["http://www.gov.cn/zwgk/2012-12/10/content_2286598.htm"],
    2012: ["http://www.gov.cn/zwgk/2011-12/06/content_2012097.htm"],
    2011: ["http://www.gov.cn/zwgk/2010-12/10/content_1762643.htm"],
    2010: ["http://www.gov.cn/zwgk/2009-12/08/content_1482691.htm"],
    2009: ["http://www.gov.cn/zwgk/2008-12/10/content_1174014.htm"],
    2008: ["http://www.gov.cn/zwgk/2007-12/18/content_837184.htm"],
    2007: ["http://www.gov.cn/fwxx/sh/2006-12/18/content_471877.htm"],
    2006: ["http://www.gov.cn/jrzg/2005-12/22/content_133837.htm"],
    2005: ["https://zhidao.baidu.com/question/2299098.html"],
    2004: ["https://zh.wikisource.org/zh-hans/国务院办公厅关于2004年部分节假日安排的通知"],
}

# Notices that changed a year later; the days they added get a name of their own.
ADDED = {2020: (datetime.date(2020, 1, 31), datetime.date(2020, 2, 2), "春节假期延长")}


def published(page):
    """The day in the address of a gov.cn page, where the address has one."""
    month, _, rest = page.partition("/content_")[0].rpartition("/")
    year_month = month.rpartition("/")[2]
    return f"{year_month}-{rest}" if "gov.cn" in page and "-" in year_month else None


def name_of(date, holiday):
    for first, last, name in ADDED.values():
        if first <= date <= last:
            return name
    return NAMES[holiday]


def ranges(days):
    """Neighbouring days of one name as [first, last, name]."""
    found = []
    for date, name in sorted(days):
        if found and found[-1][1] + DAY == date and found[-1][2] == name:
            found[-1][1] = date
        else:
            found.append([date, date, name])
    return found


def write(folder, year, head, off, make_up):
    lines = head + ["off:"]
    lines += [f"  - {{from: {first}, to: {last}, name: {name}}}" for first, last, name in off]
    lines += ["make_up:"] if make_up else ["make_up: []"]
    lines += [f"  - {{date: {date}, name: {name}}}" for date, name in make_up]
    (folder / f"{year}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def announced(folder, year):
    off = [(day, name_of(day, name)) for day, name in constants.holidays.items() if day.year == year]
    work = [(day, NAMES[name]) for day, name in sorted(constants.workdays.items()) if day.year == year]
    head = [
        f"# {year}年放假安排：off 为放假（含其中的周末），make_up 为周末上班。",
        f"year: {year}",
        "status:",
        "  announced:",
        f"    notice: 国务院办公厅关于{year}年部分节假日安排的通知",
    ]
    if published(PAGES[year][0]):
        head.append(f"    date: {published(PAGES[year][0])}")
    head += ["    pages:"] + [f"      - {page}" for page in PAGES[year]]
    head.append(f"source: PyPI chinesecalendar {version('chinesecalendar')}")
    write(folder, year, head, ranges(off), work)


def provisional(folder, year):
    lunar = lambda month, day: LunarDate(year, month, day).to_solar_date()
    date = lambda month, day: datetime.date(year, month, day)
    new_year = lunar(1, 1)
    april = chinese_calendar.get_solar_terms(date(4, 1), date(4, 10))
    days = {}
    for name, found in [
        ("元旦", [date(1, 1)]),
        ("春节", [new_year - DAY, new_year, new_year + DAY, new_year + 2 * DAY]),
        ("清明节", [day for day, term in april if term == "清明"]),
        ("劳动节", [date(5, 1), date(5, 2)]),
        ("端午节", [lunar(5, 5)]),
        ("国庆节", [date(10, 1), date(10, 2), date(10, 3)]),
        ("中秋节", [lunar(8, 15)]),
    ]:
        for day in found:
            days[day] = f"{days[day]}、{name}" if day in days else name
    head = [
        f"# {year}年放假安排尚未公布（暂定）：只有法定节假日，没有调休；公布后由管理员录入通知。",
        f"year: {year}",
        "status: provisional",
        f"source: 全国年节及纪念日放假办法（2024年修订）第二条；农历 PyPI lunardate {version('lunardate')}；"
        f"清明 PyPI chinesecalendar {version('chinesecalendar')}",
    ]
    write(folder, year, head, ranges(days.items()), [])


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1])
    for year in sorted(PAGES):
        announced(target, year)
    for year in (2027, 2028):
        provisional(target, year)
