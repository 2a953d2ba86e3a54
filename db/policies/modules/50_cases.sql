-- Every change of a case passes here: claims, moves, separations, versions.

-- Which move leads from the old row to the new one for this person; refuses when none does.
CREATE FUNCTION guard.check_move(
    p_old public.cases, p_new public.cases, p_me guard.actor, p_at timestamptz
) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    as_duty text := CASE WHEN p_me.staff_id IS NULL THEN 'service' ELSE p_me.duty END;
    made guard.moves;
    last_review public.reviews;
BEGIN
    IF p_new.state = p_old.state THEN
        -- A new term for an appointment that moved, or a hold that lasts longer because its notice left
        -- late; nothing else changes in place.
        IF (to_jsonb(p_new) - ARRAY['due_at', 'sort_at', 'version', 'hold_until'])
           <> (to_jsonb(p_old) - ARRAY['due_at', 'sort_at', 'version', 'hold_until'])
           OR p_new.hold_until IS DISTINCT FROM p_old.hold_until
              AND NOT coalesce(as_duty = 'service' AND p_old.state = 'on_hold'
                               AND p_new.hold_until > p_old.hold_until, false) THEN
            PERFORM guard.refuse('CASE_FROZEN', 'rule');
        END IF;
        IF as_duty <> 'service' THEN
            SELECT m.* INTO made FROM guard.moves m
            WHERE m.source = p_old.state AND m.duty = as_duty
              AND 'holds_the_case' = ANY (m.separations) LIMIT 1;
            IF NOT FOUND THEN
                PERFORM guard.refuse('DUTY_NOT_ALLOWED');
            END IF;
            PERFORM guard.check_separations(made.separations, p_old, p_me, p_at);
        END IF;
        RETURN '';
    END IF;
    SELECT * INTO made FROM guard.moves m
    WHERE m.source = p_old.state AND m.target = p_new.state AND m.duty = as_duty
    ORDER BY m.move LIMIT 1;
    IF NOT FOUND THEN
        IF EXISTS (SELECT FROM guard.moves m WHERE m.source = p_old.state AND m.target = p_new.state) THEN
            PERFORM guard.refuse('DUTY_NOT_ALLOWED');
        END IF;
        PERFORM guard.refuse('MOVE_NOT_ALLOWED', 'rule');
    END IF;
    IF p_new.is_open <> guard.is_open_state(p_new.state) THEN
        PERFORM guard.refuse('CASE_FROZEN', 'rule');
    END IF;
    -- What one move must bring with it is looked at when the transaction ends: one move, then.
    IF EXISTS (SELECT FROM guard.acts a
               WHERE a.xid = pg_current_xact_id_if_assigned() AND a.case_id = p_old.id) THEN
        PERFORM guard.refuse('MOVE_NOT_ALLOWED', 'rule');
    END IF;
    IF p_new.hold_until IS DISTINCT FROM p_old.hold_until AND made.move <> 'approve_with_hold'
       AND p_new.hold_until IS NOT NULL THEN
        PERFORM guard.refuse('CASE_FROZEN', 'rule');
    END IF;
    IF p_new.no_shows NOT IN (p_old.no_shows, p_old.no_shows + 1) THEN
        PERFORM guard.refuse('CASE_FROZEN', 'rule');
    END IF;
    IF as_duty = 'service' THEN
        PERFORM guard.check_service_move(p_old, made.move, p_at);
        RETURN made.move;
    END IF;
    IF abs(extract(epoch FROM p_new.state_since - p_at)) > 300 THEN
        PERFORM guard.refuse('CLOCK_ASTRAY', 'rule');
    END IF;
    IF made.move = 'undo_review' THEN
        SELECT * INTO last_review FROM public.reviews r
        WHERE r.case_id = p_old.id AND r.undone_at IS NULL
        ORDER BY r.committed_at DESC, r.id DESC LIMIT 1;
        IF last_review.staff_id IS DISTINCT FROM p_me.staff_id THEN
            PERFORM guard.refuse('UNDO_NOT_YOURS');
        END IF;
        IF last_review.undo_until < p_at - interval '5 seconds' OR last_review.came_from <> p_new.state
           OR (p_old.claimed_by IS NOT NULL AND p_old.claimed_by <> p_me.staff_id) THEN
            PERFORM guard.refuse('UNDO_TOO_LATE', 'rule');
        END IF;
        PERFORM guard.check_separations(
            array_remove(array_remove(made.separations, 'holds_the_case'), 'not_an_earlier_reviewer'),
            p_old, p_me, p_at);
        RETURN made.move;
    END IF;
    PERFORM guard.check_separations(made.separations, p_old, p_me, p_at);
    -- A second look is taken by somebody else than the first.
    IF p_old.state = 'second_review' AND made.move IN
       ('accept_documents', 'return_for_correction', 'refuse_documents') THEN
        PERFORM guard.check_separations(ARRAY['not_an_earlier_reviewer'], p_old, p_me, p_at);
    END IF;
    IF made.move = 'validate_again' AND p_me.duty = 'validator'
       AND NOT guard.is_gone(p_old.validated_by, p_old.province) THEN
        PERFORM guard.refuse('VALIDATOR_STILL_HERE');
    END IF;
    IF made.move IN ('approve', 'approve_with_hold', 'refuse') THEN
        IF p_old.validated_by IS DISTINCT FROM p_me.staff_id THEN
            PERFORM guard.refuse('SEPARATION_THE_IDENTITY_VALIDATOR');
        END IF;
        IF NOT guard.is_stepped_up() THEN
            PERFORM guard.refuse('STEP_UP_MISSING');
        END IF;
    END IF;
    IF made.move IN ('approve', 'approve_with_hold') THEN
        PERFORM guard.check_approval(p_old, p_new, made.move, p_at);
    END IF;
    RETURN made.move;
END $$;

-- What happens of itself happens when its time has come, not when the service likes.
CREATE FUNCTION guard.check_service_move(p_old public.cases, p_move text, p_at timestamptz)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_frozen boolean;
BEGIN
    -- Locked, so that a freeze and the end of a hold come one after the other.
    SELECT p.frozen_at IS NOT NULL INTO is_frozen
    FROM public.people p WHERE p.id = p_old.person_id FOR SHARE;
    IF p_move = 'apply_after_hold' AND (is_frozen OR p_old.hold_until > p_at) THEN
        PERFORM guard.refuse(CASE WHEN is_frozen THEN 'PERSON_FROZEN' ELSE 'MOVE_NOT_ALLOWED' END, 'rule');
    END IF;
    IF p_move = 'stop_by_person' AND NOT is_frozen
       OR p_move = 'abandon' AND (p_old.due_at IS NULL OR p_old.due_at > p_at) THEN
        PERFORM guard.refuse('MOVE_NOT_ALLOWED', 'rule');
    END IF;
END $$;

CREATE FUNCTION guard.check_approval(
    p_old public.cases, p_new public.cases, p_move text, p_at timestamptz
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hold integer := guard.setting('decision.hold_hours', 0);
    frozen timestamptz;
BEGIN
    -- Locked, so that of a freeze and an approval at once the later sees the earlier.
    SELECT p.frozen_at INTO frozen FROM public.people p WHERE p.id = p_old.person_id FOR NO KEY UPDATE;
    IF frozen IS NOT NULL THEN
        PERFORM guard.refuse('PERSON_FROZEN');
    END IF;
    IF EXISTS (SELECT FROM public.cases c
               WHERE c.person_id = p_old.person_id AND c.state = 'on_hold' AND c.id <> p_old.id) THEN
        PERFORM guard.refuse('OTHER_CHANGE_ON_HOLD', 'rule');
    END IF;
    -- Two people: the papers were judged by somebody who is not the one deciding.
    IF NOT EXISTS (
        SELECT FROM public.case_hands h
        WHERE h.case_id = p_old.id AND h.role = 'reviewer' AND h.staff_id <> p_old.validated_by
    ) THEN
        PERFORM guard.refuse('REVIEW_MISSING', 'rule');
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.calls c
        WHERE c.case_id = p_old.id AND c.validator_id = p_old.validated_by AND c.outcome = 'validated'
          AND c.status = 'done'
          AND c.ended_at = (SELECT max(l.ended_at) FROM public.calls l WHERE l.case_id = p_old.id)
    ) THEN
        PERFORM guard.refuse('IDENTITY_NOT_VALIDATED', 'rule');
    END IF;
    IF (hold > 0) <> (p_move = 'approve_with_hold') OR (hold > 0 AND (
        p_new.hold_until IS NULL OR p_new.hold_until < p_at + make_interval(hours => hold, secs => -300)
    )) THEN
        PERFORM guard.refuse('HOLD_MISSING', 'rule');
    END IF;
END $$;

-- Who reviewed, validated and decided is whoever does it now, or stays as it is.
CREATE FUNCTION guard.check_names(
    p_old public.cases, p_new public.cases, p_me guard.actor, p_move text
) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_me.staff_id IS NULL THEN
        IF (p_new.reviewed_by, p_new.validated_by, p_new.decided_by)
           IS DISTINCT FROM (p_old.reviewed_by, p_old.validated_by, p_old.decided_by)
           AND NOT (p_move = 'resubmit' AND (p_new.reviewed_by, p_new.validated_by, p_new.decided_by)
                    IS NOT DISTINCT FROM (NULL::text, NULL::text, NULL::text)) THEN
            PERFORM guard.refuse('NAME_OF_ANOTHER');
        END IF;
        RETURN;
    END IF;
    IF p_new.reviewed_by IS DISTINCT FROM (CASE
           WHEN p_move IN ('accept_documents', 'return_for_correction', 'refuse_documents', 'ask_second_review')
           THEN p_me.staff_id ELSE p_old.reviewed_by END)
       OR p_new.validated_by IS DISTINCT FROM (CASE
           WHEN p_move IN ('validate_identity', 'fail_identity') THEN p_me.staff_id
           WHEN p_move = 'validate_again' THEN NULL ELSE p_old.validated_by END)
       OR p_new.decided_by IS DISTINCT FROM (CASE
           WHEN p_move IN ('approve', 'approve_with_hold', 'refuse') THEN p_me.staff_id
           ELSE p_old.decided_by END) THEN
        PERFORM guard.refuse('NAME_OF_ANOTHER');
    END IF;
END $$;

CREATE FUNCTION guard.before_case_update() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    at timestamptz := guard.now();
    working_columns CONSTANT text[] := ARRAY['claimed_by', 'claimed_at', 'lease_until', 'warnings', 'top_warning'];
    move text;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NEW;
    END IF;
    PERFORM guard.require_fresh();
    me := guard.me();
    IF me.staff_id IS NULL AND NOT guard.is_service() THEN
        PERFORM guard.refuse('NOT_SIGNED_IN');
    END IF;
    IF (NEW.id, NEW.number, NEW.procedure, NEW.province, NEW.person_id, NEW.submitted_at, NEW.received_at)
       IS DISTINCT FROM
       (OLD.id, OLD.number, OLD.procedure, OLD.province, OLD.person_id, OLD.submitted_at, OLD.received_at) THEN
        PERFORM guard.refuse('CASE_FROZEN', 'rule');
    END IF;
    IF (NEW.claimed_by, NEW.claimed_at, NEW.lease_until)
       IS DISTINCT FROM (OLD.claimed_by, OLD.claimed_at, OLD.lease_until) THEN
        PERFORM guard.check_claim(OLD, NEW, me, at);
    END IF;
    -- A correction that came in brings its own package, language and place; nothing else does.
    IF (me.staff_id IS NOT NULL OR NOT (OLD.state = 'awaiting_citizen' AND NEW.state = 'received')) AND
       (NEW.package_number, NEW.procedure_version, NEW.round, NEW.language, NEW.zone, NEW.place, NEW.preferred_reviewer)
       IS DISTINCT FROM
       (OLD.package_number, OLD.procedure_version, OLD.round, OLD.language, OLD.zone, OLD.place, OLD.preferred_reviewer) THEN
        PERFORM guard.refuse('CASE_FROZEN', 'rule');
    END IF;
    IF to_jsonb(NEW) - working_columns <> to_jsonb(OLD) - working_columns THEN
        IF NEW.version <> OLD.version + 1 THEN
            PERFORM guard.refuse('CASE_CHANGED', 'stale');
        END IF;
        move := guard.check_move(OLD, NEW, me, at);
        PERFORM guard.check_names(OLD, NEW, me, move);
        IF me.staff_id IS NOT NULL AND move <> '' THEN
            INSERT INTO guard.acts (xid, case_id, staff_id, move, at)
            VALUES (pg_current_xact_id(), OLD.id, me.staff_id, move, at) ON CONFLICT DO NOTHING;
        END IF;
    ELSIF (NEW.warnings, NEW.top_warning) IS DISTINCT FROM (OLD.warnings, OLD.top_warning)
          AND me.staff_id IS NOT NULL AND NOT guard.acts_on(OLD.id) THEN
        PERFORM guard.refuse('SEPARATION_HOLDS_THE_CASE');
    END IF;
    RETURN NEW;
END $$;

-- Whether this person holds the case in a state that is theirs, or moved it in this very transaction.
CREATE FUNCTION guard.acts_on(p_case text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.me();
BEGIN
    RETURN me.staff_id IS NOT NULL AND (EXISTS (
        SELECT FROM public.cases c
        JOIN guard.claims w ON w.state = c.state AND w.duty = me.duty
        WHERE c.id = p_case AND c.claimed_by = me.staff_id AND c.lease_until > guard.now()
    ) OR guard.moved_now(p_case, NULL));
END $$;

-- Whether this person made that move of the case (any, when NULL) in this very transaction.
CREATE FUNCTION guard.moved_now(p_case text, p_moves text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.me();
BEGIN
    RETURN EXISTS (
        SELECT FROM guard.acts a
        WHERE a.xid = pg_current_xact_id_if_assigned() AND a.case_id = p_case
          AND a.staff_id = me.staff_id AND (p_moves IS NULL OR a.move = ANY (p_moves))
    );
END $$;

CREATE FUNCTION guard.after_case_update() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    did text;
    role text;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NULL;
    END IF;
    me := guard.me();
    IF NEW.state <> OLD.state THEN
        SELECT a.move INTO did FROM guard.acts a
        WHERE a.xid = pg_current_xact_id() AND a.case_id = NEW.id ORDER BY a.at DESC LIMIT 1;
        -- The hand is put down by the database: nobody acts without leaving it.
        role := CASE
            WHEN did IN ('accept_documents', 'return_for_correction', 'refuse_documents', 'ask_second_review')
                THEN 'reviewer'
            WHEN did IN ('validate_identity', 'fail_identity', 'escalate') THEN 'validator'
            WHEN did IN ('approve', 'approve_with_hold', 'refuse') THEN 'decider'
        END;
        IF role IS NOT NULL AND me.staff_id IS NOT NULL THEN
            INSERT INTO public.case_hands (case_id, role, cedula, staff_id, at)
            VALUES (NEW.id, role, me.cedula, me.staff_id, guard.now()) ON CONFLICT DO NOTHING;
        END IF;
        PERFORM guard.note_row('case:' || NEW.id, 'row.case_moved', jsonb_build_object(
            'from', OLD.state, 'to', NEW.state, 'move', coalesce(did, ''), 'version', NEW.version));
    ELSIF NEW.claimed_by IS DISTINCT FROM OLD.claimed_by THEN
        PERFORM guard.note_row('case:' || NEW.id, 'row.claim_moved', jsonb_build_object(
            'from', OLD.claimed_by, 'to', NEW.claimed_by));
    END IF;
    RETURN NULL;
END $$;
