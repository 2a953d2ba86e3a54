-- Power over somebody else's account takes two administrators (ADR 0019): what one does to it leaves
-- it disabled and their hand in it, and only somebody without a hand in it enables it. Maintenance is
-- outside; the program holds it to the same rule.

-- Who administers, with a code given within the last two minutes; locks out older instants.
CREATE FUNCTION guard.require_administrator() RETURNS guard.actor
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.me();
BEGIN
    PERFORM guard.require_fresh();
    IF me.duty IS DISTINCT FROM 'administrator' THEN
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    IF NOT guard.is_stepped_up() THEN
        PERFORM guard.refuse('STEP_UP_MISSING');
    END IF;
    RETURN me;
END $$;

-- The account, locked to the end of the transaction: acts on it come one after the other.
CREATE FUNCTION guard.account_of_another(p_staff text, p_me guard.actor) RETURNS public.staff
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    member public.staff;
BEGIN
    SELECT * INTO member FROM public.staff s WHERE s.id = p_staff FOR NO KEY UPDATE;
    IF member.id IS NULL THEN
        PERFORM guard.refuse('STAFF_UNKNOWN', 'rule');
    END IF;
    IF member.id = p_me.staff_id OR member.cedula = p_me.cedula THEN
        PERFORM guard.refuse('OWN_ACCOUNT', 'rule');
    END IF;
    RETURN member;
END $$;

CREATE FUNCTION guard.add_hand(p_staff text, p_act text, p_actor text, p_cedula text, p_at timestamptz)
RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    made integer;
BEGIN
    SELECT CASE p_act WHEN 'kept' THEN 0 ELSE coalesce(max(h.position), 0) + 1 END INTO made
    FROM public.account_hands h WHERE h.staff_id = p_staff;
    INSERT INTO public.account_hands (staff_id, position, act, duty, actor, cedula, at)
    SELECT s.id, made, p_act, s.duty, p_actor, p_cedula, p_at FROM public.staff s WHERE s.id = p_staff;
    RETURN made;
END $$;

-- For the program, which tells what was done: the position of a hand that the server put down in
-- this very transaction. Maintenance says whose it is.
CREATE FUNCTION guard.put_hand(p_staff text, p_act text, p_actor text, p_cedula text, p_at timestamptz)
RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found integer;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN guard.add_hand(p_staff, p_act, p_actor, p_cedula, p_at);
    END IF;
    SELECT h.position INTO found FROM public.account_hands h
    WHERE h.staff_id = p_staff AND h.act = p_act AND h.actor = guard.my_id() AND guard.is_of_now(h.xmin)
    ORDER BY h.position DESC LIMIT 1;
    IF found IS NULL THEN
        PERFORM guard.refuse('ACCOUNT_HAND_FROZEN', 'rule');
    END IF;
    RETURN found;
END $$;

-- Cédulas of those whose hands are in the account since it was last its member's alone.
CREATE FUNCTION guard.hands_in(p_staff text) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(h.cedula), '{}') FROM public.account_hands h
    WHERE h.staff_id = p_staff AND h.act = ANY (guard.giving())
      AND h.position > (SELECT coalesce(max(c.position), -1) FROM public.account_hands c
                        WHERE c.staff_id = p_staff AND c.act = ANY (guard.closing()))
$$;

-- Whether nobody but that person has ever administered.
CREATE FUNCTION guard.is_alone(p_asker text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT NOT EXISTS (SELECT FROM public.account_hands h
                       WHERE h.duty = 'administrator' AND h.act = ANY (guard.closing())
                         AND h.staff_id <> p_asker)
$$;

CREATE FUNCTION guard.is_pending(p_staff text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce((SELECT c.is_one_time FROM public.staff_credentials c WHERE c.staff_id = p_staff), false) $$;

CREATE FUNCTION guard.is_one_time(p_staff text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.is_maintenance() AND guard.my_duty() IS DISTINCT FROM 'administrator' THEN
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    RETURN guard.is_pending(p_staff);
END $$;

CREATE FUNCTION guard.open_calls(p_staff text, p_since timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT count(*) FROM public.calls c
    WHERE c.validator_id = p_staff AND c.starts_at >= p_since AND c.status IN ('scheduled', 'in_progress')
$$;

CREATE FUNCTION guard.require_enabler(p_member public.staff, p_me guard.actor) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    separation text;
    is_broken boolean;
BEGIN
    FOREACH separation IN ARRAY guard.separations_of_enabling() LOOP
        CASE separation
            WHEN 'not_the_person_concerned' THEN
                is_broken := p_member.cedula = p_me.cedula OR p_member.id = p_me.staff_id;
            WHEN 'not_a_hand_of_the_account' THEN
                is_broken := p_me.cedula = ANY (guard.hands_in(p_member.id))
                    AND NOT (p_member.duty = 'administrator' AND guard.is_alone(p_me.staff_id));
            ELSE
                -- A separation nobody taught this function must not pass.
                is_broken := true;
        END CASE;
        IF is_broken THEN
            PERFORM guard.refuse('SEPARATION_' || upper(separation));
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION guard.before_account() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NEW;
    END IF;
    me := guard.require_administrator();
    IF TG_OP = 'INSERT' THEN
        IF NEW.active THEN
            PERFORM guard.refuse('ACCOUNT_MUST_BE_DISABLED', 'rule');
        END IF;
        -- Separation compares cédulas: one form, so that the key of the table sees a second account.
        IF NEW.cedula !~ '^[0-9]{10}$' OR length(NEW.full_name) NOT BETWEEN 1 AND 200
           OR length(NEW.email) > 200 OR length(NEW.id) NOT BETWEEN 1 AND 64 THEN
            PERFORM guard.refuse('ACCOUNT_FORM', 'rule');
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.login, NEW.cedula) IS DISTINCT FROM (OLD.id, OLD.login, OLD.cedula) THEN
        PERFORM guard.refuse('ACCOUNT_FROZEN', 'rule');
    END IF;
    IF OLD.id = me.staff_id AND (NEW.duty, NEW.agency_code, NEW.active)
       IS DISTINCT FROM (OLD.duty, OLD.agency_code, OLD.active) THEN
        PERFORM guard.refuse('OWN_ACCOUNT', 'rule');
    END IF;
    IF (NEW.duty, NEW.agency_code) IS DISTINCT FROM (OLD.duty, OLD.agency_code) THEN
        IF NEW.active THEN
            PERFORM guard.refuse('ACCOUNT_MUST_BE_DISABLED', 'rule');
        END IF;
        IF guard.open_calls(NEW.id, guard.now() - interval '1 day') > 0 THEN
            PERFORM guard.refuse('STAFF_HAS_CALLS', 'rule');
        END IF;
    END IF;
    IF NEW.active AND NOT OLD.active THEN
        IF to_jsonb(NEW) - 'active' <> to_jsonb(OLD) - 'active' THEN
            PERFORM guard.refuse('ACCOUNT_FROZEN', 'rule');
        END IF;
        PERFORM guard.require_enabler(OLD, me);
        -- Whoever enables hands over the code; nobody else's code lets the member in.
        IF guard.is_pending(NEW.id) AND NOT EXISTS (
            SELECT FROM public.account_hands h
            WHERE h.staff_id = NEW.id AND h.act = 'offered' AND h.actor = me.staff_id
              AND guard.is_of_now(h.xmin)
        ) THEN
            PERFORM guard.refuse('ACTIVATION_CODE_MISSING', 'rule');
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard.after_account() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    act text;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NULL;
    END IF;
    me := guard.me();
    IF TG_OP = 'INSERT' THEN
        act := 'added';
    ELSIF (NEW.duty, NEW.agency_code) IS DISTINCT FROM (OLD.duty, OLD.agency_code) THEN
        act := 'moved';
    ELSIF NEW.active AND NOT OLD.active AND NOT guard.is_pending(NEW.id) THEN
        act := 'enabled';
    END IF;
    IF act IS NOT NULL THEN
        PERFORM guard.add_hand(NEW.id, act, me.staff_id, me.cedula, guard.now());
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard.require_verifier(p_verifier text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_verifier IS NULL
       OR p_verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
        PERFORM guard.refuse('VERIFIER_INVALID', 'rule');
    END IF;
END $$;

-- A password: for a new account, or instead of an earlier one, which disables the account. Good for
-- choosing one's own and nothing else; a code given before is good no more.
CREATE FUNCTION guard.set_verifier(p_staff text, p_verifier text, p_is_one_time boolean DEFAULT true)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    is_new boolean := false;
BEGIN
    IF NOT guard.is_maintenance() THEN
        me := guard.require_administrator();
        PERFORM guard.account_of_another(p_staff, me);
        PERFORM guard.require_verifier(p_verifier);
        is_new := NOT EXISTS (SELECT FROM public.staff_credentials c WHERE c.staff_id = p_staff)
            AND EXISTS (SELECT FROM public.account_hands h
                        WHERE h.staff_id = p_staff AND h.act = 'added' AND h.actor = me.staff_id
                          AND guard.is_of_now(h.xmin));
        UPDATE public.staff SET active = false WHERE id = p_staff AND active;
    END IF;
    INSERT INTO public.staff_credentials (staff_id, password_hash, failures, is_one_time)
    VALUES (p_staff, p_verifier, 0, p_is_one_time OR me.staff_id IS NOT NULL)
    ON CONFLICT (staff_id) DO UPDATE
    SET password_hash = excluded.password_hash, failures = 0, locked_until = NULL,
        is_one_time = excluded.is_one_time, code_hash = '', code_until = NULL, code_failures = 0;
    IF me.staff_id IS NOT NULL AND NOT is_new THEN
        PERFORM guard.add_hand(p_staff, 'password', me.staff_id, me.cedula, guard.now());
    END IF;
END $$;

-- A new secret for a second factor; the old one counts no more. Disables the account: whoever gives
-- somebody a new secret could sign in as them with a password they came by.
CREATE FUNCTION guard.enrol(p_staff text, p_secret bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
BEGIN
    IF NOT guard.is_maintenance() THEN
        me := guard.require_administrator();
        PERFORM guard.account_of_another(p_staff, me);
        IF length(p_secret) NOT BETWEEN 20 AND 64 THEN
            PERFORM guard.refuse('ACCOUNT_FORM', 'rule');
        END IF;
        UPDATE public.staff SET active = false WHERE id = p_staff AND active;
        PERFORM guard.add_hand(p_staff, 'factor', me.staff_id, me.cedula, guard.now());
    END IF;
    INSERT INTO guard.factors (staff_id, secret, last_step, enrolled_at)
    VALUES (p_staff, p_secret, 0, guard.now())
    ON CONFLICT (staff_id) DO UPDATE
    SET secret = excluded.secret, last_step = 0, enrolled_at = excluded.enrolled_at, confirmed_at = NULL;
    UPDATE guard.offers SET is_forgiven = true WHERE staff_id = p_staff AND is_right IS NOT TRUE;
    UPDATE guard.sign_ins SET ended_at = guard.now()
    WHERE ended_at IS NULL AND login = (SELECT s.login FROM public.staff s WHERE s.id = p_staff);
END $$;

-- What an activation code is compared with, from whoever enables the account, in the same transaction.
-- Until when it is good is the server's to say, and maintenance's.
CREATE FUNCTION guard.give_code(p_staff text, p_hash text, p_until timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    v_until timestamptz := p_until;
BEGIN
    IF NOT guard.is_maintenance() THEN
        v_until := guard.now() + make_interval(hours => guard.code_hours());
        me := guard.require_administrator();
        PERFORM guard.require_enabler(guard.account_of_another(p_staff, me), me);
        IF NOT guard.is_pending(p_staff) THEN
            PERFORM guard.refuse('ACCOUNT_ENABLED', 'rule');
        END IF;
        IF p_hash !~ '^[0-9a-f]{64}$' THEN
            PERFORM guard.refuse('ACCOUNT_FORM', 'rule');
        END IF;
        PERFORM guard.add_hand(p_staff, 'offered', me.staff_id, me.cedula, guard.now());
    END IF;
    UPDATE public.staff_credentials
    SET code_hash = p_hash, code_until = v_until, code_failures = 0
    WHERE staff_id = p_staff;
END $$;

-- Whoever is connected with a password somebody else gave: nobody to every guard but these two.
CREATE FUNCTION guard.newcomer() RETURNS public.staff
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.* FROM public.staff s JOIN public.staff_credentials c ON c.staff_id = s.id
    WHERE s.login = session_user::text AND s.active AND c.is_one_time
$$;

CREATE FUNCTION guard.needs_activation() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT (guard.newcomer()).id IS NOT NULL $$;

-- First step: the try is counted, whatever becomes of it.
CREATE FUNCTION guard.offer_activation(p_hash text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me public.staff := guard.newcomer();
    given public.staff_credentials;
    made bigint;
BEGIN
    PERFORM guard.require_fresh();
    IF me.id IS NULL THEN
        PERFORM guard.refuse('ACCOUNT_DISABLED');
    END IF;
    SELECT * INTO given FROM public.staff_credentials c WHERE c.staff_id = me.id FOR UPDATE;
    IF given.code_hash = '' OR given.code_until <= guard.now()
       OR given.code_failures >= guard.code_tries() THEN
        PERFORM guard.refuse('ACTIVATION_CODE_SPENT');
    END IF;
    UPDATE public.staff_credentials SET code_failures = code_failures + 1 WHERE staff_id = me.id;
    INSERT INTO guard.code_offers (staff_id, code_hash, xid, at)
    VALUES (me.id, p_hash, pg_current_xact_id(), guard.now()) RETURNING id INTO made;
    RETURN made;
END $$;

-- Second step: whether a code offered in an earlier transaction is right; then the member's own
-- password takes the place of the one they were given.
CREATE FUNCTION guard.activate(p_offer bigint, p_verifier text, p_workstation text DEFAULT '')
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me public.staff := guard.newcomer();
    given public.staff_credentials;
    offer guard.code_offers;
    v_is_right boolean;
    made integer;
BEGIN
    PERFORM guard.require_fresh();
    PERFORM guard.require_verifier(p_verifier);
    IF length(p_workstation) > 200 THEN
        PERFORM guard.refuse('AUDIT_ENTRY_INVALID', 'rule');
    END IF;
    SELECT * INTO given FROM public.staff_credentials c WHERE c.staff_id = me.id FOR UPDATE;
    SELECT * INTO offer FROM guard.code_offers o
    WHERE o.id = p_offer AND o.staff_id = me.id FOR UPDATE;
    IF offer.id IS NULL OR offer.is_right IS NOT NULL OR offer.xid = pg_current_xact_id()
       OR offer.at < guard.now() - interval '1 minute' THEN
        PERFORM guard.refuse('OFFER_INVALID');
    END IF;
    v_is_right := given.code_hash <> '' AND offer.code_hash = given.code_hash
        AND given.code_until > guard.now();
    UPDATE guard.code_offers o SET is_right = v_is_right, code_hash = '' WHERE o.id = p_offer;
    IF NOT v_is_right THEN
        PERFORM guard.seal('staff:' || me.id, 'staff.activation_refused', me.id, guard.now(),
                           p_workstation, '{}');
        RETURN false;
    END IF;
    UPDATE public.staff_credentials
    SET password_hash = p_verifier, failures = 0, locked_until = NULL, is_one_time = false,
        code_hash = '', code_until = NULL, code_failures = 0
    WHERE staff_id = me.id;
    made := guard.add_hand(me.id, 'activated', me.id, me.cedula, guard.now());
    PERFORM guard.seal('staff:' || me.id, 'staff.activated', me.id, guard.now(), p_workstation,
                       jsonb_build_object('hand', made)::text);
    RETURN true;
END $$;
