import pg from "pg";

/*
 * Making the demo takes a while and can be interrupted at any moment. Where it stands is a comment on the database
 * itself: half of a demo is found and thrown away, and never taken for the whole or for somebody's data.
 */

const BEING_MADE = "Đòn Bẩy demo, being made";
const MADE = "Đòn Bẩy demo";

/** Held while the demo is made, so that a second process does not throw away what the first is making. */
const MAKING_LOCK = 7_231_645_002;

export type Making = {
	/** False where the demo is there already. */
	isDue: boolean;
	/** The demo is whole. Connections that are opened from now on wait for the disk again. */
	finish: () => Promise<void>;
};

async function has(client: pg.Client, what: string): Promise<boolean> {
	const { rows } = await client.query<{ has: boolean }>(`select exists (${what}) as has`);
	return rows[0]?.has === true;
}

async function throwAway(client: pg.Client): Promise<void> {
	await client.query("drop schema if exists graphile_worker cascade");
	await client.query("drop schema public cascade");
	await client.query("create schema public");
	await client.query("grant usage on schema public to public");
}

/** True where the demo has to be made. @throws Error where the database holds something else. */
async function isDue(client: pg.Client): Promise<boolean> {
	const { rows } = await client.query<{ mark: string | null }>(
		"select shobj_description(oid, 'pg_database') as mark from pg_database where datname = current_database()",
	);
	if (rows[0]?.mark === BEING_MADE) {
		await throwAway(client);
		return true;
	}
	if (!(await has(client, "select where to_regclass('public.person') is not null"))) return true;
	if (await has(client, "select from person where email = 'chu@donbay.example'")) return false;
	if (!(await has(client, "select from person"))) return true;
	throw new Error(
		"This database holds other data, so the demo is not made in it. Unset DATABASE_URL, or set DATA_DIR to a new folder.",
	);
}

/**
 * Looks whether the demo has to be made in a database, before anything else is done there, and notes that it is being
 * made. Until it is finished nothing waits for the disk: what a failure of the machine would cost is thrown away anyway.
 *
 * @param databaseUrl with the user who owns the database
 * @throws Error where another process is making it, or where the database holds something else.
 */
export async function beginMaking(databaseUrl: string): Promise<Making> {
	const client = new pg.Client({ connectionString: databaseUrl, application_name: "donbay-demo-making" });
	// The database may be stopped under it.
	client.on("error", () => undefined);
	await client.connect();
	const database = client.escapeIdentifier(client.database ?? "");
	const mark = (text: string) => client.query(`comment on database ${database} is ${client.escapeLiteral(text)}`);
	try {
		if (!(await has(client, `select where pg_try_advisory_lock(${MAKING_LOCK})`))) {
			throw new Error("Another process is making the demo in this database. Wait until it is done, or stop it.");
		}
		if (!(await isDue(client))) {
			await client.end();
			return { isDue: false, finish: async () => undefined };
		}
		await mark(BEING_MADE);
		await client.query(`alter database ${database} set synchronous_commit = off`);
	} catch (error) {
		await client.end();
		throw error;
	}
	return {
		isDue: true,
		finish: async () => {
			await client.query(`alter database ${database} reset synchronous_commit`);
			await mark(MADE);
			await client.end();
		},
	};
}
