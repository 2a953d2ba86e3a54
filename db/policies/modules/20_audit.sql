-- Events are sealed here, never by a client: actor, instant, position and hash are the server's.
-- The text is, letter for letter, what app.domain.audit.seal writes on a local file.

CREATE FUNCTION guard.instant_text(p_at timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00' $$;

CREATE FUNCTION guard.seal(
    p_chain text, p_action text, p_actor text, p_at timestamptz, p_workstation text, p_details text,
    OUT sequence integer, OUT canonical text, OUT previous_hash text, OUT hash text
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head record;
    last_at timestamptz;
    -- Whose clock runs ahead must not stop the chain for everybody after them.
    v_at timestamptz := least(p_at, guard.now() + interval '2 seconds');
    v_details text := p_details;
BEGIN
    SELECT h.sequence, h.hash INTO head FROM public.audit_heads h WHERE h.chain = p_chain FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO public.audit_heads (chain, sequence, hash)
        VALUES (p_chain, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
        SELECT h.sequence, h.hash INTO head
        FROM public.audit_heads h WHERE h.chain = p_chain FOR UPDATE;
    END IF;
    -- No chain goes back in time (app.domain.audit_time.in_order, ADR 0015).
    SELECT (e.canonical::jsonb ->> 'at')::timestamptz INTO last_at
    FROM public.audit_events e WHERE e.chain = p_chain AND e.sequence = head.sequence;
    IF v_at < p_at THEN
        v_details := (p_details::jsonb || jsonb_build_object('clock', guard.instant_text(p_at)))::text;
    END IF;
    IF v_at < last_at THEN
        IF v_at < last_at - guard.clock_tolerance()
           AND p_action <> ALL (guard.recorded_in_any_case()) THEN
            PERFORM guard.refuse('CLOCK_BEHIND', 'unavailable');
        END IF;
        v_details := (p_details::jsonb || jsonb_build_object('clock', guard.instant_text(p_at)))::text;
        v_at := last_at;
    END IF;
    sequence := head.sequence + 1;
    previous_hash := head.hash;
    canonical := '{"action":' || to_json(p_action)::text
        || ',"actor":' || coalesce(to_json(p_actor)::text, 'null')
        || ',"at":"' || guard.instant_text(v_at) || '"'
        || ',"chain":' || to_json(p_chain)::text
        || ',"details":' || v_details
        || ',"previous":"' || previous_hash || '"'
        || ',"sequence":' || sequence
        || ',"workstation":' || to_json(p_workstation)::text || '}';
    hash := encode(sha256(convert_to(canonical, 'UTF8')), 'hex');
    INSERT INTO public.audit_events (chain, sequence, canonical, previous_hash, hash)
    VALUES (p_chain, seal.sequence, seal.canonical, seal.previous_hash, seal.hash);
    UPDATE public.audit_heads h SET sequence = seal.sequence, hash = seal.hash
    WHERE h.chain = p_chain;
END $$;

-- What the program has to say about an act. The instant is the caller's only within five minutes
-- of the server's; only maintenance may write for somebody else, and the service for nobody.
CREATE FUNCTION guard.record(
    p_chain text, p_action text, p_actor text, p_at timestamptz, p_workstation text, p_details text,
    OUT sequence integer, OUT canonical text, OUT previous_hash text, OUT hash text
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    kind text := split_part(p_chain, ':', 1);
    subject text := substr(p_chain, length(split_part(p_chain, ':', 1)) + 2);
    sealed record;
BEGIN
    IF json_typeof(p_details::json) <> 'object' OR length(p_details) > 65536
       OR length(p_workstation) > 200 OR p_action !~ '^[a-z_]+(\.[a-z_]+)+$' THEN
        PERFORM guard.refuse('AUDIT_ENTRY_INVALID', 'rule');
    END IF;
    IF NOT guard.is_maintenance() THEN
        IF abs(extract(epoch FROM p_at - guard.now())) > 300 THEN
            PERFORM guard.refuse('CLOCK_ASTRAY', 'rule');
        END IF;
        -- What the server says itself, nobody says for it.
        IF p_action LIKE 'row.%' OR p_action LIKE 'access.%' OR p_action LIKE 'staff.second_factor%'
           OR p_action LIKE 'staff.activat%' THEN
            PERFORM guard.refuse('AUDIT_ENTRY_INVALID', 'rule');
        END IF;
    END IF;
    IF guard.is_service() AND p_actor IS NOT NULL THEN
        -- What happens of itself is the act of nobody.
        PERFORM guard.refuse('ACTOR_IS_ANOTHER');
    END IF;
    IF NOT guard.is_maintenance() AND NOT guard.is_service() THEN
        me := guard.login_holder();
        IF me.staff_id IS NULL THEN
            PERFORM guard.refuse('ACCOUNT_DISABLED');
        END IF;
        IF p_actor IS DISTINCT FROM me.staff_id THEN
            PERFORM guard.refuse('ACTOR_IS_ANOTHER');
        END IF;
        CASE kind
            WHEN 'staff' THEN
                IF subject <> me.staff_id AND (guard.me()).duty IS DISTINCT FROM 'administrator' THEN
                    PERFORM guard.refuse('CHAIN_OF_ANOTHER');
                END IF;
            WHEN 'case' THEN
                IF NOT EXISTS (
                    SELECT FROM public.cases c
                    WHERE c.id = subject AND c.province = ANY (guard.provinces())
                ) THEN
                    PERFORM guard.refuse('CHAIN_OF_ANOTHER');
                END IF;
            WHEN 'person' THEN
                IF (guard.me()).staff_id IS NULL THEN
                    PERFORM guard.refuse('CHAIN_OF_ANOTHER');
                END IF;
            WHEN 'system' THEN
                IF (guard.me()).duty IS DISTINCT FROM 'administrator'
                   OR p_action !~ '^(agency|setting)\.' THEN
                    PERFORM guard.refuse('CHAIN_OF_ANOTHER');
                END IF;
            ELSE
                PERFORM guard.refuse('CHAIN_OF_ANOTHER');
        END CASE;
        IF NOT coalesce(guard.is_so(kind, subject, p_action, p_details::jsonb), false) THEN
            PERFORM guard.refuse('AUDIT_ENTRY_INVALID', 'rule');
        END IF;
    END IF;
    sealed := guard.seal(p_chain, p_action, p_actor, p_at, p_workstation, p_details);
    sequence := sealed.sequence;
    canonical := sealed.canonical;
    previous_hash := sealed.previous_hash;
    hash := sealed.hash;
END $$;

-- What really happened to a row, whoever said what about it. Maintenance by the superuser is
-- outside (nothing in a database binds it; the anchors do), that of any other owner is inside.
CREATE FUNCTION guard.note_row(p_chain text, p_action text, p_details jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN
        RETURN;
    END IF;
    PERFORM guard.seal(
        p_chain, p_action, (guard.login_holder()).staff_id, guard.now(), 'login:' || session_user,
        p_details::text
    );
END $$;

CREATE FUNCTION guard.note_change() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
-- The text of an instant must not depend on what the client set.
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
    now_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    chain text := TG_ARGV[0] || ':' || (now_row ->> TG_ARGV[1]);
BEGIN
    -- The hash of the row, not the row: the audit is read by more people than the register.
    PERFORM guard.note_row(chain, 'row.' || TG_TABLE_NAME || '_' || lower(TG_OP), jsonb_build_object(
        'sha256', encode(sha256(convert_to(now_row::text, 'UTF8')), 'hex')
    ) || CASE WHEN TG_NARGS > 2 THEN jsonb_build_object(TG_ARGV[2], now_row -> TG_ARGV[2])
         ELSE '{}'::jsonb END);
    RETURN NULL;
END $$;
