-- What belongs to a case is written by whoever holds it, or moved it in the same transaction.

CREATE FUNCTION guard.require_acts_on(p_case text) RETURNS guard.actor
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.me();
BEGIN
    IF me.staff_id IS NULL THEN
        PERFORM guard.refuse('NOT_SIGNED_IN');
    END IF;
    IF NOT guard.acts_on(p_case) THEN
        PERFORM guard.refuse('SEPARATION_HOLDS_THE_CASE');
    END IF;
    RETURN me;
END $$;

CREATE FUNCTION guard.is_exempt() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT guard.is_maintenance() OR guard.is_service() $$;

CREATE FUNCTION guard.require_near(p_instant timestamptz) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF abs(extract(epoch FROM p_instant - guard.now())) > 300 THEN
        PERFORM guard.refuse('CLOCK_ASTRAY', 'rule');
    END IF;
END $$;

CREATE FUNCTION guard.before_hand() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
BEGIN
    -- Put down by a guard itself, or by maintenance; by a person only for themselves.
    IF guard.is_exempt() OR pg_trigger_depth() > 1 THEN
        RETURN NEW;
    END IF;
    me := guard.require_acts_on(NEW.case_id);
    IF NEW.staff_id <> me.staff_id OR NEW.cedula <> me.cedula
       OR (NEW.role = 'reviewer') <> (me.duty = 'clerk') THEN
        PERFORM guard.refuse('NAME_OF_ANOTHER');
    END IF;
    PERFORM guard.require_near(NEW.at);
    RETURN NEW;
END $$;

CREATE FUNCTION guard.before_review() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    of public.cases;
BEGIN
    IF guard.is_exempt() THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        me := guard.require_acts_on(NEW.case_id);
        SELECT * INTO of FROM public.cases c WHERE c.id = NEW.case_id;
        IF NEW.staff_id <> me.staff_id THEN
            PERFORM guard.refuse('NAME_OF_ANOTHER');
        END IF;
        IF me.duty <> 'clerk' OR NOT guard.moved_now(NEW.case_id, ARRAY[
            'accept_documents', 'return_for_correction', 'refuse_documents', 'ask_second_review']) THEN
            PERFORM guard.refuse('MOVE_NOT_ALLOWED', 'rule');
        END IF;
        PERFORM guard.require_near(NEW.committed_at);
        IF NEW.round <> of.round OR NEW.undo_until > NEW.committed_at + interval '60 seconds'
           OR NEW.undone_at IS NOT NULL THEN
            PERFORM guard.refuse('REVIEW_FROZEN', 'rule');
        END IF;
    ELSIF NOT guard.moved_now(NEW.case_id, ARRAY['undo_review']) THEN
        PERFORM guard.refuse('UNDO_NOT_YOURS');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard.before_call() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
BEGIN
    IF guard.is_exempt() THEN
        RETURN NEW;
    END IF;
    me := guard.require_acts_on(NEW.case_id);
    IF NEW.status = 'cancelled' AND TG_OP = 'UPDATE' THEN
        RETURN NEW;
    END IF;
    IF me.duty <> 'validator' THEN
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    IF NEW.validator_id <> me.staff_id THEN
        PERFORM guard.refuse('NAME_OF_ANOTHER');
    END IF;
    IF guard.is_hand(NEW.case_id, 'reviewer', me.cedula) THEN
        PERFORM guard.refuse('SEPARATION_NOT_A_DOCUMENT_REVIEWER');
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'scheduled' OR NEW.starts_at < guard.now() - interval '5 minutes' THEN
            PERFORM guard.refuse('CALL_STATUS', 'rule');
        END IF;
    ELSE
        IF NEW.started_at IS DISTINCT FROM OLD.started_at THEN
            PERFORM guard.require_near(NEW.started_at);
        END IF;
        IF NEW.ended_at IS DISTINCT FROM OLD.ended_at THEN
            PERFORM guard.require_near(NEW.ended_at);
        END IF;
        IF NEW.outcome = 'validated' AND NEW.started_at IS NULL THEN
            PERFORM guard.refuse('CALL_STATUS', 'rule');
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard.after_call() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
BEGIN
    IF guard.is_exempt() THEN
        RETURN NULL;
    END IF;
    me := guard.me();
    IF NEW.started_at IS NOT NULL AND OLD.started_at IS NULL THEN
        INSERT INTO public.case_hands (case_id, role, cedula, staff_id, at)
        VALUES (NEW.case_id, 'validator', me.cedula, me.staff_id, guard.now()) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

-- One validator is in one call at a time: the row of the member is locked for whoever appoints.
CREATE FUNCTION guard.lock_validator(p_staff text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.is_exempt() AND (guard.me()).staff_id IS DISTINCT FROM p_staff THEN
        PERFORM guard.refuse('NAME_OF_ANOTHER');
    END IF;
    PERFORM FROM public.staff s WHERE s.id = p_staff FOR NO KEY UPDATE;
END $$;

CREATE FUNCTION guard.before_decision() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    of public.cases;
    declared jsonb;
    in_force jsonb;
BEGIN
    IF guard.is_exempt() THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        -- A hold ends by the clock; no person ends it.
        PERFORM guard.refuse('DECISION_FROZEN', 'rule');
    END IF;
    me := guard.me();
    SELECT * INTO of FROM public.cases c WHERE c.id = NEW.case_id;
    IF me.duty IS DISTINCT FROM 'validator' THEN
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    IF of.claimed_by IS DISTINCT FROM me.staff_id OR of.lease_until <= guard.now() THEN
        PERFORM guard.refuse('SEPARATION_HOLDS_THE_CASE');
    END IF;
    IF of.validated_by IS DISTINCT FROM me.staff_id THEN
        PERFORM guard.refuse('SEPARATION_THE_IDENTITY_VALIDATOR');
    END IF;
    IF NOT guard.is_stepped_up() THEN
        PERFORM guard.refuse('STEP_UP_MISSING');
    END IF;
    IF NEW.decided_by <> me.staff_id THEN
        PERFORM guard.refuse('NAME_OF_ANOTHER');
    END IF;
    IF of.state <> 'to_decide' THEN
        PERFORM guard.refuse('MOVE_NOT_ALLOWED', 'rule');
    END IF;
    PERFORM guard.require_near(NEW.decided_at);
    SELECT p.contact::jsonb INTO in_force FROM public.person_contacts p
    WHERE p.person_id = of.person_id AND p.valid_to IS NULL;
    IF NEW.before::jsonb IS DISTINCT FROM coalesce(in_force, 'null'::jsonb) THEN
        PERFORM guard.refuse('CONTACT_CHANGED', 'stale');
    END IF;
    IF NEW.outcome = 'approved' THEN
        SELECT p.declared::jsonb -> 'contact' INTO declared
        FROM public.case_papers p WHERE p.case_id = NEW.case_id;
        -- What comes into force is what the person declared, to the letter.
        IF NEW.after::jsonb IS DISTINCT FROM declared THEN
            PERFORM guard.refuse('CHANGE_NOT_DECLARED', 'rule');
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard.before_contact() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    taken public.decisions;
    of public.cases;
    me guard.actor;
BEGIN
    IF guard.is_exempt() THEN
        RETURN NEW;
    END IF;
    me := guard.me();
    IF me.staff_id IS NULL THEN
        PERFORM guard.refuse('NOT_SIGNED_IN');
    END IF;
    IF TG_OP = 'UPDATE' THEN
        -- Closing what is in force: only while deciding about that very person.
        SELECT c.* INTO of FROM public.cases c
        JOIN public.decisions d ON d.case_id = c.id
        WHERE c.person_id = NEW.person_id AND c.claimed_by = me.staff_id AND c.state = 'to_decide'
          AND d.decided_by = me.staff_id AND d.outcome = 'approved' AND d.hold_until IS NULL;
        IF of.id IS NULL THEN
            PERFORM guard.refuse('CONTACT_FROZEN');
        END IF;
        PERFORM guard.require_near(NEW.valid_to);
        RETURN NEW;
    END IF;
    SELECT * INTO of FROM public.cases c WHERE c.id = NEW.case_id AND c.person_id = NEW.person_id;
    SELECT * INTO taken FROM public.decisions d WHERE d.case_id = NEW.case_id;
    IF of.id IS NULL OR taken.outcome IS DISTINCT FROM 'approved' OR taken.hold_until IS NOT NULL
       OR taken.decided_by <> me.staff_id OR of.state <> 'to_decide'
       OR of.claimed_by IS DISTINCT FROM me.staff_id THEN
        PERFORM guard.refuse('CONTACT_FROZEN');
    END IF;
    IF NEW.contact::jsonb <> taken.after::jsonb OR NEW.valid_to IS NOT NULL THEN
        PERFORM guard.refuse('CHANGE_NOT_DECLARED', 'rule');
    END IF;
    PERFORM guard.require_near(NEW.valid_from);
    RETURN NEW;
END $$;

-- The keys of contact follow the contact data in force; they are looked up, never believed.
CREATE FUNCTION guard.before_contact_key() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    this record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    me guard.actor;
BEGIN
    IF NOT guard.is_exempt() THEN
        me := guard.me();
        IF NOT EXISTS (
            SELECT FROM public.cases c JOIN public.decisions d ON d.case_id = c.id
            WHERE c.person_id = this.person_id AND c.claimed_by = me.staff_id
              AND c.state = 'to_decide' AND d.decided_by = me.staff_id AND d.outcome = 'approved'
        ) THEN
            PERFORM guard.refuse('CONTACT_FROZEN');
        END IF;
    END IF;
    RETURN this;
END $$;

CREATE FUNCTION guard.before_person_update() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
BEGIN
    IF guard.is_exempt() THEN
        RETURN NEW;
    END IF;
    me := guard.me();
    IF NEW.version <> OLD.version + 1 THEN
        PERFORM guard.refuse('CASE_CHANGED', 'stale');
    END IF;
    -- Lifting a freeze is a director's; stopping goes through the code of a notice.
    IF OLD.frozen_at IS NOT NULL AND NEW.frozen_at IS NULL AND me.duty = 'director'
       AND NOT EXISTS (
        SELECT FROM public.person_identifiers i
        WHERE i.person_id = OLD.id AND i.country = guard.home() AND i.value = me.cedula
       ) THEN
        RETURN NEW;
    END IF;
    PERFORM guard.refuse('PERSON_FROZEN');
    RETURN NULL;
END $$;

-- A message goes to an address of the case or of the person, in words of ours; never a free text.
CREATE FUNCTION guard.before_message() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
BEGIN
    IF guard.is_exempt() THEN
        RETURN NEW;
    END IF;
    me := guard.me();
    IF TG_OP = 'UPDATE' THEN
        IF OLD.status NOT IN ('held', 'queued') OR NEW.status <> 'cancelled'
           OR NOT guard.acts_on(OLD.case_id) THEN
            PERFORM guard.refuse('MESSAGE_FROZEN', 'rule');
        END IF;
        IF guard.moved_now(OLD.case_id, ARRAY['approve', 'approve_with_hold', 'refuse'])
           AND OLD.created_at > guard.now() - interval '5 minutes' THEN
            PERFORM guard.refuse('MESSAGE_FROZEN', 'rule');
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.case_id IS NULL OR NOT guard.acts_on(NEW.case_id) THEN
        PERFORM guard.refuse('SEPARATION_HOLDS_THE_CASE');
    END IF;
    IF NEW.created_by IS DISTINCT FROM me.staff_id THEN
        PERFORM guard.refuse('NAME_OF_ANOTHER');
    END IF;
    IF NEW.template <> ALL (guard.templates()) OR NEW.status NOT IN ('held', 'queued')
       OR NEW.attempts <> 0 OR NEW.handed_over_at IS NOT NULL THEN
        PERFORM guard.refuse('MESSAGE_FROZEN', 'rule');
    END IF;
    PERFORM guard.require_near(NEW.created_at);
    IF NOT EXISTS (
        SELECT FROM public.case_papers p
        WHERE p.case_id = NEW.case_id AND p.declared::jsonb #>> '{contact,email}' = NEW.recipient
        UNION ALL
        SELECT FROM public.cases c JOIN public.person_contacts p ON p.person_id = c.person_id
        WHERE c.id = NEW.case_id AND p.contact::jsonb ->> 'email' = NEW.recipient
    ) THEN
        PERFORM guard.refuse('RECIPIENT_UNKNOWN', 'rule');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard.before_mark() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    this record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    IF NOT guard.is_exempt() THEN
        PERFORM guard.require_acts_on(this.case_id);
    END IF;
    RETURN this;
END $$;

CREATE FUNCTION guard.before_pause() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.is_exempt() THEN
        IF TG_OP = 'UPDATE' THEN
            -- Undoing a review ends the pause before the case is moved back.
            IF NOT guard.acts_on(NEW.case_id) AND NOT EXISTS (
                SELECT FROM public.reviews r
                WHERE r.case_id = NEW.case_id AND r.staff_id = guard.my_id() AND r.undone_at IS NULL
                  AND r.undo_until > guard.now() - interval '5 seconds'
            ) THEN
                PERFORM guard.refuse('SEPARATION_HOLDS_THE_CASE');
            END IF;
            PERFORM guard.require_near(NEW.ends_at);
        ELSE
            PERFORM guard.require_acts_on(NEW.case_id);
            PERFORM guard.require_near(NEW.starts_at);
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard.before_draft() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
BEGIN
    IF guard.is_exempt() THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    me := guard.me();
    IF TG_OP = 'UPDATE' AND OLD.staff_id <> me.staff_id THEN
        -- Somebody else's draft may only be marked as overtaken, by whoever overtook it.
        IF NEW.draft <> OLD.draft OR NOT NEW.is_stale
           OR NOT (guard.acts_on(OLD.case_id) OR me.duty = 'director') THEN
            PERFORM guard.refuse('NAME_OF_ANOTHER');
        END IF;
        RETURN NEW;
    END IF;
    IF (CASE WHEN TG_OP = 'DELETE' THEN OLD.staff_id ELSE NEW.staff_id END) IS DISTINCT FROM me.staff_id
       OR me.duty <> 'clerk' THEN
        PERFORM guard.refuse('NAME_OF_ANOTHER');
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION guard.before_counter() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF guard.is_exempt() THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.name <> OLD.name OR NEW.value <> OLD.value + 1)
       OR TG_OP = 'INSERT' AND NEW.value <> 1 OR (guard.me()).staff_id IS NULL THEN
        PERFORM guard.refuse('COUNTER_FROZEN', 'rule');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard.before_document() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF guard.is_exempt() THEN
        RETURN NEW;
    END IF;
    IF NEW.issued_by IS DISTINCT FROM guard.my_id() THEN
        PERFORM guard.refuse('NAME_OF_ANOTHER');
    END IF;
    IF NOT EXISTS (SELECT FROM public.cases c
                   WHERE c.id = NEW.case_id AND c.state IN ('approved', 'refused')
                     AND c.province = ANY (guard.provinces())) THEN
        PERFORM guard.refuse('MOVE_NOT_ALLOWED', 'rule');
    END IF;
    PERFORM guard.require_near(NEW.issued_at);
    RETURN NEW;
END $$;

CREATE FUNCTION guard.before_office_change() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF guard.is_exempt() THEN
        RETURN NEW;
    END IF;
    IF guard.my_duty() IS DISTINCT FROM 'administrator' THEN
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    IF TG_TABLE_NAME = 'settings' THEN
        IF NEW.set_by IS DISTINCT FROM guard.my_id() THEN
            PERFORM guard.refuse('NAME_OF_ANOTHER');
        END IF;
        PERFORM guard.require_near(NEW.set_at);
        -- What was in force is history: it may be superseded, never rewritten.
        IF TG_OP = 'UPDATE' AND OLD.valid_from < (guard.now() AT TIME ZONE 'America/Guayaquil')::date THEN
            PERFORM guard.refuse('SETTING_FROZEN', 'rule');
        END IF;
    END IF;
    RETURN NEW;
END $$;
