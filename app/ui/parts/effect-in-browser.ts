import { useLayoutEffect } from "react";

/** An effect of the browser alone, before it paints: on the server effects do not run, and React warns of them. */
export const useEffectInBrowser = typeof document === "undefined" ? () => undefined : useLayoutEffect;
