-- Events are believed: by whoever decides, delivers, ends a hold, checks or restores. So nobody says
-- of a case or a person what this very transaction did not do.

-- What only the service or this database says, whoever is signed in.
CREATE FUNCTION guard.said_by_none() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ARRAY['case.received', 'case.resubmitted', 'case.inspected', 'case.applied_after_hold',
        'case.hold_prolonged', 'case.hold_looked_at', 'case.closed_unanswered', 'case.claim_expired',
        'case.stopped_by_person', 'message.handed_over', 'message.failed', 'message.dropped',
        'person.not_me', 'person.not_me_again', 'person.not_me_followed']
$$;

-- Whether the messages an event says were queued with it are: of this case (or a case of this
-- person), and stored by this transaction.
CREATE FUNCTION guard.are_queued_now(p_kind text, p_subject text, p_messages jsonb) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT NOT EXISTS (
        SELECT FROM (
            SELECT jsonb_object_keys(p_messages) AS id WHERE jsonb_typeof(p_messages) = 'object'
            UNION ALL
            SELECT jsonb_array_elements_text(p_messages) WHERE jsonb_typeof(p_messages) = 'array'
        ) AS said
        WHERE NOT EXISTS (
            SELECT FROM public.outbox o LEFT JOIN public.cases c ON c.id = o.case_id
            WHERE o.id = said.id AND guard.is_of_now(o.xmin)
              AND CASE p_kind WHEN 'case' THEN o.case_id = p_subject
                              WHEN 'person' THEN c.person_id = p_subject ELSE o.case_id IS NULL END
        )
    )
$$;

CREATE FUNCTION guard.is_so(p_kind text, p_subject text, p_action text, p_details jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_action = ANY (guard.said_by_none())
       OR p_details ? 'messages' AND NOT guard.are_queued_now(p_kind, p_subject, p_details -> 'messages') THEN
        RETURN false;
    END IF;
    IF p_kind = 'person' THEN
        RETURN EXISTS (SELECT FROM public.people p WHERE p.id = p_subject) AND CASE p_action
            WHEN 'contact.replaced' THEN EXISTS (
                SELECT FROM public.person_contacts k WHERE k.person_id = p_subject AND guard.is_of_now(k.xmin))
            WHEN 'person.unfrozen' THEN EXISTS (
                SELECT FROM public.people p WHERE p.id = p_subject AND p.frozen_at IS NULL
                  AND guard.is_of_now(p.xmin))
            ELSE p_action LIKE 'person.%' END;
    END IF;
    IF p_kind <> 'case' THEN
        RETURN p_action NOT LIKE 'case.%' AND p_action NOT LIKE 'person.%';
    END IF;
    RETURN CASE
        -- Once, of the person it is about, and with the code of the decision itself.
        WHEN p_action = 'case.approved' THEN
            guard.moved_now(p_subject, ARRAY['approve', 'approve_with_hold'])
            AND EXISTS (
                SELECT FROM public.cases c JOIN public.decisions d ON d.case_id = c.id
                WHERE c.id = p_subject AND p_details ->> 'person' = c.person_id
                  AND p_details ->> 'not_me' IS NOT DISTINCT FROM d.not_me_hash)
            AND NOT EXISTS (
                SELECT FROM public.audit_events e
                WHERE e.chain = 'case:' || p_subject AND guard.is_of_now(e.xmin)
                  AND starts_with(e.canonical, '{"action":"case.approved"'))
        WHEN p_action IN ('case.refused', 'case.withdrawn') THEN guard.moved_now(p_subject, NULL)
        WHEN p_action IN ('review.committed', 'review.undone') THEN EXISTS (
            SELECT FROM public.reviews r WHERE r.case_id = p_subject AND guard.is_of_now(r.xmin))
        WHEN p_action LIKE 'review.snapshot\_%' THEN EXISTS (
            SELECT FROM public.review_drafts r WHERE r.case_id = p_subject AND guard.is_of_now(r.xmin))
        WHEN p_action = 'document.issued' THEN EXISTS (
            SELECT FROM public.documents d WHERE d.case_id = p_subject AND guard.is_of_now(d.xmin))
        WHEN p_action LIKE 'call.%' AND p_action <> 'call.answer_revealed'
             OR p_action LIKE 'case.validation\_%' THEN EXISTS (
            SELECT FROM public.calls k WHERE k.case_id = p_subject AND guard.is_of_now(k.xmin))
        ELSE p_action NOT LIKE 'contact.%' AND p_action NOT LIKE 'person.%' END;
END $$;
