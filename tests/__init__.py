"""What must hold: the folders mirror those of the package; what is no test stands apart.

`strategies/` draw registers, `oracle/` works out what a report must say of them, `samples/` write the fictional
district and the lists of offices, `fixtures/` are files that are taken in, `stress/` are long programs of which the
tests run a small part. `harness` runs a command line and has the places and days that tests share.
"""
