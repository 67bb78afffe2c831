import { isIP } from "node:net";
import { requestContext } from "../request-context.server.ts";

/**
 * An address as some proxies write it (`203.0.113.5:4711`, `[2001:db8::1]:4711`) without its port, which is another one at
 * each connection.
 */
export function withoutPort(address: string): string {
	const [, bracketed, ipv4] = /^(?:\[([^\]]*)\](?::\d{1,5})?|([\d.]{7,15}):\d{1,5})$/.exec(address) ?? [];
	return bracketed ?? ipv4 ?? address;
}

/** The eight groups of an IPv6 address, as numbers. */
function groupsOf(address: string): number[] {
	// A URL writes every form of an address in one way, with at most one "::".
	const written = new URL(`http://[${address}]/`).hostname.slice(1, -1);
	const [before = "", after] = written.split("::");
	const numbers = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
	if (after === undefined) return numbers(before);
	const [head, tail] = [numbers(before), numbers(after)];
	return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function ipv4Network([first, second, third]: readonly (string | number)[], ipv6Bits: 32 | 48 | 64): string {
	return ipv6Bits === 32 ? `${first}.${second}.0.0/16` : `${first}.${second}.${third}.0/24`;
}

/**
 * The network from which a visitor comes: the /24 of an IPv4 address, and of an IPv6 address its first bits. One
 * subscriber has a whole /64, so that counting single addresses would count nothing (RFC 6177); a /48 is a site, which
 * tells roughly where somebody was, and which a stranger gets for the asking; a /32 is what a carrier has at least, and of
 * IPv4 a /16. An IPv4 address that is written as IPv6 (`::ffff:192.0.2.1`) is an IPv4 address.
 */
export function networkOf(address: string, ipv6Bits: 32 | 48 | 64): string {
	const [plain = ""] = address.split("%");
	if (isIP(plain) === 4) return ipv4Network(plain.split("."), ipv6Bits);
	if (isIP(plain) !== 6) return "unknown";
	const groups = groupsOf(plain);
	const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
	if (mapped) {
		const [high = 0, low = 0] = groups.slice(6);
		return ipv4Network([high >> 8, high & 255, low >> 8], ipv6Bits);
	}
	const kept = groups.slice(0, ipv6Bits / 16).map((group) => group.toString(16));
	return `${kept.join(":")}::/${ipv6Bits}`;
}

/** The network of whoever sent the request that is being answered: "unknown" where there is none. */
export function networkOfVisitor(ipv6Bits: 32 | 48 | 64): string {
	return networkOf(requestContext.getStore()?.address ?? "", ipv6Bits);
}
