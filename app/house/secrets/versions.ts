/** One of the values that a secret has had, by the number that what it sealed carries. */
export type SecretVersion = { version: number; value: string };

/** A version is one byte of what it sealed. */
const HIGHEST = 255;

/**
 * Reads a secret: one value, which is version 1, or several with their versions, newest first (`2:…,1:…`).
 *
 * @param wrong what is wrong with one value, or null
 * @returns the versions, or the sentence that says what is wrong
 */
export function readVersions(text: string, wrong: (value: string) => string | null): SecretVersion[] | string {
	if (!/^\d+:/.test(text)) return wrong(text) ?? [{ version: 1, value: text }];
	const versions: SecretVersion[] = [];
	for (const part of text.split(",")) {
		const [, number = "", value = ""] = /^(\d+):(.*)$/.exec(part.trim()) ?? [];
		const version = Number(number);
		if (!number) return "must be one value, or several as 2:new,1:old";
		if (version < 1 || version > HIGHEST) return `version ${number} must be a number from 1 to ${HIGHEST}`;
		const mistake = wrong(value);
		if (mistake) return `version ${version} ${mistake}`;
		const before = versions.at(-1);
		if (before && before.version <= version)
			return `the newest version stands first: ${version} after ${before.version}`;
		versions.push({ version, value });
	}
	return versions;
}
