import { type BetterAuthPlugin, betterAuth } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { deleteSessionCookie, setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { config } from "#app/house/config.server.ts";
import { db, perDatabase } from "#app/house/database.server.ts";
import { log } from "#app/house/log.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { SESSION_SECONDS } from "./sessions/session.rules.ts";

/** Our commands write the rows of sessions, with what they know of how somebody signed in; this writes their cookie. */
const ownSessions = {
	id: "own-sessions",
	endpoints: {
		writeCookie: createAuthEndpoint.serverOnly(
			{ method: "POST", body: z.object({ sessionId: z.string() }) },
			async (ctx) => {
				const session = await ctx.context.adapter.findOne<{ token: string; userId: string }>({
					model: "session",
					where: [{ field: "id", value: ctx.body.sessionId }],
				});
				const user = session && (await ctx.context.internalAdapter.findUserById(session.userId));
				if (!session || !user) throw new Error("no such session");
				await setSessionCookie(ctx, { session: session as Parameters<typeof setSessionCookie>[1]["session"], user });
				return ctx.json({});
			},
		),
		forgetCookie: createAuthEndpoint.serverOnly({ method: "POST" }, async (ctx) => {
			deleteSessionCookie(ctx);
			return ctx.json({});
		}),
	},
} satisfies BetterAuthPlugin;

function make() {
	return betterAuth({
		appName: "Đòn Bẩy",
		baseURL: publicUrl(),
		basePath: "/auth",
		secrets: config.sessionSecrets,
		database: { db, type: "postgres" },
		user: { modelName: "person" },
		// The cookie lives as long as the longest session; when a session ends is in its row (session.rules.ts).
		session: {
			modelName: "personSession",
			fields: { ipAddress: "network" },
			expiresIn: SESSION_SECONDS.business.longest,
			disableSessionRefresh: true,
		},
		account: { modelName: "credential" },
		verification: { modelName: "verification" },
		plugins: [ownSessions],
		advanced: {
			cookiePrefix: "donbay",
			useSecureCookies: publicUrl().startsWith("https:"),
			defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
			ipAddress: { disableIpTracking: true },
		},
		// Only our own actions call it, and they limit tries in the database, for all servers together.
		rateLimit: { enabled: false },
		telemetry: { enabled: false },
		logger: { log: (level, message) => log[level === "error" ? "warn" : "debug"]({ from: "better-auth" }, message) },
	});
}

/** better-auth, made at first use, when the database is connected: the signed cookie of a session, and whose it is. */
export const auth = perDatabase(make);
