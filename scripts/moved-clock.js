/**
 * Loaded into each process of `npm test -- --day …` before anything else (NODE_OPTIONS, scripts/test.js): the clock of
 * JavaScript runs as ever, but so many milliseconds ahead or behind. So the app, its libraries (sessions, codes of the
 * authenticator app) and the tests agree on another day, and production has no setting that moves its clock.
 */
const moved = Number(process.env.DONBAY_CLOCK_MOVED_MS ?? 0);

if (Number.isFinite(moved) && moved !== 0) {
	const Real = Date;
	const time = () => Real.now() + moved;
	globalThis.Date = new Proxy(Real, {
		construct: (target, args, made) => Reflect.construct(target, args.length > 0 ? args : [time()], made),
		apply: () => new Real(time()).toString(),
		get: (target, name, receiver) => (name === "now" ? time : Reflect.get(target, name, receiver)),
	});
	Real.prototype.constructor = globalThis.Date;
}
