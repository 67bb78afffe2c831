import { expect, test } from "vitest";
import { makeLog } from "./log.server.ts";

/** What must be in no line, wherever it stands. */
const secrets = {
	password: "mat-khau-rat-dai-2026",
	token: "0Vk84lVTZBzrW5ZVdWZ2fzDf",
	jwt: "eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImxhbkBleGFtcGxlIn0.Qm9x-9aZr_7tYw2Lk4Pq8sVb1Nc3Xd5",
	hex: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
	cookie: "donbay.session_token=abcDEF123.sig",
	account: "0071000998877",
	totp: "428913",
	backup: "abcde-fghij",
	kept: "7e57d004-2b97-4e7a-b45f-5387367791cd",
};

const values = Object.values(secrets);

/** Writes with a log of its own and returns the lines. */
function written(write: (log: ReturnType<typeof makeLog>) => void): string {
	let lines = "";
	const keep = (line: string) => {
		lines += line;
	};
	write(makeLog("trace", { write: keep }));
	return lines;
}

function expectNothingIn(lines: string): void {
	for (const value of values) expect(lines).not.toContain(value);
}

/** The same nest again inside itself, as a job in a queue in a worker's report is. */
function nested(depth: number): Record<string, unknown> {
	const here = {
		password: secrets.password,
		"Reset-Token": secrets.token,
		payload: { kind: "reset-password", about: { theirToken: secrets.token } },
		headers: new Headers({ cookie: secrets.cookie, authorization: `Bearer ${secrets.jwt}` }),
		rawHeaders: ["Accept", "*/*", "Cookie", secrets.cookie, "Authorization", `Bearer ${secrets.jwt}`],
		pairs: [["set-cookie", secrets.cookie]],
		fields: new Map<string, unknown>([["accountNumber", secrets.account]]),
		code: secrets.totp,
		backupCodes: [secrets.backup],
		url: `https://donbay.example/reset-password?token=${secrets.token}&kept=${secrets.kept}#code=${secrets.totp}`,
		search: `?code=${secrets.totp}`,
		said: [`the token is ${secrets.token}`, `pay to ${secrets.account}`, `with ${secrets.jwt}`, secrets.hex],
		parameters: [secrets.account, secrets.hex],
		bytes: Buffer.from(secrets.password),
	};
	return depth === 0 ? here : { ...here, deeper: [nested(depth - 1)] };
}

test("hides what is secret at every depth, by its name and by its shape", () => {
	for (const depth of [0, 1, 2, 5, 12]) {
		const lines = written((log) => log.warn(nested(depth), `opened with token=${secrets.token}`));
		expectNothingIn(lines);
		expect(lines).toContain("opened with token=(hidden)");
	}
});

test("hides it in errors, their causes and the errors that they gather", () => {
	const detail = { detail: `Failing row contains (${secrets.account})`, parameters: [secrets.token] };
	const refused = Object.assign(new Error(`invalid input: "${secrets.account}"`), detail, { code: "23505" });
	const caused = new Error(`GET /verify-email?token=${secrets.jwt}`, { cause: { why: refused, ...nested(2) } });
	const gathered = new AggregateError([caused, refused], `Set-Cookie: ${secrets.cookie}`);
	for (const lines of [
		written((log) => log.error(gathered)),
		written((log) => log.error({ err: gathered }, "failed")),
		written((log) => log.error({ about: { deep: [{ err: gathered }] } }, "failed %s %o", secrets.token, nested(1))),
		written((log) => log.child({ from: "somewhere" }).error({ err: gathered })),
	]) {
		expectNothingIn(lines);
		expect(lines).toContain('"code":"23505"');
		expect(lines).toContain("AggregateError");
	}
});

test("keeps what helps whoever reads it", () => {
	const lines = written((log) =>
		log.error(
			{
				err: Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" }),
				application: "HS-2026-000123",
				jobId: "10271",
				requestId: "7e57d004-2b97-4e7a-b45f-5387367791cd",
				path: "/applications/HS-2026-000123/submit",
				migrations: ["040-mail-secrets", "036-sign-in-sessions-and-steps"],
				event: "evt_1QaBcDeFgHiJkLmNoPqRsTuV",
				ms: 12_345_678,
				at: new Date("2026-11-29T03:00:00Z"),
			},
			"request failed",
		),
	);
	const line = JSON.parse(lines);
	expect(line).toMatchObject({
		msg: "request failed",
		err: { type: "Error", message: "connect ECONNREFUSED 127.0.0.1:5432", code: "ECONNREFUSED" },
		application: "HS-2026-000123",
		jobId: "10271",
		requestId: "7e57d004-2b97-4e7a-b45f-5387367791cd",
		path: "/applications/HS-2026-000123/submit",
		migrations: ["040-mail-secrets", "036-sign-in-sessions-and-steps"],
		event: "evt_1QaBcDeFgHiJkLmNoPqRsTuV",
		ms: 12_345_678,
		at: "2026-11-29T03:00:00.000Z",
	});
	expect(line.err.stack).toContain("log.test.ts");
});

test("a thing that holds itself ends", () => {
	const circle: Record<string, unknown> = { name: "a" };
	circle.self = circle;
	expect(written((log) => log.info(circle, "round"))).toContain('"name":"a"');
});
