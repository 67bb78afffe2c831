/** `npm run -s demo:code reviewer`: the code that the authenticator app of a demo account would show now. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generateSync } from "otplib";

/** @typedef {{ role: string, email: string, totpSecret: string | null }} Account */

const wanted = process.argv.slice(2).join(" ");
const file = join(process.env.DATA_DIR ?? ".data", "demo.json");
if (!existsSync(file)) {
	console.error(`There is no ${file}. Start the demo first: npm run demo`);
	process.exit(1);
}
/** @type {Account[]} */
const accounts = JSON.parse(readFileSync(file, "utf8")).accounts;
const account = accounts.find(({ role, email }) => wanted === role || wanted === email);
if (!account?.totpSecret) {
	const roles = accounts.filter(({ totpSecret }) => totpSecret).map(({ role }) => role);
	console.error(`Whose code? One of: ${roles.join(", ")}`);
	process.exit(1);
}
console.log(generateSync({ secret: account.totpSecret }));
