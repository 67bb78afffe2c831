import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins";
import { config } from "#app/house/config.server.ts";
import { db, perDatabase } from "#app/house/database.server.ts";
import { log } from "#app/house/log.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { askForMail } from "./identity-mail.server.ts";

/** A signed-in person who does nothing for this long is signed out; what they typed is kept. */
const SESSION_SECONDS = 12 * 60 * 60;

function make() {
	return betterAuth({
		appName: "Đòn Bẩy",
		baseURL: publicUrl(),
		basePath: "/auth",
		secrets: config.sessionSecrets,
		database: { db, type: "postgres" },
		user: {
			modelName: "person",
			additionalFields: { locale: { type: "string", required: false, defaultValue: "vi", input: true } },
		},
		session: { modelName: "personSession", expiresIn: SESSION_SECONDS, updateAge: 15 * 60 },
		account: { modelName: "credential" },
		verification: { modelName: "verification" },
		emailAndPassword: {
			enabled: true,
			requireEmailVerification: true,
			minPasswordLength: 10,
			maxPasswordLength: 128,
			revokeSessionsOnPasswordReset: true,
			resetPasswordTokenExpiresIn: 60 * 60,
			sendResetPassword: ({ user, token }) => askForMail("reset-password", user.id, token),
			// Signing up with a known address must look the same as with a new one; its owner learns it by mail.
			onExistingUserSignUp: ({ user }) => askForMail("already-registered", user.id),
		},
		emailVerification: {
			sendOnSignUp: true,
			sendOnSignIn: true,
			autoSignInAfterVerification: true,
			expiresIn: 24 * 60 * 60,
			sendVerificationEmail: ({ user, token }) => askForMail("verify-address", user.id, token),
		},
		plugins: [
			twoFactor({
				issuer: "Đòn Bẩy",
				twoFactorTable: "secondFactor",
				schema: { twoFactor: { modelName: "secondFactor" } },
			}),
		],
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

/** better-auth, made at first use, when the database is connected. */
export const auth = perDatabase(make);
