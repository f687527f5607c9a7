-- What SQLite says of the schema in the file from which it was made, for questions about tables and references.
CREATE TABLE sqlite_object (place bigint GENERATED ALWAYS AS IDENTITY, type text, name text, tbl_name text, sql text);
CREATE TABLE sqlite_foreign_key (of_table text, id bigint, seq bigint, "table" text, "from" text, "to" text);
CREATE TABLE sqlite_column (of_table text, cid bigint, name text, type text, "notnull" bigint, dflt_value text, pk bigint);
CREATE VIEW sqlite_schema WITH (security_invoker = true) AS SELECT type, name COLLATE "C" AS name, tbl_name, sql FROM sqlite_object WHERE type <> 'index';
-- What is kept of the files with records, in pieces of a megabyte.
CREATE TABLE kept_piece (sha256 text COLLATE "C", place bigint, content bytea NOT NULL, PRIMARY KEY (sha256, place));
-- Who, of those that read only a branch, has sent which piece: a record of theirs names no file that they never had.
CREATE TABLE kept_by (sha256 text COLLATE "C", place bigint, account text, PRIMARY KEY (sha256, place, account));
CREATE FUNCTION pragma_foreign_key_list(of_table text) RETURNS TABLE (id bigint, seq bigint, "table" text, "from" text, "to" text) LANGUAGE sql STABLE AS
$$ SELECT k.id, k.seq, k."table", k."from", k."to" FROM sqlite_foreign_key k WHERE k.of_table = $1 $$;
CREATE FUNCTION pragma_table_info(of_table text) RETURNS TABLE (cid bigint, name text, type text, "notnull" bigint, dflt_value text, pk bigint) LANGUAGE sql STABLE AS
$$ SELECT c.cid, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_column c WHERE c.of_table = $1 $$;
