import { config } from "#app/house/config.server.ts";

/**
 * What a page may load: only from this site, scripts only with the nonce of this answer, no inline styles.
 * Vite's development server adds styles by script and talks over a web socket.
 *
 * @param nonce null for a page without scripts, which may run none.
 */
export function documentPolicy(nonce: string | null): string {
	const development = config.NODE_ENV === "development";
	return [
		"default-src 'none'",
		nonce === null ? "script-src 'none'" : `script-src 'self' 'nonce-${nonce}'`,
		development ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
		"img-src 'self'",
		"font-src 'self'",
		development ? "connect-src 'self' ws:" : "connect-src 'self'",
		"manifest-src 'self'",
		"object-src 'self'",
		"frame-src 'self'",
		"form-action 'self'",
		"base-uri 'none'",
		"frame-ancestors 'self'",
	].join("; ");
}
