-- At the end of the transaction: no move without what belongs to it, and nothing of it without the
-- move. Whoever has these looked at early (SET CONSTRAINTS) finds that nothing can be taken back
-- afterwards: one move a transaction, and what it brought is frozen by the guards of the rows.

CREATE FUNCTION guard.case_is_whole() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF guard.is_maintenance() OR NEW.state = OLD.state THEN
        RETURN NULL;
    END IF;
    IF NEW.state IN ('approved', 'on_hold') OR OLD.state IN ('to_decide', 'on_hold') AND NEW.state = 'refused' THEN
        PERFORM guard.require_whole_decision(NEW.id);
    END IF;
    IF guard.is_service() THEN
        RETURN NULL;
    END IF;
    IF OLD.state IN ('to_review', 'second_review') AND NEW.state <> 'withdrawn' THEN
        PERFORM guard.require_review(OLD, NEW);
    ELSIF NEW.state IN ('to_review', 'second_review') THEN
        PERFORM guard.require_undone(NEW);
    ELSIF NEW.state = 'call_scheduled' THEN
        IF NOT EXISTS (SELECT FROM public.calls k
                       WHERE k.case_id = NEW.id AND k.status = 'scheduled' AND k.validator_id = guard.my_id()
                         AND guard.is_of_now(k.xmin)) THEN
            PERFORM guard.refuse('CALL_MISSING', 'rule');
        END IF;
    ELSIF OLD.state = 'call_scheduled' AND NEW.state <> 'withdrawn' THEN
        PERFORM guard.require_outcome(NEW);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard.require_review(p_old public.cases, p_new public.cases) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.reviews r
        WHERE r.case_id = p_new.id AND r.staff_id = p_new.reviewed_by AND r.round = p_new.round
          AND r.undone_at IS NULL AND r.came_from = p_old.state
          AND r.committed_at > guard.now() - interval '5 minutes'
          AND r.outcome = CASE p_new.state
              WHEN 'to_schedule' THEN 'accept' WHEN 'awaiting_citizen' THEN 'return'
              WHEN 'refused' THEN 'refuse' WHEN 'second_review' THEN 'second_review' END
    ) THEN
        PERFORM guard.refuse('REVIEW_MISSING', 'rule');
    END IF;
    IF p_new.state = 'awaiting_citizen' AND NOT EXISTS (
        SELECT FROM public.term_pauses t WHERE t.case_id = p_new.id AND t.ends_at IS NULL
    ) THEN
        PERFORM guard.refuse('PAUSE_MISSING', 'rule');
    END IF;
END $$;

-- What was taken back stands no more, and none of its messages leaves.
CREATE FUNCTION guard.require_undone(p_new public.cases) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.reviews r
        WHERE r.case_id = p_new.id AND r.round = p_new.round AND r.came_from = p_new.state
          AND r.undone_at IS NULL
    ) OR NOT EXISTS (
        SELECT FROM public.reviews r
        WHERE r.case_id = p_new.id AND r.staff_id = guard.my_id() AND r.came_from = p_new.state
          AND r.undone_at IS NOT NULL AND guard.is_of_now(r.xmin)
    ) THEN
        PERFORM guard.refuse('REVIEW_NOT_UNDONE', 'rule');
    END IF;
    IF EXISTS (
        SELECT FROM public.reviews r
        JOIN public.outbox o ON o.case_id = r.case_id AND r.messages::jsonb ? o.id
        WHERE r.case_id = p_new.id AND guard.is_of_now(r.xmin) AND o.status <> 'cancelled'
    ) THEN
        PERFORM guard.refuse('UNDO_TOO_LATE', 'rule');
    END IF;
END $$;

CREATE FUNCTION guard.require_outcome(p_new public.cases) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    how text;
BEGIN
    SELECT k.outcome INTO how FROM public.calls k
    WHERE k.case_id = p_new.id AND k.status = 'done' AND guard.is_of_now(k.xmin)
      AND (k.validator_id = guard.my_id() OR k.outcome = 'postponed_by_us');
    IF how IS NULL OR NOT EXISTS (
        SELECT FROM guard.outcomes o WHERE o.outcome = how AND o.target = p_new.state
    ) THEN
        PERFORM guard.refuse('OUTCOME_MISSING', 'rule');
    END IF;
END $$;

CREATE FUNCTION guard.require_whole_decision(p_case text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    of public.cases;
    taken public.decisions;
    in_force public.person_contacts;
    old_mail text;
    new_mail text;
BEGIN
    SELECT * INTO of FROM public.cases c WHERE c.id = p_case;
    SELECT * INTO taken FROM public.decisions d WHERE d.case_id = p_case;
    IF taken.decided_by IS NULL OR taken.decided_by IS DISTINCT FROM of.decided_by
       OR of.state NOT IN ('approved', 'on_hold', 'refused')
       OR of.state IN ('approved', 'on_hold') AND taken.outcome <> 'approved' THEN
        PERFORM guard.refuse('DECISION_MISSING', 'rule');
    END IF;
    IF of.state = 'on_hold' AND (taken.hold_until IS DISTINCT FROM of.hold_until OR taken.applied_at IS NOT NULL)
       OR of.state = 'approved' AND taken.applied_at IS NULL
       OR taken.outcome = 'approved' AND taken.not_me_hash IS NULL
       OR taken.outcome = 'refused' AND num_nonnulls(taken.after, taken.applied_at, taken.hold_until) > 0
       OR taken.outcome = 'approved' AND of.state = 'refused' AND taken.hold_until IS NULL THEN
        PERFORM guard.refuse('DECISION_MISSING', 'rule');
    END IF;
    SELECT * INTO in_force FROM public.person_contacts p
    WHERE p.person_id = of.person_id AND p.valid_to IS NULL;
    IF of.state = 'approved' AND (in_force.contact::jsonb IS DISTINCT FROM taken.after::jsonb
       OR in_force.case_id IS DISTINCT FROM of.id
       OR NOT guard.is_keyed(of.person_id, in_force.contact::jsonb)) THEN
        PERFORM guard.refuse('CHANGE_NOT_APPLIED', 'rule');
    END IF;
    IF of.state <> 'approved' AND in_force.case_id IS NOT DISTINCT FROM of.id THEN
        PERFORM guard.refuse('CHANGE_NOT_DECLARED', 'rule');
    END IF;
    IF guard.is_service() THEN
        RETURN;
    END IF;
    IF (taken.outcome = 'approved') <> (of.state IN ('approved', 'on_hold')) THEN
        PERFORM guard.refuse('DECISION_MISSING', 'rule');
    END IF;
    -- Codes, holds and checks go by the event of an approval: none without it.
    IF guard.moved_now(of.id, ARRAY['approve', 'approve_with_hold']) AND NOT EXISTS (
        SELECT FROM public.audit_events e
        WHERE e.chain = 'case:' || of.id AND guard.is_of_now(e.xmin)
          AND starts_with(e.canonical, '{"action":"case.approved"')
    ) THEN
        PERFORM guard.refuse('APPROVAL_NOT_TOLD', 'rule');
    END IF;
    -- Whoever could be robbed by the change is told of it in the same transaction.
    old_mail := coalesce(taken.before::jsonb ->> 'email', '');
    SELECT coalesce(p.declared::jsonb #>> '{contact,email}', '') INTO new_mail
    FROM public.case_papers p WHERE p.case_id = of.id;
    IF old_mail <> '' AND NOT guard.folds_alike(old_mail, new_mail) AND NOT guard.is_warned(taken, old_mail) THEN
        PERFORM guard.refuse('OLD_ADDRESS_NOT_TOLD', 'rule');
    END IF;
    IF taken.outcome = 'refused' AND new_mail <> '' AND NOT guard.is_warned(taken, new_mail) THEN
        PERFORM guard.refuse('NEW_ADDRESS_NOT_TOLD', 'rule');
    END IF;
END $$;

-- Whether a person is found by exactly what is in force; letters beyond ASCII fold differently here.
CREATE FUNCTION guard.is_keyed(p_person text, p_contact jsonb) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT kept.keys @> wanted.keys AND kept.keys <@ wanted.keys
    FROM (SELECT ARRAY(SELECT k.value FROM public.contact_keys k
                       WHERE k.person_id = p_person AND k.value ~ '^[ -~]*$') AS keys) AS kept,
         (SELECT ARRAY(SELECT key FROM unnest(guard.contact_keys(p_contact)) AS key
                       WHERE key ~ '^[ -~]*$') AS keys) AS wanted
$$;

-- One address written twice: letter for letter, A to Z without regard to case, nothing else.
CREATE FUNCTION guard.folds_alike(a text, b text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT translate(a, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')
         = translate(b, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')
$$;

-- A decision, or contact data, written without moving its case.
CREATE FUNCTION guard.decision_is_whole() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.is_maintenance() THEN
        PERFORM guard.require_whole_decision(NEW.case_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard.contact_is_whole() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    next public.person_contacts;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NULL;
    END IF;
    -- Whatever was closed was closed for what is in force now.
    SELECT * INTO next FROM public.person_contacts p
    WHERE p.person_id = NEW.person_id AND p.valid_to IS NULL;
    IF next.case_id IS NULL OR next.valid_from < guard.now() - interval '5 minutes' THEN
        PERFORM guard.refuse('CHANGE_NOT_APPLIED', 'rule');
    END IF;
    PERFORM guard.require_whole_decision(next.case_id);
    IF NOT EXISTS (SELECT FROM public.cases c WHERE c.id = next.case_id AND c.state = 'approved') THEN
        PERFORM guard.refuse('CHANGE_NOT_APPLIED', 'rule');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard.call_is_whole() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    state text;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NULL;
    END IF;
    SELECT c.state INTO state FROM public.cases c WHERE c.id = NEW.case_id;
    IF TG_OP = 'INSERT' AND state IS DISTINCT FROM 'call_scheduled'
       OR TG_OP = 'UPDATE' AND OLD.outcome IS NULL AND NEW.outcome IS NOT NULL
          AND state IS NOT DISTINCT FROM 'call_scheduled' THEN
        PERFORM guard.refuse('CALL_STATUS', 'rule');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard.pause_is_whole() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.is_maintenance() AND (NEW.ends_at IS NULL) <> EXISTS (
        SELECT FROM public.cases c WHERE c.id = NEW.case_id AND c.state = 'awaiting_citizen'
    ) THEN
        PERFORM guard.refuse('PAUSE_FROZEN', 'rule');
    END IF;
    RETURN NULL;
END $$;
