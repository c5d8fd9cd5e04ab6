import { ensureChromium } from './ensureChromium.mjs';
import { signIn } from './signIn.mjs';

/**
 * Opens a browser, signed in to the n8n at `address`.
 * Resolves with a Playwright `page`, whose `getByTestId` knows n8n's test ids and whose requests to
 * anywhere else fail, and with n8n's REST API, `call`.
 */
export async function openBrowser(address, { width = 1600, height = 1200 } = {}) {
	const installed = await ensureChromium();
	const { chromium, selectors } = await import('playwright-core');
	selectors.setTestIdAttribute('data-test-id');
	const { cookie, call } = await signIn(address);
	const browser = await chromium.launch(installed);
	const page = await browser.newPage({ viewport: { width, height } });
	await page.route(
		({ origin }) => origin !== new URL(address).origin,
		(route) => route.abort(),
	);
	const [name, value] = cookie.split('=');
	await page.context().addCookies([{ name, value, url: address }]);
	return { page, call };
}
