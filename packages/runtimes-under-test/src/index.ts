/** The runtimes that tests start, found where npm put them. */
export { chromiumEnvironment, findChromium } from './chromium.ts';
export { locate } from './locate.ts';
