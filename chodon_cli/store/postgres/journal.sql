-- Who writes is who is logged in at the server, whatever the client says; made when the older entries are there.
CREATE FUNCTION refuse_forged_operator() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.operator <> session_user THEN RAISE 'the operator of an entry is the user of the database' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER changeset_operator BEFORE INSERT ON changeset FOR EACH ROW EXECUTE FUNCTION refuse_forged_operator();
CREATE FUNCTION refuse_another_digest() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF OLD.digest IS NOT NULL AND NEW.digest IS DISTINCT FROM OLD.digest THEN
    RAISE 'an entry of the journal keeps its digest' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER changeset_digest BEFORE UPDATE ON changeset FOR EACH ROW EXECUTE FUNCTION refuse_another_digest();
CREATE FUNCTION refuse_another_file() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.sha256 IS DISTINCT FROM OLD.sha256 THEN RAISE 'an attached file keeps its digest' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER attachment_digest BEFORE UPDATE ON attachment FOR EACH ROW EXECUTE FUNCTION refuse_another_file();
CREATE FUNCTION refuse_lower_number() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.n < OLD.n THEN RAISE 'a number that was given is not given again' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER number_given_grows BEFORE UPDATE ON number_given FOR EACH ROW EXECUTE FUNCTION refuse_lower_number();
CREATE FUNCTION refuse_open_changeset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ BEGIN
  IF EXISTS (SELECT 1 FROM chodon.changeset s WHERE s.id = NEW.id AND s.digest IS NULL) THEN
    RAISE 'an entry of the journal is closed by its digest' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER changeset_is_closed AFTER INSERT ON changeset DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_open_changeset();
