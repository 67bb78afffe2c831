/** Runs one piece of work when it is its turn. Whoever waits leaves the line once their signal aborts, and is thrown its reason. */
type Run = <Result>(work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;
type RunForKey = <Result>(key: string, work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;

type Queue = Run & {
	/** Whether one more would be refused at this moment. */
	isFull: () => boolean;
};

/**
 * A queue for costly work: `running` at once, `waiting` behind them in the order in which they came.
 *
 * @param full what is thrown to whoever comes when the queue is full.
 * @returns what runs one piece of work.
 */
export function boundedQueue(running: number, waiting: number, full: () => Error | Response): Queue {
	let free = running;
	const line: (() => void)[] = [];
	const isFull = () => free === 0 && line.length >= waiting;
	const run: Run = async (work, signal) => {
		signal?.throwIfAborted();
		if (isFull()) throw full();
		if (free > 0) free--;
		else await turnIn(line, signal);
		try {
			return await work();
		} finally {
			// The place goes to who waits, so that nobody who comes later is faster.
			const next = line.shift();
			if (next) next();
			else free++;
		}
	};
	return Object.assign(run, { isFull });
}

function turnIn(line: (() => void)[], signal?: AbortSignal): Promise<void> {
	return new Promise((begin, leave) => {
		const gone = () => {
			line.splice(line.indexOf(turn), 1);
			leave(signal?.reason);
		};
		const turn = () => {
			signal?.removeEventListener("abort", gone);
			begin();
		};
		line.push(turn);
		signal?.addEventListener("abort", gone, { once: true });
	});
}

/** A queue of its own for each key, such as a person: nobody's crowd stands in the way of others. */
export function queueForEach(
	...[running, waiting, full]: Parameters<typeof boundedQueue>
): RunForKey & { isFull: (key: string) => boolean } {
	const queues = new Map<string, { run: Queue; inside: number }>();
	const run: RunForKey = async (key, work, signal) => {
		const queue = queues.get(key) ?? { run: boundedQueue(running, waiting, full), inside: 0 };
		queues.set(key, queue);
		queue.inside++;
		try {
			return await queue.run(work, signal);
		} finally {
			if (--queue.inside === 0) queues.delete(key);
		}
	};
	return Object.assign(run, { isFull: (key: string) => queues.get(key)?.run.isFull() ?? false });
}
