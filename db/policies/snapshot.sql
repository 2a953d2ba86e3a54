-- Everything about a central database that decides who may do what, as (kind, name, fact) lines.
-- The superuser has another name on every server and is called <dba>; logins of staff are told by
-- rules of their own, as they come and go.
WITH dba AS (
    SELECT rolname FROM pg_roles WHERE oid = 10
), named AS (
    SELECT oid, CASE WHEN oid = 10 THEN '<dba>' ELSE rolname END AS name FROM pg_roles
), ours AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname IN ('public', 'guard')
), facts (kind, name, fact) AS (
    SELECT 'relation', ours.nspname || '.' || c.relname,
           concat_ws(' ', c.relkind, 'owner=' || o.name,
                     'rls=' || c.relrowsecurity, 'forced=' || c.relforcerowsecurity,
                     'acl=' || coalesce(array_to_string(c.relacl, ','), ''),
                     'options=' || coalesce(array_to_string(c.reloptions, ','), ''),
                     'persistence=' || c.relpersistence::text)
    FROM pg_class c JOIN ours ON ours.oid = c.relnamespace JOIN named o ON o.oid = c.relowner
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    UNION ALL
    SELECT 'column', ours.nspname || '.' || c.relname || '.' || a.attname,
           concat_ws(' ', format_type(a.atttypid, a.atttypmod), 'notnull=' || a.attnotnull,
                     'acl=' || coalesce(array_to_string(a.attacl, ','), ''),
                     'default=' || coalesce(pg_get_expr(d.adbin, d.adrelid), ''))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN ours ON ours.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    UNION ALL
    SELECT 'policy', ours.nspname || '.' || c.relname || '.' || p.polname,
           concat_ws(' ', p.polcmd, 'permissive=' || p.polpermissive,
                     'roles=' || (SELECT string_agg(coalesce(n.name, 'PUBLIC'), ',' ORDER BY n.name)
                                  FROM unnest(p.polroles) AS r LEFT JOIN named n ON n.oid = r),
                     'using=' || coalesce(pg_get_expr(p.polqual, p.polrelid), ''),
                     'check=' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''))
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN ours ON ours.oid = c.relnamespace
    UNION ALL
    SELECT 'function', ours.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
           concat_ws(' ', 'owner=' || o.name, 'definer=' || p.prosecdef, 'leakproof=' || p.proleakproof,
                     'volatile=' || p.provolatile::text, l.lanname,
                     'config=' || coalesce(array_to_string(p.proconfig, ';'), ''),
                     'acl=' || coalesce(array_to_string(p.proacl, ','), ''),
                     'returns=' || pg_get_function_result(p.oid),
                     'body=' || encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'))
    FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace JOIN named o ON o.oid = p.proowner
    JOIN pg_language l ON l.oid = p.prolang
    UNION ALL
    SELECT 'trigger', ours.nspname || '.' || c.relname || '.' || t.tgname,
           concat_ws(' ', 'enabled=' || t.tgenabled::text, pg_get_triggerdef(t.oid))
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN ours ON ours.oid = c.relnamespace
    WHERE NOT t.tgisinternal OR t.tgconstraint = 0
    UNION ALL
    SELECT 'reference trigger', ours.nspname || '.' || c.relname,
           'disabled=' || count(*) FILTER (WHERE t.tgenabled <> 'O')
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN ours ON ours.oid = c.relnamespace
    WHERE t.tgisinternal GROUP BY 2
    UNION ALL
    SELECT 'rule', ours.nspname || '.' || c.relname || '.' || r.rulename, pg_get_ruledef(r.oid)
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN ours ON ours.oid = c.relnamespace
    UNION ALL
    SELECT 'constraint', ours.nspname || '.' || c.relname || '.' || k.conname,
           concat_ws(' ', 'validated=' || k.convalidated, pg_get_constraintdef(k.oid))
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN ours ON ours.oid = c.relnamespace
    WHERE k.contype <> 'n'
    UNION ALL
    SELECT 'index', ours.nspname || '.' || c.relname,
           concat_ws(' ', 'valid=' || i.indisvalid, 'ready=' || i.indisready, pg_get_indexdef(i.indexrelid))
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN ours ON ours.oid = c.relnamespace
    UNION ALL
    SELECT 'inheritance', p.relname || ' <- ' || c.relname, ''
    FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent JOIN pg_class c ON c.oid = h.inhrelid
    JOIN ours ON ours.oid = p.relnamespace
    UNION ALL
    SELECT 'schema', n.nspname,
           concat_ws(' ', 'owner=' || o.name, 'acl=' || coalesce(array_to_string(n.nspacl, ','), ''))
    FROM pg_namespace n JOIN named o ON o.oid = n.nspowner
    WHERE n.nspname !~ '^pg_(toast|temp)' AND n.nspname <> 'information_schema'
    UNION ALL
    SELECT 'default right', coalesce(n.nspname, '*') || ' ' || o.name || ' ' || d.defaclobjtype::text,
           array_to_string(d.defaclacl, ',')
    FROM pg_default_acl d JOIN named o ON o.oid = d.defaclrole
    LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
    UNION ALL
    SELECT 'role', rolname,
           concat_ws(' ', 'super=' || rolsuper, 'inherit=' || rolinherit, 'createrole=' || rolcreaterole,
                     'createdb=' || rolcreatedb, 'login=' || rolcanlogin, 'replication=' || rolreplication,
                     'bypassrls=' || rolbypassrls)
    FROM pg_roles WHERE rolname LIKE 'ventanilla\_%'
    UNION ALL
    SELECT 'membership', g.name || ' <- ' || m.name,
           concat_ws(' ', 'admin=' || a.admin_option, 'inherit=' || a.inherit_option, 'set=' || a.set_option)
    FROM pg_auth_members a JOIN named g ON g.oid = a.roleid JOIN named m ON m.oid = a.member
    -- Whoever makes a login may give it away (ADMIN); more than that nobody has over one.
    WHERE m.name LIKE 'ventanilla\_%'
          AND (g.name LIKE 'ventanilla\_%' OR g.name LIKE 'pg\_%' OR a.inherit_option OR a.set_option)
       OR g.name = 'ventanilla_owner' AND m.name <> '<dba>'
    UNION ALL
    SELECT CASE WHEN n.name IS NULL OR n.name LIKE 'ventanilla\_%' THEN 'setting' ELSE 'login setting' END,
           coalesce(n.name, '*'), array_to_string(s.setconfig, ',')
    FROM pg_db_role_setting s LEFT JOIN named n ON n.oid = s.setrole
    WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    UNION ALL
    SELECT 'event trigger', evtname, concat_ws(' ', evtevent, evtfoid::regproc, evtenabled) FROM pg_event_trigger
    UNION ALL
    SELECT 'extension', extname, '' FROM pg_extension
    UNION ALL
    SELECT 'language', lanname, concat_ws(' ', 'trusted=' || lanpltrusted, coalesce(array_to_string(lanacl, ','), ''))
    FROM pg_language
    UNION ALL
    SELECT 'publication', pubname, concat_ws(' ', puballtables) FROM pg_publication
    UNION ALL
    SELECT 'foreign server', srvname, '' FROM pg_foreign_server
    UNION ALL
    SELECT 'cast', castsource::regtype || ' -> ' || casttarget::regtype, castfunc::regprocedure::text
    FROM pg_cast WHERE oid >= 16384
    UNION ALL
    SELECT 'operator', o.oid::regoperator::text, o.oprcode::regprocedure::text
    FROM pg_operator o WHERE o.oid >= 16384
    UNION ALL
    -- What bootstrap.sql takes from everybody in the catalogue.
    SELECT 'open catalogue function', p.oid::regprocedure::text, 'PUBLIC may call it'
    FROM pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace
      AND (p.proname ~ '^(lo_|loread|lowrite|pg_sleep|pg_(try_)?advisory|pg_notify|pg_ls_|pg_read_|pg_stat_file)'
           OR p.proname ~ '(_to_xml|_to_xmlschema|_to_xml_and_xmlschema)$'
           OR p.proname IN ('pg_export_snapshot', 'pg_logical_emit_message', 'pg_terminate_backend',
                            'pg_cancel_backend'))
      AND has_function_privilege('ventanilla_staff', p.oid, 'EXECUTE')
    UNION ALL
    SELECT 'open catalogue view', c.relname, 'PUBLIC may read it'
    FROM pg_class c
    WHERE c.relnamespace = 'pg_catalog'::regnamespace
      AND c.relname IN ('pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs', 'pg_authid', 'pg_statistic')
      AND has_table_privilege('ventanilla_staff', c.oid, 'SELECT')
    UNION ALL
    SELECT 'database', '*',
           concat_ws(' ', 'owner=' || o.name, 'public=' || EXISTS (
               SELECT FROM aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x WHERE x.grantee = 0
           ))
    FROM pg_database d JOIN named o ON o.oid = d.datdba WHERE d.datname = current_database()
    UNION ALL
    -- Logins: each belongs to one group and has no power of its own.
    SELECT 'login', r.rolname, 'more than one duty, or a power of its own'
    FROM pg_roles r
    WHERE r.rolcanlogin AND r.oid <> 10 AND NOT r.rolsuper
      AND EXISTS (SELECT FROM pg_auth_members a JOIN named g ON g.oid = a.roleid
                  WHERE a.member = r.oid AND g.name LIKE 'ventanilla\_%')
      AND (r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls
           OR (SELECT count(*) FROM pg_auth_members a WHERE a.member = r.oid) <> 1
           OR EXISTS (SELECT FROM pg_auth_members a WHERE a.member = r.oid AND a.admin_option))
    UNION ALL
    SELECT 'superuser', rolname, '' FROM pg_roles WHERE rolsuper AND oid <> 10
)
SELECT kind, name,
       regexp_replace(
           replace(fact, (SELECT rolname FROM dba) || '=', '<dba>='),
           '/' || (SELECT rolname FROM dba) || '(?=,|$| )', '/<dba>', 'g'
       ) AS fact
FROM facts
ORDER BY kind COLLATE "C", name COLLATE "C", fact COLLATE "C"
