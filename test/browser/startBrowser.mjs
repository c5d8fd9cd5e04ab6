import { chromium } from 'playwright-core';
import { ensureChromium } from '../../tools/ensureChromium.mjs';
import { owner } from '../../tools/startN8n.mjs';
import startN8n from '../n8n/startN8n.mjs';

/** Brings up once, for all tests of this folder, an n8n with the examples and a browser. */
export default async () => {
	const installed = await ensureChromium();
	await startN8n();
	globalThis.browserUnderTest = await chromium.launchServer({
		...installed,
		host: '127.0.0.1',
		// How this process ends is up to tools/processes.mjs; the browser ends with it.
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	process.env.BROWSER_UNDER_TEST = JSON.stringify({
		wsEndpoint: globalThis.browserUnderTest.wsEndpoint(),
		owner,
	});
};
