-- Time limits are settings of the session that keeps them: any clerk can switch theirs off. This is
-- not theirs to switch off.

CREATE FUNCTION guard.end_idle(p_seconds integer) RETURNS integer
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
      AND a.state IN ('idle in transaction', 'idle in transaction (aborted)')
      AND a.state_change < clock_timestamp() - make_interval(secs => p_seconds);
    RETURN ended;
END $$;
