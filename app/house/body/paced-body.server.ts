/** In so many seconds a body of a file brings so much at least: 4 KB a second, a tenth of the slowest mobile link. */
export const PACE = { seconds: 20, bytes: 20 * 4 * 1024 };

/**
 * The same request, whose body ends with an error once it brings less than the pace: what holds a place while it comes is
 * not held for five minutes by whoever sends a letter now and then.
 */
export function atPace(request: Request): { request: Request; wasSlow: () => boolean } {
	const reader = request.body?.getReader();
	if (!reader) return { request, wasSlow: () => false };
	let lately = 0;
	let isSlow = false;
	let clock: NodeJS.Timeout | undefined;
	const body = new ReadableStream<Uint8Array>(
		{
			start(controller) {
				clock = setInterval(() => {
					if (lately >= PACE.bytes) {
						lately = 0;
						return;
					}
					isSlow = true;
					clearInterval(clock);
					controller.error(new Error("too slow"));
					reader.cancel().catch(() => undefined);
				}, PACE.seconds * 1_000);
			},
			async pull(controller) {
				const next = await reader.read().catch((error: unknown) => {
					clearInterval(clock);
					throw error;
				});
				if (isSlow) return;
				if (next.done) {
					clearInterval(clock);
					return controller.close();
				}
				lately += next.value.byteLength;
				controller.enqueue(next.value);
			},
			cancel(reason) {
				clearInterval(clock);
				return reader.cancel(reason);
			},
		},
		{ highWaterMark: 0 },
	);
	return { request: new Request(request, { body, duplex: "half" } as RequestInit), wasSlow: () => isSlow };
}
