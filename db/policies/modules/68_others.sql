-- Whoever else has the same address, the same bytes or nearly the same picture: how many, never who, of
-- all provinces, and only for what the reader has leave to see.

-- The keys of what a case asks for follow its papers; they are looked up, never believed.
CREATE FUNCTION guard.before_declared_key() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    this record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    asked jsonb;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN this;
    END IF;
    SELECT p.declared::jsonb -> 'contact' INTO asked
    FROM public.case_papers p JOIN public.cases c ON c.id = p.case_id
    WHERE p.case_id = this.case_id AND c.person_id = this.person_id AND guard.is_of_now(p.xmin);
    -- Letters beyond ASCII fold differently here and in the program.
    IF asked IS NULL OR TG_OP = 'UPDATE'
       OR TG_OP = 'INSERT' AND this.value ~ '^[ -~]*$'
          AND this.value <> ALL (guard.contact_keys(asked)) THEN
        PERFORM guard.refuse('PAPERS_FROZEN', 'rule');
    END IF;
    RETURN this;
END $$;

-- How many other people have each of these in force, or ask for it in a case that is open or ended
-- since then: whatever is declared in a case the reader opened, or is in force for the person of one.
CREATE FUNCTION guard.others_with_contact(p_person text, p_keys text[], p_ended_since timestamptz)
RETURNS TABLE (key text, people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.is_exempt() AND EXISTS (
        -- Letters beyond ASCII fold differently here and in the program.
        SELECT FROM unnest(p_keys) AS asked(one) WHERE asked.one ~ '^[ -~]*$' AND asked.one <> ALL (ARRAY(
            SELECT unnest(guard.contact_keys(p.declared::jsonb -> 'contact'))
            FROM public.case_papers p JOIN public.cases c ON c.id = p.case_id
            WHERE c.person_id = p_person AND c.id = ANY (guard.admitted('case'))
            UNION
            SELECT unnest(guard.contact_keys(k.contact::jsonb)) FROM public.person_contacts k
            WHERE k.person_id = p_person AND k.valid_to IS NULL
              AND p_person = ANY (guard.admitted_people())
        ))
    ) THEN
        PERFORM guard.refuse('CONTACT_NOT_OPENED');
    END IF;
    RETURN QUERY SELECT found.value, count(*) FROM (
        SELECT k.value, k.person_id FROM public.contact_keys k
        WHERE k.value = ANY (p_keys) AND k.person_id <> p_person
        UNION
        SELECT d.value, d.person_id FROM public.declared_keys d JOIN public.cases c ON c.id = d.case_id
        WHERE d.value = ANY (p_keys) AND d.person_id <> p_person
          AND (c.is_open OR c.state_since >= p_ended_since)
    ) AS found GROUP BY found.value;
END $$;

-- How many other people handed in the very bytes of a file of this person.
CREATE FUNCTION guard.others_with_file(p_person text, p_sha256 text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.is_exempt() AND NOT EXISTS (
        SELECT FROM public.case_files f JOIN public.cases c ON c.id = f.case_id
        WHERE f.sha256 = p_sha256 AND c.person_id = p_person AND c.id = ANY (guard.admitted('case'))
    ) THEN
        PERFORM guard.refuse('FILE_UNKNOWN', 'rule');
    END IF;
    RETURN (SELECT count(DISTINCT c.person_id)
            FROM public.case_files f JOIN public.cases c ON c.id = f.case_id
            WHERE f.sha256 = p_sha256 AND c.person_id <> p_person);
END $$;

-- The hashes of the pictures of a case that was opened.
CREATE FUNCTION guard.pictures_of(p_case text) RETURNS TABLE (bits bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.is_exempt() AND NOT p_case = ANY (guard.admitted('case')) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT h.bits FROM public.picture_hashes h JOIN public.case_files f ON f.id = h.file_id
    WHERE f.case_id = p_case ORDER BY h.file_id;
END $$;

-- How many other people handed in a picture near one of this person's. The bands say where to look
-- (db.picture_bands); too few of them only hide from the caller what there is.
CREATE FUNCTION guard.others_with_picture(
    p_person text, p_bits bigint, p_distance integer,
    p_band0 integer[], p_band1 integer[], p_band2 integer[], p_band3 integer[]
) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.is_exempt() AND (p_distance > 11 OR NOT EXISTS (
        SELECT FROM public.picture_hashes h JOIN public.case_files f ON f.id = h.file_id
        WHERE h.bits = p_bits AND h.person_id = p_person AND f.case_id = ANY (guard.admitted('case'))
    )) THEN
        PERFORM guard.refuse('FILE_UNKNOWN', 'rule');
    END IF;
    RETURN (SELECT count(DISTINCT h.person_id) FROM public.picture_hashes h
            WHERE (h.band0 = ANY (p_band0) OR h.band1 = ANY (p_band1)
                   OR h.band2 = ANY (p_band2) OR h.band3 = ANY (p_band3))
              AND h.person_id <> p_person
              AND bit_count((h.bits # p_bits)::bit(64)) <= p_distance);
END $$;
