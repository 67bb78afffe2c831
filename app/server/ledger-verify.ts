import { findingText, invariantTitle } from "#app/books/books-words.ts";
import { countWrong, verifyBooks } from "#app/books/verify-books.server.ts";
import { db } from "#app/house/database.server.ts";
import { openHouse } from "./boot.server.ts";
import { main } from "./serve.server.ts";

/** `npm run ledger:verify`: checks all that must hold of the money; ends with 1 and what is wrong where it does not. */
main(async () => {
	const house = await openHouse("donbay-ledger-verify");
	const results = await verifyBooks(db);
	await house.close();
	for (const { name, checked, wrong, findings } of results) {
		const outcome = wrong === 0 ? "ok   " : "WRONG";
		const counted = wrong === 0 ? `${checked} checked` : `${wrong} wrong of ${checked} checked`;
		process.stdout.write(`${outcome}  ${name}: ${invariantTitle(name, "en")} (${counted})\n`);
		for (const finding of findings) process.stdout.write(`    ${findingText(name, finding, "en")}\n`);
		if (wrong > findings.length) process.stdout.write(`    and ${wrong - findings.length} more\n`);
	}
	const wrong = countWrong(results);
	process.stdout.write(wrong === 0 ? "The books agree.\n" : `The books are wrong in ${wrong} place(s).\n`);
	process.exit(wrong === 0 ? 0 : 1);
});
