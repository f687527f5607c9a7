-- What SQLite has and PostgreSQL lacks, by its name, in the register's own schema: the program's SQL is written once.
CREATE FUNCTION julianday(day text) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT (make_date(substr(day, 1, 4)::int, substr(day, 6, 2)::int, substr(day, 9, 2)::int) - DATE '4714-11-24 BC') - 0.5::double precision $$;
CREATE FUNCTION date(moment text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN moment ~ '^\d{4}-\d\d-\d\d' THEN substr(moment, 1, 10) END $$;
CREATE FUNCTION date(moment text, modifier text) RETURNS text LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS
$$ BEGIN RETURN CASE WHEN moment = 'now' THEN to_char(CURRENT_TIMESTAMP, 'YYYY-MM-DD')
   ELSE to_char(make_date(substr(moment, 1, 4)::int, substr(moment, 6, 2)::int, substr(moment, 9, 2)::int) + substring(modifier, '^[+-]?\d+')::int, 'YYYY-MM-DD') END; END $$;
CREATE FUNCTION json_each(document text) RETURNS TABLE (key text, value text) LANGUAGE sql IMMUTABLE ROWS 100 PARALLEL SAFE AS
$$ SELECT (place - 1)::text, one FROM json_array_elements_text(CASE WHEN document LIKE '[%' THEN document::json END) WITH ORDINALITY AS each (one, place)
   UNION ALL SELECT name, one FROM json_each_text(CASE WHEN document LIKE '{%' THEN document::json END) AS each (name, one) $$;
CREATE FUNCTION json_each_number(document text) RETURNS TABLE (key text, value bigint) LANGUAGE sql IMMUTABLE ROWS 100 PARALLEL SAFE AS
$$ SELECT (place - 1)::text, one::bigint FROM json_array_elements_text(CASE WHEN document LIKE '[%' THEN document::json END) WITH ORDINALITY AS each (one, place)
   UNION ALL SELECT name, one::bigint FROM json_each_text(CASE WHEN document LIKE '{%' THEN document::json END) AS each (name, one) $$;
CREATE FUNCTION json_extract(document text, path text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT jsonb_path_query_first(document::jsonb, path::jsonpath) #>> '{}' $$;
CREATE FUNCTION json_type(document text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT json_typeof(document::json) $$;
CREATE FUNCTION max(one anycompatible, other anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN one IS NOT NULL AND other IS NOT NULL THEN greatest(one, other) END $$;
CREATE FUNCTION min(one anycompatible, other anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN one IS NOT NULL AND other IS NOT NULL THEN least(one, other) END $$;
CREATE FUNCTION min(one anycompatible, other anycompatible, third anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN one IS NOT NULL AND other IS NOT NULL AND third IS NOT NULL THEN least(one, other, third) END $$;
CREATE AGGREGATE max(boolean) (SFUNC = boolor_statefunc, STYPE = boolean, PARALLEL = SAFE);
CREATE AGGREGATE min(boolean) (SFUNC = booland_statefunc, STYPE = boolean, PARALLEL = SAFE);
CREATE FUNCTION add_boolean(total bigint, one boolean) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN one IS NULL THEN total ELSE coalesce(total, 0) + one::int END $$;
CREATE AGGREGATE sum(boolean) (SFUNC = add_boolean, STYPE = bigint);
CREATE FUNCTION is_equal(number bigint, word text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT number::text = word $$;
CREATE FUNCTION is_equal(word text, number bigint) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT number::text = word $$;
CREATE OPERATOR = (FUNCTION = is_equal, LEFTARG = bigint, RIGHTARG = text);
CREATE OPERATOR = (FUNCTION = is_equal, LEFTARG = text, RIGHTARG = bigint);
CREATE FUNCTION next_id(of_table text) RETURNS bigint LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ DECLARE id bigint; BEGIN EXECUTE format('SELECT coalesce(max(id), 0) + 1 FROM chodon.%I', of_table) INTO id; RETURN id; END $$;
