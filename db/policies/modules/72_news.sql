-- Open windows hear that a list of theirs is out of date; what changed they read for themselves.

CREATE FUNCTION guard.tell_news() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- The statement, as the function is nobody's to call here. One word for each province a
    -- transaction touches, given when it commits.
    EXECUTE format('NOTIFY ventanilla_queue, %L', NEW.province);
    RETURN NULL;
END $$;

CREATE TRIGGER news_cases_new AFTER INSERT ON public.cases
FOR EACH ROW EXECUTE FUNCTION guard.tell_news();
CREATE TRIGGER news_cases AFTER UPDATE ON public.cases
FOR EACH ROW WHEN ((OLD.state, OLD.claimed_by, OLD.due_at, OLD.warnings, OLD.round)
                   IS DISTINCT FROM (NEW.state, NEW.claimed_by, NEW.due_at, NEW.warnings, NEW.round))
EXECUTE FUNCTION guard.tell_news();
