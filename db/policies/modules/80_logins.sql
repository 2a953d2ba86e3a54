-- A member of staff and their login are two sides of one thing: whoever writes the one writes the
-- other, in the same transaction or not at all.

CREATE FUNCTION guard.sync_login() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    member public.staff;
    verifier text;
    role_group text;
    is_wanted boolean;
    is_member boolean;
    is_other boolean := false;
    is_renamed boolean := false;
BEGIN
    IF TG_TABLE_NAME = 'staff' THEN
        member := NEW;
        -- Here and not below: of the other table, NEW has no such columns.
        is_other := NOT NEW.active OR NEW.duty <> OLD.duty;
        is_renamed := NEW.login <> OLD.login;
    ELSE
        SELECT * INTO member FROM public.staff s WHERE s.id = NEW.staff_id;
    END IF;
    SELECT c.password_hash INTO verifier FROM public.staff_credentials c WHERE c.staff_id = member.id;
    -- Verifiers of another kind are those of a local file that was moved here: no login yet.
    IF verifier IS NULL OR verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
        RETURN NULL;
    END IF;
    IF is_renamed THEN
        PERFORM guard.refuse('LOGIN_FROZEN', 'rule');
    END IF;
    IF member.login !~ '^[a-z][a-z0-9._-]{0,62}$' OR member.login ~ '^(pg_|ventanilla_)' THEN
        PERFORM guard.refuse('LOGIN_FORM', 'rule');
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = member.login) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN INHERIT CONNECTION LIMIT 10', member.login);
    ELSIF NOT EXISTS (
        SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles o ON o.oid = m.member
        WHERE r.rolname = member.login AND o.rolname = 'ventanilla_owner' AND m.admin_option
    ) THEN
        -- Somebody else's role: it must not become a member of staff, nor get another password.
        PERFORM guard.refuse('LOGIN_TAKEN', 'rule');
    END IF;
    EXECUTE format('ALTER ROLE %I %s PASSWORD %L', member.login,
                   CASE WHEN member.active THEN 'LOGIN' ELSE 'NOLOGIN' END, verifier);
    FOREACH role_group IN ARRAY guard.duties() LOOP
        is_wanted := member.active AND role_group = member.duty;
        is_member := pg_has_role(member.login, 'ventanilla_' || role_group, 'MEMBER');
        IF is_wanted AND NOT is_member THEN
            EXECUTE format('GRANT %I TO %I', 'ventanilla_' || role_group, member.login);
        ELSIF is_member AND NOT is_wanted THEN
            EXECUTE format('REVOKE %I FROM %I', 'ventanilla_' || role_group, member.login);
        END IF;
    END LOOP;
    IF is_other THEN
        UPDATE guard.sign_ins SET ended_at = guard.now()
        WHERE login = member.login AND ended_at IS NULL;
        PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity a
        WHERE a.usename = member.login AND a.pid <> pg_backend_pid();
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER sync_login AFTER UPDATE ON public.staff
FOR EACH ROW EXECUTE FUNCTION guard.sync_login();
CREATE TRIGGER sync_login AFTER INSERT OR UPDATE OF password_hash ON public.staff_credentials
FOR EACH ROW EXECUTE FUNCTION guard.sync_login();
