/**
 * A queue for costly work: `running` at once, `waiting` behind them in the order in which they came.
 *
 * @param full what is thrown to whoever comes when the queue is full.
 * @returns what runs one piece of work.
 */
export function boundedQueue(
	running: number,
	waiting: number,
	full: () => Error | Response,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
	let free = running;
	const line: (() => void)[] = [];
	return async (work) => {
		if (free > 0) free--;
		else if (line.length < waiting) await new Promise<void>((turn) => line.push(turn));
		else throw full();
		try {
			return await work();
		} finally {
			// The place goes to who waits, so that nobody who comes later is faster.
			const next = line.shift();
			if (next) next();
			else free++;
		}
	};
}

/** A queue of its own for each key, such as a person: nobody's crowd stands in the way of others. */
export function queueForEach(
	...[running, waiting, full]: Parameters<typeof boundedQueue>
): <Result>(key: string, work: () => Promise<Result>) => Promise<Result> {
	const queues = new Map<string, { run: ReturnType<typeof boundedQueue>; inside: number }>();
	return async (key, work) => {
		const queue = queues.get(key) ?? { run: boundedQueue(running, waiting, full), inside: 0 };
		queues.set(key, queue);
		queue.inside++;
		try {
			return await queue.run(work);
		} finally {
			if (--queue.inside === 0) queues.delete(key);
		}
	};
}
