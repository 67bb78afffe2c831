/**
 * What time it is, for everything that the law or a promise counts from. Doors (routes, jobs, the command line) ask
 * once and hand it on as `ctx.now`. Nothing else in the app or its tests reads the machine's clock: `npm run check`
 * refuses a bare `new Date()` and `Date.now()` (scripts/rules/one-clock.grit).
 */
export function now(): Date {
	return new Date();
}
