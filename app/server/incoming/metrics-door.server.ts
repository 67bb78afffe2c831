import { createHash, timingSafeEqual } from "node:crypto";
import type { Request } from "express";
import { config } from "#app/house/config.server.ts";

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
/** What a proxy adds. Somebody who adds one themselves shuts themselves out. */
const PROXIED = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via"];

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * Whether the numbers may be read: with METRICS_TOKEN where one is set, otherwise from this very machine. What a proxy on
 * this machine passes on comes from elsewhere.
 */
export function mayReadMetrics(request: Request): boolean {
	const { METRICS_TOKEN } = config;
	if (METRICS_TOKEN) {
		return timingSafeEqual(digest(request.get("authorization") ?? ""), digest(`Bearer ${METRICS_TOKEN}`));
	}
	return LOOPBACK.test(request.socket.remoteAddress ?? "") && !PROXIED.some((name) => request.get(name) !== undefined);
}
