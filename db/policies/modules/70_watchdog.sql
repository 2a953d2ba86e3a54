-- Time limits are settings of the session that keeps them: any clerk can switch theirs off. This is
-- not theirs to switch off. What counts is the age of the transaction, whatever is sent in it
-- meanwhile; who holds up others is ended sooner, and who only waits behind them is not.

CREATE FUNCTION guard.end_idle(p_seconds integer, p_blocking integer DEFAULT 5) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ended integer;
BEGIN
    IF NOT guard.is_exempt() THEN
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid)) INTO ended
    FROM pg_stat_activity a
    JOIN pg_roles r ON r.rolname = a.usename
    WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND NOT r.rolsuper
      AND pg_has_role(a.usename, 'ventanilla_staff', 'MEMBER')
      AND (a.xact_start < clock_timestamp() - make_interval(secs => p_seconds)
           OR a.xact_start < clock_timestamp() - make_interval(secs => p_blocking)
              AND a.wait_event_type IS DISTINCT FROM 'Lock'
              AND EXISTS (
                  SELECT FROM pg_stat_activity w
                  WHERE w.wait_event_type = 'Lock' AND a.pid = ANY (pg_blocking_pids(w.pid))
                    AND w.query_start < clock_timestamp() - make_interval(secs => p_blocking)));
    RETURN ended;
END $$;
