/** What somebody reads who waits for `npm run demo`, in Vietnamese and in English. */

/** @typedef {{ step: "database" | "data" | "server" | "ready", month?: string }} Told */

/** @type {Record<Told["step"], [string, string] | null>} */
const steps = {
	database: ["Mở cơ sở dữ liệu", "opening the database"],
	data: ["Diễn lại hai năm hồ sơ, chỉ ở lần đầu", "playing two years of applications, the first time only"],
	server: ["Mở máy chủ", "starting the server"],
	ready: null,
};

const REDRAWN_EVERY_MS = 500;

/**
 * Shows one step at a time: on a terminal one line that counts the seconds, elsewhere (a file, a log) a line for each
 * step as it begins.
 */
export class Waiting {
	/** @type {NodeJS.WriteStream} */
	#out;
	/** @type {{ text: string, month: string, since: number, timer: NodeJS.Timeout | undefined } | null} */
	#now = null;

	/** @param {NodeJS.WriteStream} out */
	constructor(out) {
		this.#out = out;
	}

	/** @param {string} vietnamese @param {string} english */
	step(vietnamese, english) {
		this.end();
		const text = `${vietnamese} / ${english}`;
		if (!this.#out.isTTY) {
			this.#out.write(`… ${text}\n`);
			return;
		}
		const timer = setInterval(() => this.#draw(), REDRAWN_EVERY_MS);
		this.#now = { text, month: "", since: performance.now(), timer };
		this.#draw();
	}

	/** @param {Told} told by the demo's process */
	told({ step, month }) {
		if (month && this.#now) {
			this.#now.month = `, ${month}`;
			return;
		}
		if (month) return;
		const texts = steps[step];
		if (texts) this.step(...texts);
		else this.end();
	}

	#draw() {
		if (!this.#now) return;
		const { text, month, since } = this.#now;
		this.#out.write(`\r\x1b[K… ${text}${month}  ${Math.round((performance.now() - since) / 1000)} s`);
	}

	/** The step under way has ended, or all has. */
	end() {
		if (!this.#now) return;
		clearInterval(this.#now.timer);
		this.#draw();
		this.#out.write("\n");
		this.#now = null;
	}
}
