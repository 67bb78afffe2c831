import { createRequire } from "node:module";

/** Found from the installed packages, both from these sources and from a bundle with node_modules above it. */
const require = createRequire(import.meta.url);

export type Weight = "regular" | "medium" | "bold" | "italic" | "boldItalic";

/**
 * Whole TTF files with every Vietnamese glyph; each PDF embeds the part that it uses. `official` has the metrics of
 * Times New Roman, which Decree 30/2020/NĐ-CP, annex I asks for; `house` is the face of the product's pages.
 */
export const faces: Record<"official" | "house", Record<Weight, string>> = {
	official: {
		regular: require.resolve("@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf"),
		medium: require.resolve("@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf"),
		bold: require.resolve("@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf"),
		italic: require.resolve("@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf"),
		boldItalic: require.resolve("@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf"),
	},
	house: {
		regular: require.resolve("@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf"),
		medium: require.resolve("@expo-google-fonts/be-vietnam-pro/500Medium/BeVietnamPro_500Medium.ttf"),
		bold: require.resolve("@expo-google-fonts/be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf"),
		italic: require.resolve("@expo-google-fonts/be-vietnam-pro/400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf"),
		boldItalic: require.resolve("@expo-google-fonts/be-vietnam-pro/700Bold_Italic/BeVietnamPro_700Bold_Italic.ttf"),
	},
};
