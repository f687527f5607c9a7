"""Long programs, to be run by hand: many writers, kills, full disks, lists that go bad in every way."""
