-- Separations of people, and who holds a case.

CREATE FUNCTION guard.check_separations(
    p_separations text[], p_case public.cases, p_me guard.actor, p_at timestamptz
) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    separation text;
    is_broken boolean;
BEGIN
    FOREACH separation IN ARRAY p_separations LOOP
        CASE separation
            WHEN 'holds_the_case' THEN
                is_broken := p_case.claimed_by IS DISTINCT FROM p_me.staff_id;
                IF NOT is_broken AND p_case.lease_until <= p_at THEN
                    PERFORM guard.refuse('CLAIM_EXPIRED');
                END IF;
            WHEN 'not_the_person_concerned' THEN
                is_broken := guard.is_concerned(p_case.id, p_case.person_id, p_me.cedula);
            WHEN 'not_a_document_reviewer' THEN
                is_broken := guard.is_hand(p_case.id, 'reviewer', p_me.cedula);
            WHEN 'not_an_earlier_reviewer' THEN
                -- A review taken back gives no opinion: its author may give the second one again.
                is_broken := guard.is_hand(p_case.id, 'reviewer', p_me.cedula)
                    AND NOT (
                        EXISTS (SELECT FROM public.reviews r
                                WHERE r.case_id = p_case.id AND r.staff_id = p_me.staff_id)
                        AND NOT EXISTS (SELECT FROM public.reviews r
                                        WHERE r.case_id = p_case.id AND r.staff_id = p_me.staff_id
                                          AND r.undone_at IS NULL));
            WHEN 'not_a_hand_of_the_change' THEN
                is_broken := EXISTS (SELECT FROM public.case_hands h
                                     WHERE h.case_id = p_case.id AND h.cedula = p_me.cedula);
            WHEN 'not_the_identity_validator' THEN
                is_broken := guard.is_hand(p_case.id, 'validator', p_me.cedula);
            WHEN 'the_identity_validator' THEN
                is_broken := NOT guard.is_hand(p_case.id, 'validator', p_me.cedula);
            WHEN 'of_the_same_province' THEN
                is_broken := p_case.province IS DISTINCT FROM p_me.province AND p_me.duty <> 'auditor';
            ELSE
                -- A separation nobody taught this function must not pass.
                is_broken := true;
        END CASE;
        IF is_broken THEN
            PERFORM guard.refuse('SEPARATION_' || upper(separation));
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION guard.is_hand(p_case text, p_role text, p_cedula text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM public.case_hands h
                   WHERE h.case_id = p_case AND h.role = p_role AND h.cedula = p_cedula)
$$;

-- Whether a validator cannot go on with a case of that province: closed, of another duty, elsewhere.
CREATE FUNCTION guard.is_gone(p_staff text, p_province text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT NOT EXISTS (
        SELECT FROM public.staff s JOIN public.agencies a ON a.code = s.agency_code
        WHERE s.id = p_staff AND s.active AND s.duty = 'validator' AND a.province = p_province)
$$;

-- A whole number of the settings as it stands today; the table of settings knows its bounds.
CREATE FUNCTION guard.setting(p_key text, p_default integer) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce((
        SELECT s.value::integer FROM public.settings s
        WHERE s.key = p_key AND s.valid_from <= (guard.now() AT TIME ZONE 'America/Guayaquil')::date
        ORDER BY s.valid_from DESC LIMIT 1
    ), p_default)
$$;

CREATE FUNCTION guard.check_claim(
    p_old public.cases, p_new public.cases, p_me guard.actor, p_at timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    lease interval := make_interval(mins => guard.setting('claim.lease_minutes', 20), secs => 60);
    wanted guard.claims;
BEGIN
    IF p_new.claimed_by IS NULL THEN
        IF p_old.claimed_by = p_me.staff_id OR (guard.is_service() AND p_old.lease_until < p_at) THEN
            RETURN;
        END IF;
        IF p_me.duty = 'director' THEN
            PERFORM guard.check_separations(guard.separations_of_breaking(), p_old, p_me, p_at);
            RETURN;
        END IF;
        PERFORM guard.refuse('SEPARATION_HOLDS_THE_CASE');
    END IF;
    IF p_me.staff_id IS NULL OR p_new.claimed_by <> p_me.staff_id THEN
        PERFORM guard.refuse('CLAIM_FOR_ANOTHER');
    END IF;
    IF p_new.lease_until > p_at + lease OR p_new.lease_until < p_old.lease_until - lease THEN
        PERFORM guard.refuse('LEASE_TOO_LONG', 'rule');
    END IF;
    SELECT * INTO wanted FROM guard.claims c WHERE c.state = p_old.state AND c.duty = p_me.duty;
    IF NOT FOUND THEN
        -- Nor is a claim prolonged on what is over or went on to others.
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    IF p_old.claimed_by = p_me.staff_id AND p_old.lease_until >= p_at THEN
        IF p_new.claimed_at <> p_old.claimed_at THEN
            PERFORM guard.refuse('CLAIM_FROZEN', 'rule');
        END IF;
        RETURN;
    END IF;
    IF p_old.claimed_by IS NOT NULL AND p_old.lease_until >= p_at THEN
        PERFORM guard.refuse('CLAIMED_BY_OTHER');
    END IF;
    PERFORM guard.require_near(p_new.claimed_at);
    PERFORM guard.check_separations(wanted.separations, p_old, p_me, p_at);
    -- One claim a person: two connections of the same one follow each other here.
    PERFORM FROM public.staff s WHERE s.id = p_me.staff_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM public.cases c
               WHERE c.claimed_by = p_me.staff_id AND c.id <> p_old.id AND c.lease_until > p_at
                 AND c.is_open) THEN
        PERFORM guard.refuse('HOLDS_ANOTHER');
    END IF;
END $$;
