-- Looking over the events of all chains, for auditors alone. What an event says stands in its sealed
-- text and nowhere else; row policies keep expressions over it from using an index, so that this
-- asks for the duty itself and reads as the owner. Its conditions are those of the indexes.
CREATE FUNCTION guard.events_found(
    p_actor text, p_action text, p_since text, p_until text,
    p_at text, p_chain text, p_sequence integer, p_limit integer
)
RETURNS TABLE (chain text, sequence integer, canonical text, previous_hash text, hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_at constant text := '(substr(e.canonical, strpos(e.canonical, '',"at":"'') + 7, 32) COLLATE "C")';
    v_where text := 'true';
BEGIN
    IF NOT guard.is_exempt() AND (guard.me()).duty IS DISTINCT FROM 'auditor' THEN
        PERFORM guard.refuse('DUTY_NOT_ALLOWED');
    END IF;
    IF p_actor IS NOT NULL THEN
        v_where := v_where
            || ' AND (split_part(split_part(e.canonical, '',"actor":"'', 2), ''"'', 1) COLLATE "C") = $1';
    END IF;
    IF p_action IS NOT NULL THEN
        v_where := v_where || ' AND (split_part(e.canonical, ''"'', 4) COLLATE "C") = $2';
    END IF;
    IF p_since IS NOT NULL THEN
        v_where := v_where || ' AND ' || v_at || ' >= $3';
    END IF;
    IF p_until IS NOT NULL THEN
        v_where := v_where || ' AND ' || v_at || ' < $4';
    END IF;
    IF p_at IS NOT NULL THEN
        v_where := v_where || ' AND ' || v_at || ' <= $5 AND (' || v_at
            || ' < $5 OR (e.chain, e.sequence) < ($6, $7))';
    END IF;
    RETURN QUERY EXECUTE
        'SELECT e.chain, e.sequence, e.canonical, e.previous_hash, e.hash FROM public.audit_events e WHERE '
        || v_where || ' ORDER BY ' || v_at || ' DESC, e.chain DESC, e.sequence DESC LIMIT $8'
    USING p_actor, p_action, p_since, p_until, p_at, p_chain, p_sequence, least(p_limit, 1000);
END $$;
