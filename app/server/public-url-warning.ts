const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * What to say at the start of a production server about the address that people use: without one, links in mails lead to this
 * machine, and without https the cookie of a session crosses the network in clear. Null where all is well.
 */
export function publicUrlWarning(publicUrl: string | undefined, host: string): string | null {
	if (!publicUrl) {
		if (LOOPBACK.test(host)) return null;
		return "PUBLIC_URL is not set: links in mails and documents lead to localhost, and cookies are sent without Secure. Set it to the address that people use, such as https://donbay.example.";
	}
	const { protocol, hostname } = new URL(publicUrl);
	if (protocol === "https:" || LOOPBACK.test(hostname)) return null;
	return `PUBLIC_URL is ${publicUrl}, without https: passwords and cookies cross the network in clear. Put a proxy with a certificate before the server, and set PUBLIC_URL to its https address.`;
}
