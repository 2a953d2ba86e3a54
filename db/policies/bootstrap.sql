-- Run once in the new, empty database by the DBA (a superuser), before "db init":
--     psql -v ON_ERROR_STOP=1 -d ventanilla -f db/policies/bootstrap.sql
-- Roles belong to the whole cluster; running it again changes nothing that is right already.

DO $$
DECLARE
    name text;
    duty text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'ventanilla_owner', 'ventanilla_staff', 'ventanilla_service', 'ventanilla_clerk',
        'ventanilla_validator', 'ventanilla_director', 'ventanilla_administrator',
        'ventanilla_auditor'
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format(
                'CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
                name
            );
        END IF;
    END LOOP;
    -- The owner makes the logins of staff (never a person: nobody can be the owner).
    ALTER ROLE ventanilla_owner CREATEROLE;
    FOREACH duty IN ARRAY ARRAY['clerk', 'validator', 'director', 'administrator', 'auditor'] LOOP
        IF NOT pg_has_role('ventanilla_' || duty, 'ventanilla_staff', 'MEMBER') THEN
            EXECUTE format('GRANT ventanilla_staff TO %I', 'ventanilla_' || duty);
        END IF;
        EXECUTE format(
            'GRANT %I TO ventanilla_owner WITH ADMIN TRUE, INHERIT FALSE, SET FALSE',
            'ventanilla_' || duty
        );
    END LOOP;
    -- The second factor is bound to the connection by when it began, which others may not see.
    GRANT pg_read_all_stats TO ventanilla_owner;
    -- The watchdog ends sessions of staff that hold everybody up.
    GRANT pg_signal_backend TO ventanilla_owner;
END $$;

DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I OWNER TO ventanilla_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO ventanilla_staff, ventanilla_service', current_database()
    );
END $$;

ALTER SCHEMA public OWNER TO ventanilla_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ventanilla_staff, ventanilla_service;

-- What a desktop never calls and an attacker would: waiting, locks for others' keys, large
-- objects, whole tables as XML, statistics with samples of the rows.
DO $$
DECLARE
    called regprocedure;
BEGIN
    FOR called IN
        SELECT p.oid::regprocedure
        FROM pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace
          AND (p.proname ~ '^(lo_|pg_sleep|pg_(try_)?advisory|pg_notify|pg_ls_|pg_read_|pg_stat_file)'
               OR p.proname ~ '^(loread|lowrite|lo_creat)'
               OR p.proname ~ '(_to_xml|_to_xmlschema|_to_xml_and_xmlschema)$'
               OR p.proname IN ('pg_export_snapshot', 'pg_logical_emit_message', 'pg_current_logfile',
                                'pg_column_toast_chunk_id', 'pg_terminate_backend', 'pg_cancel_backend'))
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', called);
    END LOOP;
    EXECUTE 'REVOKE ALL ON pg_catalog.pg_stats, pg_catalog.pg_stats_ext, pg_catalog.pg_stats_ext_exprs FROM PUBLIC';
    EXECUTE 'GRANT EXECUTE ON FUNCTION pg_advisory_lock(bigint), pg_advisory_unlock(bigint), pg_advisory_xact_lock(bigint) TO ventanilla_owner';
    EXECUTE 'GRANT EXECUTE ON FUNCTION pg_terminate_backend(integer, bigint) TO ventanilla_owner';
END $$;

-- DROP OWNED takes no ownership of what it drops: any clerk could take the policies and rights of the
-- whole staff away with it. So nobody but maintenance gives commands that define anything.
CREATE SCHEMA IF NOT EXISTS definitions AUTHORIZATION ventanilla_owner;
REVOKE ALL ON SCHEMA definitions FROM PUBLIC;
CREATE OR REPLACE FUNCTION definitions.refuse() RETURNS event_trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT pg_has_role(session_user, 'ventanilla_owner', 'MEMBER') THEN
        RAISE EXCEPTION 'DEFINITION_NOT_ALLOWED' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;
ALTER FUNCTION definitions.refuse() OWNER TO ventanilla_owner;
REVOKE ALL ON FUNCTION definitions.refuse() FROM PUBLIC;
DROP EVENT TRIGGER IF EXISTS guard_definitions;
CREATE EVENT TRIGGER guard_definitions ON ddl_command_start
EXECUTE FUNCTION definitions.refuse();
