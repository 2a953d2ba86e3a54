-- Decisions and contact data in force: the one thing this program is there to protect.

CREATE FUNCTION guard.before_decision() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    of public.cases;
    declared jsonb;
    in_force jsonb;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NEW;
    END IF;
    SELECT * INTO of FROM public.cases c WHERE c.id = NEW.case_id;
    IF TG_OP = 'UPDATE' THEN
        -- A hold ends by the clock; no person ends it.
        IF NOT guard.is_service() OR of.state <> 'on_hold' OR OLD.hold_until > guard.now() THEN
            PERFORM guard.refuse('DECISION_FROZEN', 'rule');
        END IF;
        PERFORM guard.require_near(NEW.applied_at);
        RETURN NEW;
    END IF;
    me := guard.me();
    IF me.duty IS DISTINCT FROM 'validator' THEN
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    IF of.claimed_by IS DISTINCT FROM me.staff_id OR of.lease_until <= guard.now() THEN
        PERFORM guard.refuse('SEPARATION_HOLDS_THE_CASE');
    END IF;
    IF of.validated_by IS DISTINCT FROM me.staff_id THEN
        PERFORM guard.refuse('SEPARATION_THE_IDENTITY_VALIDATOR');
    END IF;
    PERFORM guard.check_separations(
        (SELECT m.separations FROM guard.moves m
         WHERE m.move = 'approve' AND m.source = 'to_decide' AND m.duty = 'validator'),
        of, me, guard.now());
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
    IF guard.is_maintenance() THEN
        RETURN NEW;
    END IF;
    me := guard.me();
    IF me.staff_id IS NULL AND NOT guard.is_service() THEN
        PERFORM guard.refuse('NOT_SIGNED_IN');
    END IF;
    -- Only while deciding about that very person, or when the hold of such a decision is over.
    SELECT c.* INTO of FROM public.cases c JOIN public.decisions d ON d.case_id = c.id
    WHERE c.person_id = NEW.person_id AND (TG_OP = 'UPDATE' OR c.id = NEW.case_id)
      AND d.outcome = 'approved' AND CASE WHEN me.staff_id IS NULL
          THEN c.state = 'on_hold' AND d.hold_until <= guard.now() AND c.hold_until <= guard.now()
          ELSE c.state = 'to_decide' AND d.hold_until IS NULL
               AND c.claimed_by = me.staff_id AND d.decided_by = me.staff_id END;
    IF of.id IS NULL THEN
        -- A hold that was applied by this transaction already moved its case.
        SELECT c.* INTO of FROM public.cases c JOIN public.decisions d ON d.case_id = c.id
        WHERE me.staff_id IS NULL AND c.id = NEW.case_id AND c.person_id = NEW.person_id
          AND c.state = 'approved' AND d.hold_until <= guard.now() AND guard.is_of_now(c.xmin);
    END IF;
    IF of.id IS NULL THEN
        PERFORM guard.refuse('CONTACT_FROZEN');
    END IF;
    IF EXISTS (SELECT FROM public.people p WHERE p.id = NEW.person_id AND p.frozen_at IS NOT NULL) THEN
        PERFORM guard.refuse('PERSON_FROZEN');
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM guard.require_near(NEW.valid_to);
        RETURN NEW;
    END IF;
    SELECT * INTO taken FROM public.decisions d WHERE d.case_id = of.id;
    IF NEW.contact::jsonb <> taken.after::jsonb OR NEW.valid_to IS NOT NULL THEN
        PERFORM guard.refuse('CHANGE_NOT_DECLARED', 'rule');
    END IF;
    PERFORM guard.require_near(NEW.valid_from);
    RETURN NEW;
END $$;

-- Whether a row that is seen was written by this very transaction, savepoints included: nobody else's
-- is seen before it is committed. The row has the lower half of its number.
CREATE FUNCTION guard.is_of_now(p_xmin xid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    around bigint := pg_current_xact_id_if_assigned()::text::bigint;
    whole bigint := (around & ~4294967295) | p_xmin::text::bigint;
BEGIN
    IF around IS NULL OR p_xmin::text::bigint < 3 THEN
        RETURN false;
    END IF;
    IF whole < around THEN
        -- Savepoints come after the transaction they are in.
        RETURN whole + 4294967296 < around + 2147483648
               AND pg_xact_status((whole + 4294967296)::text::xid8) = 'in progress';
    END IF;
    RETURN whole = around
           OR whole < around + 2147483648 AND pg_xact_status(whole::text::xid8) = 'in progress';
END $$;

-- How an e-mail or phone is compared, as in db.mapping.people_rows.
CREATE FUNCTION guard.contact_keys(p_contact jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT key), ARRAY[]::text[]) FROM (
        SELECT lower(btrim(p_contact ->> name, E' \t\r\n')) AS key
        FROM unnest(ARRAY['email', 'mobile_ec', 'landline_ec', 'phone_abroad']) AS name
    ) AS found WHERE key <> ''
$$;

-- The keys of contact follow the contact data in force; they are looked up, never believed.
CREATE FUNCTION guard.before_contact_key() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    this record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    in_force jsonb;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN this;
    END IF;
    SELECT p.contact::jsonb INTO in_force FROM public.person_contacts p
    WHERE p.person_id = this.person_id AND p.valid_to IS NULL AND guard.is_of_now(p.xmin);
    IF in_force IS NULL OR TG_OP = 'UPDATE'
       OR TG_OP = 'INSERT' AND this.value ~ '^[ -~]*$'
          AND this.value <> ALL (guard.contact_keys(in_force)) THEN
        PERFORM guard.refuse('CONTACT_FROZEN');
    END IF;
    RETURN this;
END $$;
