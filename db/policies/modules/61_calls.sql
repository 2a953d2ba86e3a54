-- Calls: appointed, held and ended by the validator they are of, or put off for somebody else.

-- Pictures are kept while the call goes on, one after the other, each a JPEG of the case, of now: none is
-- taken out or put in the place of another (app.stages.validation.conducting).
CREATE FUNCTION guard.require_one_more_picture(p_old public.calls, p_new public.calls) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before jsonb := p_old.snapshots::jsonb;
    kept jsonb := p_new.snapshots::jsonb;
    added jsonb := p_new.snapshots::jsonb -> -1;
BEGIN
    IF p_old.status <> 'in_progress' THEN
        PERFORM guard.refuse('CALL_STATUS', 'rule');
    END IF;
    IF jsonb_array_length(kept) <> jsonb_array_length(before) + 1 OR kept - (-1) <> before
       OR before @> jsonb_build_array(jsonb_build_object('sha256', added -> 'sha256')) THEN
        PERFORM guard.refuse('CALL_FROZEN', 'rule');
    END IF;
    IF jsonb_array_length(kept) > guard.most_pictures() THEN
        PERFORM guard.refuse('SNAPSHOTS_TOO_MANY', 'rule');
    END IF;
    PERFORM guard.require_near((added ->> 'taken_at')::timestamptz);
    PERFORM guard.require_own_pictures(p_new.case_id, jsonb_build_array(added)::text);
    IF NOT EXISTS (SELECT FROM public.blob_chunks b
                   WHERE b.sha256 = added ->> 'sha256' AND b.position = 0
                     AND substr(b.data, 1, 3) = '\xffd8ff'::bytea) THEN
        PERFORM guard.refuse('SNAPSHOT_KIND', 'rule');
    END IF;
END $$;

-- Whether a call ends as put off by us and nothing else becomes of it.
CREATE FUNCTION guard.is_put_off(p_old public.calls, p_new public.calls) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT p_new.outcome = 'postponed_by_us' AND p_new.status = 'done' AND p_old.outcome IS NULL
           AND p_old.status IN ('scheduled', 'in_progress')
           AND to_jsonb(p_new) - ARRAY['status', 'outcome', 'note', 'ended_at', 'version']
               = to_jsonb(p_old) - ARRAY['status', 'outcome', 'note', 'ended_at', 'version']
$$;

CREATE FUNCTION guard.before_call() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    of public.cases;
BEGIN
    IF guard.is_exempt() THEN
        RETURN NEW;
    END IF;
    SELECT * INTO of FROM public.cases c WHERE c.id = NEW.case_id;
    me := guard.me();
    IF me.duty = 'director' AND TG_OP = 'UPDATE' THEN
        -- Taken away from its validator, who may be there: the case goes on through a call of somebody
        -- else's, so it has to be moved back in the same transaction (call_is_whole).
        PERFORM guard.check_separations(guard.separations_of_reassigning(), of, me, guard.now());
        IF of.state <> 'call_scheduled' OR NOT guard.is_put_off(OLD, NEW) THEN
            PERFORM guard.refuse('CALL_FROZEN', 'rule');
        END IF;
        PERFORM guard.require_near(NEW.ended_at);
        RETURN NEW;
    END IF;
    me := guard.require_acts_on(NEW.case_id);
    IF NEW.status = 'cancelled' AND TG_OP = 'UPDATE' THEN
        -- What is called off ends, and says nothing of anybody.
        IF to_jsonb(NEW) - ARRAY['status', 'ended_at', 'version']
           <> to_jsonb(OLD) - ARRAY['status', 'ended_at', 'version'] THEN
            PERFORM guard.refuse('CALL_FROZEN', 'rule');
        END IF;
        RETURN NEW;
    END IF;
    IF me.duty <> 'validator' THEN
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    IF TG_OP = 'UPDATE' AND guard.is_gone(NEW.validator_id, of.province) AND guard.is_put_off(OLD, NEW) THEN
        -- Of one who is gone: somebody else goes on, through a call of their own.
        PERFORM guard.require_near(NEW.ended_at);
        RETURN NEW;
    END IF;
    IF NEW.validator_id <> me.staff_id THEN
        PERFORM guard.refuse('NAME_OF_ANOTHER');
    END IF;
    PERFORM guard.check_separations(
        ARRAY['not_a_document_reviewer', 'not_the_person_concerned'], of, me, guard.now());
    IF TG_OP = 'INSERT' AND NEW.snapshots::jsonb <> '[]'::jsonb THEN
        PERFORM guard.refuse('CALL_FROZEN', 'rule');
    ELSIF TG_OP = 'UPDATE' AND NEW.snapshots IS DISTINCT FROM OLD.snapshots THEN
        PERFORM guard.require_one_more_picture(OLD, NEW);
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
        -- Whoever has been seen has been asked, and passed whatever they were asked.
        IF NEW.outcome = 'validated' AND OLD.outcome IS NULL AND (
            OLD.started_at IS NULL OR NEW.ended_at <= OLD.started_at
            OR jsonb_array_length(NEW.checks::jsonb) = 0
            OR EXISTS (SELECT FROM jsonb_array_elements(NEW.checks::jsonb) AS k
                       WHERE k ->> 'result' IS DISTINCT FROM 'passed')
        ) THEN
            PERFORM guard.refuse('CALL_STATUS', 'rule');
        END IF;
        IF NEW.status <> 'scheduled' AND of.state <> 'call_scheduled' THEN
            PERFORM guard.refuse('CALL_STATUS', 'rule');
        END IF;
        IF NEW.started_at IS NOT NULL AND OLD.started_at IS NULL
           AND NEW.started_at < OLD.starts_at - interval '1 hour' THEN
            PERFORM guard.refuse('CALL_TOO_EARLY', 'rule');
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
