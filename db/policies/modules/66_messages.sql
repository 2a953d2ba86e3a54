-- A message goes to an address of the case or of the person, in words of ours; never a free text.

CREATE FUNCTION guard.before_message() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me guard.actor;
    of public.cases;
    is_copy boolean;
    is_thaw boolean;
BEGIN
    IF guard.is_maintenance() THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        -- What tells somebody of a decision about them is not taken back by anybody.
        IF NEW.status = 'cancelled' AND OLD.status <> 'cancelled'
           AND EXISTS (SELECT FROM guard.letters l
                       WHERE l.template = OLD.template AND l.move IN ('approve', 'approve_with_hold', 'refuse')) THEN
            PERFORM guard.refuse('MESSAGE_FROZEN', 'rule');
        END IF;
        IF guard.is_service() THEN
            IF (NEW.id, NEW.case_id, NEW.template, NEW.language, NEW.recipient, NEW.attachments, NEW.created_at,
                NEW.not_before, NEW.valid_while, NEW.parameters::jsonb - guard.not_me_code())
               IS DISTINCT FROM
               (OLD.id, OLD.case_id, OLD.template, OLD.language, OLD.recipient, OLD.attachments, OLD.created_at,
                OLD.not_before, OLD.valid_while, OLD.parameters::jsonb - guard.not_me_code()) THEN
                PERFORM guard.refuse('MESSAGE_FROZEN', 'rule');
            END IF;
            RETURN NEW;
        END IF;
        IF NEW.parameters <> OLD.parameters THEN
            -- A code moves on with the copy: emptied here when it was repeated in full just now.
            IF NEW.status <> OLD.status
               OR OLD.parameters::jsonb || jsonb_build_object(guard.not_me_code(), '') <> NEW.parameters::jsonb
               OR NOT EXISTS (
                    SELECT FROM public.outbox o
                    WHERE o.case_id = OLD.case_id AND o.id <> OLD.id AND o.template = OLD.template
                      AND o.recipient = OLD.recipient AND o.parameters::jsonb = OLD.parameters::jsonb
                      AND guard.is_of_now(o.xmin)) THEN
                PERFORM guard.refuse('MESSAGE_FROZEN', 'rule');
            END IF;
            RETURN NEW;
        END IF;
        IF OLD.status NOT IN ('held', 'queued') OR NEW.status <> 'cancelled'
           OR NOT (guard.acts_on(OLD.case_id) OR guard.is_of_my_review(OLD.id, OLD.case_id)) THEN
            PERFORM guard.refuse('MESSAGE_FROZEN', 'rule');
        END IF;
        RETURN NEW;
    END IF;
    IF guard.is_service() THEN
        IF NEW.created_by IS NOT NULL OR NEW.template <> ALL (guard.templates()) THEN
            PERFORM guard.refuse('MESSAGE_FROZEN', 'rule');
        END IF;
        RETURN NEW;
    END IF;
    me := guard.me();
    SELECT * INTO of FROM public.cases c WHERE c.id = NEW.case_id;
    is_copy := EXISTS (
        SELECT FROM public.outbox o
        WHERE o.case_id = NEW.case_id AND o.template = NEW.template AND o.recipient = NEW.recipient
          AND o.language = NEW.language AND o.attachments = NEW.attachments
          AND o.parameters::jsonb = NEW.parameters::jsonb AND o.status IN ('handed_over', 'failed'));
    is_thaw := NEW.template = guard.thawed() AND me.duty = 'director' AND EXISTS (
        SELECT FROM public.people p
        WHERE p.id = of.person_id AND p.frozen_at IS NULL AND guard.is_of_now(p.xmin));
    IF is_copy OR is_thaw THEN
        PERFORM guard.check_separations(
            ARRAY['not_the_person_concerned', 'of_the_same_province'], of, me, guard.now());
    ELSIF NEW.case_id IS NULL OR NOT guard.acts_on(NEW.case_id) THEN
        PERFORM guard.refuse('SEPARATION_HOLDS_THE_CASE');
    END IF;
    IF NEW.created_by IS DISTINCT FROM me.staff_id AND NOT (is_thaw AND NEW.created_by IS NULL) THEN
        PERFORM guard.refuse('NAME_OF_ANOTHER');
    END IF;
    -- With its move, or a call that was put off, or word for word what was sent before.
    IF NOT is_copy AND NOT is_thaw AND NOT guard.moved_now(NEW.case_id, ARRAY(
            SELECT l.move FROM guard.letters l WHERE l.template = NEW.template))
       AND NOT (of.state = 'call_scheduled' AND EXISTS (
            SELECT FROM guard.letters l WHERE l.template = NEW.template AND l.move = 'invite')) THEN
        PERFORM guard.refuse('MESSAGE_FROZEN', 'rule');
    END IF;
    IF NEW.status NOT IN ('held', 'queued') OR NEW.attempts <> 0 OR NEW.handed_over_at IS NOT NULL
       OR NEW.last_error <> '' OR NEW.body_hash IS NOT NULL OR NEW.next_try_at IS NOT NULL
       OR NEW.due_at <> NEW.not_before OR NEW.language <> of.language
       OR json_typeof(NEW.parameters::json) <> 'object' OR length(NEW.parameters) > 65536
       OR NEW.not_before > guard.now() + interval '400 days'
       OR NEW.not_before < guard.now() - interval '5 minutes' THEN
        PERFORM guard.refuse('MESSAGE_FROZEN', 'rule');
    END IF;
    IF NEW.valid_while <> '' AND NOT EXISTS (
           SELECT FROM public.calls k WHERE k.case_id = NEW.case_id
             AND NEW.valid_while = k.id || ':' || k.sequence)
       OR EXISTS (SELECT FROM jsonb_array_elements(NEW.attachments::jsonb) AS a
                  WHERE NOT EXISTS (SELECT FROM public.blobs b WHERE b.sha256 = a ->> 'sha256')) THEN
        PERFORM guard.refuse('MESSAGE_FROZEN', 'rule');
    END IF;
    PERFORM guard.require_near(NEW.created_at);
    IF NOT EXISTS (
        SELECT FROM public.case_papers p
        WHERE p.case_id = NEW.case_id AND p.declared::jsonb #>> '{contact,email}' = NEW.recipient
        UNION ALL
        SELECT FROM public.cases c JOIN public.person_contacts p ON p.person_id = c.person_id
        WHERE c.id = NEW.case_id AND p.contact::jsonb ->> 'email' = NEW.recipient
    ) THEN
        PERFORM guard.refuse('RECIPIENT_UNKNOWN', 'rule');
    END IF;
    RETURN NEW;
END $$;

-- Whether a message is of one's own review that may still be taken back: undoing begins with it.
CREATE FUNCTION guard.is_of_my_review(p_message text, p_case text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM public.reviews r
        WHERE r.case_id = p_case AND r.staff_id = guard.my_id() AND r.undone_at IS NULL
          AND r.undo_until > guard.now() - interval '5 seconds' AND r.messages::jsonb ? p_message
    )
$$;

-- The hash of a "no fui yo" code, as app.domain.not_me makes it of what is written in ASCII.
CREATE FUNCTION guard.code_hash(p_code text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT encode(sha256(convert_to(translate(
        upper(regexp_replace(p_code, '[^[:alnum:]]', '', 'g')), 'OIL', '011'), 'UTF8')), 'hex')
$$;

-- Whether what a warning says can be written out (app.infra.message_parameters): one that cannot is
-- queued and never leaves, and nobody would be told.
CREATE FUNCTION guard.is_tellable(p_parameters jsonb, p_number text, p_is_change boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(p_parameters ->> 'case_number' = p_number AND CASE WHEN p_is_change THEN
        jsonb_typeof(p_parameters -> 'changes') = 'array'
        AND NOT p_parameters @? 'strict $.changes[*] ? (@.type() != "array" || @.size() != 3)'
        AND NOT p_parameters @? 'strict $.changes[*][*] ? (@.type() != "string")'
        AND NOT EXISTS (
            SELECT FROM jsonb_path_query(p_parameters, 'strict $.changes[*]') AS one,
                        jsonb_array_elements_text(one) WITH ORDINALITY AS said(value, place)
            WHERE said.value ~ '[\x01-\x1f]' OR length(said.value) > 500
               OR said.place > 1 AND said.value <> '' AND one ->> 0 <> 'country'
                  AND position('•' IN said.value) = 0)
        AND p_parameters ->> 'applies_at' ~
            '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?([+-]\d\d:[0-5]\d|Z)$'
    ELSE
        jsonb_typeof(p_parameters -> 'parts') = 'array' AND jsonb_array_length(p_parameters -> 'parts') > 0
        AND NOT p_parameters @? 'strict $.parts[*] ? (!(exists(@.title)) || !(exists(@.paragraphs[0]))
                                               || !(exists(@.next_steps)))'
        AND jsonb_typeof(p_parameters -> 'personal_line') = 'string'
    END, false)
$$;

-- Whether somebody was told of a decision, at once, in full, and with the code that stops it.
CREATE FUNCTION guard.is_warned(p_decision public.decisions, p_recipient text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM public.outbox o
        WHERE o.case_id = p_decision.case_id AND o.recipient = p_recipient
          AND o.status IN ('queued', 'held') AND o.created_by = p_decision.decided_by
          AND o.created_at >= p_decision.decided_at - interval '5 minutes'
          AND o.due_at <= guard.now() + interval '5 minutes'
          AND o.valid_while = '' AND o.attachments::jsonb = '[]'::jsonb
          AND o.template = ANY (CASE WHEN p_decision.outcome = 'approved' THEN guard.warnings()
                                     ELSE ARRAY[guard.refusal()] END)
          AND (p_decision.outcome <> 'approved'
               OR guard.code_hash(o.parameters::jsonb ->> guard.not_me_code()) = p_decision.not_me_hash)
          AND guard.is_tellable(
              o.parameters::jsonb, (SELECT c.number FROM public.cases c WHERE c.id = o.case_id),
              p_decision.outcome = 'approved')
    )
$$;
