import { sql } from "kysely";
import type { Invariant } from "#app/ledger/invariant.server.ts";

/*
 * Who may change what is written once. Superusers and whoever may become the owner of the tables can do anything and are
 * not counted, unless the check itself runs as one: then servers do, too.
 */
export const privilegeInvariants = [
	{
		name: "privileges_kept",
		rows: sql`
			with kept as (
				select distinct relation.oid, relation.relname, relation.relowner
				from pg_class relation left join pg_trigger on tgrelid = relation.oid and tgfoid = 'refuse_change'::regproc
				where relation.relnamespace = 'public'::regnamespace and (tgtype & 16 <> 0 or relation.relname = 'ledger_account')
			), able as (
				select kept.oid, role.rolname from kept join pg_roles role on role.rolname = current_user
					or not (role.rolsuper or role.rolname like 'pg\_%' or pg_has_role(role.oid, kept.relowner, 'member'))
				where has_table_privilege(role.oid, kept.oid, 'update, delete, truncate, trigger') or exists (
					-- A cap is set anew when a business grows; the other columns of an account are nobody's to change.
					select from pg_attribute where attrelid = kept.oid and attnum > 0 and not attisdropped
					and (kept.relname, attname) <> ('ledger_account', 'cap_dong')
					and has_column_privilege(role.oid, kept.oid, attnum, 'update'))
			)
			select concat_ws(': ', kept.relname, string_agg(able.rolname, ', ' order by able.rolname)) as subject,
				0 as expected, count(able.rolname) as found
			from kept left join able using (oid) group by kept.oid, kept.relname`,
	},
] as const satisfies Invariant[];
