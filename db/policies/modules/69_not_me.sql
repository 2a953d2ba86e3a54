-- A "no fui yo" code told at a desk. Whoever takes the call is shown nothing of the case, and has no
-- right to move it: the database judges the code and stops the person's changes itself, and the service
-- does the rest (holds, letters, the mark for the director). Stopping is the safe direction, so no duty
-- is asked for, as on a local file (app.stages.decision.not_me).

-- First step: keep the try. So many wrong ones in a quarter of an hour, then it must be waited for.
CREATE FUNCTION guard.offer_not_me(p_code text, p_workstation text DEFAULT '') RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.me();
    made bigint;
    moment timestamptz := guard.now();
BEGIN
    IF guard.is_exempt() THEN
        RETURN NULL;
    END IF;
    PERFORM guard.require_fresh();
    IF me.staff_id IS NULL THEN
        PERFORM guard.refuse('NOT_SIGNED_IN');
    END IF;
    IF length(p_code) > 64 OR length(p_workstation) > 200 THEN
        PERFORM guard.refuse('AUDIT_ENTRY_INVALID', 'rule');
    END IF;
    -- Held to the end of the transaction: tries on many connections come one after the other.
    PERFORM FROM public.staff s WHERE s.id = me.staff_id FOR NO KEY UPDATE;
    IF (SELECT count(*) FROM guard.not_me_offers o
        WHERE o.staff_id = me.staff_id AND o.is_right IS NOT TRUE
          AND o.at > moment - interval '15 minutes') >= guard.not_me_tries() THEN
        PERFORM guard.refuse('NOT_ME_TOO_MANY', 'rule');
    END IF;
    INSERT INTO guard.not_me_offers (staff_id, workstation, code_hash, xid, at)
    VALUES (me.staff_id, p_workstation, guard.code_hash(p_code), pg_current_xact_id(), moment)
    RETURNING id INTO made;
    RETURN made;
END $$;

-- What the last event of that kind says on the chain of a case; NULL where there is none.
CREATE FUNCTION guard.last_told(p_case text, p_action text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN e.canonical IS JSON THEN e.canonical::jsonb -> 'details' END
    FROM public.audit_events e
    WHERE e.chain = 'case:' || p_case AND starts_with(e.canonical, '{"action":"' || p_action || '"')
    ORDER BY e.sequence DESC LIMIT 1
$$;

-- The case whose notices carried a code: by its decision, else by the event of its approval, which
-- stays when somebody takes the decision out (app.trail.approvals).
CREATE FUNCTION guard.case_of_code(p_hash text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    by_row text;
    by_event text;
BEGIN
    SELECT d.case_id INTO by_row FROM public.decisions d WHERE d.not_me_hash = p_hash;
    IF by_row IS NOT NULL
       AND coalesce(guard.last_told(by_row, 'case.approved') ->> 'not_me', p_hash) = p_hash THEN
        RETURN by_row;
    END IF;
    -- By the index of kinds (migration 0009), and then by what is really written there.
    SELECT substr(e.chain, 6) INTO by_event FROM public.audit_events e
    WHERE (split_part(e.canonical, '"', 4) COLLATE "C") = 'case.approved'
      AND starts_with(e.canonical, '{"action":"case.approved"')
      AND position('"not_me":"' || p_hash || '"' IN e.canonical) > 0 LIMIT 1;
    RETURN coalesce(by_event, by_row);
END $$;

-- Whether a code was used and there is nothing more to stop by it (app.stages.decision.not_me._is_settled).
CREATE FUNCTION guard.is_settled(p_case public.cases, p_taken public.decisions, p_person public.people, p_is_changed boolean)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    old_mail text := coalesce(p_taken.before::jsonb ->> 'email', '');
BEGIN
    IF p_case.state <> 'refused' AND NOT EXISTS (
        SELECT FROM public.risk_marks m WHERE m.case_id = p_case.id AND m.code = 'ACCOUNT_FROZEN'
    ) AND NOT EXISTS (
        -- Reported just now: the service has not marked it yet.
        SELECT FROM guard.not_me_offers o WHERE o.case_id = p_case.id AND o.is_to_follow
    ) THEN
        RETURN false;
    END IF;
    RETURN NOT (
        p_person.frozen_at IS NULL
        -- Somebody other than whoever asked for the change was sent its code.
        AND (EXISTS (SELECT FROM public.outbox o
                     WHERE o.case_id = p_case.id AND o.template = ANY (guard.warnings()))
             OR old_mail <> ''
                AND guard.folds_alike(old_mail, coalesce(p_taken.after::jsonb ->> 'email', '')))
        AND (p_is_changed OR EXISTS (SELECT FROM public.cases c
                                     WHERE c.person_id = p_person.id AND c.state = 'on_hold'))
    );
END $$;

-- Second step: judge a try of an earlier transaction, and stop the changes of the person whom the
-- event of the approval names. Gives what the desk may say of it; NULL where no notice has the code.
CREATE FUNCTION guard.stop_by_code(p_offer bigint) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.me();
    offer guard.not_me_offers;
    moment timestamptz := guard.now();
    v_case text;
    stored public.cases;
    taken public.decisions;
    person public.people;
    number text;
    v_lost boolean;
    v_changed boolean;
    is_again boolean;
    effect text;
    facts jsonb;
BEGIN
    PERFORM guard.require_fresh();
    SELECT * INTO offer FROM guard.not_me_offers o
    WHERE o.id = p_offer AND o.staff_id = me.staff_id FOR UPDATE;
    IF offer.id IS NULL OR offer.is_right IS NOT NULL OR offer.xid = pg_current_xact_id()
       OR offer.at < moment - interval '1 minute' THEN
        PERFORM guard.refuse('OFFER_INVALID');
    END IF;
    v_case := guard.case_of_code(offer.code_hash);
    SELECT * INTO stored FROM public.cases c WHERE c.id = v_case;
    SELECT * INTO person FROM public.people p
    WHERE p.id = coalesce(guard.last_told(v_case, 'case.approved') ->> 'person', stored.person_id)
    FOR NO KEY UPDATE;
    UPDATE guard.not_me_offers o SET is_right = person.id IS NOT NULL, code_hash = '' WHERE o.id = offer.id;
    IF person.id IS NULL THEN
        PERFORM guard.seal('staff:' || me.staff_id, 'not_me.unknown_code', me.staff_id, moment,
                           offer.workstation, '{}');
        RETURN NULL;
    END IF;
    -- Again, now that nobody else decides about the person.
    SELECT * INTO stored FROM public.cases c WHERE c.id = v_case;
    SELECT * INTO taken FROM public.decisions d WHERE d.case_id = v_case;
    number := coalesce(stored.number, guard.last_told(v_case, 'case.received') ->> 'number', '');
    v_lost := stored.id IS NULL OR stored.person_id <> person.id
        OR taken.not_me_hash IS DISTINCT FROM offer.code_hash;
    v_changed := CASE WHEN v_lost THEN stored.id IS NULL OR EXISTS (
            SELECT FROM public.person_contacts p WHERE p.person_id = person.id AND p.case_id = v_case)
        ELSE taken.applied_at IS NOT NULL OR taken.before::jsonb IS DISTINCT FROM coalesce((
            SELECT p.contact::jsonb FROM public.person_contacts p
            WHERE p.person_id = person.id AND p.valid_to IS NULL), 'null'::jsonb) END;
    -- Where rows were altered only an event tells of a report, and a freeze must stand.
    is_again := CASE WHEN v_lost
        THEN person.frozen_at IS NOT NULL AND guard.last_told(v_case, 'person.not_me') IS NOT NULL
        ELSE guard.is_settled(stored, taken, person, v_changed) END;
    facts := jsonb_build_object('case', number) || CASE WHEN NOT v_lost THEN '{}'::jsonb
        ELSE jsonb_build_object('row', CASE WHEN taken.case_id IS NULL THEN 'missing' ELSE 'altered' END) END;
    IF is_again THEN
        effect := 'already_reported';
        facts := facts || jsonb_build_object('is_frozen', person.frozen_at IS NOT NULL);
        PERFORM guard.seal('case:' || v_case, 'person.not_me_again', me.staff_id, moment,
                           offer.workstation, facts::text);
    ELSE
        effect := CASE WHEN v_changed THEN 'frozen_after_change' ELSE 'stopped' END;
        UPDATE guard.not_me_offers o
        SET case_id = v_case, person_id = person.id, is_changed = v_changed,
            is_lost = v_lost, is_to_follow = true
        WHERE o.id = offer.id;
        IF person.frozen_at IS NULL THEN
            UPDATE public.people p
            SET frozen_at = moment, frozen_reason = guard.frozen_by_notice() || number,
                version = p.version + 1
            WHERE p.id = person.id RETURNING * INTO person;
        END IF;
        facts := facts || jsonb_build_object('effect', effect);
        PERFORM guard.seal(chain, 'person.not_me', me.staff_id, moment, offer.workstation, facts::text)
        FROM unnest(ARRAY['case:' || v_case, 'person:' || person.id]) AS chain;
    END IF;
    RETURN jsonb_build_object(
        'effect', effect, 'case_id', v_case, 'case_number', number, 'person_id', person.id,
        'needs_new_case', v_changed, 'is_frozen', person.frozen_at IS NOT NULL,
        'frozen_by', replace(coalesce(person.frozen_reason, ''), guard.frozen_by_notice(), ''),
        'is_record_lost', v_lost);
END $$;

-- Whether this very transaction judged a code of that person as right: then their changes stop.
CREATE FUNCTION guard.stops_now(p_person text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM guard.not_me_offers o
                   WHERE o.person_id = p_person AND o.is_to_follow AND guard.is_of_now(o.xmin))
$$;

-- Reports whose holds, letters and marks the service still has to see to, oldest first.
CREATE FUNCTION guard.reports_to_follow()
RETURNS TABLE (id bigint, case_id text, person_id text, is_changed boolean, is_lost boolean, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT o.id, o.case_id, o.person_id, o.is_changed, o.is_lost, o.at
    FROM guard.not_me_offers o WHERE o.is_to_follow ORDER BY o.id
$$;

-- Takes one of them, for good once the transaction commits; false where somebody else did.
CREATE FUNCTION guard.take_report(p_offer bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE guard.not_me_offers o SET is_to_follow = false WHERE o.id = p_offer AND o.is_to_follow;
    RETURN FOUND;
END $$;
