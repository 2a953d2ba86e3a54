-- Reading what is personal in two steps: a ticket is written, with its entry in the audit, and must
-- be committed before it opens anything. Whoever reads and rolls back has left the entry behind.

-- Whether somebody with that cédula is who the case is about: by any number of the person, or by
-- the cédula as the signed form has it.
CREATE FUNCTION guard.is_concerned(p_case text, p_person text, p_cedula text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM public.person_identifiers i
        WHERE i.person_id = p_person AND i.country = guard.home() AND i.value = p_cedula
    ) OR EXISTS (
        SELECT FROM public.case_papers p
        WHERE p.case_id = p_case
          AND upper(regexp_replace(
                coalesce(p.declared::jsonb -> 'fields' ->> guard.cedula_in_form(), ''),
                '[^[:alnum:]]', '', 'g')) = p_cedula
    )
$$;

-- The same, asked about oneself by whoever looks for work: numbers and papers of a case are not seen
-- before it is taken.
CREATE FUNCTION guard.concerns_me(p_case text, p_person text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(guard.is_concerned(p_case, p_person, (guard.login_holder()).cedula), false)
$$;

-- How many different cases and people one person may open in an hour.
CREATE FUNCTION guard.reading_limit() RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT 120 $$;

CREATE FUNCTION guard.admit(p_kind text, p_subject text, p_workstation text DEFAULT '') RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.me();
    of public.cases;
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
    IF length(p_workstation) > 200 THEN
        PERFORM guard.refuse('AUDIT_ENTRY_INVALID', 'rule');
    END IF;
    IF NOT EXISTS (SELECT FROM guard.readers r WHERE r.kind = p_kind AND r.duty = me.duty) THEN
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    IF p_kind = 'person' THEN
        IF NOT EXISTS (SELECT FROM public.people p WHERE p.id = p_subject) THEN
            PERFORM guard.refuse('PERSON_UNKNOWN', 'rule');
        END IF;
        IF guard.is_concerned('', p_subject, me.cedula) THEN
            PERFORM guard.refuse('SEPARATION_NOT_THE_PERSON_CONCERNED');
        END IF;
    ELSE
        SELECT * INTO of FROM public.cases c
        WHERE c.id = p_subject AND c.province = ANY (guard.provinces());
        IF of.id IS NULL THEN
            PERFORM guard.refuse('CASE_UNKNOWN', 'rule');
        END IF;
        IF guard.is_concerned(of.id, of.person_id, me.cedula) THEN
            PERFORM guard.refuse('SEPARATION_NOT_THE_PERSON_CONCERNED');
        END IF;
    END IF;
    -- The entry first: it locks the end of this person's chain, so that many connections of theirs
    -- come one after the other and do not share one limit.
    PERFORM guard.seal(
        'access:' || me.staff_id, 'access.' || p_kind, me.staff_id, moment, p_workstation,
        jsonb_build_object(CASE p_kind WHEN 'person' THEN 'person' ELSE 'case' END, p_subject)::text
    );
    IF (SELECT count(DISTINCT t.subject) FROM guard.tickets t
        WHERE t.staff_id = me.staff_id AND t.at > moment - interval '1 hour'
          AND t.subject <> p_subject) >= guard.reading_limit() THEN
        PERFORM guard.refuse('TOO_MANY_READ');
    END IF;
    INSERT INTO guard.tickets (staff_id, kind, subject, xid, at, expires_at)
    VALUES (me.staff_id, p_kind, p_subject, pg_current_xact_id(), moment, moment + interval '30 minutes')
    RETURNING id INTO made;
    RETURN made;
END $$;

-- The hashes of the frames that a draft keeps (app.domain.review.VideoSnapshot).
CREATE FUNCTION guard.frames_of(p_draft text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ARRAY(SELECT frame ->> 'sha256' FROM jsonb_array_elements(
        CASE jsonb_typeof(p_draft::jsonb -> 'snapshots')
            WHEN 'array' THEN p_draft::jsonb -> 'snapshots' ELSE '[]'::jsonb END) AS frame)
$$;

-- The same for one file, of whichever case of the person's provinces has it; their own first.
CREATE FUNCTION guard.admit_file(p_sha256 text, p_workstation text DEFAULT '') RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.me();
    of text;
BEGIN
    IF guard.is_exempt() THEN
        RETURN NULL;
    END IF;
    SELECT c.id INTO of FROM public.cases c
    WHERE c.province = ANY (guard.provinces()) AND c.id IN (
        SELECT f.case_id FROM public.case_files f WHERE f.sha256 = p_sha256
        UNION
        SELECT k.case_id FROM public.calls k
        WHERE position(p_sha256 IN k.snapshots) > 0 AND length(p_sha256) = 64
        UNION
        SELECT r.case_id FROM public.reviews r
        WHERE position(p_sha256 IN r.draft) > 0 AND p_sha256 = ANY (guard.frames_of(r.draft))
        UNION
        SELECT w.case_id FROM public.review_drafts w
        WHERE w.staff_id = me.staff_id AND p_sha256 = ANY (guard.frames_of(w.draft))
        UNION
        SELECT d.case_id FROM public.documents d WHERE d.sha256 = p_sha256
    )
    ORDER BY (c.claimed_by IS NOT DISTINCT FROM me.staff_id) DESC, c.received_at DESC LIMIT 1;
    IF of IS NULL THEN
        PERFORM guard.refuse('FILE_UNKNOWN', 'rule');
    END IF;
    RETURN guard.admit('evidence', of, p_workstation);
END $$;

-- Cases whose personal data (or evidence) this person may read now, by tickets of others'
-- transactions or earlier ones of their own; a savepoint has the number of its transaction.
CREATE FUNCTION guard.admitted(p_kind text) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.me();
BEGIN
    IF me.staff_id IS NULL THEN
        RETURN ARRAY[]::text[];
    END IF;
    RETURN ARRAY(
        SELECT DISTINCT t.subject FROM guard.tickets t
        WHERE t.staff_id = me.staff_id AND t.kind = p_kind AND t.expires_at > guard.now()
          AND t.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
    );
END $$;

CREATE FUNCTION guard.admitted_people() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ARRAY(
        SELECT c.person_id FROM public.cases c
        WHERE c.id = ANY (guard.admitted('case')) AND c.province = ANY (guard.provinces())
        UNION
        SELECT unnest(guard.admitted('person'))
    )
$$;

CREATE FUNCTION guard.admitted_chains() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ARRAY(
        SELECT 'case:' || subject FROM unnest(guard.admitted('case')) AS subject
        UNION ALL
        -- Whether changes of a person are stopped is said by their events as well.
        SELECT 'person:' || subject FROM unnest(guard.admitted_people()) AS subject
    )
$$;

CREATE FUNCTION guard.admitted_blobs() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ARRAY(
        SELECT f.sha256 FROM public.case_files f WHERE f.case_id = ANY (guard.admitted('evidence'))
        UNION
        SELECT shot ->> 'sha256'
        FROM public.calls k, jsonb_array_elements(k.snapshots::jsonb) AS shot
        WHERE k.case_id = ANY (guard.admitted('evidence'))
        UNION
        SELECT unnest(guard.frames_of(r.draft)) FROM public.reviews r
        WHERE r.case_id = ANY (guard.admitted('evidence'))
        UNION
        SELECT unnest(guard.frames_of(w.draft)) FROM public.review_drafts w
        WHERE w.case_id = ANY (guard.admitted('evidence')) AND w.staff_id = guard.my_id()
        UNION
        SELECT d.sha256 FROM public.documents d WHERE d.case_id = ANY (guard.admitted('evidence'))
    )
$$;

