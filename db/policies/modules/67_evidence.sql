-- Papers, files and documents: what was handed in stays, and nobody borrows what is not of the case.

-- A file may be named with a case when it was stored by this very transaction or is of the case
-- already: else naming it would be a way to read it.
CREATE FUNCTION guard.is_own_file(p_case text, p_sha256 text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM public.blobs b WHERE b.sha256 = p_sha256 AND guard.is_of_now(b.xmin))
        OR EXISTS (SELECT FROM public.case_files f WHERE f.case_id = p_case AND f.sha256 = p_sha256)
        OR EXISTS (SELECT FROM public.documents d WHERE d.case_id = p_case AND d.sha256 = p_sha256)
        OR EXISTS (SELECT FROM public.calls k, jsonb_array_elements(k.snapshots::jsonb) AS shot
                   WHERE k.case_id = p_case AND shot ->> 'sha256' = p_sha256)
        OR EXISTS (SELECT FROM public.reviews r
                   WHERE r.case_id = p_case AND p_sha256 = ANY (guard.frames_of(r.draft)))
        -- A frame that was left out may be kept again; only the database itself says which there were.
        OR EXISTS (SELECT FROM public.audit_events e
                   WHERE e.chain = 'case:' || p_case
                     AND e.canonical LIKE '{"action":"row.review\_drafts\_frames"%'
                     AND e.canonical::jsonb -> 'details' -> 'frames' ? p_sha256)
$$;

CREATE FUNCTION guard.require_own_frames(p_case text, p_draft text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM unnest(guard.frames_of(p_draft)) AS frame
               WHERE NOT coalesce(guard.is_own_file(p_case, frame), false)) THEN
        PERFORM guard.refuse('FILE_UNKNOWN', 'rule');
    END IF;
END $$;

-- What a review calls conforming, that very reviewer had leave to look at, by a transaction before this
-- one and since the file came; and nobody accepts a case of which they had no leave at all. Which of the
-- files were looked at, page by page, is the program's to hold (app.stages.review.read_files).
CREATE FUNCTION guard.require_read(p_review public.reviews, p_staff text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.case_files f
        WHERE f.case_id = p_review.case_id
          AND p_review.draft::jsonb #>> ARRAY['requirements', f.requirement, 'verdict'] = guard.conforms()
          AND f.round = (SELECT max(n.round) FROM public.case_files n
                         WHERE n.case_id = f.case_id AND n.requirement = f.requirement)
          AND NOT guard.could_read(p_staff, f.sha256, f.received_at)
    ) OR p_review.outcome = 'accept' AND NOT EXISTS (
        SELECT FROM public.case_files f
        WHERE f.case_id = p_review.case_id AND guard.could_read(p_staff, f.sha256, f.received_at)
    ) THEN
        PERFORM guard.refuse('EVIDENCE_NOT_OPENED', 'rule');
    END IF;
END $$;

-- Whether somebody had leave to read these bytes after that instant, through whichever case has them.
CREATE FUNCTION guard.could_read(p_staff text, p_sha256 text, p_since timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM guard.tickets t JOIN public.case_files f ON f.case_id = t.subject
        WHERE t.staff_id = p_staff AND t.kind = 'evidence' AND f.sha256 = p_sha256
          AND t.expires_at > p_since AND t.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
    )
$$;

-- Which frames somebody keeps, whoever said what about it.
CREATE FUNCTION guard.note_frames() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before text[] := CASE WHEN TG_OP = 'UPDATE' THEN guard.frames_of(OLD.draft) ELSE ARRAY[]::text[] END;
    kept text[] := guard.frames_of(NEW.draft);
BEGIN
    IF kept IS DISTINCT FROM before THEN
        PERFORM guard.note_row('case:' || NEW.case_id, 'row.review_drafts_frames',
            jsonb_build_object('frames', to_jsonb(kept)));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard.require_own_pictures(p_case text, p_snapshots text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM jsonb_array_elements(p_snapshots::jsonb) AS shot
               WHERE NOT guard.is_own_file(p_case, shot ->> 'sha256')) THEN
        PERFORM guard.refuse('FILE_UNKNOWN', 'rule');
    END IF;
END $$;

CREATE FUNCTION guard.before_document() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NEW;
    END IF;
    -- The record that nobody asked for is issued by the service, in the name of nobody.
    IF NEW.issued_by IS DISTINCT FROM guard.my_id() OR NEW.issued_by IS NULL <> guard.is_service() THEN
        PERFORM guard.refuse('NAME_OF_ANOTHER');
    END IF;
    IF NOT EXISTS (SELECT FROM public.cases c
                   WHERE c.id = NEW.case_id AND c.state IN ('approved', 'refused')
                     AND c.province = ANY (guard.provinces()))
       OR NOT (guard.is_service() OR NEW.case_id = ANY (guard.admitted('case'))) THEN
        PERFORM guard.refuse('MOVE_NOT_ALLOWED', 'rule');
    END IF;
    IF NOT guard.is_own_file(NEW.case_id, NEW.sha256) THEN
        PERFORM guard.refuse('FILE_UNKNOWN', 'rule');
    END IF;
    PERFORM guard.require_near(NEW.issued_at);
    RETURN NEW;
END $$;

-- Cases that may have got something from this person in this transaction.
CREATE FUNCTION guard.touched_now() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ARRAY(
        SELECT c.id FROM public.cases c WHERE c.claimed_by = guard.my_id()
        UNION
        SELECT a.case_id FROM guard.acts a WHERE a.xid = pg_current_xact_id_if_assigned()
        UNION
        SELECT k.case_id FROM public.calls k
        WHERE k.validator_id = guard.my_id() AND k.status <> 'cancelled' AND guard.is_of_now(k.xmin)
    )
$$;

-- At the end of the transaction: bytes are what their name says, and something is made of them.
CREATE FUNCTION guard.blob_is_whole() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept public.blobs;
    found record;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NULL;
    END IF;
    SELECT * INTO kept FROM public.blobs b WHERE b.sha256 = NEW.sha256;
    IF kept.size > 33554432 THEN
        PERFORM guard.refuse('BLOB_FROZEN', 'rule');
    END IF;
    SELECT count(*) AS chunks, sum(length(c.data)) AS size,
           encode(sha256(coalesce(string_agg(c.data, ''::bytea ORDER BY c.position), ''::bytea)), 'hex') AS hash
    INTO found FROM public.blob_chunks c WHERE c.sha256 = NEW.sha256;
    IF found.chunks <> kept.chunks OR coalesce(found.size, 0) <> kept.size OR found.hash <> kept.sha256 THEN
        PERFORM guard.refuse('BLOB_FROZEN', 'rule');
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.case_files f WHERE f.sha256 = NEW.sha256 AND guard.is_service()
        UNION ALL
        SELECT FROM public.documents d WHERE d.sha256 = NEW.sha256 AND guard.is_of_now(d.xmin)
        UNION ALL
        SELECT FROM unnest(guard.touched_now()) AS touched
        JOIN public.calls k ON k.case_id = touched
        WHERE guard.is_of_now(k.xmin) AND position(NEW.sha256 IN k.snapshots) > 0
        UNION ALL
        SELECT FROM unnest(guard.touched_now()) AS touched
        JOIN public.review_drafts d ON d.case_id = touched
        WHERE guard.is_of_now(d.xmin) AND d.staff_id = guard.my_id()
          AND NEW.sha256 = ANY (guard.frames_of(d.draft))
        UNION ALL
        SELECT FROM unnest(guard.touched_now()) AS touched
        JOIN public.outbox o ON o.case_id = touched
        WHERE guard.is_of_now(o.xmin) AND position(NEW.sha256 IN o.attachments) > 0
    ) THEN
        PERFORM guard.refuse('BLOB_FROZEN', 'rule');
    END IF;
    RETURN NULL;
END $$;

-- What was declared stays as it was judged: it changes only with a correction that comes in.
CREATE FUNCTION guard.before_papers_update() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.is_maintenance() AND NOT EXISTS (
        SELECT FROM public.cases c
        WHERE c.id = NEW.case_id AND NEW.case_id = OLD.case_id
          AND (c.state = 'awaiting_citizen' OR c.state = 'received' AND guard.is_of_now(c.xmin))
    ) THEN
        PERFORM guard.refuse('PAPERS_FROZEN', 'rule');
    END IF;
    RETURN NEW;
END $$;

-- A case begins at its beginning.
CREATE FUNCTION guard.before_case_insert() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NEW;
    END IF;
    IF NEW.state <> 'received' OR NEW.round <> 1 OR NEW.no_shows <> 0 OR NEW.version <> 1 OR NOT NEW.is_open
       OR num_nonnulls(NEW.reviewed_by, NEW.validated_by, NEW.decided_by, NEW.hold_until, NEW.claimed_by) > 0 THEN
        PERFORM guard.refuse('CASE_FROZEN', 'rule');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard.before_view() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.is_maintenance() AND (length(NEW.view) > 65536 OR TG_OP = 'INSERT' AND
       (SELECT count(*) FROM public.saved_views v WHERE v.staff_id = NEW.staff_id) >= 200) THEN
        PERFORM guard.refuse('VIEW_TOO_LARGE', 'rule');
    END IF;
    RETURN NEW;
END $$;
