/** Connection exceptions, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CONNECTION_CLASS = "08";

const lost = new Set([
	// A server that is stopped, crashed or starting, and one that is full.
	"57P01",
	"57P02",
	"57P03",
	"53300",
	// What a socket meets.
	"ECONNREFUSED",
	"ECONNRESET",
	"EPIPE",
	"ETIMEDOUT",
	"EHOSTUNREACH",
	"ENOTFOUND",
	"EAI_AGAIN",
]);

/** The driver's own errors have no code. */
const told =
	/^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether an error says that the database is away, rather than that it refused a statement. */
export function isConnectionLost(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const code = String((error as { code?: unknown }).code ?? "");
	if (lost.has(code) || (code.length === 5 && code.startsWith(CONNECTION_CLASS))) return true;
	return told.test(error.message) || isConnectionLost(error.cause);
}
