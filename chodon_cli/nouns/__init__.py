"""What a record is: one module a noun, which declares its fields; all else that is known of a column follows from it.

`declaration` has the types, `fields` what several nouns share, `registry` finds all nouns and orders their files.
"""
