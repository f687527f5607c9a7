-- What is asked of all rows by those who may not read all of them. Who asks is `session_user`: SET ROLE changes nothing
-- of it. Each function belongs to the owner of the register, who passes by the policies, and answers no more than it says.
-- `chodon grants` says all of it anew.
-- What makes a digest of rows that somebody does not read one on which no guess can be tried.
CREATE TABLE IF NOT EXISTS branch_secret (secret uuid NOT NULL);
-- Everybody may ask this, so it runs as whoever asks: as part of the question, of which it costs next to nothing.
CREATE OR REPLACE FUNCTION is_limited() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(pg_catalog.pg_has_role(session_user, pg_catalog.to_regrole('chodon_branch_reader')::pg_catalog.oid, 'MEMBER')
   AND NOT pg_catalog.pg_has_role(session_user, pg_catalog.to_regrole('chodon_reader')::pg_catalog.oid, 'MEMBER'), false) $$;
-- The units under which this account reads and writes, with all beneath them today.
CREATE OR REPLACE FUNCTION branch_units() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE ROWS 50 SET search_path = pg_catalog, pg_temp AS
$$ WITH RECURSIVE below(id) AS (
     SELECT g.unit_id FROM chodon.access_grant g WHERE g.account = session_user::text AND g.revoked_on IS NULL
     UNION SELECT u.id FROM chodon.unit u JOIN below b ON u.parent_id = b.id)
   SELECT id FROM below $$;
-- The codes of the units that were granted; nothing for whoever reads all.
CREATE OR REPLACE FUNCTION branch() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT coalesce(string_agg(u.code, ', ' ORDER BY u.code), chr(8212)) FROM chodon.access_grant g JOIN chodon.unit u ON u.id = g.unit_id
   WHERE g.account = session_user::text AND g.revoked_on IS NULL HAVING chodon.is_limited() $$;
-- Of the journal: what this account has written since it was limited.
CREATE OR REPLACE FUNCTION branch_since() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT min(g.since) FROM chodon.access_grant g WHERE g.account = session_user::text AND g.revoked_on IS NULL $$;
CREATE OR REPLACE FUNCTION is_own_entry(entry bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT EXISTS (SELECT 1 FROM chodon.changeset s WHERE s.id = entry AND s.operator = session_user::text AND s.id > chodon.branch_since()) $$;
CREATE OR REPLACE FUNCTION branch_written(of_noun text) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT coalesce(c.record_id, c.first_id) FROM chodon.change c JOIN chodon.changeset s ON s.id = c.changeset_id
   WHERE c.noun = of_noun AND s.operator = session_user::text AND s.id > chodon.branch_since() $$;
CREATE OR REPLACE FUNCTION branch_entered(of_noun text) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT generate_series(coalesce(c.record_id, c.first_id), coalesce(c.record_id, c.first_id) + c.count - 1)
   FROM chodon.change c JOIN chodon.changeset s ON s.id = c.changeset_id
   WHERE c.noun = of_noun AND c.before IS NULL AND s.operator = session_user::text AND s.id > chodon.branch_since() $$;
-- Whether no entry of anybody else tells of these records: one that says that they are new, or gone, is of its own alone.
CREATE OR REPLACE FUNCTION is_told_by_nobody_else(of_noun text, first_record bigint, records bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT NOT EXISTS (SELECT 1 FROM chodon.change c JOIN chodon.changeset s ON s.id = c.changeset_id
   WHERE c.noun = of_noun AND c.count > 0 AND s.operator <> session_user::text AND (c.record_id BETWEEN $2 AND $2 + $3 - 1
     OR c.record_id IS NULL AND c.first_id < $2 + $3 AND c.first_id + c.count > $2)) $$;
CREATE INDEX IF NOT EXISTS task_void ON task (unit_id) WHERE voided_on IS NOT NULL;
-- The people who have or had a post there, and those whom this account has entered and who have none yet: these apart, for
-- of nearly everybody their posts tell it.
CREATE INDEX IF NOT EXISTS post_void ON post (unit_id, staff_id) WHERE voided_on IS NOT NULL;
CREATE OR REPLACE FUNCTION branch_people_without_posts() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp AS
$$ SELECT p.staff_id FROM chodon.post p WHERE p.unit_id = ANY (ARRAY(SELECT chodon.branch_units())) AND p.voided_on IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM chodon.post o WHERE o.staff_id = p.staff_id AND o.voided_on IS NULL)
   UNION SELECT e.id FROM chodon.branch_entered('staff') AS e(id)
   WHERE NOT EXISTS (SELECT 1 FROM chodon.post o WHERE o.staff_id = e.id) $$;
CREATE OR REPLACE FUNCTION branch_people() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE ROWS 5000 SET search_path = pg_catalog, pg_temp AS
$$ SELECT p.staff_id FROM chodon.post p WHERE p.unit_id = ANY (ARRAY(SELECT chodon.branch_units())) AND p.voided_on IS NULL
   UNION SELECT chodon.branch_people_without_posts() $$;
CREATE OR REPLACE FUNCTION is_branch_person(staff bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT CASE WHEN EXISTS (SELECT 1 FROM chodon.post o WHERE o.staff_id = $1)
   THEN EXISTS (SELECT 1 FROM chodon.post p WHERE p.staff_id = $1 AND p.unit_id = ANY (ARRAY(SELECT chodon.branch_units())) AND (p.voided_on IS NULL
     OR NOT EXISTS (SELECT 1 FROM chodon.post o WHERE o.staff_id = $1 AND o.voided_on IS NULL)))
   ELSE $1 IN (SELECT chodon.branch_entered('staff')) END $$;
-- Whether this account keeps what is said of the person: the last post is there, or there is none.
CREATE OR REPLACE FUNCTION keeps_person(staff bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT chodon.is_branch_person($1) AND coalesce((SELECT p.unit_id = ANY (ARRAY(SELECT chodon.branch_units())) FROM chodon.post p
   WHERE p.staff_id = $1 AND p.voided_on IS NULL ORDER BY p.started_on DESC, p.id DESC LIMIT 1), true) $$;
CREATE OR REPLACE FUNCTION has_posts_elsewhere(staff bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT chodon.is_branch_person($1) AND EXISTS (SELECT 1 FROM chodon.post p
   WHERE p.staff_id = $1 AND p.voided_on IS NULL AND p.unit_id <> ALL (ARRAY(SELECT chodon.branch_units()))) $$;
-- A case counts in the unit of its earliest act; one without acts is that of who has entered it, or has taken the last away.
-- Kept beside the cases, for nobody may look through the acts of all of them whenever one is read.
CREATE TABLE IF NOT EXISTS case_unit (case_id bigint PRIMARY KEY, unit_id bigint, entered_by text COLLATE "C");
CREATE INDEX IF NOT EXISTS case_unit_unit ON case_unit (unit_id, case_id);
CREATE INDEX IF NOT EXISTS case_unit_entered_by ON case_unit (entered_by) WHERE entered_by IS NOT NULL;
CREATE OR REPLACE FUNCTION place_cases() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ DECLARE cases bigint[]; BEGIN
  cases := CASE TG_TABLE_NAME WHEN 'discipline_case' THEN ARRAY(SELECT (to_json(r) ->> 'id')::bigint FROM changed r)
    WHEN 'case_violation' THEN ARRAY(SELECT (to_json(r) ->> 'case_id')::bigint FROM changed r)
    ELSE ARRAY(SELECT cv.case_id FROM chodon.case_violation cv WHERE cv.violation_id IN (SELECT r.id FROM changed r)) END;
  DELETE FROM chodon.case_unit k WHERE k.case_id = ANY (cases);
  INSERT INTO chodon.case_unit (case_id, unit_id, entered_by)
  SELECT c.id, a.unit_id, CASE WHEN a.unit_id IS NULL THEN session_user END FROM chodon.discipline_case c LEFT JOIN LATERAL (
    SELECT v.unit_id FROM chodon.case_violation cv JOIN chodon.violation v ON v.id = cv.violation_id
    WHERE cv.case_id = c.id ORDER BY v.occurred_on, v.year, v.n LIMIT 1) a ON true
  WHERE c.id = ANY (cases);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER case_is_placed AFTER INSERT ON discipline_case REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION place_cases();
CREATE OR REPLACE TRIGGER case_is_gone AFTER DELETE ON discipline_case REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION place_cases();
CREATE OR REPLACE TRIGGER act_is_entered AFTER INSERT ON case_violation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION place_cases();
CREATE OR REPLACE TRIGGER act_is_gone AFTER DELETE ON case_violation REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION place_cases();
CREATE OR REPLACE TRIGGER act_was_of_a_case AFTER UPDATE ON case_violation REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION place_cases();
CREATE OR REPLACE TRIGGER act_is_of_a_case AFTER UPDATE ON case_violation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION place_cases();
CREATE OR REPLACE TRIGGER act_is_corrected AFTER UPDATE ON violation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION place_cases();
DELETE FROM case_unit;
INSERT INTO case_unit (case_id, unit_id)
SELECT DISTINCT ON (c.id) c.id, v.unit_id FROM discipline_case c LEFT JOIN case_violation cv ON cv.case_id = c.id
LEFT JOIN violation v ON v.id = cv.violation_id ORDER BY c.id, v.occurred_on, v.year, v.n;
-- Of those of these people of whose cases this account does not read all (a case elsewhere, an act of another unit, a post
-- elsewhere while it ran): what those cases rest on, as a digest with a secret in it. It tells whether a change touches
-- them, and nothing else: no guess can be tried on it.
CREATE OR REPLACE FUNCTION unread_cases(people bigint[]) RETURNS TABLE (staff_id bigint, rests_on text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ WITH units AS MATERIALIZED (SELECT b.id FROM chodon.branch_units() AS b(id)),
   theirs AS MATERIALIZED (
     SELECT c.*, greatest(c.opened_on, (SELECT max(e.happened_on) FROM chodon.case_event e WHERE e.case_id = c.id AND e.voided_on IS NULL)) AS last_on,
       k.unit_id AS of_unit, k.entered_by
     FROM chodon.discipline_case c JOIN chodon.case_unit k ON k.case_id = c.id WHERE c.staff_id = ANY (people) AND c.voided_on IS NULL AND chodon.is_branch_person(c.staff_id)),
   unread AS MATERIALIZED (
     SELECT t.* FROM theirs t WHERE t.of_unit NOT IN (SELECT u.id FROM units u)
     OR t.of_unit IS NULL AND t.entered_by IS DISTINCT FROM session_user::text
     OR EXISTS (SELECT 1 FROM chodon.case_violation cv JOIN chodon.violation v ON v.id = cv.violation_id
                WHERE cv.case_id = t.id AND v.unit_id NOT IN (SELECT u.id FROM units u))
     OR EXISTS (SELECT 1 FROM chodon.post p WHERE p.staff_id = t.staff_id AND p.voided_on IS NULL AND p.unit_id NOT IN (SELECT u.id FROM units u)
                AND p.started_on <= t.last_on AND coalesce(p.ended_on, '9999-12-31') >= t.opened_on)),
   lines AS (
     SELECT t.staff_id, concat_ws(' ', 'case', t.id, t.opened_on, t.found_on, t.limitation, t.category) AS line FROM unread t
     UNION ALL SELECT t.staff_id, concat_ws(' ', 'act', t.id, v.id, v.occurred_on, v.found_on, v.unit_id, v.staff_id, v.voided_on)
       FROM unread t JOIN chodon.case_violation cv ON cv.case_id = t.id JOIN chodon.violation v ON v.id = cv.violation_id
     UNION ALL SELECT t.staff_id, 'event ' || e::text FROM unread t JOIN chodon.case_event e ON e.case_id = t.id
     UNION ALL SELECT t.staff_id, concat_ws(' ', 'post', t.id, p.id, p.started_on, CASE WHEN p.ended_on < t.last_on THEN p.ended_on END, p.category, p.leadership)
       FROM unread t JOIN chodon.post p ON p.staff_id = t.staff_id AND p.voided_on IS NULL AND p.started_on <= t.last_on)
   SELECT l.staff_id, encode(sha256(convert_to(coalesce((SELECT s.secret FROM chodon.branch_secret s), gen_random_uuid())::text || string_agg(l.line, E'\n' ORDER BY l.line COLLATE "C"), 'UTF8')), 'hex')
   FROM lines l GROUP BY l.staff_id $$;
-- How many entries of the journal, of others and later than that changeset, tell of these records.
CREATE OR REPLACE FUNCTION hidden_changes(of_noun text, first_record bigint, last_record bigint, after_entry bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT count(*) FROM chodon.change c JOIN chodon.changeset s ON s.id = c.changeset_id
   WHERE chodon.is_limited() AND c.noun = of_noun AND c.count > 0 AND c.changeset_id > after_entry AND first_record IN (SELECT chodon.branch_written(of_noun)) AND s.operator <> session_user::text
   AND coalesce(c.record_id, c.first_id) <= last_record AND coalesce(c.record_id, c.first_id) + c.count - 1 >= first_record $$;
-- The highest id, number or code, the end of the chain: they go on without a gap, whoever writes.
CREATE OR REPLACE FUNCTION highest_id(of_table text) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ DECLARE id bigint; BEGIN EXECUTE format('SELECT coalesce(max(id), 0) FROM chodon.%I', of_table) INTO id; RETURN id; END $$;
CREATE OR REPLACE FUNCTION highest_number(of_table text, of_year bigint) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ DECLARE n bigint; BEGIN EXECUTE format('SELECT max(n) FROM chodon.%I WHERE year = $1', of_table) INTO n USING of_year; RETURN n; END $$;
CREATE OR REPLACE FUNCTION highest_code(prefix text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT coalesce(max(substr(code, length(prefix) + 1)::bigint), 0) FROM (
     SELECT code FROM chodon.staff
     UNION ALL SELECT c.before::json ->> 'code' FROM chodon.change c JOIN chodon.staff r ON r.id = c.record_id
     JOIN chodon.changeset s ON s.id = c.changeset_id AND s.undoes IS NULL
     WHERE c.noun = 'staff' AND c.before IS NOT NULL AND c.after IS NOT NULL AND c.before::json ->> 'code' <> c.after::json ->> 'code') AS every(code)
   WHERE prefix ~ '^[A-Z]{2}$' AND starts_with(code, prefix) AND substr(code, length(prefix) + 1) ~ '^[0-9]{1,7}$' $$;
-- What an undone record was called is kept, so that it is not given again; nothing that nobody ever had.
CREATE OR REPLACE FUNCTION was_given(noun text, of_year bigint, number bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT $3 <= CASE WHEN $1 ~ '^[A-Z]{2}$' THEN chodon.highest_code($1) WHEN $2 = 0 THEN chodon.highest_id($1) ELSE chodon.highest_number($1, $2) END $$;
CREATE OR REPLACE FUNCTION last_entry() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT coalesce(max(id), 0) FROM chodon.changeset $$;
CREATE OR REPLACE FUNCTION last_digest() RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT digest FROM chodon.changeset ORDER BY id DESC LIMIT 1 $$;
-- Who bore one of these codes until it was corrected: the id of the last.
CREATE OR REPLACE FUNCTION former_codes(of_noun text, codes text) RETURNS TABLE (code text, record_id bigint) LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS
$$ SELECT c.before::json ->> 'code', c.record_id FROM chodon.change c JOIN chodon.changeset s ON s.id = c.changeset_id AND s.undoes IS NULL
   WHERE c.noun = of_noun AND c.before IS NOT NULL AND c.after IS NOT NULL AND c.before::json ->> 'code' <> c.after::json ->> 'code'
   AND c.before::json ->> 'code' IN (SELECT json_array_elements_text(codes::json)) ORDER BY c.id $$;
-- What a limited account keeps of a file with a record. Nothing is overwritten, and who names a file has had it.
CREATE OR REPLACE FUNCTION keep_piece(of_file text, at_place bigint, piece bytea) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM chodon.attachment a WHERE a.sha256 = of_file) THEN
    INSERT INTO chodon.kept_piece (sha256, place, content) VALUES (of_file, at_place, piece) ON CONFLICT DO NOTHING;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM chodon.kept_piece k WHERE k.sha256 = of_file AND k.place = at_place AND k.content = piece) THEN
    RAISE 'row-level security: what is kept under this digest is another file' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO chodon.kept_by (sha256, place, account) VALUES (of_file, at_place, session_user::text) ON CONFLICT DO NOTHING;
END $$;
CREATE OR REPLACE FUNCTION has_had_file(of_file text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT coalesce(bool_and(EXISTS (SELECT 1 FROM chodon.kept_by b WHERE b.sha256 = k.sha256 AND b.place = k.place AND b.account = session_user::text)), false)
   FROM chodon.kept_piece k WHERE k.sha256 = of_file $$;
