-- Who acts. session_user is whoever logged in: SET ROLE and definer functions do not change it.

CREATE FUNCTION guard.now() RETURNS timestamptz
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$ SELECT clock_timestamp() $$;
COMMENT ON FUNCTION guard.now() IS 'The one clock of every guard: the server''s.';

CREATE FUNCTION guard.refuse(code text, kind text DEFAULT 'denied') RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- VG403 not allowed, VG409 somebody else was faster, VG422 against a rule,
    -- VG503 not possible now.
    RAISE EXCEPTION '%', code USING ERRCODE =
        CASE kind WHEN 'stale' THEN 'VG409' WHEN 'rule' THEN 'VG422'
            WHEN 'unavailable' THEN 'VG503' ELSE 'VG403' END;
END $$;

-- A transaction that sees an older instant than that of its statements would not see what others did
-- meanwhile: a second claim, a sixth code, a freeze.
CREATE FUNCTION guard.require_fresh() RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        PERFORM guard.refuse('ISOLATION_NOT_ALLOWED', 'rule');
    END IF;
END $$;

CREATE FUNCTION guard.is_maintenance() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_has_role(session_user, 'ventanilla_owner', 'MEMBER') $$;
COMMENT ON FUNCTION guard.is_maintenance() IS 'Whether the DBA or a migrator is connected.';

CREATE FUNCTION guard.is_service() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT pg_has_role(session_user, 'ventanilla_service', 'MEMBER')
           AND NOT pg_has_role(session_user, 'ventanilla_owner', 'MEMBER')
$$;

CREATE TYPE guard.actor AS (staff_id text, cedula text, duty text, province text);

CREATE FUNCTION guard.connection_start() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_stat_get_backend_start(b) FROM pg_stat_get_backend_idset() AS b
      WHERE pg_stat_get_backend_pid(b) = pg_backend_pid() $$;

-- A connection may outlive whoever gave the code: a pooler hands it to the next one who logs in by
-- the same name, after DISCARD ALL, which forgets this word.
CREATE FUNCTION guard.carries(p_token bytea) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(sha256(convert_to(current_setting('ventanilla.token', true), 'UTF8')) = p_token, false) $$;

CREATE FUNCTION guard.has_second_factor() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM guard.sessions s
        JOIN guard.sign_ins i ON i.token_hash = s.token
        WHERE s.pid = pg_backend_pid()
          AND s.login = session_user
          AND i.login = session_user
          AND i.ended_at IS NULL
          AND i.expires_at > guard.now()
          AND s.backend_start = guard.connection_start()
          AND guard.carries(s.token)
    )
$$;

-- The person behind the login, whatever they gave so far; nobody once the account is disabled, and
-- nobody as long as the password is one that somebody else gave.
CREATE FUNCTION guard.login_holder() RETURNS guard.actor
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ROW(s.id, s.cedula, s.duty, a.province)::guard.actor
    FROM public.staff s
    JOIN public.agencies a ON a.code = s.agency_code
    WHERE s.login = session_user::text
      AND s.active
      AND NOT EXISTS (SELECT FROM public.staff_credentials c WHERE c.staff_id = s.id AND c.is_one_time)
      AND pg_has_role(session_user, 'ventanilla_' || s.duty, 'MEMBER')
$$;

-- The same, but nobody as long as the duty needs a second factor that this connection lacks.
CREATE FUNCTION guard.me() RETURNS guard.actor
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found guard.actor := guard.login_holder();
BEGIN
    IF found.duty = ANY (guard.duties_with_second_factor()) AND NOT guard.has_second_factor() THEN
        RETURN NULL;
    END IF;
    RETURN found;
END $$;

-- Provinces whose cases the connection may see.
CREATE FUNCTION guard.provinces() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
BEGIN
    IF guard.is_maintenance() OR guard.is_service() THEN
        RETURN ARRAY(SELECT to_char(n, 'FM00') FROM generate_series(0, 99) AS n);
    END IF;
    me := guard.me();
    CASE me.duty
        WHEN 'auditor' THEN
            RETURN ARRAY(SELECT to_char(n, 'FM00') FROM generate_series(0, 99) AS n);
        WHEN 'clerk', 'validator', 'director' THEN
            RETURN ARRAY[me.province];
        ELSE
            RETURN ARRAY[]::text[];
    END CASE;
END $$;

CREATE FUNCTION guard.my_id() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT (guard.me()).staff_id $$;

CREATE FUNCTION guard.my_duty() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT (guard.me()).duty $$;
