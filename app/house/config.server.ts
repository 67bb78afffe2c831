import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { bareCode, cleanLine } from "#app/kernel/text.ts";
import { givenNodeEnv } from "./process/node-env.server.ts";
import { readVersions, type SecretVersion } from "./secrets/versions.ts";

const port = z.coerce.number().int().min(0).max(65_535);
const onOff = z.enum(["on", "off"]).transform((word) => word === "on");
/** A secret with its versions; see secrets/versions.ts. */
function versioned(wrong: (value: string) => string | null) {
	return z.string().transform((text, context) => {
		const versions = readVersions(text, wrong);
		if (typeof versions !== "string") return versions as Versions;
		context.addIssue(versions);
		return z.NEVER;
	});
}

const sessionSecrets = versioned((value) =>
	value.length >= 32 ? null : "must be at least 32 characters; make one with: openssl rand -hex 32",
);
const encryptionKeys = versioned((value) =>
	/^[0-9a-f]{64}$/i.test(value) ? null : "must be 64 hexadecimal digits; make one with: openssl rand -hex 32",
);

function urlOf(protocols: string[], example: string) {
	return z.string().refine(
		(text) => {
			try {
				return protocols.includes(new URL(text).protocol);
			} catch {
				return false;
			}
		},
		{ message: `must be an address like ${example}` },
	);
}

const schema = z.object({
	NODE_ENV: z
		.enum(["production", "development", "test"], {
			error: 'must be "production", "development" or "test"; unset, it is "production"',
		})
		.optional(),
	PORT: port.default(3000),
	HOST: z.string().min(1).default("0.0.0.0"),
	PUBLIC_URL: urlOf(["http:", "https:"], "https://donbay.example").optional(),
	DATABASE_URL: urlOf(["postgres:", "postgresql:"], "postgres://user:password@host:5432/donbay").optional(),
	EMBEDDED_DATABASE: onOff.optional(),
	DATABASE_ROLE: z
		.string()
		.regex(/^[a-z_][a-z0-9_]{0,62}$/, "must be a plain name of small letters, digits and underscores")
		.default("donbay_app"),
	DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
	DATA_DIR: z.string().min(1).default(".data"),
	SESSION_SECRET: sessionSecrets.optional(),
	ENCRYPTION_KEY: encryptionKeys.optional(),
	SMTP_URL: urlOf(["smtp:", "smtps:"], "smtp://user:password@host:587").optional(),
	MAIL_FROM: z
		.string()
		.overwrite(cleanLine)
		.includes("@", { message: "must hold an e-mail address" })
		.default("Đòn Bẩy <tro-giup@donbay.example>"),
	HELP_EMAIL: z.email("must be an e-mail address").default("tro-giup@donbay.example"),
	SECURITY_CONTACT: z.email("must be an e-mail address").optional(),
	PAYER_NAME: z.string().overwrite(cleanLine).min(1).max(140).default("Sở Tài chính TP. Hồ Chí Minh"),
	PAYER_ACCOUNT: z
		.string()
		.overwrite(bareCode)
		.regex(/^[0-9]{6,19}$/, "must be an account number of 6 to 19 digits")
		.optional(),
	PAYER_BANK_BIN: z
		.string()
		.regex(/^[0-9]{6}$/, "must be the six digits that NAPAS gave the bank, such as 970436")
		.optional(),
	STRIPE_SECRET_KEY: z
		.string()
		.regex(/^[sr]k_(test|live)_[A-Za-z0-9]{8,}$/, "must be a secret or restricted key of Stripe, such as sk_live_…")
		.optional(),
	STRIPE_WEBHOOK_SECRET: z
		.string()
		.regex(/^whsec_[A-Za-z0-9+/=]{8,}$/, "must be the signing secret of the webhook endpoint at Stripe, whsec_…")
		.optional(),
	STRIPE_API_BASE: urlOf(["http:", "https:"], "https://api.stripe.com").default("https://api.stripe.com"),
	WORKER: onOff.default(true),
	WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
	JOB_LEASE_SECONDS: z.coerce.number().int().min(1).max(14_400).default(600),
	LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
	TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
	STAFF_MAIL_DOMAINS: z
		.string()
		.default("")
		.transform((list) =>
			list
				.toLowerCase()
				.split(",")
				.map((domain) => domain.trim())
				.filter(Boolean),
		)
		.refine((domains) => domains.every((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)), {
			message: "must be domains of mail, with commas between them, such as tphcm.gov.vn,huba.org.vn",
		}),
	MONEY_ROLE_DELAY_WORKING_DAYS: z.coerce.number().int().min(1).max(30).default(1),
	RELEASE_AFTER_ROLE_DAYS: z.coerce.number().int().min(0).max(365).default(7),
	PROPOSAL_WORKING_DAYS: z.coerce.number().int().min(1).max(30).default(5),
	SECOND_FACTOR_LINK_HOURS: z.coerce.number().int().min(1).max(168).default(24),
	METRICS_TOKEN: z.string().min(16, "must be at least 16 characters").optional(),
	STALLED_ANSWER_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
	OPEN_DRAFTS: z.coerce.number().int().min(1).max(1_000).default(5),
	UPLOAD_MB_PER_DAY: z.coerce.number().int().min(10).max(100_000).default(200),
	UPLOAD_MB_IN_ALL: z.coerce.number().int().min(10).max(100_000).default(150),
	UPLOAD_MB_NEWCOMER: z.coerce.number().int().min(10).max(100_000).default(20),
	UPLOAD_MB_NEWCOMER_SITE: z.coerce.number().int().min(10).max(1_000_000).default(200),
	UPLOAD_MB_NEWCOMER_CARRIER: z.coerce.number().int().min(10).max(1_000_000).default(1_000),
	UPLOAD_MB_NEWCOMERS: z.coerce.number().int().min(10).max(10_000_000).default(2_000),
	STORED_GB: z.coerce.number().min(0.1).max(100_000).default(100),
	CLAMD_URL: z
		.string()
		.regex(
			/^(tcp:\/\/([\w.-]+|\[[0-9a-f:]+\])(:\d{1,5})?|unix:\/\/\/.+)$/i,
			"must be an address like tcp://localhost:3310 or unix:///run/clamav/clamd.ctl",
		)
		.optional(),
	BACKUP_KEY: z
		.string()
		.regex(/^[0-9a-f]{64}$/i, "must be 64 hexadecimal digits; make one with: openssl rand -hex 32")
		.optional(),
	BACKUP_DIR: z.string().min(1).default("backups"),
	DEMO: onOff.default(false),
});

/** Every setting that is read, for the table of the README. */
export const settingNames = Object.keys(schema.shape);

type Settings = z.infer<typeof schema>;
type Versions = [SecretVersion, ...SecretVersion[]];
export type Config = Omit<Settings, "SESSION_SECRET" | "ENCRYPTION_KEY"> & {
	NODE_ENV: "production" | "development" | "test";
	/** Newest first: the first signs and seals, all of them verify and open. */
	sessionSecrets: Versions;
	encryptionKeys: Versions;
};

/** One sentence per mistake in the environment; the process can't start until all are mended. */
export class ConfigurationError extends Error {
	constructor(readonly mistakes: string[]) {
		super(`The configuration has ${mistakes.length} mistake(s):\n${mistakes.map((line) => `  - ${line}`).join("\n")}`);
		this.name = "ConfigurationError";
	}
}

/**
 * A server with its own embedded database keeps its own secrets beside it, so that a plain `npm start` works.
 * A shared database needs shared secrets, which only the operator can give.
 */
function ownSecrets(dataDir: string): { SESSION_SECRET: string; ENCRYPTION_KEY: string } {
	const file = join(dataDir, "secrets.json");
	if (!existsSync(file)) {
		mkdirSync(dataDir, { recursive: true });
		const made = { SESSION_SECRET: randomBytes(32).toString("hex"), ENCRYPTION_KEY: randomBytes(32).toString("hex") };
		writeFileSync(file, JSON.stringify(made), { mode: 0o600, flag: "wx" });
		chmodSync(file, 0o600);
		return made;
	}
	return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * A server that was set up for production by hand, and has no database, more likely lost its DATABASE_URL than wants
 * to begin with an empty one. The demo is for one machine anyway.
 */
function databaseMistake({ NODE_ENV, DATABASE_URL, EMBEDDED_DATABASE, DEMO }: Settings): string | null {
	if (DATABASE_URL) {
		return EMBEDDED_DATABASE ? "EMBEDDED_DATABASE: must not be on where DATABASE_URL is set; unset one of them" : null;
	}
	if (EMBEDDED_DATABASE === false) return "DATABASE_URL: must be set where EMBEDDED_DATABASE is off";
	if (NODE_ENV !== "production" || EMBEDDED_DATABASE || DEMO) return null;
	return "DATABASE_URL: must be set where NODE_ENV=production is; or set EMBEDDED_DATABASE=on to keep the data in a PostgreSQL in DATA_DIR, for this machine alone";
}

/**
 * Reads and checks every setting at once. Empty variables count as unset.
 *
 * @throws ConfigurationError with one line per mistake.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
	const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
	const parsed = schema.safeParse(given);
	if (!parsed.success) {
		throw new ConfigurationError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
	}
	const settings = parsed.data;
	const mistake = databaseMistake(settings);
	if (mistake) throw new ConfigurationError([mistake]);
	if (settings.DATABASE_URL) {
		const missing = (["SESSION_SECRET", "ENCRYPTION_KEY"] as const).filter((name) => !settings[name]);
		if (missing.length > 0) {
			throw new ConfigurationError(
				missing.map((name) => `${name}: must be set when DATABASE_URL is; make one with: openssl rand -hex 32`),
			);
		}
	}
	if (!settings.PAYER_ACCOUNT !== !settings.PAYER_BANK_BIN) {
		const missing = settings.PAYER_ACCOUNT ? "PAYER_BANK_BIN" : "PAYER_ACCOUNT";
		throw new ConfigurationError([`${missing}: must be set too; an account that pays is named by both`]);
	}
	if (!settings.STRIPE_SECRET_KEY !== !settings.STRIPE_WEBHOOK_SECRET) {
		const missing = settings.STRIPE_SECRET_KEY ? "STRIPE_WEBHOOK_SECRET" : "STRIPE_SECRET_KEY";
		throw new ConfigurationError([`${missing}: must be set too; Stripe pays with the one and reports with the other`]);
	}
	const { SESSION_SECRET, ENCRYPTION_KEY, ...others } = settings;
	const own = SESSION_SECRET && ENCRYPTION_KEY ? null : ownSecrets(settings.DATA_DIR);
	return {
		...others,
		NODE_ENV: settings.NODE_ENV ?? "production",
		sessionSecrets: SESSION_SECRET ?? sessionSecrets.parse(own?.SESSION_SECRET),
		encryptionKeys: ENCRYPTION_KEY ?? encryptionKeys.parse(own?.ENCRYPTION_KEY),
	};
}

function readOrExit(): Config {
	try {
		return readConfig({ ...process.env, NODE_ENV: givenNodeEnv });
	} catch (error) {
		if (!(error instanceof ConfigurationError) || process.env.VITEST) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exit(78); // EX_CONFIG of sysexits.h
	}
}

/** The settings of this process. Nothing else reads the environment. */
export const config: Config = readOrExit();
