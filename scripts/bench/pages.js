import { randomUUID } from "node:crypto";
import autocannon from "autocannon";
import pg from "pg";

/**
 * @typedef {{ name: string, url: string, cookie: string, loaded: boolean }} Page
 * `loaded` pages are also asked for as fast as the server answers.
 */

/**
 * Posts a form as a browser without scripts does; returns the cookies that it was given and where it leads.
 *
 * @param {string} url
 * @param {Record<string, string>} fields
 */
async function post(url, fields, cookie = "") {
	const body = new URLSearchParams(fields);
	const answer = await fetch(url, { method: "POST", body, redirect: "manual", headers: cookie ? { cookie } : {} });
	if (answer.status !== 303) throw new Error(`${url} answered ${answer.status}, not 303`);
	const given = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
	return { cookie: given.join("; "), location: answer.headers.get("location") ?? "" };
}

/**
 * An application that the owner has submitted, and where they may apply anew: to a programme that is open today.
 *
 * @param {string} databaseUrl
 * @param {string} email
 */
async function findApplication(databaseUrl, email) {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		const { rows } = await client.query(
			`select reference, open.programme_id, open.association_id from application
			join business_member using (business_id) join person on person.id = business_member.person_id
			join envelope open using (association_id) join programme on programme.id = open.programme_id
			where email = $1 and submitted_at is not null
				and ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date between opens_on and closes_on
			order by submitted_at desc, reference, open.programme_id limit 1`,
			[email, new Date()],
		);
		if (!rows[0]) throw new Error(`the demo's ${email} has submitted nothing, or no programme is open`);
		const { reference, programme_id: programmeId, association_id: associationId } = rows[0];
		return { reference: String(reference), channel: { programmeId, associationId } };
	} finally {
		await client.end();
	}
}

/**
 * The pages that are measured, as a visitor and as the demo's owner sees them.
 *
 * @param {string} site
 * @param {string} databaseUrl
 * @param {{ email: string, password: string }} owner
 * @returns {Promise<Page[]>}
 */
export async function findPages(site, databaseUrl, owner) {
	const { cookie: visitor } = await post(`${site}/assess`, { assessmentId: randomUUID() });
	const { cookie: signedIn } = await post(`${site}/sign-in`, { email: owner.email, password: owner.password });
	const { reference, channel } = await findApplication(databaseUrl, owner.email);
	const draft = await post(`${site}/applications/new`, { applicationId: randomUUID(), ...channel }, signedIn);
	return [
		{ name: "Home", url: `${site}/`, cookie: "", loaded: true },
		{ name: "Verify", url: `${site}/verify`, cookie: "", loaded: true },
		{ name: "Question", url: `${site}/assess/1`, cookie: visitor, loaded: true },
		{ name: "Application", url: `${site}/applications/${reference}`, cookie: signedIn, loaded: true },
		{ name: "Cost lines", url: `${site}${draft.location}/lines`, cookie: signedIn, loaded: false },
		{ name: "Check", url: `${site}/check`, cookie: "", loaded: false },
		{ name: "Business", url: `${site}/business`, cookie: signedIn, loaded: false },
	];
}

/** @param {Pick<Page, "url" | "cookie">} page */
export async function readPage({ url, cookie }) {
	const answer = await fetch(url, { headers: cookie ? { cookie } : {}, redirect: "manual" });
	if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}, not 200`);
	return await answer.text();
}

/**
 * The address of a bare page as big as the given one, to a line.
 *
 * @param {string} site of the bare app
 * @param {number} bytes
 */
export async function bareTwin(site, bytes) {
	const [none, hundred] = await Promise.all(
		[0, 100].map(async (lines) => Buffer.byteLength(await readPage({ url: `${site}/${lines}`, cookie: "" }))),
	);
	const lines = Math.max(0, Math.round((100 * (bytes - Number(none))) / (Number(hundred) - Number(none))));
	return { name: "bare page", url: `${site}/${lines}`, cookie: "", loaded: true };
}

/**
 * Asks often enough for the compiler to have seen to the code of each page.
 *
 * @param {Page[]} pages
 * @param {number} requests of each
 */
export async function warmUp(pages, requests) {
	for (const { url, cookie } of pages) {
		await autocannon({ url, connections: 10, amount: requests, headers: cookie ? { cookie } : {} });
	}
}

/**
 * Processor seconds that a server has used since it was started, by its own metrics.
 *
 * @param {string} url of any of its pages
 */
async function processorSeconds(url) {
	const metrics = await (await fetch(new URL("/metrics", url))).text();
	return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]);
}

/**
 * @param {Page} page
 * @param {{ connections: number, requests: number }} load so many requests, since in a given time a busy machine may
 * answer none
 */
async function oneTurn({ url, cookie }, { connections, requests }) {
	const before = await processorSeconds(url);
	const headers = cookie ? { cookie } : {};
	const started = performance.now();
	// It looks whether all are answered at each sample, which is otherwise taken once a second.
	const result = await autocannon({ url, connections, amount: requests, headers, sampleInt: 10 });
	const seconds = (performance.now() - started) / 1000;
	const processor = (await processorSeconds(url)) - before;
	const bad = result.non2xx + result.errors;
	if (bad > 0) throw new Error(`${url}: ${bad} of ${result.requests.total} requests failed`);
	return {
		perSecond: result.requests.total / seconds,
		milliseconds: (1000 * processor) / result.requests.total,
	};
}

/** @param {number[]} values */
function median(values) {
	return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** @typedef {{ perSecond: number, milliseconds: number }} Speed requests a second, and processor time for each */

/**
 * A page and its bare twin in turns, so that what else the machine does falls on both alike.
 *
 * @param {Page} page
 * @param {Page} bare
 * @param {{ connections: number, requests: number, rounds: number }} load
 */
export async function compareLoad(page, bare, load) {
	/** @type {{ ours: Speed[], bare: Speed[] }} */
	const turns = { ours: [], bare: [] };
	for (let round = 0; round < load.rounds; round++) {
		turns.bare.push(await oneTurn(bare, load));
		turns.ours.push(await oneTurn(page, load));
	}
	const middle = (/** @type {Speed[]} */ speeds) => ({
		perSecond: median(speeds.map((speed) => speed.perSecond)),
		milliseconds: median(speeds.map((speed) => speed.milliseconds)),
	});
	return { ours: middle(turns.ours), bare: middle(turns.bare) };
}
