-- Every change of a case passes here: claims, moves, separations, versions.

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
                is_broken := guard.is_hand(p_case.id, 'reviewer', p_me.cedula);
            WHEN 'not_the_identity_validator' THEN
                is_broken := guard.is_hand(p_case.id, 'validator', p_me.cedula);
            WHEN 'the_identity_validator' THEN
                is_broken := NOT guard.is_hand(p_case.id, 'validator', p_me.cedula);
            WHEN 'of_the_same_province' THEN
                is_broken := p_case.province IS DISTINCT FROM p_me.province;
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
        IF p_old.claimed_by = p_me.staff_id OR (p_me.duty = 'director' AND p_me.province = p_old.province)
           OR (guard.is_service() AND p_old.lease_until < p_at) THEN
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
    IF p_old.claimed_by = p_me.staff_id AND p_old.lease_until >= p_at THEN
        IF p_new.claimed_at <> p_old.claimed_at THEN
            PERFORM guard.refuse('CLAIM_FROZEN', 'rule');
        END IF;
        RETURN;
    END IF;
    IF p_old.claimed_by IS NOT NULL AND p_old.lease_until >= p_at THEN
        PERFORM guard.refuse('CLAIMED_BY_OTHER');
    END IF;
    SELECT * INTO wanted FROM guard.claims c WHERE c.state = p_old.state AND c.duty = p_me.duty;
    IF NOT FOUND THEN
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    PERFORM guard.check_separations(wanted.separations, p_old, p_me, p_at);
    -- One claim a person: two connections of the same one follow each other here.
    PERFORM FROM public.staff s WHERE s.id = p_me.staff_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM public.cases c
               WHERE c.claimed_by = p_me.staff_id AND c.id <> p_old.id AND c.lease_until > p_at
                 AND c.is_open) THEN
        PERFORM guard.refuse('HOLDS_ANOTHER');
    END IF;
END $$;

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
        -- A new term for an appointment that moved; nothing else changes in place.
        IF as_duty <> 'service' THEN
            SELECT m.* INTO made FROM guard.moves m
            WHERE m.source = p_old.state AND m.duty = as_duty
              AND 'holds_the_case' = ANY (m.separations) LIMIT 1;
            IF NOT FOUND THEN
                PERFORM guard.refuse('DUTY_NOT_ALLOWED');
            END IF;
            PERFORM guard.check_separations(made.separations, p_old, p_me, p_at);
            IF (to_jsonb(p_new) - ARRAY['due_at', 'sort_at', 'version'])
               <> (to_jsonb(p_old) - ARRAY['due_at', 'sort_at', 'version']) THEN
                PERFORM guard.refuse('CASE_FROZEN', 'rule');
            END IF;
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
    IF as_duty = 'service' THEN
        RETURN made.move;
    END IF;
    IF abs(extract(epoch FROM p_new.state_since - p_at)) > 300 THEN
        PERFORM guard.refuse('CLOCK_ASTRAY', 'rule');
    END IF;
    IF p_new.is_open <> guard.is_open_state(p_new.state) THEN
        PERFORM guard.refuse('CASE_FROZEN', 'rule');
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

CREATE FUNCTION guard.check_approval(
    p_old public.cases, p_new public.cases, p_move text, p_at timestamptz
) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hold integer := guard.setting('decision.hold_hours', 0);
BEGIN
    IF EXISTS (SELECT FROM public.people p WHERE p.id = p_old.person_id AND p.frozen_at IS NOT NULL) THEN
        PERFORM guard.refuse('PERSON_FROZEN');
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.calls c
        WHERE c.case_id = p_old.id AND c.validator_id = p_old.validated_by AND c.outcome = 'validated'
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
           AND p_move <> 'resubmit' THEN
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
    IF me.staff_id IS NOT NULL AND
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

-- Whether this person holds the case, or moved it in this very transaction.
CREATE FUNCTION guard.acts_on(p_case text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.me();
BEGIN
    RETURN me.staff_id IS NOT NULL AND (EXISTS (
        SELECT FROM public.cases c
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

-- At the end of the transaction: no move without what belongs to it.
CREATE FUNCTION guard.case_is_whole() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    now_case public.cases;
    taken public.decisions;
    contact public.person_contacts;
    old_mail text;
BEGIN
    IF guard.is_maintenance() OR guard.is_service() THEN
        RETURN NULL;
    END IF;
    SELECT * INTO now_case FROM public.cases c WHERE c.id = NEW.id;
    IF now_case.state <> NEW.state OR NEW.state = OLD.state THEN
        RETURN NULL;
    END IF;
    IF guard.moved_now(NEW.id, ARRAY['accept_documents', 'return_for_correction', 'refuse_documents', 'ask_second_review'])
       AND NOT EXISTS (
        SELECT FROM public.reviews r
        WHERE r.case_id = NEW.id AND r.staff_id = NEW.reviewed_by AND r.round = NEW.round
          AND r.undone_at IS NULL AND r.came_from = OLD.state
          AND r.committed_at > guard.now() - interval '5 minutes'
    ) THEN
        PERFORM guard.refuse('REVIEW_MISSING', 'rule');
    END IF;
    IF guard.moved_now(NEW.id, ARRAY['approve', 'approve_with_hold', 'refuse']) THEN
        SELECT * INTO taken FROM public.decisions d WHERE d.case_id = NEW.id;
        IF taken.decided_by IS DISTINCT FROM NEW.decided_by
           OR (taken.outcome = 'approved') <> (NEW.state IN ('approved', 'on_hold')) THEN
            PERFORM guard.refuse('DECISION_MISSING', 'rule');
        END IF;
        IF NEW.state = 'approved' THEN
            SELECT * INTO contact FROM public.person_contacts p
            WHERE p.person_id = NEW.person_id AND p.valid_to IS NULL;
            IF contact.contact::jsonb IS DISTINCT FROM taken.after::jsonb OR contact.case_id IS DISTINCT FROM NEW.id THEN
                PERFORM guard.refuse('CHANGE_NOT_APPLIED', 'rule');
            END IF;
        END IF;
        -- Whoever could be robbed by the change is told of it in the same transaction.
        old_mail := taken.before::jsonb ->> 'email';
        IF taken.outcome = 'approved' AND coalesce(old_mail, '') <> '' AND NOT EXISTS (
            SELECT FROM public.outbox o
            WHERE o.case_id = NEW.id AND o.recipient = old_mail AND o.status IN ('queued', 'held')
              AND o.created_at >= taken.decided_at
        ) AND NOT guard.folds_alike(old_mail, taken.after::jsonb ->> 'email') THEN
            PERFORM guard.refuse('OLD_ADDRESS_NOT_TOLD', 'rule');
        END IF;
    END IF;
    RETURN NULL;
END $$;

-- One address written twice: letter for letter, A to Z without regard to case, nothing else.
CREATE FUNCTION guard.folds_alike(a text, b text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT translate(a, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')
         = translate(b, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')
$$;
