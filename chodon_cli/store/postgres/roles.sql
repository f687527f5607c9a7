-- Who may do what in the register of this database. Run it as its owner, again after `chodon upgrade` or `restore`;
-- where the roles are there already, a member of chodon_owner may run it, too.
-- Then give people a role: GRANT chodon_clerk TO lan; or limit them to a unit: chodon access grant lan --unit PNV
BEGIN;
SET LOCAL search_path = chodon, pg_catalog, pg_temp;
SET LOCAL client_min_messages = warning;
DO $$ DECLARE role text; BEGIN
  FOREACH role IN ARRAY ARRAY['chodon_reader', 'chodon_clerk', 'chodon_owner', 'chodon_branch_reader', 'chodon_branch_clerk'] LOOP
    BEGIN IF to_regrole(role) IS NULL THEN EXECUTE format('CREATE ROLE %I NOLOGIN', role); END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
  END LOOP;
END $$;
-- The reader asks: lists, reports, check, export, backup.
GRANT USAGE ON SCHEMA chodon TO chodon_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA chodon TO chodon_reader;
-- The clerk also writes records; the journal only grows, and of an entry only its digest is filled in, once.
DO $$ BEGIN IF NOT pg_has_role('chodon_clerk', 'chodon_reader', 'MEMBER') THEN GRANT chodon_reader TO chodon_clerk; END IF; END $$;
GRANT INSERT, UPDATE, DELETE ON {records} TO chodon_clerk;
GRANT INSERT, UPDATE, DELETE ON chodon.kept_piece TO chodon_clerk;
GRANT INSERT ON chodon.changeset, chodon.change TO chodon_clerk;
GRANT UPDATE (digest) ON chodon.changeset TO chodon_clerk;
-- The owner also erases by law (`privacy erase`), upgrades and moves the register, and limits accounts (`access grant`).
DO $$ BEGIN IF NOT pg_has_role('chodon_owner', 'chodon_clerk', 'MEMBER') THEN GRANT chodon_clerk TO chodon_owner; END IF; END $$;
DO $$ BEGIN GRANT chodon_owner TO CURRENT_USER; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$; -- who is one already
-- Limited to a branch of the units, these read, and those write there too.
DO $$ BEGIN IF NOT pg_has_role('chodon_branch_clerk', 'chodon_branch_reader', 'MEMBER') THEN GRANT chodon_branch_reader TO chodon_branch_clerk; END IF; END $$;
DO $$ BEGIN GRANT chodon_branch_reader, chodon_branch_clerk, chodon_reader, chodon_clerk TO chodon_owner WITH ADMIN OPTION;
EXCEPTION WHEN insufficient_privilege THEN NULL; END $$;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO chodon_owner', current_database()); END $$;
ALTER SCHEMA chodon OWNER TO chodon_owner;
{access}
{owned}
-- Rows: who was limited to a unit reads and writes what lies under it. The owner of the tables passes by the policies;
-- what has to be asked of all rows is asked by functions of the owner, and nobody else may call them.
{rules}
GRANT USAGE ON SCHEMA chodon TO chodon_branch_reader;
{limited}
ALTER TABLE chodon.branch_secret ENABLE ROW LEVEL SECURITY; -- no policy lets anybody but its owner read it
DELETE FROM chodon.branch_secret;
INSERT INTO chodon.branch_secret VALUES (gen_random_uuid());
DO $$ DECLARE each regprocedure; BEGIN
  FOR each IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'chodon'::regnamespace AND (p.prosecdef OR p.proname LIKE '%of\_all') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO chodon_owner', each);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', each);
    IF (SELECT prosecdef FROM pg_proc WHERE oid = each) THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO chodon_reader, chodon_branch_reader', each);
    END IF;
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION chodon.keep_piece FROM chodon_reader, chodon_branch_reader; -- it writes
GRANT EXECUTE ON FUNCTION chodon.keep_piece TO chodon_branch_clerk;
COMMIT;
