import { hashPassword as hash, verifyPassword as verify } from "better-auth/crypto";
import { boundedQueue, queueForEach } from "#app/house/limits/bounded-queue.ts";
import { networkOfVisitor } from "#app/house/limits/network.server.ts";
import { Refusal } from "#app/house/refusal.ts";
import { requestContext } from "#app/house/request-context.server.ts";

/**
 * A hash takes a sixth of a second of one core and 32 MB. Node runs them in the four threads of libuv (unless
 * UV_THREADPOOL_SIZE says otherwise), which also look up names, read files and prove passwords to PostgreSQL: three at
 * once leave one for those. Twenty more wait for about two seconds; whoever comes then is told so at once.
 */
const RUNNING = 3;
const WAITING = 20;

const busy = () => new Refusal("identity_refusal_busy", {}, { status: 503 });
const amongAll = boundedQueue(RUNNING, WAITING, busy);

/** One network never takes all places, whoever is behind it. */
const amongNetwork = queueForEach(RUNNING - 1, WAITING / 2, busy);

/** Nor does one account, from however many networks: a person types one password at a time. */
const amongAccount = queueForEach(1, 2, busy);

function inTurn<Result>(account: string, work: () => Promise<Result>): Promise<Result> {
	// Jobs and the command line are nobody's network.
	if (!requestContext.getStore()) return amongAll(work);
	return amongAccount(account.toLowerCase(), () => amongNetwork(networkOfVisitor(64), () => amongAll(work)));
}

/** Of a password that nobody has; what is shown for an address without account is compared with it, at the same cost. */
const NOBODYS =
	"4f0f1fd8a1b94b1c8c8d6d6b6f1a2b3c:" +
	"0000000000000000000000000000000000000000000000000000000000000000" +
	"0000000000000000000000000000000000000000000000000000000000000000";

/**
 * What is kept of a password. It is normalised (NFKC, NIST SP 800-63B 3.1.1.2), so that a letter with marks is the same
 * from every keyboard.
 *
 * @param account whose password it is: the address of an account, or of one that is to be.
 * @throws Refusal with status 503 where too many wait.
 */
export function hashPassword(account: string, password: string): Promise<string> {
	return inTurn(account, () => hash(password.normalize("NFKC")));
}

/**
 * Whether it is the password; takes as long where there is none.
 *
 * @param account as for hashPassword.
 * @throws Refusal with status 503 where too many wait.
 */
export async function isPassword(account: string, kept: string | null, password: string): Promise<boolean> {
	const right = await inTurn(account, () => verify({ hash: kept ?? NOBODYS, password: password.normalize("NFKC") }));
	return right && kept !== null;
}
