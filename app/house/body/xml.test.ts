import { expect, test } from "vitest";
import { childrenNamed, elementsByName, readXml, textAt } from "./xml.ts";

const read = (text: string) => readXml(text, { maxMarks: 1_000 });
const textOf = (inner: string) => {
	const node = read(`<a>${inner}</a>`);
	return typeof node === "string" ? node : textAt(node, "a");
};

test.each([
	["decimal", "C&#244;ng ty &#272;&#224;o t&#7841;o", "Công ty Đào tạo"],
	["hexadecimal, in both cases", "C&#xF4;ng ty &#x110;&#xe0;o t&#x1Ea1;o", "Công ty Đào tạo"],
	["with leading zeros", "t&#0000225;i &#x00000e1;", "tái á"],
	["of a supplementary plane", "&#128512;&#x1F600;&#x20000;", "😀😀\u{20000}"],
	["of the signs of XML", "&#60;b&#62; &#38;amp; &#x26; &#34;&#39;", "<b> &amp; & \"'"],
	["named", "&lt;b&gt; A &amp; B &quot;&apos;", "<b> A & B \"'"],
	[
		"that are letters themselves",
		"&amp;#244; &amp;amp; &amp;lt; &#38;#244; &amp;amp;#244;",
		"&#244; &amp; &lt; &#244; &amp;#244;",
	],
	["in CDATA, where they are letters", "x<![CDATA[&#244; &amp; <b> ]]]>y", "x&#244; &amp; <b> ]y"],
	["in a comment, where they are nothing", "x<!-- &#0; &none; <![CDATA[ -->y", "xy"],
])("reads references %s once", (_how, inner, expected) => expect(textOf(inner)).toBe(expected));

test("reads them in attributes too", () => {
	const node = read('<a b="VN&#68; &amp;#68; &#34;"/>');
	expect(node).toMatchObject({ a: [{ "@b": 'VND &#68; "' }] });
});

test.each([
	["zero", "&#0;"],
	["a control", "&#x1F;"],
	["half of a pair", "&#xD800;"],
	["both halves of a pair", "&#xD83D;&#xDE00;"],
	["no character", "&#xFFFE;"],
	["more than there are", "&#x110000;"],
	["much more than there are", `&#${"9".repeat(20)};`],
	["more digits than are read", `&#${"0".repeat(30)}65;`],
	["no digits", "&#;"],
	["no hexadecimal digits", "&#x;"],
	["a capital X", "&#X41;"],
	["no end", "&#65 "],
	["a name that nobody declared", "&nbsp;"],
	["nothing", "A & B"],
])("refuses a reference to %s", (_what, inner) => expect(textOf(inner)).toBe("broken"));

test("refuses more different names than any format has, whatever stands in them", () => {
	const much = { maxMarks: 1_000_000 };
	const named = (count: number) => Array.from({ length: count }, (_, at) => `<a${at}/>`).join("");
	expect(readXml(`<a>${named(999)}${"<a1/>".repeat(5_000)}</a>`, much)).toBeTypeOf("object");
	expect(readXml(`<a>${named(1_000)}</a>`, much)).toBe("too-large");
	// What begins no name is a mark all the same.
	expect(readXml(`<a>${"<<=<&</".repeat(100)}</a>`, { maxMarks: 500 })).toBe("too-large");
});

test("finds all elements by their names in one pass, as it finds those of one name", () => {
	const text = "<r><x><n>1<n>2</n></n></x><n>3</n><y><z><n>4</n></z><x><y/></x></y><x/></r>";
	const node = read(text);
	if (typeof node === "string") throw new Error(node);
	const all = elementsByName(node);
	for (const name of ["r", "x", "n", "y", "z"]) expect(all.get(name)).toEqual(childrenNamed(node, name));
	expect(all.get("n")).toHaveLength(3);
	expect(all.get("none")).toBeUndefined();
});

test("takes a text of nothing but beginnings in a moment", () => {
	const much = { maxMarks: 1_000_000 };
	for (const piece of ["<![CDATA[", "<!--", "<?", "&#", "&"]) {
		expect(readXml(`<a>${piece.repeat(50_000)}</a>`, much)).toMatch(/broken|too-large/);
	}
});
