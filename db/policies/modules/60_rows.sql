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
        IF NEW.round <> of.round OR NEW.undo_until > guard.now() + interval '65 seconds'
           OR NEW.undone_at IS NOT NULL THEN
            PERFORM guard.refuse('REVIEW_FROZEN', 'rule');
        END IF;
        PERFORM guard.require_own_frames(NEW.case_id, NEW.draft);
        PERFORM guard.require_read(NEW, me.staff_id);
    ELSE
        IF NOT guard.moved_now(NEW.case_id, ARRAY['undo_review']) OR OLD.staff_id <> guard.my_id() THEN
            PERFORM guard.refuse('UNDO_NOT_YOURS');
        END IF;
        PERFORM guard.require_near(NEW.undone_at);
    END IF;
    RETURN NEW;
END $$;

-- Who decides about a person, or hands out a document of theirs, comes one after the other. Whoever
-- only reads waits as well, and has no right to the row for it; what is not seen is not locked.
CREATE FUNCTION guard.lock_person(p_person text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Without the key: a package that arrives meanwhile only refers to the person.
    PERFORM FROM public.people p WHERE p.id = p_person AND (guard.is_exempt() OR EXISTS (
        SELECT FROM public.cases c
        WHERE c.person_id = p.id AND c.province = ANY (guard.provinces())
    )) FOR NO KEY UPDATE;
END $$;

CREATE FUNCTION guard.before_person_update() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    reported public.cases;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NEW;
    END IF;
    me := guard.me();
    IF NEW.version <> OLD.version + 1 THEN
        PERFORM guard.refuse('CASE_CHANGED', 'stale');
    END IF;
    IF to_jsonb(NEW) - ARRAY['frozen_at', 'frozen_reason', 'version']
       <> to_jsonb(OLD) - ARRAY['frozen_at', 'frozen_reason', 'version'] THEN
        PERFORM guard.refuse('PERSON_FROZEN');
    END IF;
    -- The service may stop changes; it never allows them again.
    IF guard.is_service() AND OLD.frozen_at IS NULL AND NEW.frozen_at IS NOT NULL THEN
        PERFORM guard.require_near(NEW.frozen_at);
        RETURN NEW;
    END IF;
    -- So does a code told at a desk, which the database itself judged in this very transaction.
    IF OLD.frozen_at IS NULL AND NEW.frozen_at IS NOT NULL AND guard.stops_now(OLD.id) THEN
        RETURN NEW;
    END IF;
    -- Lifting a freeze is a director's; stopping goes through the code of a notice.
    IF OLD.frozen_at IS NOT NULL AND NEW.frozen_at IS NULL AND me.duty = 'director'
       AND OLD.id = ANY (guard.admitted_people()) AND NOT EXISTS (
        SELECT FROM public.person_identifiers i
        WHERE i.person_id = OLD.id AND i.country = guard.home() AND i.value = me.cedula
       ) THEN
        IF NOT guard.is_stepped_up() THEN
            PERFORM guard.refuse('STEP_UP_MISSING');
        END IF;
        IF EXISTS (SELECT FROM guard.not_me_offers o WHERE o.person_id = OLD.id AND o.is_to_follow) THEN
            -- Lifted now, what is on hold would come into force after all.
            PERFORM guard.refuse('REPORT_NOT_FOLLOWED', 'unavailable');
        END IF;
        SELECT * INTO reported FROM public.cases c
        WHERE c.number = replace(OLD.frozen_reason, guard.frozen_by_notice(), '');
        IF FOUND THEN
            -- Whoever had a hand in the change that was reported does not wave it through again.
            PERFORM guard.check_separations(
                guard.separations_of_thaw(), reported, me, guard.now());
        END IF;
        RETURN NEW;
    END IF;
    PERFORM guard.refuse('PERSON_FROZEN');
    RETURN NULL;
END $$;

CREATE FUNCTION guard.before_mark() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    this record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    -- Marks follow from what a move looked at; holding a case is no reason to touch them.
    IF NOT guard.is_exempt() AND NOT guard.moved_now(this.case_id, NULL) THEN
        PERFORM guard.refuse('SEPARATION_HOLDS_THE_CASE');
    END IF;
    IF guard.is_service() AND NOT EXISTS (
        SELECT FROM public.cases c JOIN public.people p ON p.id = c.person_id
        WHERE c.id = this.case_id
          AND (c.state = 'received' OR guard.is_of_now(c.xmin) OR p.frozen_at IS NOT NULL)
    ) THEN
        PERFORM guard.refuse('CASE_FROZEN', 'rule');
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
            IF OLD.ends_at IS NOT NULL THEN
                PERFORM guard.refuse('PAUSE_FROZEN', 'rule');
            END IF;
            PERFORM guard.require_near(NEW.ends_at);
        ELSE
            PERFORM guard.require_acts_on(NEW.case_id);
            PERFORM guard.require_near(NEW.starts_at);
            IF NEW.ends_at IS NOT NULL THEN
                PERFORM guard.refuse('PAUSE_FROZEN', 'rule');
            END IF;
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard.before_draft() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    of public.cases;
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
    IF TG_OP <> 'DELETE' THEN
        SELECT * INTO of FROM public.cases c
        WHERE c.id = NEW.case_id AND c.province = ANY (guard.provinces());
        IF of.id IS NULL THEN
            PERFORM guard.refuse('CASE_UNKNOWN', 'rule');
        END IF;
        PERFORM guard.check_separations(ARRAY['not_the_person_concerned'], of, me, guard.now());
        IF length(NEW.draft) > 262144 THEN
            PERFORM guard.refuse('DRAFT_TOO_LONG', 'rule');
        END IF;
        IF TG_OP = 'INSERT' OR guard.frames_of(NEW.draft) <> guard.frames_of(OLD.draft) THEN
            PERFORM guard.require_own_frames(NEW.case_id, NEW.draft);
        END IF;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION guard.before_counter() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.name <> OLD.name OR NEW.value <> OLD.value + 1)
       OR TG_OP = 'INSERT' AND NEW.value <> 1
       OR NOT guard.is_service() AND (guard.me()).staff_id IS NULL THEN
        PERFORM guard.refuse('COUNTER_FROZEN', 'rule');
    END IF;
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
    IF TG_TABLE_NAME = 'agencies' AND TG_OP = 'UPDATE' THEN
        -- The province decides what its staff may see and do.
        IF NEW.province <> OLD.province
           AND EXISTS (SELECT FROM public.staff s WHERE s.agency_code = NEW.code) THEN
            PERFORM guard.refuse('AGENCY_HAS_STAFF', 'rule');
        END IF;
    ELSIF TG_TABLE_NAME = 'settings' THEN
        IF NEW.set_by IS DISTINCT FROM guard.my_id() THEN
            PERFORM guard.refuse('NAME_OF_ANOTHER');
        END IF;
        PERFORM guard.require_near(NEW.set_at);
        -- The two that the guard itself goes by keep to the bounds of resources/settings.toml.
        IF length(NEW.value) > 500 OR NOT (CASE NEW.key
               WHEN 'claim.lease_minutes' THEN NEW.value ~ '^[0-9]{1,3}$' AND NEW.value::integer BETWEEN 5 AND 120
               WHEN 'decision.hold_hours' THEN NEW.value ~ '^[0-9]{1,3}$' AND NEW.value::integer BETWEEN 0 AND 720
               ELSE true END) THEN
            PERFORM guard.refuse('SETTING_OUT_OF_BOUNDS', 'rule');
        END IF;
        -- What was in force is history: it may be superseded, never rewritten.
        IF NEW.valid_from < (guard.now() AT TIME ZONE 'America/Guayaquil')::date
           OR TG_OP = 'UPDATE' AND OLD.valid_from < (guard.now() AT TIME ZONE 'America/Guayaquil')::date THEN
            PERFORM guard.refuse('SETTING_FROZEN', 'rule');
        END IF;
    END IF;
    RETURN NEW;
END $$;
