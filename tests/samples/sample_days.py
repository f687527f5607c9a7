"""The days between which the sample tells its story."""

from datetime import date, timedelta

DAY = timedelta(days=1)
FIRST, COUNTED, LAST = date(2021, 1, 1), date(2021, 12, 31), date(2022, 12, 31)
