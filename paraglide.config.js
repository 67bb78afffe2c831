/**
 * How messages/{vi,en}/*.json become the typed functions in messages/compiled.
 *
 * @type {import("@inlang/paraglide-js").CompilerOptions}
 */
export const paraglide = {
	project: "./project.inlang",
	outdir: "./messages/compiled",
	// The server sets the locale for each request; the browser reads what the server wrote on <html lang>.
	strategy: ["globalVariable", "baseLocale"],
	outputStructure: "message-modules",
};
