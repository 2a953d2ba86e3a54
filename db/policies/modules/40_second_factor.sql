-- One-time codes by time (RFC 6238, six digits, 30 seconds, SHA-1), checked where the person who
-- gives them cannot take a try back.

-- SHA-1 in SQL's own words, because the core of PostgreSQL has none and extensions are not asked for.
-- Shifts and bit operators share one precedence here: every step is in parentheses.
CREATE FUNCTION guard.sha1(message bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mask CONSTANT bigint := 4294967295;
    bits bigint := length(message) * 8;
    padded bytea;
    w bigint[];
    h0 bigint := 1732584193; h1 bigint := 4023233417; h2 bigint := 2562383102;
    h3 bigint := 271733878; h4 bigint := 3285377520;
    a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; k bigint; t bigint; x bigint;
    start integer := 0;
BEGIN
    padded := message || '\x80'::bytea;
    padded := padded || decode(repeat('00', (56 - length(padded) % 64 + 64) % 64), 'hex') || int8send(bits);
    WHILE start < length(padded) LOOP
        FOR i IN 0..15 LOOP
            w[i] := ((get_byte(padded, start + i * 4)::bigint << 24)
                   | (get_byte(padded, start + i * 4 + 1)::bigint << 16))
                   | ((get_byte(padded, start + i * 4 + 2)::bigint << 8)
                   | get_byte(padded, start + i * 4 + 3)::bigint);
        END LOOP;
        FOR i IN 16..79 LOOP
            x := ((w[i - 3] # w[i - 8]) # w[i - 14]) # w[i - 16];
            w[i] := ((x << 1) | (x >> 31)) & mask;
        END LOOP;
        a := h0; b := h1; c := h2; d := h3; e := h4;
        FOR i IN 0..79 LOOP
            IF i < 20 THEN
                f := (b & c) | (((b # mask)) & d); k := 1518500249;
            ELSIF i < 40 THEN
                f := (b # c) # d; k := 1859775393;
            ELSIF i < 60 THEN
                f := ((b & c) | (b & d)) | (c & d); k := 2400959708;
            ELSE
                f := (b # c) # d; k := 3395469782;
            END IF;
            t := (((((a << 5) | (a >> 27)) & mask) + f + e + k + w[i])) & mask;
            e := d; d := c; c := ((b << 30) | (b >> 2)) & mask; b := a; a := t;
        END LOOP;
        h0 := (h0 + a) & mask; h1 := (h1 + b) & mask; h2 := (h2 + c) & mask;
        h3 := (h3 + d) & mask; h4 := (h4 + e) & mask;
        start := start + 64;
    END LOOP;
    RETURN decode(
        lpad(to_hex(h0), 8, '0') || lpad(to_hex(h1), 8, '0') || lpad(to_hex(h2), 8, '0')
        || lpad(to_hex(h3), 8, '0') || lpad(to_hex(h4), 8, '0'), 'hex');
END $$;

CREATE FUNCTION guard.hmac_sha1(key bytea, message bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    k bytea := CASE WHEN length(key) > 64 THEN guard.sha1(key) ELSE key END;
    inner_pad bytea; outer_pad bytea;
BEGIN
    k := k || decode(repeat('00', 64 - length(k)), 'hex');
    inner_pad := k; outer_pad := k;
    FOR i IN 0..63 LOOP
        inner_pad := set_byte(inner_pad, i, get_byte(k, i) # 54);
        outer_pad := set_byte(outer_pad, i, get_byte(k, i) # 92);
    END LOOP;
    RETURN guard.sha1(outer_pad || guard.sha1(inner_pad || message));
END $$;

CREATE FUNCTION guard.totp(secret bytea, step bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    digest bytea := guard.hmac_sha1(secret, int8send(step));
    place integer := get_byte(digest, 19) & 15;
    number bigint := ((((get_byte(digest, place) & 127)::bigint << 24)
                     | (get_byte(digest, place + 1)::bigint << 16))
                     | ((get_byte(digest, place + 2)::bigint << 8)
                     | get_byte(digest, place + 3)::bigint));
BEGIN
    RETURN lpad((number % 1000000)::text, 6, '0');
END $$;

-- First step: keep the code. Five in a quarter of an hour, then it must be waited for; fifteen
-- without a right one between, and a person has to look (two administrators forgive them).
CREATE FUNCTION guard.offer_code(p_code text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.login_holder();
    made bigint;
    moment timestamptz := guard.now();
    last_right bigint;
BEGIN
    PERFORM guard.require_fresh();
    IF me.staff_id IS NULL THEN
        PERFORM guard.refuse('ACCOUNT_DISABLED');
    END IF;
    IF p_code !~ '^[0-9]{6}$' THEN
        PERFORM guard.refuse('CODE_INVALID', 'rule');
    END IF;
    -- Held to the end of the transaction: tries on many connections come one after the other.
    PERFORM FROM guard.factors f WHERE f.staff_id = me.staff_id FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM guard.refuse('SECOND_FACTOR_MISSING');
    END IF;
    SELECT coalesce(max(o.id), 0) INTO last_right
    FROM guard.offers o WHERE o.staff_id = me.staff_id AND (o.is_right OR o.is_forgiven);
    IF (SELECT count(*) FROM guard.offers o
        WHERE o.staff_id = me.staff_id AND o.id > last_right) >= 15 THEN
        PERFORM guard.refuse('SECOND_FACTOR_BLOCKED');
    END IF;
    IF (SELECT count(*) FROM guard.offers o
        WHERE o.staff_id = me.staff_id AND o.id > last_right
          AND o.at > moment - interval '15 minutes') >= 5 THEN
        PERFORM guard.refuse('LOCKED_OUT');
    END IF;
    INSERT INTO guard.offers (staff_id, code, xid, at)
    VALUES (me.staff_id, p_code, pg_current_xact_id(), moment) RETURNING id INTO made;
    RETURN made;
END $$;

-- Whether an offered code is right: one of three steps, none used before. Only for an offer of an
-- earlier transaction, and only once.
CREATE FUNCTION guard.accept_offer(p_offer bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.login_holder();
    factor guard.factors;
    offer guard.offers;
    this_step bigint;
    matched bigint;
BEGIN
    SELECT * INTO factor FROM guard.factors f WHERE f.staff_id = me.staff_id FOR UPDATE;
    SELECT * INTO offer FROM guard.offers o
    WHERE o.id = p_offer AND o.staff_id = me.staff_id FOR UPDATE;
    IF offer.id IS NULL OR offer.is_right IS NOT NULL
       OR offer.xid = pg_current_xact_id() OR offer.at < guard.now() - interval '1 minute' THEN
        PERFORM guard.refuse('OFFER_INVALID');
    END IF;
    -- Of when it was offered: an answer that is taken back and asked for again is the same answer.
    this_step := floor(extract(epoch FROM offer.at) / 30);
    SELECT s INTO matched FROM generate_series(this_step - 1, this_step + 1) AS s
    WHERE s > factor.last_step AND guard.totp(factor.secret, s) = offer.code
    ORDER BY s LIMIT 1;
    UPDATE guard.offers SET is_right = matched IS NOT NULL, code = '' WHERE id = offer.id;
    IF matched IS NULL THEN
        RETURN false;
    END IF;
    UPDATE guard.factors SET last_step = matched,
           confirmed_at = coalesce(confirmed_at, guard.now()) WHERE staff_id = me.staff_id;
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION guard.accept_offer(bigint) FROM PUBLIC;

-- Second step of signing in: a token for this connection and for the others of the same desktop,
-- or NULL when the code was wrong (the try is on record either way).
CREATE FUNCTION guard.sign_in(p_offer bigint, p_workstation text DEFAULT '') RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor := guard.login_holder();
    token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
    at timestamptz := guard.now();
BEGIN
    IF length(p_workstation) > 200 THEN
        PERFORM guard.refuse('AUDIT_ENTRY_INVALID', 'rule');
    END IF;
    IF NOT guard.accept_offer(p_offer) THEN
        PERFORM guard.seal('staff:' || me.staff_id, 'staff.second_factor_refused', me.staff_id, at,
                           p_workstation, '{}');
        RETURN NULL;
    END IF;
    INSERT INTO guard.sign_ins (token_hash, login, since, expires_at, stepped_up_at)
    VALUES (sha256(token::bytea), session_user, at, at + interval '12 hours', at);
    PERFORM guard.seal('staff:' || me.staff_id, 'staff.second_factor_given', me.staff_id, at,
                       p_workstation, '{}');
    PERFORM guard.join_session(token);
    RETURN token;
END $$;

-- Make another connection of the same person part of a sign-in.
CREATE FUNCTION guard.join_session(p_token text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    hashed bytea := sha256(p_token::bytea);
BEGIN
    IF NOT EXISTS (SELECT FROM guard.sign_ins i WHERE i.token_hash = hashed
                   AND i.login = session_user AND i.ended_at IS NULL AND i.expires_at > guard.now()) THEN
        PERFORM guard.refuse('SESSION_ENDED');
    END IF;
    DELETE FROM guard.sessions s WHERE s.pid = pg_backend_pid();
    INSERT INTO guard.sessions (pid, backend_start, login, token, since)
    VALUES (pg_backend_pid(), guard.connection_start(), session_user, hashed, guard.now());
    PERFORM set_config('ventanilla.token', p_token, false);
    RETURN true;
END $$;

-- A fresh code before deciding, signing, unblocking; counts for two minutes.
CREATE FUNCTION guard.step_up(p_offer bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT guard.has_second_factor() THEN
        PERFORM guard.refuse('NOT_SIGNED_IN');
    END IF;
    IF NOT guard.accept_offer(p_offer) THEN
        RETURN false;
    END IF;
    UPDATE guard.sign_ins i SET stepped_up_at = guard.now()
    FROM guard.sessions s
    WHERE s.pid = pg_backend_pid() AND s.login = session_user AND i.token_hash = s.token;
    RETURN true;
END $$;

CREATE FUNCTION guard.is_stepped_up() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM guard.sessions s JOIN guard.sign_ins i ON i.token_hash = s.token
        WHERE s.pid = pg_backend_pid() AND s.login = session_user AND i.login = session_user
          AND s.backend_start = guard.connection_start() AND guard.carries(s.token)
          AND i.ended_at IS NULL
          AND i.stepped_up_at > guard.now() - interval '2 minutes'
    )
$$;

-- Locking the window, signing out: no connection of this sign-in counts any more.
CREATE FUNCTION guard.end_session() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE guard.sign_ins i SET ended_at = guard.now()
    FROM guard.sessions s
    WHERE s.pid = pg_backend_pid() AND s.login = session_user
      AND i.token_hash = s.token AND i.ended_at IS NULL;
END $$;
