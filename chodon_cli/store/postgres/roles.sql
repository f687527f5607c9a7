-- Who may do what in the register of this database. Run it as its owner, again after `chodon upgrade` or `restore`;
-- where the roles are there already, a member of chodon_owner may run it, too.
-- Then give people a role: GRANT chodon_clerk TO lan;
DO $$ BEGIN IF to_regrole('chodon_reader') IS NULL THEN CREATE ROLE chodon_reader NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN IF to_regrole('chodon_clerk') IS NULL THEN CREATE ROLE chodon_clerk NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN IF to_regrole('chodon_owner') IS NULL THEN CREATE ROLE chodon_owner NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
-- The reader asks: lists, reports, check, export, backup.
GRANT USAGE ON SCHEMA chodon TO chodon_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA chodon TO chodon_reader;
-- The clerk also writes records; the journal only grows, and of an entry only its digest is filled in, once.
DO $$ BEGIN IF NOT pg_has_role('chodon_clerk', 'chodon_reader', 'MEMBER') THEN GRANT chodon_reader TO chodon_clerk; END IF; END $$;
GRANT INSERT, UPDATE, DELETE ON {records} TO chodon_clerk;
GRANT INSERT, UPDATE, DELETE ON chodon.kept_piece TO chodon_clerk;
GRANT INSERT ON chodon.changeset, chodon.change TO chodon_clerk;
GRANT UPDATE (digest) ON chodon.changeset TO chodon_clerk;
-- The owner also erases by law (`privacy erase`), upgrades and moves the register.
DO $$ BEGIN IF NOT pg_has_role('chodon_owner', 'chodon_clerk', 'MEMBER') THEN GRANT chodon_clerk TO chodon_owner; END IF; END $$;
DO $$ BEGIN GRANT chodon_owner TO CURRENT_USER; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$; -- who is one already
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO chodon_owner', current_database()); END $$;
ALTER SCHEMA chodon OWNER TO chodon_owner;
{owned}
