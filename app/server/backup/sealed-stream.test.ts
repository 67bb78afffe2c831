import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { open, seal } from "./sealed-stream.server.ts";

const KEY = "7".repeat(64);
const MIB = 1 << 20;
const HEADER = 16 + 16 + 16;
const CHUNK = 4 + MIB + 16;

async function* parts(content: Buffer, bytes: number): AsyncGenerator<Buffer> {
	for (let at = 0; at < content.length; at += bytes) yield content.subarray(at, at + bytes);
}

async function all(stream: AsyncIterable<Buffer>): Promise<Buffer> {
	const taken: Buffer[] = [];
	for await (const part of stream) taken.push(part);
	return Buffer.concat(taken);
}

const sealed = (content: Buffer, bytes = 70_001) => all(seal(parts(content, bytes), KEY));
const opened = (file: Buffer, bytes = 33_333) => all(open(parts(file, bytes), KEY));

test.each([0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB, 3 * MIB + 12_345])(
	"%i bytes come back as they were",
	async (length) => {
		const content = randomBytes(length);
		expect((await opened(await sealed(content))).equals(content)).toBe(true);
	},
);

test("the same content is another file each time, and none of it can be read", async () => {
	const content = Buffer.from("0071000998877".repeat(1000));
	const [one, other] = [await sealed(content), await sealed(content)];
	expect(one.equals(other)).toBe(false);
	expect(one.includes("0071000998877")).toBe(false);
});

const file = await sealed(randomBytes(3 * MIB + 500));
const other = await sealed(randomBytes(3 * MIB + 500));
const chunk = (number: number, of = file) => of.subarray(HEADER + number * CHUNK, HEADER + (number + 1) * CHUNK);
const withChunks = (...chunks: Buffer[]) => Buffer.concat([file.subarray(0, HEADER), ...chunks]);

function lengthOfLast(bytes: number): Buffer {
	const copy = Buffer.from(chunk(2));
	copy.writeUInt32BE((bytes | 0x8000_0000) >>> 0);
	return copy;
}

test.each([
	["in another order", withChunks(chunk(1), chunk(0), chunk(2), chunk(3)), /was changed/],
	["without one in the middle", withChunks(chunk(0), chunk(2), chunk(3)), /was changed/],
	["without the last", withChunks(chunk(0), chunk(1), chunk(2)), /cut off/],
	["with one that calls itself the last", withChunks(chunk(0), chunk(1), lengthOfLast(MIB)), /was changed/],
	["with one twice", withChunks(chunk(0), chunk(0), chunk(1), chunk(2), chunk(3)), /was changed/],
	["with one of another file", withChunks(chunk(0), chunk(1, other), chunk(2), chunk(3)), /was changed/],
	["with a length beyond any chunk", withChunks(chunk(0), Buffer.from([0x7f, 255, 255, 255])), /was changed/],
	["cut off within a chunk", file.subarray(0, HEADER + CHUNK + 1000), /cut off/],
	["cut off within a length", file.subarray(0, HEADER + CHUNK + 2), /cut off/],
])("a file of several chunks is refused %s", async (_how, touched, words) => {
	await expect(opened(touched)).rejects.toThrow(words);
});

test.each([
	["that is empty", Buffer.alloc(0), /is no backup/],
	["of something else, shorter than a mark", Buffer.from("no"), /is no backup/],
	["of something else, shorter than a head", Buffer.from("no backup at all"), /is no backup/],
	["of something else", randomBytes(MIB), /is no backup/],
	["with part of the mark alone", file.subarray(0, 9), /is no backup/],
	["cut off within its head", file.subarray(0, HEADER - 1), /cut off/],
	["cut off behind its head", file.subarray(0, HEADER), /cut off/],
])("a file is refused %s", async (_how, touched, words) => {
	await expect(opened(touched)).rejects.toThrow(words);
});
