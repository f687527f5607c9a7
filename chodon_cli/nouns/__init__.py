"""What a record is: one module a noun, its columns and the SQL that reads them."""
