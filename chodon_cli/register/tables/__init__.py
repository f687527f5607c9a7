"""The tables, one module a noun, no behaviour; a verb imports only those it needs. Days are ISO text."""
