import { RateLimiterPostgres, type RateLimiterRes } from "rate-limiter-flexible";
import { perDatabase, pool } from "./database.server.ts";
import { Refusal } from "./refusal.ts";

const limits = {
	/** Tries of a password or a code for one address of mail. */
	"sign-in": { points: 10, duration: 15 * 60 },
	/** Mails that one address can cause. */
	mail: { points: 5, duration: 60 * 60 },
	/** Codes that one visitor may look up. */
	verify: { points: 60, duration: 60 },
	/** Questionnaires started from one address: a training room full of businesses, but not a flood. */
	assess: { points: 600, duration: 60 * 60 },
} as const;

const limiters = perDatabase(() => new Map<string, RateLimiterPostgres>());

function limiterFor(name: keyof typeof limits): RateLimiterPostgres {
	const known = limiters().get(name);
	if (known) return known;
	const limiter = new RateLimiterPostgres({
		storeClient: pool,
		storeType: "pool",
		tableName: "rate_limit",
		tableCreated: true,
		keyPrefix: name,
		...limits[name],
	});
	limiters().set(name, limiter);
	return limiter;
}

/** @throws Refusal `house_refusal_too_many_tries` once the key has used up its tries, counted over all servers. */
export async function limitRate(name: keyof typeof limits, key: string): Promise<void> {
	try {
		await limiterFor(name).consume(key.toLowerCase());
	} catch (refused) {
		if (refused instanceof Error) throw refused;
		const minutes = Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 60_000));
		throw new Refusal("house_refusal_too_many_tries", { minutes });
	}
}

/** Forgets the tries of a key, after a right password. */
export async function forgiveRate(name: keyof typeof limits, key: string): Promise<void> {
	await limiterFor(name).delete(key.toLowerCase());
}
